#include "tests/control-plane/api/PublishedPolicies.h"

#include "contract/changes/Action.h"

using namespace Qt::StringLiterals;

namespace enigm::test {

namespace {

void perform(TestConsole &administrator, TestConsole &approver, const QString &action,
             const changes::Parameters &parameters)
{
    const auto change = changeOf(administrator.ask(action, {}, parameters));
    const RawReply approved = approver.approve(change);
    if (memberOf(approved, "state"_L1) != json::Value(u"executed"_s))
        qFatal("%s", approved.body.constData());
}

} // namespace

changes::PolicyStanding publishAndAssign(TestConsole &administrator, TestConsole &approver, const QString &id,
                                         const policy::PolicyDocument &document, const changes::AssignedGroups &groups)
{
    const changes::PublishPolicyParameters publication{.version = {.policy = id, .version = 1, .document = document},
                                                       .replaces = {}};
    perform(administrator, approver, changes::policyPublish, publication);
    const auto published = changes::standingAfter(publication, {}, document.kind).value();
    if (groups == published.groups)
        return published; // a new policy is for nobody
    const changes::AssignPolicyParameters assignment{
        .policy = id, .groups = groups, .replaces = published.replacedBy()};
    perform(administrator, approver, changes::policyAssign, assignment);
    return changes::standingAfter(assignment, published).value();
}

changes::PolicyStanding publishNext(TestConsole &administrator, TestConsole &approver,
                                    const changes::PolicyStanding &standing, const policy::PolicyDocument &document)
{
    const changes::PublishPolicyParameters publication{
        .version = {.policy = standing.policy, .version = standing.last + 1, .document = document},
        .replaces = standing.replacedBy()};
    perform(administrator, approver, changes::policyPublish, publication);
    return changes::standingAfter(publication, standing, document.kind).value();
}

} // namespace enigm::test

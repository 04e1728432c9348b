#include "app/enigmctl/policies/PolicyChangeCommands.h"

#include "api-client/policies/PolicyClient.h"
#include "app/enigmctl/changes/ChangeSubmission.h"
#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/groups/GroupCommands.h"
#include "app/files/FileAccess.h"
#include "contract/encoding/GivenName.h"
#include "contract/encoding/Uuid.h"
#include "contract/json/JsonParser.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

using changes::AssignedGroups;
using policy::PolicyDocument;
template <typename T>
using Found = std::expected<T, Failure>;

/// What is to be published, and as which policy.
struct Proposal
{
    QString policy; ///< empty: a new one
    PolicyDocument document;
};

Found<PolicyDocument> documentIn(const QString &path)
{
    const auto bytes = files::readFile(path, PolicyDocument::maxBytes);
    if (!bytes)
        return std::unexpected(Failure(bytes.error(), ExitCode::Usage));
    auto document = PolicyDocument::parse(*bytes);
    if (!document)
        return std::unexpected(Failure(document.error(), ExitCode::Usage));
    return std::move(*document);
}

client::Task<Found<Proposal>> draftOf(QString policy, Connection &connection)
{
    client::PolicyClient client(connection.session());
    const auto draft = co_await client.draft(policy);
    if (!draft)
        co_return std::unexpected(Failure(draft.error()));
    auto document = PolicyDocument::fromJson(draft->document);
    if (!document)
        co_return std::unexpected(Failure(document.error()));
    co_return Proposal{.policy = policy, .document = std::move(*document)};
}

client::Task<Found<Proposal>> proposalOf(Context &context, Connection &connection)
{
    const Invocation &line = context.invocation;
    const auto draft = line.value("draft"_L1);
    const auto named = line.value("policy"_L1);
    if (line.arguments().isEmpty() != draft.has_value())
        co_return misused(u"Give the file of the policy, or the draft that is to be published."_s, u"FILE"_s);
    if (draft) {
        auto proposal = co_await draftOf(*draft, connection);
        co_return proposal;
    }
    auto document = documentIn(line.arguments().constFirst());
    if (!document)
        co_return std::unexpected(document.error());
    Proposal proposal{.policy = {}, .document = std::move(*document)};
    if (named) {
        auto id = co_await policyIdOf(*named, connection);
        if (!id)
            co_return std::unexpected(id.error());
        proposal.policy = std::move(*id);
    }
    co_return proposal;
}

/// Nothing: there is no such policy yet.
client::Task<Found<std::optional<client::PolicyDetail>>> detailOf(QString policy, Connection &connection)
{
    client::PolicyClient client(connection.session());
    auto detail = co_await client.policy(policy);
    if (!detail && detail.error().type == ProblemType::NotFound)
        co_return std::optional<client::PolicyDetail>();
    if (!detail)
        co_return std::unexpected(Failure(detail.error()));
    co_return std::optional(std::move(*detail));
}

client::Task<Found<client::PolicyDetail>> namedPolicy(QString typed, Connection &connection)
{
    const auto id = co_await policyIdOf(typed, connection);
    if (!id)
        co_return std::unexpected(id.error());
    auto detail = co_await detailOf(*id, connection);
    if (!detail)
        co_return std::unexpected(detail.error());
    if (!*detail)
        co_return std::unexpected(Failure(Problem{ProblemType::NotFound, u"There is no such policy."_s, typed}));
    co_return std::move(**detail);
}

client::Task<Result> submit(Context &context, Connection &connection, QLatin1StringView action,
                            changes::Parameters parameters)
{
    client::ChangeDraft draft;
    draft.action = action;
    draft.parameters = std::move(parameters);
    auto result = co_await submitChange(context, connection, std::move(draft));
    co_return result;
}

} // namespace

bool saysForWhom(const Invocation &line)
{
    return line.has("for"_L1) || line.has("everyone"_L1) || line.has("nobody"_L1);
}

client::Task<Found<AssignedGroups>> assignmentOf(Context &context, Connection &connection)
{
    const Invocation &line = context.invocation;
    const QStringList named = line.values("for"_L1);
    const bool isForAll = line.has("everyone"_L1);
    const bool isForNobody = line.has("nobody"_L1);
    if ((named.isEmpty() ? 0 : 1) + (isForAll ? 1 : 0) + (isForNobody ? 1 : 0) != 1)
        co_return misused(u"Say for whom the policy is: --for GROUP, --everyone or --nobody."_s, u"--for"_s);
    if (isForAll)
        co_return AssignedGroups();
    std::vector<QString> groups;
    for (const QString &name : named) {
        auto id = co_await groupIdOf(name, connection);
        if (!id)
            co_return std::unexpected(id.error());
        groups.push_back(std::move(*id));
    }
    std::ranges::sort(groups);
    groups.erase(std::ranges::unique(groups).begin(), groups.end());
    co_return AssignedGroups(std::move(groups));
}

client::Task<Found<QString>> policyIdOf(QString typed, Connection &connection)
{
    if (encoding::parseUuid7(typed))
        co_return typed;
    client::PolicyClient client(connection.session());
    const auto policies = co_await client.all();
    if (!policies)
        co_return std::unexpected(Failure(policies.error()));
    const auto found =
        std::ranges::find(*policies, encoding::givenNameKey(typed),
                          [](const client::ListedPolicy &each) { return encoding::givenNameKey(each.name); });
    if (found == policies->end())
        co_return std::unexpected(Failure(Problem{ProblemType::NotFound, u"No policy has this name."_s, typed}));
    co_return found->id;
}

client::Task<Result> publishPolicy(Context &context, Connection &connection)
{
    auto proposal = co_await proposalOf(context, connection);
    if (!proposal)
        co_return std::unexpected(proposal.error());
    changes::PublishPolicyParameters parameters;
    parameters.version.policy = proposal->policy;
    parameters.version.document = std::move(proposal->document);
    if (proposal->policy.isEmpty()) {
        parameters.version.policy = encoding::makeUuid7(context.clock.nowMilliseconds());
    } else {
        const auto detail = co_await detailOf(proposal->policy, connection);
        if (!detail)
            co_return std::unexpected(detail.error());
        if (*detail) {
            const changes::PolicyStanding standing = client::standingOf(**detail);
            parameters.version.version = standing.last + 1;
            parameters.replaces = standing.replacedBy();
        }
    }
    auto result = co_await submit(context, connection, changes::policyPublish, std::move(parameters));
    co_return result;
}

client::Task<Result> assignPolicy(Context &context, Connection &connection)
{
    auto groups = co_await assignmentOf(context, connection);
    if (!groups)
        co_return std::unexpected(groups.error());
    const auto detail = co_await namedPolicy(context.invocation.arguments().constFirst(), connection);
    if (!detail)
        co_return std::unexpected(detail.error());
    changes::AssignPolicyParameters parameters;
    parameters.policy = detail->policy.id;
    parameters.groups = std::move(*groups);
    parameters.replaces = client::standingOf(*detail).replacedBy();
    auto result = co_await submit(context, connection, changes::policyAssign, std::move(parameters));
    co_return result;
}

client::Task<Result> rollBackPolicy(Context &context, Connection &connection)
{
    const QStringList arguments = context.invocation.arguments();
    const auto detail = co_await namedPolicy(arguments.constFirst(), connection);
    if (!detail)
        co_return std::unexpected(detail.error());
    const auto line =
        std::ranges::find(detail->versions, arguments.at(1).toLongLong(), &client::PolicyVersionLine::version);
    if (line == detail->versions.end())
        co_return misused(u"The policy never had this version; 'enigmctl policy show' lists them."_s, u"VERSION"_s);
    changes::RollBackPolicyParameters parameters;
    parameters.policy = detail->policy.id;
    parameters.version = line->version;
    parameters.digest = line->digest;
    parameters.replaces = client::standingOf(*detail).replacedBy();
    auto result = co_await submit(context, connection, changes::policyRollback, std::move(parameters));
    co_return result;
}

} // namespace enigm::ctl

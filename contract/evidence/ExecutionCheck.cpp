#include "contract/evidence/ExecutionCheck.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::evidence {

namespace {

using changes::AppliedTarget;
using changes::ExecutedBody;
using changes::SkippedTarget;
using changes::TargetLeaf;

/// The states that the execution says the targets were in, in the order of the targets.
Expected<std::vector<fleet::DeviceState>> statesIn(const ExecutedBody &execution, const changes::TargetSet &targets)
{
    const std::vector<AppliedTarget> &applied = execution.application.applied;
    const std::vector<SkippedTarget> &skipped = execution.application.skipped;
    std::size_t nextApplied = 0;
    std::size_t nextSkipped = 0;
    std::vector<fleet::DeviceState> states;
    for (const TargetLeaf &leaf : targets.leaves()) {
        if (nextApplied < applied.size() && applied[nextApplied].handle == leaf.handle)
            states.push_back(applied[nextApplied++].from);
        else if (nextSkipped < skipped.size() && skipped[nextSkipped].handle == leaf.handle)
            states.push_back(skipped[nextSkipped++].state);
        else
            return refuse(ProblemType::TargetMismatch, u"The execution passes over a target."_s, leaf.handle.text());
    }
    if (nextApplied != applied.size() || nextSkipped != skipped.size())
        return refuse(ProblemType::TargetMismatch, u"The execution names a device that is no target."_s);
    return states;
}

Expected<void> checkApplication(const ExecutionQuestion &question)
{
    // A group's devices are named once, at request; its execution moves and passes over none.
    const bool isOfGroup = changes::findAction(question.change.request.action)->subject == changes::Subject::Groups;
    const auto states = statesIn(question.execution, isOfGroup ? changes::TargetSet() : question.targets);
    if (!states)
        return std::unexpected(states.error());
    const auto application = changes::applyTo(question.change.request, question.targets, *states);
    if (!application)
        return std::unexpected(application.error());
    if (*application != question.execution.application)
        return refuse(ProblemType::EntryMismatch, u"The execution did something else than was signed."_s);
    return {};
}

} // namespace

Expected<changes::QuorumAnswer> checkExecution(const ExecutionQuestion &question)
{
    auto answer = changes::recountExecution({.directory = question.directory,
                                             .change = question.change,
                                             .requestLoggedAt = question.requestLoggedAt,
                                             .approvals = question.approvals,
                                             .executedAt = question.executedAt,
                                             .beyondLimit = question.beyondLimit},
                                            question.execution.approvals.size());
    if (!answer)
        return answer;
    if (!answer->complete)
        return refuse(ProblemType::QuorumMissing, u"The change was executed without enough signatures."_s);
    const ExecutedBody counted = ExecutedBody::make({}, *answer);
    if (counted.approvals != question.execution.approvals || counted.rule != question.execution.rule)
        return refuse(ProblemType::EntryMismatch, u"The execution counted other signatures, or by another rule."_s);
    if (question.time > question.change.request.executeBy)
        return refuse(ProblemType::ChangeExpired, u"The change was executed too late."_s);
    if (const auto effect = changes::effectOf(question.change.request, question.targets); !effect)
        return std::unexpected(effect.error());
    if (auto sound = checkApplication(question); !sound)
        return std::unexpected(sound.error());
    return answer;
}

Expected<void> checkGovernanceEntry(const changes::GovernanceReplay &governance, const ExecutionQuestion &question)
{
    changes::GovernanceFact expected{
        .requestLoggedAt = question.requestLoggedAt, .approvalsLoggedAt = {}, .time = question.time};
    const std::vector<QByteArray> &counted = question.execution.approvals;
    for (const changes::LoggedApproval &logged : question.approvals) {
        if (std::ranges::find(counted, logged.signedApproval.digest()) != counted.end())
            expected.approvalsLoggedAt.push_back(logged.loggedAt);
    }
    const auto index = static_cast<std::size_t>(question.executedAt);
    const auto &entries = governance.entries();
    if (index >= entries.size() || entries[index].change != question.change.digest() || entries[index].fact != expected)
        return refuse(ProblemType::EntryMismatch,
                      u"Governance record %1 says something else of this act."_s.arg(index));
    return {};
}

} // namespace enigm::evidence

#include "contract/evidence/ChangeLedger.h"

#include "contract/evidence/ExecutionCheck.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::evidence {

namespace {

using changes::CancelledBody;
using changes::ChangeBody;
using changes::DecidedBody;
using changes::ExecutedBody;
using changes::RequestedBody;
using changes::WithdrawnBody;

constexpr auto requestedAction = "change.requested"_L1;
constexpr auto approvedAction = "change.approved"_L1;
constexpr auto cancelledAction = "change.cancelled"_L1;
constexpr auto executedAction = "change.executed"_L1;

changes::Subject subjectOf(const changes::SignedChange &change)
{
    return changes::findAction(change.request.action)->subject;
}

/// Whether nothing of the change may follow this entry.
bool closes(const log::ActivityEntry &entry)
{
    return entry.action != requestedAction && entry.action != approvedAction;
}

} // namespace

ChangeLedger::ChangeLedger(const changes::GovernanceReplay &governance)
    : m_governance(governance)
    , m_releases(governance.directory(), m_devices)
{}

Expected<void> ChangeLedger::take(const log::ActivityEntry &entry, const json::Value &body)
{
    const auto parsed = changes::parseChangeBody(entry.action, body);
    if (!parsed)
        return std::unexpected(parsed.error().under(u"/body"_s));
    if (!entry.change)
        return refuse(ProblemType::EntryMismatch, u"The entry does not say which change it belongs to."_s,
                      u"/change"_s);
    if (auto next = step(entry); !next)
        return next;
    if (const auto *const requested = std::get_if<RequestedBody>(&*parsed))
        return open(entry, *requested);
    if (m_dark.contains(*entry.change))
        return takeWithoutBody(entry);
    auto taken = follow(entry, *parsed);
    if (taken && closes(entry))
        m_open.remove(*entry.change);
    return taken;
}

Expected<void> ChangeLedger::takeWithoutBody(const log::ActivityEntry &entry)
{
    if (!entry.change)
        return refuse(ProblemType::EntryMismatch, u"The entry does not say which change it belongs to."_s,
                      u"/change"_s);
    if (auto next = step(entry); !next)
        return next;
    if (entry.action == executedAction) {
        const auto known = m_open.constFind(*entry.change);
        forgetWhatMoved(entry, known == m_open.constEnd() ? nullptr : &*known);
    }
    m_open.remove(*entry.change);
    if (!closes(entry)) {
        m_dark.insert(*entry.change);
        return {};
    }
    m_dark.remove(*entry.change);
    if (entry.action == executedAction) {
        ++m_unproven;
        m_resolutions.noteExecution(*entry.change, entry.index, false);
        m_canceller = Canceller{.change = *entry.change, .requester = std::nullopt};
    }
    return {};
}

/// An execution that nobody shows did something all the same: `change` where the request at least was shown.
void ChangeLedger::forgetWhatMoved(const log::ActivityEntry &entry, const OpenChange *change)
{
    if (change)
        (void)isBeyondLimit(change->change.request, entry.time); // how much was executed is known
    m_releases.forget(entry.resource, change ? &change->change.parameters : nullptr);
    for (const QString &handle : entry.handles)
        m_devices.forget(handle);
    if (!change) {
        if (entry.resource == log::Resource::DeviceGroup || entry.resource == log::Resource::Device)
            m_groups.forgetAll(); // it may have been an admission into any of them
        if (entry.resource == log::Resource::Policy)
            m_policies.forgetAll();
        if (entry.resource == log::Resource::EnforcementPoint)
            m_points.forgetAll();
        return;
    }
    // What was asked for is known; whether the policy or the point came to stand so is not.
    if (const auto policy = changes::policyOf(change->change.parameters))
        m_policies.forget(*policy);
    if (subjectOf(change->change) == changes::Subject::Points)
        m_points.forgetAll();
    if (const auto *const group = std::get_if<changes::ChangeGroupParameters>(&change->change.parameters))
        m_groups.forget(group->group);
    if (const auto *const admission = std::get_if<changes::AdmitParameters>(&change->change.parameters))
        m_groups.forget(admission->group);
}

/// What one act cancels stands together: until all of it is cancelled, no other entry of a change may come.
Expected<void> ChangeLedger::step(const log::ActivityEntry &entry)
{
    if (entry.action == cancelledAction) {
        m_doomed.remove(*entry.change);
        return {};
    }
    m_canceller.reset();
    return finish();
}

Expected<void> ChangeLedger::finish() const
{
    if (!m_doomed.isEmpty())
        return refuse(ProblemType::EntryMismatch, u"A change that was cancelled with all others goes on here."_s);
    return {};
}

Expected<void> ChangeLedger::open(const log::ActivityEntry &entry, const RequestedBody &body)
{
    const changes::ChangeRequest &request = body.change.request;
    if (auto same = changes::checkDescribes(entry, body, body.change); !same)
        return same;
    if (m_ids.contains(request.id))
        return refuse(ProblemType::Replayed, u"A change of this id was logged before."_s, u"/body/request"_s);
    if (auto sound = changes::checkRequest(m_governance.directory(), body.change, entry.governanceSize); !sound)
        return sound;
    if (const auto effect = changes::effectOf(request, body.targets); !effect)
        return std::unexpected(effect.error());
    if (auto sound = noteHeads(request.governance, request.activity, entry); !sound)
        return sound;
    ++m_signatures;
    m_ids.insert(request.id);
    m_open.insert(
        *entry.change,
        {.change = body.change, .targets = body.targets, .requestLoggedAt = entry.governanceSize, .approvals = {}});
    return {};
}

Expected<void> ChangeLedger::follow(const log::ActivityEntry &entry, const ChangeBody &body)
{
    const auto found = m_open.find(*entry.change);
    if (found == m_open.end())
        return refuse(ProblemType::ChangeClosed, u"No open change has this digest."_s, u"/change"_s);
    if (auto same = changes::checkDescribes(entry, body, found->change); !same)
        return same;
    if (const auto *const decided = std::get_if<DecidedBody>(&body))
        return take(*found, entry, *decided);
    if (const auto *const withdrawn = std::get_if<WithdrawnBody>(&body))
        return take(*found, entry, *withdrawn);
    if (const auto *const cancelled = std::get_if<CancelledBody>(&body))
        return take(*found, entry, *cancelled);
    if (const auto *const executed = std::get_if<ExecutedBody>(&body))
        return take(*found, entry, *executed);
    return {}; // expired or failed: nothing more to prove than that it ended
}

Expected<void> ChangeLedger::take(OpenChange &change, const log::ActivityEntry &entry, const DecidedBody &body)
{
    const changes::Approval &approval = body.approval.approval;
    if (auto sound =
            changes::checkApproval(m_governance.directory(), change.change, body.approval, entry.governanceSize);
        !sound)
        return sound;
    const bool hasSigned = std::ranges::any_of(change.approvals, [&approval](const changes::LoggedApproval &logged) {
        return logged.signedApproval.approval.approver == approval.approver;
    });
    if (hasSigned)
        return refuse(ProblemType::AlreadySigned, u"This person has signed the change before."_s, approval.approver);
    if (entry.time > change.change.request.approveBy)
        return refuse(ProblemType::ChangeExpired, u"This was logged after the change had to be approved."_s);
    if (auto sound = noteHeads(approval.governance, approval.activity, entry); !sound)
        return sound;
    ++m_signatures;
    change.approvals.push_back({.signedApproval = body.approval, .loggedAt = entry.governanceSize});
    return {};
}

Expected<void> ChangeLedger::take(OpenChange &change, const log::ActivityEntry &entry, const WithdrawnBody &body)
{
    ++m_signatures;
    return changes::checkWithdrawal(m_governance.directory(), change.change, body.withdrawal, entry.governanceSize);
}

Expected<void> ChangeLedger::take(OpenChange &change, const log::ActivityEntry &entry, const ExecutedBody &body)
{
    const ExecutionQuestion question{.directory = m_governance.directory(),
                                     .change = change.change,
                                     .targets = change.targets,
                                     .requestLoggedAt = change.requestLoggedAt,
                                     .approvals = change.approvals,
                                     .execution = body,
                                     .executedAt = entry.governanceSize,
                                     .time = entry.time,
                                     .beyondLimit = isBeyondLimit(change.change.request, entry.time)};
    if (const auto answer = checkExecution(question); !answer)
        return std::unexpected(answer.error());
    if (auto applied = apply(question, entry.index); !applied)
        return applied;
    if (subjectOf(change.change) == changes::Subject::Handles)
        m_resolutions.noteExecution(change.change.digest(), entry.index, true);
    ++m_executed;
    return {};
}

Expected<void> ChangeLedger::apply(const ExecutionQuestion &question, qint64 index)
{
    switch (subjectOf(question.change)) {
    case changes::Subject::Devices:
        if (auto moved = m_devices.apply(question.targets, question.execution.application); !moved)
            return moved;
        if (const auto *const admission = std::get_if<changes::AdmitParameters>(&question.change.parameters))
            return m_groups.join(admission->group, changes::appliedHandles(question.execution.application));
        return {};
    case changes::Subject::Governance:
        return checkGovernanceEntry(m_governance, question);
    case changes::Subject::Groups:
        if (auto same = m_devices.checkKeys(question.targets); !same)
            return same;
        return m_groups.apply(std::get<changes::ChangeGroupParameters>(question.change.parameters), question.targets);
    case changes::Subject::Policies:
        return applyPolicy(question.change.parameters);
    case changes::Subject::Points:
        return applyPoint(question.change.parameters);
    case changes::Subject::Releases:
    case changes::Subject::Rollouts:
        return m_releases.apply(question.change.parameters, question.change.digest(),
                                {.index = index, .time = question.time});
    case changes::Subject::Handles:
        return {}; // what it found is an entry of its own
    case changes::Subject::Changes:
        m_canceller = Canceller{.change = question.change.digest(), .requester = question.change.request.requester};
        for (auto change = m_open.cbegin(); change != m_open.cend(); ++change) {
            if (change.key() != question.change.digest() && subjectOf(change->change) != changes::Subject::Governance)
                m_doomed.insert(change.key());
        }
        return {};
    }
    Q_UNREACHABLE();
}

Expected<void> ChangeLedger::applyPolicy(const changes::Parameters &parameters)
{
    if (const auto *const published = std::get_if<changes::PublishPolicyParameters>(&parameters))
        return m_policies.apply(*published);
    if (const auto *const assigned = std::get_if<changes::AssignPolicyParameters>(&parameters))
        return m_policies.apply(*assigned);
    return m_policies.apply(std::get<changes::RollBackPolicyParameters>(parameters));
}

Expected<void> ChangeLedger::applyPoint(const changes::Parameters &parameters)
{
    if (const auto *const enrolled = std::get_if<changes::EnrollPointParameters>(&parameters))
        return m_points.apply(*enrolled);
    return m_points.apply(std::get<changes::RevokePointParameters>(parameters));
}

/// Only right behind an executed change.cancel-all, and never a change of governance.
Expected<void> ChangeLedger::take(OpenChange &change, const log::ActivityEntry &, const CancelledBody &body)
{
    if (!m_canceller || m_canceller->change != body.by ||
        m_canceller->requester.value_or(body.requester) != body.requester)
        return refuse(ProblemType::EntryMismatch, u"Nothing was executed here that cancels changes."_s, u"/body/by"_s);
    if (subjectOf(change.change) == changes::Subject::Governance)
        return refuse(ProblemType::NotPermitted, u"A change of governance is not cancelled with the others."_s);
    return {};
}

/// Whether the change passes its limit with what was executed before it; from then on it counts itself. As the executor
/// counts: whatever has a time within the window, in whatever order the log has it.
bool ChangeLedger::isBeyondLimit(const changes::ChangeRequest &request, qint64 time)
{
    const auto limit = changes::limitOn(m_governance.directory().founding(), request);
    if (!limit)
        return false;
    std::map<qint64, qint64> &reached = m_reached[limit->kind];
    reached[time] += request.targets.count;
    qint64 devices = 0;
    for (auto at = reached.upper_bound(time - limit->budget.window); at != reached.end(); ++at)
        devices += at->second;
    return limit->isPassedBy(devices);
}

Expected<void> ChangeLedger::noteHeads(const log::LogHead &governance, const log::LogHead &activity,
                                       const log::ActivityEntry &entry)
{
    if (auto known = m_governance.checkHead(governance); !known)
        return known;
    if (activity.size > entry.index)
        return refuse(ProblemType::UnknownLogPosition, u"This was signed on an activity log longer than it was."_s);
    m_claims.push_back({.head = activity, .signedIn = entry.index});
    return {};
}

} // namespace enigm::evidence

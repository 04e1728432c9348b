#include "control-plane/changes/Executor.h"

#include "contract/changes/ChangeBodies.h"
#include "contract/changes/GovernanceFact.h"
#include "control-plane/changes/EffectCheck.h"
#include "control-plane/changes/EnforcementEffect.h"
#include "control-plane/changes/GroupEffect.h"
#include "control-plane/changes/LimitCheck.h"
#include "control-plane/changes/PolicyEffect.h"
#include "control-plane/changes/ReleaseEffect.h"
#include "control-plane/identity/AccessEntry.h"
#include "control-plane/store/Transaction.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::changes {

using enigm::changes::Application;
using enigm::changes::ChangeEvent;
using enigm::changes::ExecutedBody;
using enigm::changes::LoggedApproval;
using enigm::changes::Subject;

Executor::Executor(audit::Sequencer &sequencer, GovernanceState &governance, ChangeJournal &journal)
    : m_sequencer(sequencer)
    , m_governance(governance)
    , m_journal(journal)
{}

Expected<void> Executor::executeIfComplete(StoredChange &stored)
{
    const auto counted = count(stored);
    if (!counted)
        return m_journal.fail(stored, counted.error().type);
    if (!counted->answer.complete)
        return {};
    if (m_journal.now() > stored.row.executeBy)
        return m_journal.expire(stored);
    const auto application = apply(stored);
    if (!application)
        return m_journal.fail(stored, application.error().type);
    return carryOut(stored, *counted, *application);
}

Expected<Executor::Count> Executor::count(StoredChange &stored)
{
    if (auto weighed = weigh(stored); !weighed)
        return std::unexpected(weighed.error());
    auto approvals = storedApprovals(m_journal.store(), stored.row.id);
    if (!approvals)
        return std::unexpected(approvals.error());
    const operators::Directory &directory = m_governance.working()->directory();
    auto answer = enigm::changes::countQuorum({.directory = directory,
                                               .change = stored.change,
                                               .requestLoggedAt = stored.row.requested.governanceSize,
                                               .approvals = *approvals,
                                               .executedAt = directory.size(),
                                               .beyondLimit = stored.row.beyondLimit});
    if (!answer)
        return std::unexpected(answer.error());
    return Count{.approvals = std::move(*approvals), .answer = std::move(*answer)};
}

Expected<void> Executor::weigh(StoredChange &stored)
{
    const auto isBeyond = isBeyondLimit(m_governance.working()->directory().founding(), stored.change.request,
                                        m_journal.store(), m_journal.now());
    if (!isBeyond)
        return std::unexpected(isBeyond.error());
    if (*isBeyond == stored.row.beyondLimit)
        return {};
    stored.row.beyondLimit = *isBeyond;
    return m_journal.store().changes.setBeyondLimit(stored.row.id, *isBeyond);
}

Expected<Application> Executor::apply(const StoredChange &stored) const
{
    const enigm::changes::ChangeRequest &request = stored.change.request;
    if (auto allowed =
            checkEffect(m_journal.store(), m_governance.working()->directory(), stored.change, stored.targets);
        !allowed)
        return std::unexpected(allowed.error());
    if (subjectOf(request) != Subject::Devices)
        return Application();
    if (const auto *const admission = std::get_if<enigm::changes::AdmitParameters>(&stored.change.parameters)) {
        if (auto allowed = checkJoin(m_journal.store(), admission->group, stored.targets); !allowed)
            return std::unexpected(allowed.error());
    }
    const auto states = statesNow(m_journal.store(), stored.targets);
    if (!states)
        return std::unexpected(states.error());
    return enigm::changes::applyTo(request, stored.targets, *states);
}

Expected<void> Executor::carryOut(StoredChange &stored, const Count &count, const Application &application)
{
    const auto appended = m_journal.append(stored.change, ExecutedBody::make(application, count.answer));
    if (!appended)
        return std::unexpected(appended.error());
    for (const ChangeEvent event : {ChangeEvent::QuorumReached, ChangeEvent::StartExecution, ChangeEvent::Complete}) {
        if (auto moved = m_journal.move(stored, event, appended->cursor); !moved)
            return moved;
    }
    stored.row.executed = appended->position;
    if (auto done = m_journal.store().changes.setExecuted(stored.row.id, stored.row.state, appended->position,
                                                          appended->cursor);
        !done)
        return done;
    switch (subjectOf(stored.change.request)) {
    case Subject::Devices:
        if (auto moved = moveDevices(stored, application); !moved)
            return moved;
        if (std::holds_alternative<enigm::changes::AdmitParameters>(stored.change.parameters))
            return keepJoined(m_journal.store(), stored, application, appended->cursor);
        return {};
    case Subject::Groups:
        return keepGroup(m_journal.store(), stored, appended->cursor);
    case Subject::Policies:
        return keepPolicy(m_journal.store(), stored, appended->cursor);
    case Subject::Points:
        return keepEnforcement(m_journal.store(), stored, appended->cursor);
    case Subject::Releases:
        return keepRelease(m_journal.store(), stored);
    case Subject::Rollouts:
        return keepRollout(m_journal.store(), stored, appended->cursor);
    case Subject::Handles: // searched for elsewhere: this thread waits for no fleet (HandleResolver)
        return m_journal.store().resolutions.insert(stored.row.id);
    case Subject::Changes:
        return cancelPending(stored);
    case Subject::Governance:
        if (auto amended = amendGovernance(stored, count); !amended)
            return amended;
        return settleAccounts(stored);
    }
    Q_UNREACHABLE();
}

/// Each device that is moved is sent the command in the same transaction, so that nothing is done here that no device
/// is told.
Expected<void> Executor::moveDevices(const StoredChange &stored, const Application &application)
{
    store::Transaction &transaction = m_journal.store();
    for (const enigm::changes::AppliedTarget &target : application.applied) {
        const qint64 cursor = m_sequencer.nextCursor();
        if (auto done = transaction.devices.setState(target.handle, target.to, cursor); !done)
            return done;
        const store::CommandRow command{.handle = target.handle,
                                        .execution = stored.row.executed->index,
                                        .change = stored.row.id,
                                        .obeyBy = *stored.change.request.obeyBy,
                                        .cursor = cursor};
        if (auto done = transaction.commands.insert(command); !done)
            return done;
    }
    return {};
}

/// Ends everything that waits but governance, oldest first, right behind the execution that says so.
Expected<void> Executor::cancelPending(const StoredChange &stored)
{
    auto waiting = m_journal.store().changes.waiting();
    if (!waiting)
        return std::unexpected(waiting.error());
    for (store::ChangeRow &row : *waiting) {
        if (row.actionClass == enigm::changes::ActionClass::Governance)
            continue;
        auto cancelled = StoredChange::of(std::move(row));
        if (!cancelled)
            return std::unexpected(cancelled.error());
        if (auto done = m_journal.cancel(*cancelled, stored.change); !done)
            return done;
    }
    return {};
}

/// The entry holds the signatures that count, and no other; the directory takes it only after verifying it again.
Expected<void> Executor::amendGovernance(const StoredChange &stored, const Count &count)
{
    log::GovernanceEntry entry{.index = 0,
                               .kind = stored.change.request.action,
                               .change = stored.change.jws.compact(),
                               .approvals = {},
                               .fact = {},
                               .activity = {}};
    enigm::changes::GovernanceFact fact{.requestLoggedAt = stored.row.requested.governanceSize,
                                        .approvalsLoggedAt = {},
                                        .time = stored.row.executed->time};
    for (const LoggedApproval &logged : count.approvals) {
        const auto &counted = count.answer.countedDigests;
        if (std::ranges::find(counted, logged.signedApproval.digest()) == counted.end())
            continue;
        entry.approvals.push_back(logged.signedApproval.jws.compact());
        fact.approvalsLoggedAt.push_back(logged.loggedAt);
    }
    entry.fact = fact.toJson();
    const auto index = m_sequencer.appendGovernance(m_journal.store(), std::move(entry));
    if (!index)
        return std::unexpected(index.error());
    const auto written = m_journal.store().log.entries(store::LogId::Governance, *index, *index + 1);
    if (!written)
        return std::unexpected(written.error());
    if (written->size() != 1)
        return refuse(ProblemType::Internal, u"The governance entry was not written."_s);
    return m_governance.append(written->front().leaf);
}

/// What a change of people and keys means outside the logs.
Expected<void> Executor::settleAccounts(const StoredChange &stored)
{
    const auto parameters = enigm::changes::parametersOf(stored.change.request);
    if (!parameters)
        return std::unexpected(parameters.error());
    if (std::holds_alternative<enigm::changes::AdmitOperatorParameters>(*parameters))
        return nameOperators(stored);
    if (const auto *const added = std::get_if<enigm::changes::AddKeyParameters>(&*parameters))
        return resetLockedPin(stored, *added);
    if (const auto *const revoked = std::get_if<enigm::changes::RevokeKeyParameters>(&*parameters)) {
        // What a key had opened ends with it.
        const auto ended = m_journal.store().sessions.endAllOfKey(revoked->key, m_journal.now());
        return ended ? Expected<void>() : std::unexpected(ended.error());
    }
    return {};
}

Expected<void> Executor::nameOperators(const StoredChange &stored)
{
    store::OperatorStore &operators = m_journal.store().operators;
    const auto names = operators.proposedNames(stored.row.id);
    if (!names)
        return std::unexpected(names.error());
    for (const store::OperatorName &name : *names) {
        if (auto done = operators.setName(name); !done)
            return done;
    }
    return {};
}

/// The way out of a locked PIN: who is given another key by a quorum sets a new PIN with that key, and with no other
/// that a thief may have.
Expected<void> Executor::resetLockedPin(const StoredChange &stored, const enigm::changes::AddKeyParameters &added)
{
    store::OperatorStore &operators = m_journal.store().operators;
    const auto pin = operators.pin(added.operatorId);
    if (!pin)
        return std::unexpected(pin.error());
    const auto resetBefore = operators.pinResetFor(added.operatorId);
    if (!resetBefore)
        return std::unexpected(resetBefore.error());
    if (!(*pin && (*pin)->locked) && !*resetBefore)
        return {};
    if (auto reset = operators.resetPin(added.operatorId, added.key.thumbprint()); !reset)
        return reset;
    auto entry = identity::accessEntry(m_journal.now(), u"pin.reset"_s, log::Resource::Account, log::Outcome::Done,
                                       u"control-plane"_s);
    entry.change = stored.row.digest;
    const auto body = log::ActivityBody::make(json::Object{{"operator"_L1, added.operatorId}});
    const auto appended = m_sequencer.appendActivity(m_journal.store(), std::move(entry), body);
    return appended ? Expected<void>() : std::unexpected(appended.error());
}

} // namespace enigm::controlplane::changes

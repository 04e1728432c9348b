#include "contract/changes/ChangeBodies.h"
#include "contract/changes/GovernanceReplay.h"
#include "contract/device/Command.h"
#include "contract/device/Cosignatures.h"
#include "contract/device/DeviceEvidence.h"
#include "contract/evidence/LogCheckpoints.h"
#include "contract/evidence/RecordChain.h"
#include "contract/fleet/DeviceTransition.h"
#include "contract/json/JsonParser.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::device {

namespace {

using changes::ActionClass;
using evidence::OpenedCheckpoint;
using evidence::recordName;
using log::ActivityEntry;

constexpr auto governanceName = "governance checkpoint"_L1;
constexpr auto activityName = "activity checkpoint"_L1;

constexpr json::Limits targetLimits{.depth = 2, .bytes = 512};

/// Whether an act that would be refused is worse than one that rests on an old view of the logs. It is where the act
/// only takes from the device: whoever could keep new evidence from a device could keep it from being suspended.
bool isTakenFromOldLogs(ActionClass actionClass)
{
    switch (actionClass) {
    case ActionClass::Reducing:
        return true;
    case ActionClass::Routine:
    case ActionClass::Raising:
    case ActionClass::Final:
    case ActionClass::Governance:
        return false;
    }
    Q_UNREACHABLE();
}

/// Where the act leads, whatever it leads from. Reactivation says it in its parameters.
std::optional<fleet::DeviceState> destinationOf(const changes::SignedChange &change)
{
    const auto act = fleet::deviceActFromAction(change.request.action);
    if (!act)
        return std::nullopt;
    if (const auto *const reactivate = std::get_if<changes::ReactivateParameters>(&change.parameters))
        return reactivate->to;
    return fleet::toStates(*act).front();
}

void keepLonger(std::optional<log::LogHead> &kept, const log::SignedCheckpoint &seen)
{
    if (seen.size() > 0 && (!kept || kept->size < seen.size()))
        kept = log::LogHead{.size = seen.size(), .root = seen.root().toBytes()};
}

class CommandCheck
{
public:
    CommandCheck(const DeviceEvidence &evidence, const DeviceMemory &memory, qint64 now)
        : m_evidence(evidence)
        , m_memory(memory)
        , m_now(now)
    {}

    Expected<Command> run();

private:
    using Step = Expected<void> (CommandCheck::*)();

    [[nodiscard]] Expected<void> readChange();
    [[nodiscard]] Expected<void> readTarget();
    [[nodiscard]] Expected<void> replayGovernance();
    [[nodiscard]] Expected<void> openCheckpoints();
    [[nodiscard]] Expected<void> followLogs();
    [[nodiscard]] Expected<void> readRequest();
    [[nodiscard]] Expected<void> readApprovals();
    [[nodiscard]] Expected<void> readExecution();
    [[nodiscard]] Expected<ActivityEntry> readEntry(const ProvenEntry &proven) const;
    [[nodiscard]] Expected<void> checkHeader(const ActivityEntry &entry, const changes::ChangeBody &body) const;
    [[nodiscard]] Expected<void> checkMoved(const ActivityEntry &executed) const;
    [[nodiscard]] Expected<void> recount();
    [[nodiscard]] Expected<void> checkFreshness();
    [[nodiscard]] Expected<void> checkWitnesses() const;
    [[nodiscard]] Expected<void> checkSequence();
    [[nodiscard]] Expected<Command> decide() const;
    [[nodiscard]] Expected<Command::Kind> kindFrom(std::optional<fleet::DeviceState> destination) const;

    [[nodiscard]] const changes::ChangeRequest &request() const { return m_change->request; }
    [[nodiscard]] const operators::Directory &directory() const { return m_governance->directory(); }
    [[nodiscard]] const log::SignedCheckpoint &governanceHead() const { return m_governanceNote->signedCheckpoint; }
    [[nodiscard]] const log::SignedCheckpoint &activityHead() const { return m_activityNote->signedCheckpoint; }

    const DeviceEvidence &m_evidence;
    const DeviceMemory &m_memory;
    const qint64 m_now;
    std::optional<changes::SignedChange> m_change;
    std::optional<changes::GovernanceReplay> m_governance;
    std::optional<OpenedCheckpoint> m_governanceNote;
    std::optional<OpenedCheckpoint> m_activityNote;
    std::vector<ActivityEntry> m_entries; ///< request, approvals, execution
    std::vector<changes::LoggedApproval> m_approvals;
};

Expected<Command> CommandCheck::run()
{
    // What costs little comes first; what the device concludes from its memory, last.
    constexpr Step steps[] = {
        &CommandCheck::readChange,      &CommandCheck::readTarget,    &CommandCheck::replayGovernance,
        &CommandCheck::openCheckpoints, &CommandCheck::followLogs,    &CommandCheck::readRequest,
        &CommandCheck::readApprovals,   &CommandCheck::readExecution, &CommandCheck::recount,
        &CommandCheck::checkFreshness,  &CommandCheck::checkSequence};
    for (const Step step : steps) {
        if (auto sound = (this->*step)(); !sound)
            return std::unexpected(sound.error());
    }
    return decide();
}

Expected<void> CommandCheck::readChange()
{
    if (m_evidence.deployment != m_memory.deployment)
        return refuse(ProblemType::WrongDeployment, u"The evidence is of another deployment."_s, u"/deployment"_s);
    auto change = changes::SignedChange::parse(m_evidence.change);
    if (!change)
        return std::unexpected(change.error().under(u"/change"_s));
    m_change = std::move(*change);
    if (request().deployment != m_memory.deployment)
        return refuse(ProblemType::WrongDeployment, u"The change is of another deployment."_s, u"/change"_s);
    if (!request().obeyBy)
        return refuse(ProblemType::TargetMismatch, u"The change is about no device."_s, u"/change"_s);
    if (m_now > *request().obeyBy)
        return refuse(ProblemType::ChangeExpired, u"The time to obey this command by is over."_s, u"/change"_s);
    return {};
}

Expected<void> CommandCheck::readTarget()
{
    const QString place = u"/target"_s;
    const auto value = json::parseSigned(m_evidence.target.leaf, targetLimits);
    if (!value)
        return std::unexpected(value.error().under(place));
    const auto leaf = changes::TargetLeaf::fromJson(*value, place);
    if (!leaf)
        return std::unexpected(leaf.error());
    if (leaf->handle != m_memory.handle)
        return refuse(ProblemType::WrongDevice, u"The evidence is of another device's target."_s, place);
    if (leaf->key != m_memory.key)
        return refuse(ProblemType::WrongDevice, u"The handle is bound to another attested key than this device's."_s,
                      place);
    const changes::TargetClaim &claim = request().targets;
    if (std::ranges::find(claim.from, leaf->state) == claim.from.end())
        return refuse(ProblemType::TargetMismatch, u"The device was not in one of the signed from-states."_s, place);
    const auto root = log::Hash::fromBytes(claim.root);
    if (!root)
        return std::unexpected(root.error().under(place));
    if (auto included = log::verifyInclusion(m_evidence.target.index, claim.count,
                                             log::leafHash(m_evidence.target.leaf), m_evidence.target.proof, *root);
        !included)
        return std::unexpected(included.error().under(place));
    return {};
}

Expected<void> CommandCheck::replayGovernance()
{
    auto replay = changes::GovernanceReplay::replay(m_evidence.governanceLeaves, m_memory.deployment);
    if (!replay)
        return std::unexpected(replay.error());
    m_governance = std::move(*replay);
    return {};
}

Expected<void> CommandCheck::openCheckpoints()
{
    auto governance = evidence::openGovernanceCheckpoint(m_evidence.governanceCheckpoint, *m_governance);
    if (!governance)
        return std::unexpected(governance.error());
    m_governanceNote = std::move(*governance);
    auto activity = evidence::openActivityCheckpoint(m_evidence.activityCheckpoint, directory());
    if (!activity)
        return std::unexpected(activity.error());
    m_activityNote = std::move(*activity);
    return {};
}

/// The governance log is here as a whole, so that what was seen of it can be found in it. Of the activity log only a
/// head is, and witnesses, not devices, see to it that it extends the last one.
Expected<void> CommandCheck::followLogs()
{
    const auto &governance = m_memory.governance;
    const auto &activity = m_memory.activity;
    if (governance && governanceHead().size() >= governance->size && !m_governance->checkHead(*governance))
        return refuse(ProblemType::LogForked, u"The governance log does not extend what this device has seen of it."_s,
                      governanceName);
    if (activity && activityHead().size() == activity->size && activityHead().root().view() != activity->root)
        return refuse(ProblemType::LogForked, u"This device has seen another activity log of the same size."_s,
                      activityName);
    if (isTakenFromOldLogs(request().actionClass))
        return {};
    if (governance && governanceHead().size() < governance->size)
        return refuse(ProblemType::LogRewound, u"This device has seen a longer governance log."_s, governanceName);
    if (activity && activityHead().size() < activity->size)
        return refuse(ProblemType::LogRewound, u"This device has seen a longer activity log."_s, activityName);
    return {};
}

Expected<void> CommandCheck::readRequest()
{
    auto entry = readEntry(m_evidence.request);
    if (!entry)
        return std::unexpected(entry.error().under(recordName(0)));
    if (auto same = checkHeader(*entry, changes::RequestedBody{.change = *m_change, .targets = {}}); !same)
        return std::unexpected(same.error().under(recordName(0)));
    if (static_cast<qint64>(entry->handles.size()) != request().targets.count ||
        !std::ranges::binary_search(entry->handles, m_memory.handle.text()))
        return refuse(ProblemType::TargetMismatch, u"The request was logged for other devices."_s, recordName(0));
    m_entries.push_back(std::move(*entry));
    return {};
}

Expected<void> CommandCheck::readApprovals()
{
    for (const ProvenApproval &proven : m_evidence.approvals) {
        const QString name = recordName(m_entries.size());
        auto approval = changes::SignedApproval::parse(proven.approval);
        if (!approval)
            return std::unexpected(approval.error().under(name));
        auto entry = readEntry(proven.entry);
        if (!entry)
            return std::unexpected(entry.error().under(name));
        const changes::DecidedBody body{.approval = std::move(*approval)};
        if (auto same = changes::checkDescribes(*entry, body, *m_change); !same)
            return std::unexpected(same.error().under(name));
        const log::ActivityBody logged{.salt = proven.salt, .value = changes::toJson(body)};
        if (entry->body != logged.digest())
            return refuse(ProblemType::BodyMismatch, u"The approval is not the one that the entry commits to."_s, name);
        m_approvals.push_back({.signedApproval = body.approval, .loggedAt = entry->governanceSize});
        m_entries.push_back(std::move(*entry));
    }
    return {};
}

Expected<void> CommandCheck::readExecution()
{
    const QString name = recordName(m_entries.size());
    auto entry = readEntry(m_evidence.execution);
    if (!entry)
        return std::unexpected(entry.error().under(name));
    if (auto same = checkHeader(*entry, changes::ExecutedBody{}); !same)
        return std::unexpected(same.error().under(name));
    if (auto moved = checkMoved(*entry); !moved)
        return std::unexpected(moved.error().under(name));
    if (entry->time > request().executeBy)
        return refuse(ProblemType::ChangeExpired, u"The change was executed too late."_s, name);
    m_entries.push_back(std::move(*entry));
    return {};
}

Expected<ActivityEntry> CommandCheck::readEntry(const ProvenEntry &proven) const
{
    auto entry = ActivityEntry::parse(proven.leaf);
    if (!entry)
        return entry;
    if (auto included = log::verifyInclusion(entry->index, activityHead().size(), log::leafHash(proven.leaf),
                                             proven.proof, activityHead().root());
        !included)
        return std::unexpected(included.error());
    return entry;
}

/// All that a header says but what it takes from the list of targets, which does not come to devices.
Expected<void> CommandCheck::checkHeader(const ActivityEntry &entry, const changes::ChangeBody &body) const
{
    ActivityEntry bare = entry;
    bare.handles.clear();
    if (std::holds_alternative<changes::ExecutedBody>(body) && bare.outcome == log::Outcome::Skipped)
        bare.outcome = log::Outcome::Done;
    return changes::checkDescribes(bare, body, *m_change);
}

/// The header names the devices that were moved. This one is among them, and not more were skipped than was signed.
Expected<void> CommandCheck::checkMoved(const ActivityEntry &executed) const
{
    const std::vector<QString> &asked = m_entries.front().handles;
    const auto skipped = static_cast<qint64>(asked.size()) - static_cast<qint64>(executed.handles.size());
    if (!std::ranges::includes(asked, executed.handles) || (executed.outcome == log::Outcome::Skipped) != (skipped > 0))
        return refuse(ProblemType::EntryMismatch, u"The execution did something else than was signed."_s);
    if (!std::ranges::binary_search(executed.handles, m_memory.handle.text()))
        return refuse(ProblemType::TargetMismatch, u"The execution passed over this device."_s);
    if (skipped * 1000 > request().targets.maxSkipped * request().targets.count)
        return refuse(ProblemType::Drifted, u"The execution skipped more devices than was signed."_s);
    return {};
}

/// Floors are code: countQuorum counts no less than the floor of the class, whatever a rule says.
Expected<void> CommandCheck::recount()
{
    const evidence::RecordChain chain{
        .governance = *m_governance, .change = *m_change, .approvals = m_approvals, .entries = m_entries};
    if (auto sound = evidence::checkRecordChain(chain); !sound)
        return sound;
    const auto answer = changes::recountExecution({.directory = directory(),
                                                   .change = *m_change,
                                                   .requestLoggedAt = m_entries.front().governanceSize,
                                                   .approvals = m_approvals,
                                                   .executedAt = m_entries.back().governanceSize},
                                                  m_approvals.size());
    const QString execution = recordName(m_entries.size() - 1);
    if (!answer)
        return std::unexpected(answer.error().under(execution));
    if (!answer->complete)
        return refuse(ProblemType::QuorumMissing, u"The change was executed without enough signatures."_s, execution);
    if (answer->counted.size() != m_approvals.size())
        return refuse(ProblemType::EntryMismatch, u"Evidence holds the approvals that count, and no other."_s,
                      u"/approvals"_s);
    return {};
}

Expected<void> CommandCheck::checkWitnesses() const
{
    if (auto fresh = checkCosignatures(*m_governanceNote, directory(), m_now); !fresh)
        return std::unexpected(fresh.error().under(governanceName));
    if (auto fresh = checkCosignatures(*m_activityNote, directory(), m_now); !fresh)
        return std::unexpected(fresh.error().under(activityName));
    return {};
}

Expected<void> CommandCheck::checkFreshness()
{
    return isTakenFromOldLogs(request().actionClass) ? Expected<void>() : checkWitnesses();
}

Expected<void> CommandCheck::checkSequence()
{
    // A final act is obeyed whatever came after it: nothing that is final is undone by what was executed later.
    if (request().actionClass != ActionClass::Final && m_memory.obeyed && m_entries.back().index <= *m_memory.obeyed)
        return refuse(
            ProblemType::StaleCommand,
            u"The command was executed as entry %1, and entry %2 was obeyed before."_s.arg(m_entries.back().index)
                .arg(*m_memory.obeyed));
    return {};
}

Expected<Command> CommandCheck::decide() const
{
    const auto destination = destinationOf(*m_change);
    const auto kind = kindFrom(destination);
    if (!kind)
        return std::unexpected(kind.error());
    const qint64 execution = m_entries.back().index;
    Command command{.kind = *kind,
                    .action = request().action,
                    .change = request().id,
                    .digest = m_change->digest(),
                    .execution = execution,
                    .state = destination.value_or(m_memory.state),
                    .memory = m_memory};
    command.memory.state = command.state;
    command.memory.obeyed = std::max(execution, m_memory.obeyed.value_or(0));
    if (command.kind == Command::Kind::Wipe)
        command.memory.wiped = execution;
    // Heads that no witness has seen are not remembered: a server that signs a log as long as it likes, once, would
    // keep the device from every honest one for ever.
    if (checkWitnesses()) {
        keepLonger(command.memory.governance, governanceHead());
        keepLonger(command.memory.activity, activityHead());
    }
    return command;
}

Expected<Command::Kind> CommandCheck::kindFrom(std::optional<fleet::DeviceState> destination) const
{
    if (!destination) { // a wipe, and again only if it was executed after the last one
        if (m_memory.wiped && m_entries.back().index <= *m_memory.wiped)
            return Command::Kind::Nothing;
    } else if (*destination == m_memory.state) {
        return Command::Kind::Nothing;
    }
    if (!fleet::stateAfter(request().action, m_memory.state, destination))
        return refuse(ProblemType::TargetState, u"%1 is not possible for a device that is %2."_s.arg(
                                                    request().action, fleet::toWord(m_memory.state)));
    return destination ? Command::Kind::TakeState : Command::Kind::Wipe;
}

} // namespace

Expected<Command> checkCommand(QByteArrayView evidence, const DeviceMemory &memory, qint64 now)
{
    const auto parsed = DeviceEvidence::parse(evidence);
    if (!parsed)
        return std::unexpected(parsed.error());
    return CommandCheck(*parsed, memory, now).run();
}

} // namespace enigm::device

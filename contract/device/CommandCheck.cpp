#include "contract/changes/GovernanceReplay.h"
#include "contract/device/Command.h"
#include "contract/device/Cosignatures.h"
#include "contract/device/DeviceEvidence.h"
#include "contract/device/LogMemory.h"
#include "contract/evidence/DeviceRecordsCheck.h"
#include "contract/evidence/LogCheckpoints.h"
#include "contract/fleet/DeviceTransition.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::device {

namespace {

using changes::ActionClass;
using evidence::OpenedCheckpoint;

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
    [[nodiscard]] Expected<void> readRecords();
    [[nodiscard]] Expected<void> checkFreshness();
    [[nodiscard]] Expected<void> checkWitnesses() const;
    [[nodiscard]] Expected<void> checkSequence();
    [[nodiscard]] Expected<Command> decide() const;
    [[nodiscard]] Expected<Command::Kind> kindFrom(std::optional<fleet::DeviceState> destination) const;

    [[nodiscard]] const changes::ChangeRequest &request() const { return m_change->request; }
    [[nodiscard]] const operators::Directory &directory() const { return m_governance->directory(); }
    [[nodiscard]] const log::SignedCheckpoint &governanceHead() const { return m_governanceNote->signedCheckpoint; }
    [[nodiscard]] const log::SignedCheckpoint &activityHead() const { return m_activityNote->signedCheckpoint; }
    [[nodiscard]] LogsSeen logsSeen() const
    {
        return {.governance = *m_governance, .governanceHead = governanceHead(), .activityHead = activityHead()};
    }

    const DeviceEvidence &m_evidence;
    const DeviceMemory &m_memory;
    const qint64 m_now;
    std::optional<changes::SignedChange> m_change;
    std::optional<changes::GovernanceReplay> m_governance;
    std::optional<OpenedCheckpoint> m_governanceNote;
    std::optional<OpenedCheckpoint> m_activityNote;
    qint64 m_execution = 0; ///< index
};

Expected<Command> CommandCheck::run()
{
    // What costs little comes first; what the device concludes from its memory, last.
    constexpr Step steps[] = {&CommandCheck::readChange,       &CommandCheck::readTarget,
                              &CommandCheck::replayGovernance, &CommandCheck::openCheckpoints,
                              &CommandCheck::followLogs,       &CommandCheck::readRecords,
                              &CommandCheck::checkFreshness,   &CommandCheck::checkSequence};
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
    const auto leaf = evidence::readTargetLeaf(m_evidence.target);
    if (!leaf)
        return std::unexpected(leaf.error().under(place));
    if (leaf->handle != m_memory.handle)
        return refuse(ProblemType::WrongDevice, u"The evidence is of another device's target."_s, place);
    if (leaf->key != m_memory.key)
        return refuse(ProblemType::WrongDevice, u"The handle is bound to another attested key than this device's."_s,
                      place);
    if (auto sound = evidence::checkTarget(m_evidence.target, *leaf, request().targets); !sound)
        return std::unexpected(sound.error().under(place));
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

Expected<void> CommandCheck::followLogs()
{
    if (auto extends = checkExtends(logsSeen(), m_memory); !extends)
        return extends;
    return isTakenFromOldLogs(request().actionClass) ? Expected<void>() : checkNotRewound(logsSeen(), m_memory);
}

Expected<void> CommandCheck::readRecords()
{
    const auto executed = evidence::checkDeviceRecords({.records = m_evidence,
                                                        .change = *m_change,
                                                        .governance = *m_governance,
                                                        .activity = activityHead(),
                                                        .handle = m_memory.handle});
    if (!executed)
        return std::unexpected(executed.error());
    m_execution = executed->entry.index;
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
    if (request().actionClass != ActionClass::Final && m_memory.obeyed && m_execution <= *m_memory.obeyed)
        return refuse(ProblemType::StaleCommand,
                      u"The command was executed as entry %1, and entry %2 was obeyed before."_s.arg(m_execution)
                          .arg(*m_memory.obeyed));
    return {};
}

Expected<Command> CommandCheck::decide() const
{
    const auto destination = destinationOf(*m_change);
    const auto kind = kindFrom(destination);
    if (!kind)
        return std::unexpected(kind.error());
    Command command{.kind = *kind,
                    .action = request().action,
                    .change = request().id,
                    .digest = m_change->digest(),
                    .execution = m_execution,
                    .state = destination.value_or(m_memory.state),
                    .memory = m_memory};
    command.memory.state = command.state;
    command.memory.obeyed = std::max(m_execution, m_memory.obeyed.value_or(0));
    if (command.kind == Command::Kind::Wipe)
        command.memory.wiped = m_execution;
    if (checkWitnesses())
        remember(logsSeen(), command.memory);
    return command;
}

Expected<Command::Kind> CommandCheck::kindFrom(std::optional<fleet::DeviceState> destination) const
{
    if (!destination) { // a wipe, and again only if it was executed after the last one
        if (m_memory.wiped && m_execution <= *m_memory.wiped)
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

#include "contract/changes/GovernanceReplay.h"
#include "contract/evidence/DeviceRecordsCheck.h"
#include "contract/evidence/EndOfLife.h"
#include "contract/evidence/LogCheckpoints.h"
#include "contract/fleet/DeviceTransition.h"
#include "contract/json/JsonParser.h"
#include "contract/log/EntryDescription.h"
#include "contract/reports/EffectOutcome.h"

using namespace Qt::StringLiterals;

namespace enigm::evidence {

namespace {

using log::ActivityEntry;
using reports::EffectOutcome;

/// The logs of a record, which everything in it is held against.
struct Logs
{
    changes::GovernanceReplay governance;
    OpenedCheckpoint governanceNote;
    OpenedCheckpoint activityNote;
};

Expected<Logs> openLogs(const EndOfLifeRecord &record, QByteArrayView deploymentId)
{
    auto governance = changes::GovernanceReplay::replay(record.governanceLeaves, deploymentId);
    if (!governance)
        return std::unexpected(governance.error());
    auto governanceNote = openGovernanceCheckpoint(record.governanceCheckpoint, *governance);
    if (!governanceNote)
        return std::unexpected(governanceNote.error());
    auto activityNote = openActivityCheckpoint(record.activityCheckpoint, governance->directory());
    if (!activityNote)
        return std::unexpected(activityNote.error());
    return Logs{.governance = std::move(*governance),
                .governanceNote = std::move(*governanceNote),
                .activityNote = std::move(*activityNote)};
}

/// Where the act of a change leaves a device that is in `from`.
Expected<fleet::DeviceState> stateAfter(const changes::SignedChange &change, fleet::DeviceState from)
{
    const auto state = fleet::stateAfter(change.request.action, from);
    if (!state)
        return refuse(ProblemType::TargetState,
                      u"%1 is not possible for a device that is %2."_s.arg(change.request.action, fleet::toWord(from)),
                      u"/target"_s);
    return *state;
}

/// A change at the device of its leaf, and the device's word on it.
class AcknowledgedCheck
{
public:
    AcknowledgedCheck(const AcknowledgedRecords &records, const Logs &logs, QByteArrayView deploymentId)
        : m_records(records)
        , m_logs(logs)
        , m_deployment(deploymentId)
    {}

    struct Proven
    {
        AcknowledgedChange change;
        changes::TargetLeaf leaf;
    };
    Expected<Proven> run();

private:
    [[nodiscard]] Expected<changes::SignedChange> readChange() const;
    [[nodiscard]] Expected<changes::TargetLeaf> readLeaf(const changes::SignedChange &change) const;
    [[nodiscard]] Expected<void> readAcknowledgement(Proven &proven) const;
    [[nodiscard]] Expected<EffectOutcome> openBody(const ActivityEntry &entry) const;
    [[nodiscard]] Expected<void> checkWord(const EffectOutcome &said, const Proven &proven) const;
    [[nodiscard]] Expected<void> checkPlace(const ActivityEntry &entry, const AcknowledgedChange &change) const;

    const AcknowledgedRecords &m_records;
    const Logs &m_logs;
    QByteArrayView m_deployment;
};

Expected<AcknowledgedCheck::Proven> AcknowledgedCheck::run()
{
    auto change = readChange();
    if (!change)
        return std::unexpected(change.error().under(u"/change"_s));
    auto leaf = readLeaf(*change);
    if (!leaf)
        return std::unexpected(leaf.error().under(u"/target"_s));
    auto execution = checkDeviceRecords({.records = m_records,
                                         .change = *change,
                                         .governance = m_logs.governance,
                                         .activity = m_logs.activityNote.signedCheckpoint,
                                         .handle = leaf->handle});
    if (!execution)
        return std::unexpected(execution.error());
    Proven proven{.change = {.change = std::move(*change),
                             .approvers = std::move(execution->approvers),
                             .executionIndex = execution->entry.index,
                             .executionTime = execution->entry.time},
                  .leaf = std::move(*leaf)};
    if (auto said = readAcknowledgement(proven); !said)
        return std::unexpected(said.error().under(u"/acknowledgement"_s));
    return proven;
}

Expected<changes::SignedChange> AcknowledgedCheck::readChange() const
{
    auto change = changes::SignedChange::parse(m_records.change);
    if (change && change->request.deployment != m_deployment)
        return refuse(ProblemType::WrongDeployment, u"The change is of another deployment."_s);
    return change;
}

Expected<changes::TargetLeaf> AcknowledgedCheck::readLeaf(const changes::SignedChange &change) const
{
    auto leaf = readTargetLeaf(m_records.target);
    if (!leaf)
        return leaf;
    if (auto sound = checkTarget(m_records.target, *leaf, change.request.targets); !sound)
        return std::unexpected(sound.error());
    return leaf;
}

Expected<void> AcknowledgedCheck::readAcknowledgement(Proven &proven) const
{
    const auto entry = openEntry(m_records.acknowledgement.entry, m_logs.activityNote.signedCheckpoint);
    if (!entry)
        return std::unexpected(entry.error());
    if (auto sound = checkPlace(*entry, proven.change); !sound)
        return sound;
    const auto said = openBody(*entry);
    if (!said)
        return std::unexpected(said.error());
    if (auto sound = checkWord(*said, proven); !sound)
        return sound;
    proven.change.outcome = said->body().outcome;
    proven.change.acknowledgementIndex = entry->index;
    proven.change.acknowledgementTime = entry->time;
    return {};
}

/// Nobody acknowledges what was not executed yet, and the governance log of the record reaches as far as the entry
/// does.
Expected<void> AcknowledgedCheck::checkPlace(const ActivityEntry &entry, const AcknowledgedChange &change) const
{
    if (entry.index <= change.executionIndex)
        return refuse(ProblemType::EntryMismatch, u"The device's word was logged before the execution."_s);
    if (entry.governanceSize > m_logs.governance.directory().size())
        return refuse(ProblemType::EvidenceIncomplete, u"The governance log does not reach to this entry."_s);
    return m_logs.governance.checkPosition(entry.index, entry.governanceSize);
}

Expected<EffectOutcome> AcknowledgedCheck::openBody(const ActivityEntry &entry) const
{
    const ProvenAcknowledgement &proven = m_records.acknowledgement;
    auto value = json::parseSigned(proven.body);
    if (!value)
        return std::unexpected(value.error().under(u"/body"_s));
    const log::ActivityBody body{.salt = proven.salt, .value = std::move(*value)};
    if (entry.body != body.digest())
        return refuse(ProblemType::BodyMismatch, u"The body is not the one that the entry commits to."_s, u"/body"_s);
    auto said = EffectOutcome::fromJson(body.value);
    if (!said)
        return std::unexpected(said.error().under(u"/body"_s));
    if (auto same = log::checkDescription(entry, said->describe()); !same)
        return std::unexpected(same.error());
    return said;
}

Expected<void> AcknowledgedCheck::checkWord(const EffectOutcome &said, const Proven &proven) const
{
    const reports::Report &report = said.report.report;
    if (report.deployment != m_deployment)
        return refuse(ProblemType::WrongDeployment, u"The report is to another deployment."_s);
    if (report.handle != proven.leaf.handle)
        return refuse(ProblemType::WrongDevice, u"The report is by another device."_s);
    if (auto verified = said.verify(proven.leaf.key); !verified)
        return verified;
    const reports::Acknowledgement &word = said.body();
    if (word.change != proven.change.change.digest() || word.execution != proven.change.executionIndex)
        return refuse(ProblemType::WrongChange, u"The device speaks of another command."_s);
    if (word.outcome == reports::Obedience::Refused)
        return refuse(ProblemType::NotAcknowledged, u"The device has refused this command."_s);
    return {};
}

Expected<EndOfLifeVerdict> verify(const EndOfLifeRecord &record, const Logs &logs, QByteArrayView deploymentId)
{
    auto end = AcknowledgedCheck(record.end, logs, deploymentId).run();
    if (!end)
        return std::unexpected(end.error().under(u"/end"_s));
    const QString &action = end->change.change.request.action;
    if (!fleet::isEnding(action))
        return refuse(ProblemType::TargetState, u"%1 ends no device."_s.arg(action), u"/end/change"_s);
    const auto state = stateAfter(end->change.change, end->leaf.state);
    if (!state)
        return std::unexpected(state.error().under(u"/end"_s));
    EndOfLifeVerdict verdict{.handle = end->leaf.handle,
                             .key = end->leaf.key,
                             .state = *state,
                             .end = std::move(end->change),
                             .wipe = {},
                             .governanceSize = logs.governance.directory().size(),
                             .activitySize = logs.activityNote.signedCheckpoint.size(),
                             .sample = logs.governance.directory().isSample(),
                             .witnesses =
                                 witnessVerdict(logs.governanceNote, logs.activityNote, logs.governance.directory())};
    if (!record.wipe)
        return verdict;
    auto wipe = AcknowledgedCheck(*record.wipe, logs, deploymentId).run();
    if (!wipe)
        return std::unexpected(wipe.error().under(u"/wipe"_s));
    if (wipe->leaf.handle != verdict.handle || wipe->leaf.key != verdict.key)
        return refuse(ProblemType::WrongDevice, u"The wipe is that of another device."_s, u"/wipe/target"_s);
    if (wipe->change.change.request.action != fleet::wipeAction)
        return refuse(ProblemType::WrongChange, u"This is no wipe."_s, u"/wipe/change"_s);
    if (const auto may = stateAfter(wipe->change.change, wipe->leaf.state); !may)
        return std::unexpected(may.error().under(u"/wipe"_s));
    verdict.wipe = std::move(wipe->change);
    return verdict;
}

} // namespace

Expected<EndOfLifeVerdict> verifyEndOfLife(QByteArrayView bytes, QByteArrayView deploymentId)
{
    const auto record = EndOfLifeRecord::parse(bytes);
    if (!record)
        return std::unexpected(record.error());
    if (record->toBytes() != bytes)
        return refuse(ProblemType::NotCanonical, u"The record is not in its canonical form."_s, u"offset 0"_s);
    if (record->deployment != deploymentId)
        return refuse(ProblemType::WrongDeployment, u"The record is of another deployment."_s, u"/deployment"_s);
    const auto logs = openLogs(*record, deploymentId);
    if (!logs)
        return std::unexpected(logs.error());
    return verify(*record, *logs, deploymentId);
}

} // namespace enigm::evidence

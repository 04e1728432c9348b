#include "control-plane/changes/EvidenceBuilder.h"

#include "contract/changes/Action.h"
#include "control-plane/audit/Cosignatures.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::changes {

using audit::LogId;
using enigm::changes::ExecutedBody;
using evidence::EvidenceBundle;
using evidence::ProvenRecord;

EvidenceBuilder::EvidenceBuilder(const audit::LogReader &logs, const audit::CheckpointBoard::Checkpoints &checkpoints,
                                 const store::Repositories &store, const operators::Directory &directory)
    : m_logs(logs)
    , m_current(checkpoints)
    , m_store(store)
    , m_directory(directory)
{}

Expected<store::ChangeRow> EvidenceBuilder::executed(const QString &id) const
{
    auto row = m_store.changes.find(id);
    if (!row)
        return std::unexpected(row.error());
    if (!*row || !(*row)->executed)
        return refuse(ProblemType::NotFound, u"No change of this reference was executed."_s, id);
    return std::move(**row);
}

Expected<EvidenceBundle> EvidenceBuilder::build(const QString &id) const
{
    const auto row = executed(id);
    if (!row)
        return std::unexpected(row.error());
    // A governance act stands in its log right behind its execution, and has to be shown there.
    const bool isGoverned = enigm::changes::findAction(row->action)->subject == enigm::changes::Subject::Governance;
    const auto checkpoints =
        checkpointsFrom(row->executed->governanceSize + (isGoverned ? 1 : 0), row->executed->index + 1);
    if (!checkpoints)
        return std::unexpected(checkpoints.error());
    return build(id, *checkpoints);
}

Expected<EvidenceBundle> EvidenceBuilder::build(const QString &id, const Checkpoints &checkpoints) const
{
    const auto row = executed(id);
    if (!row)
        return std::unexpected(row.error());
    const qint64 size = checkpoints.of(LogId::Activity).head.size;
    EvidenceBundle bundle;
    if (auto added = addHistory(bundle, checkpoints); !added)
        return std::unexpected(added.error());
    auto execution = prove(row->executed->index, size);
    if (!execution)
        return std::unexpected(execution.error());
    auto approvals = countedApprovals(id, *execution);
    if (!approvals)
        return std::unexpected(approvals.error());
    std::vector<qint64> indices{row->requested.index};
    indices.insert(indices.end(), approvals->begin(), approvals->end());
    for (const qint64 index : indices) {
        auto record = prove(index, size);
        if (!record)
            return std::unexpected(record.error());
        bundle.records.push_back(std::move(*record));
    }
    bundle.records.push_back(std::move(*execution));
    return bundle;
}

/// A device takes what witnesses have co-signed, on both logs. The governance log is cut where the larger of its
/// co-signed checkpoints ends, so that of the activity log those lines count that a reader of that much can verify.
Expected<EvidenceBuilder::Checkpoints> EvidenceBuilder::checkpointsFrom(qint64 governanceSize,
                                                                        qint64 activitySize) const
{
    const audit::Cosignatures cosignatures(m_store, m_directory);
    auto governance = cosignatures.enough(LogId::Governance, governanceSize);
    if (!governance)
        return std::unexpected(governance.error());
    if (!*governance)
        return currentCheckpoints();
    auto activity = cosignatures.enough(LogId::Activity, activitySize, (*governance)->head.size);
    if (!activity)
        return std::unexpected(activity.error());
    if (!*activity)
        return currentCheckpoints();
    return Checkpoints{.logs = {std::move(**governance), std::move(**activity)}};
}

Expected<EvidenceBuilder::Checkpoints> EvidenceBuilder::currentCheckpoints() const
{
    const audit::Cosignatures cosignatures(m_store, m_directory);
    const qint64 governanceSize = m_current.of(LogId::Governance).head.size;
    Checkpoints checkpoints;
    for (const LogId log : {LogId::Governance, LogId::Activity}) {
        auto checkpoint = cosignatures.withLines(log, m_current.of(log), governanceSize);
        if (!checkpoint)
            return std::unexpected(checkpoint.error());
        checkpoints.logs[static_cast<std::size_t>(log)] = std::move(*checkpoint);
    }
    return checkpoints;
}

Expected<void> EvidenceBuilder::addHistory(EvidenceBundle &bundle, const Checkpoints &checkpoints) const
{
    const auto deployment = m_store.meta.deployment();
    if (!deployment)
        return std::unexpected(deployment.error());
    bundle.deployment = deployment->value_or(QByteArray());
    const audit::PublishedCheckpoint &governance = checkpoints.of(LogId::Governance);
    bundle.governanceCheckpoint = governance.note;
    bundle.activityCheckpoint = checkpoints.of(LogId::Activity).note;
    auto leaves = m_logs.leaves(LogId::Governance, 0, governance.head.size);
    if (!leaves)
        return std::unexpected(leaves.error());
    bundle.governanceLeaves = std::move(*leaves);
    return {};
}

Expected<ProvenRecord> EvidenceBuilder::prove(qint64 index, qint64 size) const
{
    auto records = m_logs.records(index, index + 1);
    if (!records)
        return std::unexpected(records.error());
    if (records->size() != 1 || !records->front().body)
        return refuse(ProblemType::EvidenceIncomplete, u"The body of this entry is no longer kept."_s,
                      u"activity record %1"_s.arg(index));
    const auto proof = m_logs.inclusionProof(LogId::Activity, index, size);
    if (!proof)
        return std::unexpected(proof.error());
    return ProvenRecord{.leaf = std::move(records->front().leaf),
                        .body = std::move(*records->front().body),
                        .proof = log::proofToBytes(*proof)};
}

/// Where the log holds the approvals by which the execution was counted.
Expected<std::vector<qint64>> EvidenceBuilder::countedApprovals(const QString &id, const ProvenRecord &execution) const
{
    const auto body = enigm::changes::parseChangeBody(u"change.executed"_s, execution.body.value);
    if (!body)
        return std::unexpected(body.error());
    const auto rows = m_store.changes.signatures(id);
    if (!rows)
        return std::unexpected(rows.error());
    const std::vector<QByteArray> &counted = std::get<ExecutedBody>(*body).approvals;
    std::vector<qint64> indices;
    for (const store::ChangeSignatureRow &row : *rows) {
        if (std::ranges::find(counted, row.digest) != counted.end())
            indices.push_back(row.position.index);
    }
    return indices;
}

} // namespace enigm::controlplane::changes

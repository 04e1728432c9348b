#pragma once

#include "contract/log/ActivityEntry.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QIODevice>
#include <QString>

#include <functional>
#include <vector>

namespace enigm::evidence {

/// An exported log: JSON lines, each canonical and ended by one newline.
///   line 1: {"activity":note,"deployment","format":"enigm-audit-export","governance":note,"v":1}
///   then every governance leaf, then every activity record {"body":{…}|null,"leaf":{…},"salt":…|null} (body and salt
///   null where pruned or where the exporter may not read it), in order, complete up to the two checkpoints.
struct AuditExportHeader
{
    QByteArray deployment;
    QByteArray governanceCheckpoint;
    QByteArray activityCheckpoint;
};

/// Writes an export record by record.
class AuditExportWriter
{
public:
    AuditExportWriter(QIODevice &device, const AuditExportHeader &header);
    Expected<void> writeGovernance(QByteArrayView leaf);
    Expected<void> writeActivity(QByteArrayView leaf, const log::ActivityBody *body);

private:
    QIODevice &m_device;
};

struct AuditVerdict
{
    qint64 governanceSize = 0;
    qint64 activitySize = 0;
    qint64 changesExecuted = 0; ///< each recounted: signatures, quorum, effect
    qint64 signaturesVerified = 0;
    qint64 bodiesAbsent = 0; ///< pruned or withheld; their entries are proven, their content is not shown
    bool sample = false;
    std::vector<QString> witnesses;
};

struct AuditVerifyOptions
{
    bool signatures = true;                                       ///< false: hashes and structure only (measured apart)
    std::function<bool(qint64 done, qint64 total)> progress = {}; ///< answers false to cancel
};

/// Verifies an export offline from the file and the deployment id alone, streaming, in memory proportional to the open
/// changes and the directory: every line canonical; governance replayed; both trees rebuilt and equal to their
/// checkpoints; every body against its digest; every request, approval, withdrawal and execution recounted with the
/// keys valid where they were logged; device states folded and every applied move legal. `where` of a refusal names the
/// record ("activity record 17") or line and offset.
[[nodiscard]] Expected<AuditVerdict> verifyAuditExport(QIODevice &device, QByteArrayView deploymentId,
                                                       const AuditVerifyOptions &options = {});

} // namespace enigm::evidence

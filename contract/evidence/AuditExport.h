#pragma once

#include "contract/evidence/WitnessVerdict.h"
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
///   then every governance record {"hash","leaf":{…}}, then every activity record {"body":{…}|null,"hash","leaf":{…},
///   "salt":…|null} (body and salt null where pruned or where the exporter may not read it), in order, complete up to
///   the two checkpoints. `hash` is the leaf's in the tree, so that a changed byte is found in its record and not only
///   at the root.
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
    /// `device` is borrowed. The header is written before the first record.
    AuditExportWriter(QIODevice &device, AuditExportHeader header);
    /// FileUnreadable where the device does not take the line.
    Expected<void> writeGovernance(QByteArrayView leaf);
    /// `body` is null where there is none, or where it may not be exported.
    Expected<void> writeActivity(QByteArrayView leaf, const log::ActivityBody *body);

private:
    [[nodiscard]] Expected<void> writeHeaderOnce();
    [[nodiscard]] Expected<void> writeLine(QByteArray line);

    QIODevice &m_device;
    AuditExportHeader m_header;
    bool m_hasHeader = false;
};

struct AuditVerdict
{
    qint64 governanceSize = 0;
    qint64 activitySize = 0;
    qint64 changesExecuted = 0; ///< each recounted: signatures, quorum, effect
    /// Executed, or said by a device to be done, but a body is absent, so that nothing could be held against it.
    qint64 changesUnproven = 0;
    qint64 handlesResolved = 0; ///< answers of executed device.resolve-handle changes, each asked for and given once
    qint64 signaturesVerified = 0;
    qint64 bodiesAbsent = 0; ///< pruned or withheld; their entries are proven, their content is not shown
    bool sample = false;
    WitnessVerdict witnesses;
};

struct AuditVerifyOptions
{
    bool signatures = true;                                       ///< false: hashes and structure only (measured apart)
    std::function<bool(qint64 done, qint64 total)> progress = {}; ///< answers false to cancel
};

/// Verifies an export offline from the file and the deployment id alone, streaming from a file that can be read twice
/// (the second time for the activity heads that people signed), in memory proportional to the open
/// changes and the directory: every line canonical; governance replayed; both trees rebuilt and equal to their
/// checkpoints; every body against its digest; every request, approval, withdrawal and execution recounted with the
/// keys valid where they were logged; device states folded and every applied move legal, groups of devices folded
/// version by version; what devices said of these moves signed by their attested keys. `where` of a refusal names the
/// record ("activity record 17") or line and offset.
[[nodiscard]] Expected<AuditVerdict> verifyAuditExport(QIODevice &device, QByteArrayView deploymentId,
                                                       const AuditVerifyOptions &options = {});

} // namespace enigm::evidence

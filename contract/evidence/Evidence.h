#pragma once

#include "contract/changes/ChangeRequest.h"
#include "contract/changes/Effect.h"
#include "contract/evidence/WitnessVerdict.h"
#include "contract/log/ActivityEntry.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::evidence {

/// An activity entry with its body and its RFC 6962 audit path under the bundle's activity checkpoint.
struct ProvenRecord
{
    QByteArray leaf; ///< canonical bytes
    log::ActivityBody body;
    std::vector<QByteArray> proof;
};

/// The evidence bundle of one executed change (`docs/contract.md`, "Evidence"): canonical JSON,
/// {"activity":{"checkpoint"},"deployment","governance":{"checkpoint","entries":[leaf objects]},
///  "records":[{"body","leaf","proof","salt"}] (request, the approvals that count in log order, execution),"v":1}.
/// The target list is in the body of the request.
struct EvidenceBundle
{
    QByteArray deployment;
    QByteArray governanceCheckpoint; ///< signed note
    QByteArray activityCheckpoint;   ///< signed note with co-signatures
    std::vector<QByteArray> governanceLeaves;
    std::vector<ProvenRecord> records;

    static Expected<EvidenceBundle> parse(QByteArrayView bytes);
    [[nodiscard]] QByteArray toBytes() const;
};

/// What a verified bundle proves.
struct EvidenceVerdict
{
    changes::SignedChange change;
    changes::Effect effect;
    changes::Application application;
    std::vector<QString> approvers; ///< operator ids that were counted
    qint64 executionIndex = 0;
    qint64 executionTime = 0;
    qint64 governanceSize = 0; ///< of the bundle's governance checkpoint
    qint64 activitySize = 0;
    bool sample = false;
    WitnessVerdict witnesses;
};

/// Verifies a bundle from its bytes and the deployment id alone, offline. Checks, in order: canonical form; the whole
/// governance log replayed from leaf 0 and equal to its checkpoint; the activity checkpoint under the founding's log
/// key, no unknown signature line; every record's inclusion and body; that the governance checkpoint covers the
/// governance_size of every record (EvidenceIncomplete otherwise: a later revocation cannot be left out), and that this
/// size is the one that the governance log had at the record's index (EntryMismatch otherwise: a record cannot be
/// dated before a revocation); the quorum recounted from the signed bytes at the logged positions; clocks; the target
/// list, and the application in the execution body against it. `where` names the record or file offset.
[[nodiscard]] Expected<EvidenceVerdict> verifyEvidence(QByteArrayView bytes, QByteArrayView deploymentId);

} // namespace enigm::evidence

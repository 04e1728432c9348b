#pragma once

#include "contract/changes/ChangeRequest.h"
#include "contract/evidence/DeviceRecords.h"
#include "contract/evidence/Evidence.h"
#include "contract/evidence/WitnessVerdict.h"
#include "contract/fleet/DeviceHandle.h"
#include "contract/fleet/DeviceState.h"
#include "contract/problems/Problem.h"
#include "contract/reports/Acknowledgement.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::evidence {

/// What a device signed of a command, as the log keeps it: its effect.outcome entry.
struct ProvenAcknowledgement
{
    QByteArray body; ///< canonical JSON of reports::EffectOutcome
    QByteArray salt; ///< of the body, 16 bytes
    ProvenEntry entry;

    /// The record of such an entry, as bundles have it.
    static Expected<ProvenAcknowledgement> of(const ProvenRecord &record);
    friend bool operator==(const ProvenAcknowledgement &, const ProvenAcknowledgement &) = default;
};

/// A change at one device, from the request to the device's own word on it.
struct AcknowledgedRecords : DeviceRecords
{
    ProvenAcknowledgement acknowledgement;
    friend bool operator==(const AcknowledgedRecords &, const AcknowledgedRecords &) = default;
};

/// The end-of-life record of one device (`docs/contract.md`, "End-of-life record"): canonical JSON,
///
///     {"activity":{"checkpoint"},"deployment","end":COMMAND,"governance":{"checkpoint","entries":[leaf]},"v":1,
///      "wipe":COMMAND|null}
///     COMMAND: {"acknowledgement":{"body","leaf","proof","salt"},"approvals":[{"approval","leaf","proof","salt"}],
///      "change","execution":{"leaf","proof"},"request":{"leaf","proof"},"target":{"index","leaf","proof"}}
///
/// Other devices of the same change are named in it by their handles, and by nothing else.
struct EndOfLifeRecord
{
    QByteArray deployment;                    ///< 32 bytes
    QByteArray activityCheckpoint;            ///< signed note with co-signatures
    QByteArray governanceCheckpoint;          ///< signed note with co-signatures
    std::vector<QByteArray> governanceLeaves; ///< the whole log
    AcknowledgedRecords end;                  ///< of the act that nothing leads back from
    std::optional<AcknowledgedRecords> wipe;  ///< where the device has obeyed one

    static constexpr qsizetype maxBytes = 64 * 1024 * 1024;

    /// Whether the bytes begin as one of these does, and as no evidence bundle does. They need not be one.
    [[nodiscard]] static bool isMeantBy(QByteArrayView bytes);
    /// Takes the form apart; every byte is in its one spelling. `where` is "offset N". Parsed is not yet verified.
    static Expected<EndOfLifeRecord> parse(QByteArrayView bytes);
    [[nodiscard]] QByteArray toBytes() const;

    friend bool operator==(const EndOfLifeRecord &, const EndOfLifeRecord &) = default;
};

/// A change that a device has acknowledged.
struct AcknowledgedChange
{
    changes::SignedChange change;
    std::vector<QString> approvers; ///< operator ids that were counted
    qint64 executionIndex = 0;
    qint64 executionTime = 0;
    reports::Obedience outcome = reports::Obedience::Obeyed; ///< never refused
    qint64 acknowledgementIndex = 0;
    qint64 acknowledgementTime = 0; ///< when the log took it, Unix seconds
};

/// What a verified record proves.
struct EndOfLifeVerdict
{
    fleet::DeviceHandle handle;
    QString key; ///< thumbprint of the attested key that has signed
    fleet::DeviceState state = fleet::DeviceState::Retired;
    AcknowledgedChange end;
    std::optional<AcknowledgedChange> wipe;
    qint64 governanceSize = 0;
    qint64 activitySize = 0;
    bool sample = false;
    WitnessVerdict witnesses;
};

/// Verifies a record from its bytes and the deployment id alone, offline: its form; the whole governance log replayed
/// from leaf 0 and equal to its checkpoint; the activity checkpoint under the founding's log key, no unknown signature
/// line; for the end, and for the wipe where there is one, all of checkDeviceRecords, that the device's leaf is one of
/// those that were signed, and the device's word: by the attested key whose thumbprint is in the leaf (UnknownKey,
/// BadSignature), about this device (WrongDevice), change and execution (WrongChange), logged behind that execution
/// where it claims to be (EntryMismatch), and not a refusal (NotAcknowledged). The act of the end leads to a state that
/// nothing leads out of, from the state that the leaf has (TargetState); the wipe is one, of the same device and key
/// (WrongDevice).
[[nodiscard]] Expected<EndOfLifeVerdict> verifyEndOfLife(QByteArrayView bytes, QByteArrayView deploymentId);

} // namespace enigm::evidence

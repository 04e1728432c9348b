#pragma once

#include "contract/changes/ReleaseParameters.h"
#include "contract/changes/RolloutParameters.h"
#include "contract/device/OpenedLogs.h"
#include "contract/device/UpdateGrant.h"
#include "contract/evidence/Evidence.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace enigm::device {

/// What of an offer is the same for every device of a rollout, verified: that both authorities have signed the release
/// and people all three changes. The half of checkUpdate that costs; of the other half each device has its own.
class UpdateEvidence
{
public:
    /// As checkUpdate, but for what depends on the device or the time.
    static Expected<UpdateEvidence> verify(const UpdateOffer &offer, QByteArrayView deployment);

    /// The rest of checkUpdate, for an offer of the same evidence and signatures.
    [[nodiscard]] Expected<UpdateGrant> grant(const UpdateOffer &offer, const DeviceMemory &memory,
                                              const DeviceFacts &facts, qint64 now) const;

    /// Of the rollout.start, and its execution: what a device names an offer by that it does not take.
    [[nodiscard]] const QByteArray &digest() const { return m_digest; }
    [[nodiscard]] qint64 execution() const { return m_execution; }
    /// Whether governance has named the root of the update repository with this digest, in the longest of the logs: the
    /// pin of the device's TUF client.
    [[nodiscard]] bool namesRoot(QByteArrayView root) const { return m_logs.back().directory().hasNamedTufRoot(root); }

    /// Offers with the same one need verifying once.
    [[nodiscard]] static QByteArray keyOf(const UpdateOffer &offer);

private:
    UpdateEvidence() = default;
    [[nodiscard]] Expected<evidence::EvidenceVerdict> take(QByteArrayView bytes, QByteArrayView deployment);
    [[nodiscard]] Expected<void> takeChanges(const UpdateOffer &offer, QByteArrayView deployment);
    [[nodiscard]] Expected<void> checkTogether(QByteArrayView deployment) const;
    [[nodiscard]] Expected<void> checkSignatures(const UpdateOffer &offer) const;
    [[nodiscard]] Expected<void> checkAssignment(const UpdateOffer &offer, const DeviceMemory &memory) const;
    [[nodiscard]] Expected<void> checkTimes(const UpdateAssignment &assignment, qint64 now) const;
    [[nodiscard]] Expected<void> checkNewer(const DeviceMemory &memory, const DeviceFacts &facts) const;
    [[nodiscard]] const operators::UpdateKeys &keys() const { return m_logs.back().directory().updateKeys(); }

    using CheckpointNotes = std::pair<QByteArray, QByteArray>;

    std::vector<OpenedLogs> m_logs; ///< the longest last
    CheckpointNotes m_last;         ///< of the evidence that was taken last
    ota::Manifest m_manifest;
    changes::SignProductionParameters m_production;
    changes::StartRolloutParameters m_start;
    QString m_change;
    QByteArray m_digest;
    qint64 m_execution = 0;
    std::optional<qint64> m_obeyBy;
};

} // namespace enigm::device

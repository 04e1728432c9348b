#pragma once

#include "contract/device/DeviceMemory.h"
#include "contract/device/UpdateOffer.h"
#include "contract/ota/Manifest.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace enigm::device {

/// What runs on a device now.
struct DeviceFacts
{
    QString build;            ///< such as a manifest lists
    qint64 rollbackIndex = 0; ///< the highest that was ever installed
    QString version;
};

/// An update whose evidence verified: what the device may download and install. Nothing is applied here; the memory is
/// stored once it is installed, so that one that was cut off may be taken again.
struct UpdateGrant
{
    ota::Manifest manifest;
    QString rollout;
    QString change;       ///< reference of the rollout.start
    QByteArray digest;    ///< of that change
    qint64 execution = 0; ///< index of its execution
    QString url;          ///< of the artifact
    QString target;       ///< in the repository
    DeviceMemory memory;  ///< of the device that has installed it
};

/// The check of an offer, for a device that holds nothing but its memory, and a clock (Unix seconds). Pure, as
/// checkCommand is.
///
/// Refuses what evidence::verifyEvidence does for each of the three changes, the floor of the quorum among it; evidence
/// of another act than it stands for (TargetMismatch); logs that contradict what was seen (LogForked) or are shorter
/// (LogRewound); checkpoints with too few or too old co-signatures (CosignaturesMissing, CosignaturesStale); a
/// signature that is missing or by a key that governance does not name, now, for that authority (MalformedJws,
/// UnknownKey, BadSignature); a manifest, an artifact, a rollout or a target otherwise than people have signed
/// (BodyMismatch); another device's assignment, or a group that the device is not in (WrongDevice, BadInclusionProof,
/// OutOfRange); a time before the group's start (ClockOutOfRange) or past obey_by (ChangeExpired); an execution that
/// does not lie above the last that was taken over, or a rollback index below the highest that was installed
/// (StaleCommand); the version that runs already (AlreadyExists); and a build that the manifest does not list
/// (TargetMismatch).
[[nodiscard]] Expected<UpdateGrant> checkUpdate(QByteArrayView offer, const DeviceMemory &memory,
                                                const DeviceFacts &facts, qint64 now);

} // namespace enigm::device

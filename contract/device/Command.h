#pragma once

#include "contract/device/DeviceMemory.h"
#include "contract/fleet/DeviceState.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace enigm::device {

/// A command whose evidence verified: what the device is to do, and what it keeps once it has done so. Nothing is
/// applied here. Whoever obeys does first, and stores the memory then: what is cut off in between is done again, and is
/// none the worse for it.
struct Command
{
    enum class Kind {
        Nothing,   ///< it is as the command wants it already; to be acknowledged all the same
        TakeState, ///< `state`
        Wipe,
    };

    Kind kind = Kind::Nothing;
    QString action;                                                   ///< "device.suspend"
    QString change;                                                   ///< its reference
    QByteArray digest;                                                ///< of the signed change
    qint64 execution = 0;                                             ///< index of the execution entry
    fleet::DeviceState state = fleet::DeviceState::PendingEnrollment; ///< of the device that has obeyed
    DeviceMemory memory;                                              ///< of the device that has obeyed
};

/// The check of design section 4.5, for a device that holds nothing but its memory, and a clock (Unix seconds). Pure:
/// no file, socket, clock or event loop; its work and its memory are bounded by the size of what arrived.
///
/// Refuses, whoever sent it: bytes that are not in their one spelling; another deployment (WrongDeployment) or device
/// (WrongDevice); a device that is not among the signed targets (BadInclusionProof) or was passed over
/// (TargetMismatch); a time to obey by that is over (ChangeExpired); a governance log that does not replay from leaf 0,
/// is not that of its checkpoint, or contradicts what was seen of it (LogForked); a request, approval or execution that
/// is not in the log under its checkpoint, or not where it claims to be (checkRecordChain); what countQuorum does not
/// count or finds incomplete (QuorumMissing); and a move that the device's state does not allow (TargetState). But for
/// a final act: an execution that does not lie above the last that was obeyed (StaleCommand). But for a risk-reducing
/// one: logs shorter than were seen (LogRewound), and checkpoints with too few or too old co-signatures
/// (CosignaturesMissing, CosignaturesStale).
[[nodiscard]] Expected<Command> checkCommand(QByteArrayView evidence, const DeviceMemory &memory, qint64 now);

} // namespace enigm::device

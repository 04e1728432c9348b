#pragma once

#include "contract/changes/GovernanceReplay.h"
#include "contract/device/DeviceMemory.h"
#include "contract/evidence/Evidence.h"
#include "contract/evidence/LogCheckpoints.h"
#include "contract/problems/Problem.h"

#include <QByteArrayView>

namespace enigm::device {

/// Both logs as an evidence bundle shows them, read once, for a device to hold against what it has seen of them.
class OpenedLogs
{
public:
    /// Replays the governance log and opens both checkpoints: their problems.
    static Expected<OpenedLogs> open(const evidence::EvidenceBundle &bundle, QByteArrayView deployment);

    /// That they extend what the device has seen (LogForked, LogRewound), and that enough witnesses have co-signed them
    /// lately (CosignaturesMissing, CosignaturesStale). The memory then keeps the longer heads.
    Expected<void> follow(DeviceMemory &memory, qint64 now) const;

    [[nodiscard]] const operators::Directory &directory() const { return m_governance.directory(); }
    [[nodiscard]] qint64 governanceSize() const { return m_governanceNote.signedCheckpoint.size(); }
    [[nodiscard]] qint64 activitySize() const { return m_activityNote.signedCheckpoint.size(); }

private:
    OpenedLogs(changes::GovernanceReplay governance, evidence::OpenedCheckpoint governanceNote,
               evidence::OpenedCheckpoint activityNote);

    changes::GovernanceReplay m_governance;
    evidence::OpenedCheckpoint m_governanceNote;
    evidence::OpenedCheckpoint m_activityNote;
};

} // namespace enigm::device

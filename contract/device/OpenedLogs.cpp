#include "contract/device/OpenedLogs.h"

#include "contract/device/Cosignatures.h"
#include "contract/device/LogMemory.h"

namespace enigm::device {

OpenedLogs::OpenedLogs(changes::GovernanceReplay governance, evidence::OpenedCheckpoint governanceNote,
                       evidence::OpenedCheckpoint activityNote)
    : m_governance(std::move(governance))
    , m_governanceNote(std::move(governanceNote))
    , m_activityNote(std::move(activityNote))
{}

Expected<OpenedLogs> OpenedLogs::open(const evidence::EvidenceBundle &bundle, QByteArrayView deployment)
{
    auto governance = changes::GovernanceReplay::replay(bundle.governanceLeaves, deployment);
    if (!governance)
        return std::unexpected(governance.error());
    auto governanceNote = evidence::openGovernanceCheckpoint(bundle.governanceCheckpoint, *governance);
    if (!governanceNote)
        return std::unexpected(governanceNote.error());
    auto activityNote = evidence::openActivityCheckpoint(bundle.activityCheckpoint, governance->directory());
    if (!activityNote)
        return std::unexpected(activityNote.error());
    return OpenedLogs(std::move(*governance), std::move(*governanceNote), std::move(*activityNote));
}

Expected<void> OpenedLogs::follow(DeviceMemory &memory, qint64 now) const
{
    const LogsSeen seen{.governance = m_governance,
                        .governanceHead = m_governanceNote.signedCheckpoint,
                        .activityHead = m_activityNote.signedCheckpoint};
    if (auto sound = checkExtends(seen, memory); !sound)
        return sound;
    if (auto sound = checkNotRewound(seen, memory); !sound)
        return sound;
    if (auto fresh = checkCosignatures(m_governanceNote, directory(), now); !fresh)
        return std::unexpected(fresh.error().under(governanceName));
    if (auto fresh = checkCosignatures(m_activityNote, directory(), now); !fresh)
        return std::unexpected(fresh.error().under(activityName));
    remember(seen, memory);
    return {};
}

} // namespace enigm::device

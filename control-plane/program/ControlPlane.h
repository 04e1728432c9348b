#pragma once

#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/CheckpointBoard.h"
#include "control-plane/audit/LogReader.h"
#include "control-plane/audit/LogWriter.h"
#include "control-plane/changes/ChangeReader.h"
#include "control-plane/changes/ChangeService.h"
#include "control-plane/changes/GovernanceState.h"
#include "control-plane/changes/HandleResolver.h"
#include "control-plane/changes/ReleaseSigning.h"
#include "control-plane/enrollment/AttestationService.h"
#include "control-plane/enrollment/EnrollmentService.h"
#include "control-plane/enrollment/RevocationLists.h"
#include "control-plane/fleet/AttestationRequests.h"
#include "control-plane/fleet/CheckInService.h"
#include "control-plane/fleet/CommandService.h"
#include "control-plane/fleet/DeviceCertificateAuthority.h"
#include "control-plane/fleet/HandleService.h"
#include "control-plane/fleet/NonceBook.h"
#include "control-plane/fleet/PostureService.h"
#include "control-plane/fleet/RotatingHandles.h"
#include "control-plane/ota/ArtifactStore.h"
#include "control-plane/ota/ReleaseService.h"
#include "control-plane/ota/tuf/RepositoryReader.h"
#include "control-plane/ota/tuf/TufRepository.h"
#include "control-plane/policy/ConfirmationService.h"
#include "control-plane/program/DeploymentKeys.h"
#include "control-plane/store/CommitNotice.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Writer.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace enigm::controlplane::program {

/// The control plane of one data directory, without its listeners: store, logs, directory and services, wired and
/// running. One process holds a directory at a time.
class ControlPlane
{
public:
    /// Opens a deployment that was founded: reads its keys, replays and verifies the governance log. NotFound where
    /// nothing was founded there; the problems of keys, store and logs. `token` as DeploymentKeys::read takes it.
    /// Borrows the clock.
    [[nodiscard]] static Expected<std::unique_ptr<ControlPlane>>
    open(const QString &directory, const time::Clock &clock, const store::DatabaseOptions &options = {},
         const KeyToken::Access *token = nullptr, fleet::AttestationSchedule attestation = {});
    /// For the founding ceremony: opens the directory for a deployment that its store does not know yet, or just this
    /// one.
    [[nodiscard]] static Expected<std::unique_ptr<ControlPlane>> openForFounding(const QString &directory,
                                                                                 const QByteArray &deployment,
                                                                                 DeploymentKeys keys,
                                                                                 const time::Clock &clock);
    /// As stop().
    ~ControlPlane();
    ControlPlane(const ControlPlane &) = delete;
    ControlPlane &operator=(const ControlPlane &) = delete;

    /// Finishes what waits and takes no more writes.
    void stop();

    [[nodiscard]] const time::Clock &clock() const { return m_clock; }
    [[nodiscard]] const DeploymentKeys &keys() const { return m_keys; }
    [[nodiscard]] const store::Database &database() const { return *m_database; }
    [[nodiscard]] store::Writer &writer() { return m_writer; }
    [[nodiscard]] audit::Sequencer &sequencer() { return m_logWriter; }
    [[nodiscard]] const audit::CheckpointBoard &checkpoints() const { return m_board; }
    [[nodiscard]] const audit::LogReader &logs() const { return m_logReader; }
    [[nodiscard]] changes::GovernanceState &governance() { return m_governance; }
    [[nodiscard]] store::CommitNotice &commits() { return m_commits; }
    [[nodiscard]] changes::ChangeService &changeService() { return m_changeService; }
    [[nodiscard]] const changes::ChangeReader &changeReader() const { return m_changeReader; }
    [[nodiscard]] fleet::CheckInService &checkIns() { return m_checkIns; }
    [[nodiscard]] fleet::CommandService &commands() { return m_commands; }
    /// Of reports that devices sign.
    [[nodiscard]] fleet::NonceBook &nonces() { return m_nonces; }
    [[nodiscard]] enrollment::EnrollmentService &enrollments() { return m_enrollments; }
    [[nodiscard]] fleet::PostureService &postures() { return m_postures; }
    [[nodiscard]] policy::ConfirmationService &confirmations() { return m_confirmations; }
    [[nodiscard]] changes::HandleResolver &handleResolver() { return m_handleResolver; }
    [[nodiscard]] const fleet::RotatingHandles &rotatingHandles() const { return m_rotatingHandles; }
    [[nodiscard]] fleet::HandleService &handles() { return m_handleService; }
    /// Signs certificates for the ways into the network.
    [[nodiscard]] const Expected<fleet::DeviceCertificateAuthority> &networkAuthority() const
    {
        return m_networkAuthority;
    }
    [[nodiscard]] fleet::AttestationRequests &attestationRequests() { return m_attestationRequests; }
    [[nodiscard]] enrollment::RevocationLists &revocations() { return m_revocations; }
    [[nodiscard]] enrollment::AttestationService &attestations() { return m_attestations; }
    [[nodiscard]] const ota::ArtifactStore &artifacts() const { return *m_artifacts; }
    [[nodiscard]] ota::ReleaseService &releases() { return m_releases; }
    [[nodiscard]] changes::ReleaseSigning &releaseSigning() { return m_releaseSigning; }
    [[nodiscard]] ota::TufRepository &updateRepository() { return m_updateRepository; }
    [[nodiscard]] const ota::RepositoryReader &updateMetadata() const { return m_updateMetadata; }

private:
    ControlPlane(std::unique_ptr<store::Database> database, std::unique_ptr<ota::ArtifactStore> artifacts,
                 DeploymentKeys keys, audit::LogSigners signers, const time::Clock &clock,
                 fleet::AttestationSchedule attestation);
    [[nodiscard]] Expected<QByteArray> certificateOf(const enigm::fleet::DeviceHandle &handle,
                                                     const QByteArray &tlsKey) const;

    const time::Clock &m_clock;
    DeploymentKeys m_keys;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<ota::ArtifactStore> m_artifacts;
    audit::CheckpointBoard m_board;
    audit::LogWriter m_logWriter;
    changes::GovernanceState m_governance;
    store::CommitNotice m_commits;
    store::Writer m_writer;
    audit::LogReader m_logReader;
    changes::ChangeService m_changeService;
    changes::ChangeReader m_changeReader;
    fleet::CheckInService m_checkIns;
    fleet::NonceBook m_nonces;
    fleet::CommandService m_commands;
    Expected<fleet::DeviceCertificateAuthority> m_deviceAuthority;
    Expected<fleet::DeviceCertificateAuthority> m_networkAuthority;
    enrollment::RevocationLists m_revocations;
    enrollment::EnrollmentService m_enrollments;
    fleet::RotatingHandles m_rotatingHandles;
    changes::HandleResolver m_handleResolver;
    fleet::HandleService m_handleService;
    fleet::PostureService m_postures;
    policy::ConfirmationService m_confirmations;
    fleet::AttestationRequests m_attestationRequests;
    enrollment::AttestationService m_attestations;
    ota::ReleaseService m_releases;
    changes::ReleaseSigning m_releaseSigning;
    ota::TufRepository m_updateRepository;
    ota::RepositoryReader m_updateMetadata;
};

} // namespace enigm::controlplane::program

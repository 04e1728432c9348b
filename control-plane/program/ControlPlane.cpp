#include "control-plane/program/ControlPlane.h"

#include "contract/log/NoteSigner.h"
#include "contract/operators/Founding.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::program {

namespace {

Expected<audit::LogSigners> signersOf(const DeploymentKeys &keys, const QByteArray &deployment)
{
    auto governance = log::NoteSigner::make(operators::governanceOrigin(deployment).toUtf8(),
                                            log::NoteAlgorithm::Ed25519, *keys.governanceLog);
    if (!governance)
        return std::unexpected(governance.error());
    auto activity = log::NoteSigner::make(operators::activityOrigin(deployment).toUtf8(), log::NoteAlgorithm::Ed25519,
                                          *keys.activityLog);
    if (!activity)
        return std::unexpected(activity.error());
    return audit::LogSigners{.governance = std::move(*governance), .activity = std::move(*activity)};
}

Expected<std::optional<QByteArray>> deploymentIn(const store::Database &database)
{
    const auto reader = database.read();
    if (!reader)
        return std::unexpected(reader.error());
    return (*reader)->meta.deployment();
}

} // namespace

ControlPlane::ControlPlane(std::unique_ptr<store::Database> database, std::unique_ptr<ota::ArtifactStore> artifacts,
                           DeploymentKeys keys, audit::LogSigners signers, const time::Clock &clock,
                           fleet::AttestationSchedule attestation)
    : m_clock(clock)
    , m_keys(std::move(keys))
    , m_database(std::move(database))
    , m_artifacts(std::move(artifacts))
    , m_logWriter(std::move(signers), m_board)
    , m_governance(m_logWriter)
    , m_commits(m_governance)
    , m_writer(*m_database, &m_commits)
    , m_logReader(*m_database, m_board)
    , m_changeService({.database = *m_database,
                       .writer = m_writer,
                       .sequencer = m_logWriter,
                       .governance = m_governance,
                       .clock = m_clock})
    , m_changeReader(*m_database, m_logReader, [this] { return m_governance.directory(); })
    , m_checkIns({.database = *m_database,
                  .writer = m_writer,
                  .sequencer = m_logWriter,
                  .clock = m_clock,
                  .schedule = attestation})
    , m_commands({.database = *m_database,
                  .writer = m_writer,
                  .sequencer = m_logWriter,
                  .clock = m_clock,
                  .checkIns = m_checkIns,
                  .nonces = m_nonces,
                  .evidence = [this](const QString &change) { return m_changeReader.evidence(change); }})
    , m_deviceAuthority(fleet::DeviceCertificateAuthority::open(m_keys.deviceCa, m_keys.deviceCaCertificate))
    , m_networkAuthority(fleet::DeviceCertificateAuthority::open(m_keys.networkCa, m_keys.networkCaCertificate,
                                                                 enigm::fleet::HandleAudience::Network))
    , m_revocations({.database = *m_database, .writer = m_writer, .sequencer = m_logWriter, .clock = m_clock})
    , m_enrollments({.database = *m_database,
                     .writer = m_writer,
                     .sequencer = m_logWriter,
                     .clock = m_clock,
                     .directory = [this] { return m_governance.directory(); },
                     .revocations = m_revocations,
                     .checkIns = m_checkIns,
                     .issue = [this](const enigm::fleet::DeviceHandle &handle,
                                     const QByteArray &tlsKey) { return certificateOf(handle, tlsKey); },
                     .handleKey = *m_keys.handles.console})
    , m_rotatingHandles(m_keys.handles)
    , m_handleResolver({.database = *m_database,
                        .writer = m_writer,
                        .sequencer = m_logWriter,
                        .clock = m_clock,
                        .handles = m_rotatingHandles})
    , m_handleService({.database = *m_database, .clock = m_clock, .checkIns = m_checkIns, .handles = m_rotatingHandles})
    , m_postures({.database = *m_database,
                  .writer = m_writer,
                  .sequencer = m_logWriter,
                  .clock = m_clock,
                  .checkIns = m_checkIns,
                  .nonces = m_nonces})
    , m_confirmations({.database = *m_database,
                       .writer = m_writer,
                       .sequencer = m_logWriter,
                       .clock = m_clock,
                       .checkIns = m_checkIns,
                       .nonces = m_nonces})
    , m_attestationRequests({.database = *m_database,
                             .writer = m_writer,
                             .sequencer = m_logWriter,
                             .clock = m_clock,
                             .schedule = attestation})
    , m_attestations({.database = *m_database,
                      .writer = m_writer,
                      .sequencer = m_logWriter,
                      .clock = m_clock,
                      .directory = [this] { return m_governance.directory(); },
                      .revocations = m_revocations,
                      .checkIns = m_checkIns,
                      .nonces = m_nonces})
    , m_releases({.database = *m_database,
                  .writer = m_writer,
                  .sequencer = m_logWriter,
                  .clock = m_clock,
                  .artifacts = *m_artifacts})
    , m_releaseSigning({.database = *m_database,
                        .writer = m_writer,
                        .sequencer = m_logWriter,
                        .governance = m_governance,
                        .clock = m_clock})
    , m_updateRepository({.database = *m_database,
                          .writer = m_writer,
                          .sequencer = m_logWriter,
                          .clock = m_clock,
                          .directory = [this] { return m_governance.directory(); },
                          .keys = {.snapshot = m_keys.tufSnapshot, .timestamp = m_keys.tufTimestamp}})
    , m_updateMetadata(*m_database, [this] { return m_governance.directory(); })
{}

Expected<QByteArray> ControlPlane::certificateOf(const enigm::fleet::DeviceHandle &handle,
                                                 const QByteArray &tlsKey) const
{
    if (!m_deviceAuthority)
        return std::unexpected(m_deviceAuthority.error());
    const qint64 now = m_clock.now();
    return m_deviceAuthority->issue(
        handle, tlsKey, {.notBefore = now, .notAfter = now + fleet::DeviceCertificateAuthority::certificateLifetime});
}

ControlPlane::~ControlPlane()
{
    stop();
}

void ControlPlane::stop()
{
    m_writer.stop();
}

Expected<std::unique_ptr<ControlPlane>> ControlPlane::open(const QString &directory, const time::Clock &clock,
                                                           const store::DatabaseOptions &options,
                                                           const KeyToken::Access *token,
                                                           fleet::AttestationSchedule attestation)
{
    if (!QFileInfo(directory + u"/control-plane.sqlite"_s).isFile())
        return refuse(ProblemType::NotFound, u"Nothing was founded here; run `enigm-control-plane found` first."_s,
                      directory);
    auto keys = DeploymentKeys::read(directory, token);
    if (!keys)
        return std::unexpected(keys.error());
    auto database = store::Database::open(directory, options);
    if (!database)
        return std::unexpected(database.error());
    const auto deployment = deploymentIn(**database);
    if (!deployment)
        return std::unexpected(deployment.error());
    if (!*deployment)
        return refuse(ProblemType::NotFound, u"The founding of this deployment was never completed."_s, directory);
    auto signers = signersOf(*keys, **deployment);
    if (!signers)
        return std::unexpected(signers.error());
    auto artifacts = ota::ArtifactStore::open(directory);
    if (!artifacts)
        return std::unexpected(artifacts.error());
    std::unique_ptr<ControlPlane> plane(new ControlPlane(std::move(*database), std::move(*artifacts), std::move(*keys),
                                                         std::move(*signers), clock, attestation));
    if (auto started = plane->m_writer.start(); !started)
        return std::unexpected(started.error());
    if (auto tidied = plane->m_releases.tidy(); !tidied)
        return std::unexpected(tidied.error());
    if (auto own = plane->m_keys.checkBelongTo(plane->m_governance.directory()->founding()); !own)
        return std::unexpected(own.error());
    return plane;
}

Expected<std::unique_ptr<ControlPlane>> ControlPlane::openForFounding(const QString &directory,
                                                                      const QByteArray &deployment, DeploymentKeys keys,
                                                                      const time::Clock &clock)
{
    auto database = store::Database::open(directory);
    if (!database)
        return std::unexpected(database.error());
    const auto known = deploymentIn(**database);
    if (!known)
        return std::unexpected(known.error());
    if (*known && **known != deployment)
        return refuse(ProblemType::AlreadyExists, u"Another deployment was founded here."_s, directory);
    auto signers = signersOf(keys, deployment);
    if (!signers)
        return std::unexpected(signers.error());
    auto artifacts = ota::ArtifactStore::open(directory);
    if (!artifacts)
        return std::unexpected(artifacts.error());
    std::unique_ptr<ControlPlane> plane(
        new ControlPlane(std::move(*database), std::move(*artifacts), std::move(keys), std::move(*signers), clock, {}));
    if (auto started = plane->m_writer.start(); !started)
        return std::unexpected(started.error());
    return plane;
}

} // namespace enigm::controlplane::program

#pragma once

#include "contract/changes/RolloutParameters.h"
#include "simulator/fleet/UpdateRun.h"
#include "tests/control-plane/api/TestConsole.h"
#include "tests/control-plane/ota/tuf/RepositoryDesk.h"

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace enigm::test {

/// A served deployment whose devices may take updates, the people who sign releases off, and both authorities. What
/// goes wrong in setting up ends the test.
class UpdateBed
{
public:
    /// With so many trusted devices.
    explicit UpdateBed(int devices = 30);

    /// Imports these bytes as a release, has both signatures signed off and made, and publishes it.
    void release(const QByteArray &artifact, const QString &name, const QString &version);
    /// The same, but for the publication.
    void prepare(const QByteArray &artifact, const QString &name, const QString &version);
    /// In this channel, by the manifest authority's key.
    void publish(const QString &channel = QStringLiteral("limited"));
    /// What the control plane answers who asks for a rollout to everybody of this model.
    [[nodiscard]] RawReply askToStart(ota::RolloutModel model);
    /// Starts its rollout to everybody, of a group that bears every failure, and waits until devices are offered it.
    void start(std::optional<qint64> rate = {});
    void pause();
    /// Has a next root of the same keys composed, named by governance and signed.
    void rotateRoot();
    /// Every trusted device takes its update, once.
    simulator::UpdateTally update(const simulator::UpdateConduct &conduct = {});
    /// From now on the devices are as new.
    void reset();

    [[nodiscard]] RepositoryDesk repository();
    /// "manifest" or "production".
    [[nodiscard]] std::shared_ptr<const signing::Signer> authority(const QString &name) const;
    /// What the devices keep.
    [[nodiscard]] QString stateDirectory() const { return m_state->path(); }
    [[nodiscard]] const std::vector<deployment::DeviceIdentity> &devices() const { return m_devices; }
    [[nodiscard]] const ota::Manifest &manifest() const { return m_manifest; }
    [[nodiscard]] const changes::SignedChange &started() const { return *m_started; }
    /// How often this entry is in the log.
    [[nodiscard]] qsizetype countOf(const QString &entry) { return deployment.entries().count(entry); }

    TestDeployment deployment;

private:
    [[nodiscard]] changes::StartRolloutParameters rolloutToAll() const;
    /// Asked for by the first, approved by the second, executed.
    changes::SignedChange perform(TestConsole &asks, const QString &action, const changes::Parameters &parameters);
    /// A key of the sample: "authorities/manifest".
    [[nodiscard]] std::shared_ptr<const signing::Signer> keyOf(const QString &name) const;
    void signManifest();
    void signProduction();

    TestConsole m_administrator;
    TestConsole m_manager;
    TestConsole m_approver;
    TestConsole m_reviewer;
    std::vector<deployment::DeviceIdentity> m_devices;
    ota::Manifest m_manifest;
    std::optional<changes::SignedChange> m_started;
    QString m_rollout;
    std::unique_ptr<QTemporaryDir> m_state;
};

} // namespace enigm::test

#pragma once

#include "contract/changes/ChangeRecord.h"
#include "contract/time/Clock.h"
#include "control-plane/program/ControlPlane.h"
#include "tests/support/history/SampleHistory.h"

#include <QStringList>
#include <QTemporaryDir>

#include <memory>
#include <optional>
#include <vector>

namespace enigm::test {

/// A control plane in a directory of its own, founded by all six people, and their consoles. What goes wrong in setting
/// up ends the test; what people try is answered.
class LivePlane
{
public:
    struct Options
    {
        bool sample = false;      ///< in a sample equal installation ids make a quorum
        qint64 deviceLimit = 100; ///< of the brake and of mass suspension, within an hour
        std::vector<operators::Witness> witnesses = {};
        int witnessThreshold = 0;
        std::vector<QByteArray> attestationRoots = {}; ///< SHA-256 of their SubjectPublicKeyInfos
    };
    using Record = changes::ChangeRecord;
    using Result = Expected<Record>;

    LivePlane()
        : LivePlane(Options{})
    {}
    explicit LivePlane(const Options &options);

    Person administrator1 = SampleHistory::makePerson({operators::Role::Administrator});
    Person administrator2 = SampleHistory::makePerson({operators::Role::Administrator});
    Person approver1 = SampleHistory::makePerson({operators::Role::Approver});
    Person approver2 = SampleHistory::makePerson({operators::Role::Approver});
    Person reviewer1 = SampleHistory::makePerson({operators::Role::SecurityReviewer});
    Person releaseManager1 = SampleHistory::makePerson({operators::Role::ReleaseManager});

    time::ManualClock clock{1'800'000'000};

    [[nodiscard]] controlplane::program::ControlPlane &plane() { return *m_plane; }
    [[nodiscard]] QString directory() const { return m_directory.filePath(QStringLiteral("data")); }
    /// Closes everything and opens it again, as after a restart of the process.
    void restart();

    // The fleet.
    /// Devices that wait for admission.
    [[nodiscard]] changes::TargetSet enrol(int count, const QString &attestation = QStringLiteral("verified"));
    /// Devices that were admitted, in the state that they have now.
    [[nodiscard]] changes::TargetSet admit(int count);
    [[nodiscard]] fleet::DeviceState stateOf(const changes::TargetLeaf &device);

    // What people sign: a request or an approval on the logs as they stand, to be changed before it is signed.
    [[nodiscard]] changes::ChangeRequest compose(const Person &requester, const QString &action,
                                                 const changes::TargetSet &targets = {},
                                                 const changes::Parameters &parameters = changes::NoParameters{});
    [[nodiscard]] changes::Approval composeApproval(const changes::SignedChange &change, const Person &approver,
                                                    changes::Decision decision = changes::Decision::Approve);
    [[nodiscard]] changes::SignedWithdrawal withdrawalOf(const changes::SignedChange &change, const Person &signer);

    // What they hand in, signed in as `person`.
    [[nodiscard]] Result request(const Person &person, const changes::SignedChange &change,
                                 const changes::TargetSet &targets = {}, const QMap<QString, QString> &names = {});
    [[nodiscard]] Result decide(const Person &person, const QString &reference,
                                const changes::SignedApproval &approval);
    [[nodiscard]] Result withdraw(const Person &person, const QString &reference,
                                  const changes::SignedWithdrawal &withdrawal);

    // The same in one go.
    [[nodiscard]] Result ask(const Person &person, const QString &action, const changes::TargetSet &targets = {},
                             const changes::Parameters &parameters = changes::NoParameters{});
    [[nodiscard]] Result approve(const Person &person, const Record &record);
    [[nodiscard]] Result reject(const Person &person, const Record &record);
    /// Asks, has everybody approve, and requires that it was executed.
    Record perform(const Person &person, const QString &action, const changes::TargetSet &targets,
                   const changes::Parameters &parameters, const std::vector<Person> &approvers);

    [[nodiscard]] Record record(const QString &reference);
    /// The whole activity log, as words: "change.requested done".
    [[nodiscard]] QStringList activity();
    [[nodiscard]] qint64 governanceSize();
    /// Everything of both logs as an auditor is given it.
    [[nodiscard]] QByteArray exportLog();

private:
    [[nodiscard]] operators::Founding makeFounding(const controlplane::program::DeploymentKeys &keys,
                                                   const Options &options) const;
    [[nodiscard]] log::LogHead head(controlplane::store::LogId log);
    [[nodiscard]] Standpoint standpointOf(const Person &person);

    QTemporaryDir m_directory;
    std::unique_ptr<controlplane::program::ControlPlane> m_plane;
    changes::FreeText m_reason = require(changes::FreeText::make(QStringLiteral("It has to be.")));
};

} // namespace enigm::test

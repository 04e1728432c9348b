#pragma once

#include "contract/changes/TargetSet.h"
#include "contract/deployment/DeploymentFile.h"
#include "contract/deployment/DeviceArchive.h"
#include "contract/time/Clock.h"
#include "control-plane/program/Server.h"
#include "tests/control-plane/http/RawTlsClient.h"
#include "tests/support/sample/SamplePerson.h"

#include <QString>
#include <QTemporaryDir>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace enigm::test {

/// A sample organisation founded for one test class, and its control plane on loopback in this process, under a clock
/// that the test moves. What goes wrong in setting up ends the test.
class TestDeployment
{
public:
    explicit TestDeployment(qint64 devices = 30);
    ~TestDeployment();
    TestDeployment(const TestDeployment &) = delete;
    TestDeployment &operator=(const TestDeployment &) = delete;

    /// Begins to serve, again after stop(); on a port of the system's choice where none is given.
    void start(const controlplane::store::DatabaseOptions &database = {}, quint16 port = 0);
    void stop();

    [[nodiscard]] controlplane::program::Server &server() { return *m_server; }
    [[nodiscard]] controlplane::program::ControlPlane &plane() { return m_server->plane(); }
    [[nodiscard]] QString directory() const { return m_directory.filePath(QStringLiteral("data")); }
    /// deployment.json as it is now.
    [[nodiscard]] deployment::DeploymentFile file() const;
    /// "administrator-1" and so on.
    [[nodiscard]] const SamplePerson &person(const QString &name);
    /// The first devices in this state, by handle; ends the test where there are too few.
    [[nodiscard]] changes::TargetSet devices(fleet::DeviceState state, int count = 1);
    [[nodiscard]] fleet::DeviceState stateOf(const fleet::DeviceHandle &handle);
    /// What a device of the sample holds; ends the test where there is no such device.
    [[nodiscard]] const deployment::DeviceIdentity &identity(const fleet::DeviceHandle &handle) const;
    /// A request of this device at the device listener: "GET" or "POST" with a JSON body; `moreFields` are whole header
    /// lines.
    [[nodiscard]] std::optional<RawReply> ask(const fleet::DeviceHandle &handle, const QByteArray &method,
                                              const QByteArray &path, const QByteArray &body = {},
                                              const QByteArray &moreFields = {});
    /// POST /device/v1/check-in by this device.
    [[nodiscard]] std::optional<RawReply> checkIn(const fleet::DeviceHandle &handle);
    /// A note of a log with the line of a stand-in, signed now.
    [[nodiscard]] QByteArray cosigned(const QByteArray &note,
                                      const QString &standIn = QStringLiteral("stand-in-1")) const;
    /// A stand-in has co-signed both logs as they are now.
    void witness();
    /// "action outcome" of every activity entry from an index on.
    [[nodiscard]] QStringList entries(qint64 from = 0);
    [[nodiscard]] qint64 activitySize();

    time::ManualClock clock;

private:
    QTemporaryDir m_directory;
    std::unique_ptr<controlplane::program::Server> m_server;
    std::map<QString, SamplePerson> m_people;
    std::vector<deployment::DeviceIdentity> m_identities;
};

} // namespace enigm::test

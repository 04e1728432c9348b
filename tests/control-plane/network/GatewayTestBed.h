#pragma once

#include "contract/policy/PolicyDocument.h"
#include "tests/control-plane/api/TestDeployment.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace enigm::test {

/// An enforcement point of a deployment, over one TLS connection with a certificate that it has signed itself.
class TestPoint
{
public:
    TestPoint(TestDeployment &deployment, policy::NetworkPath path);

    /// One request, with a JSON body where there is one, on the connection that is open; nothing where the peer ended
    /// it. `fields` are whole header lines.
    [[nodiscard]] std::optional<RawReply> ask(const QByteArray &method, const QByteArray &target,
                                              const QByteArray &body = {}, const QByteArray &fields = {});
    /// May this device, by its network handle, connect by the point's path? The answer's canonical JSON.
    [[nodiscard]] QByteArray mayConnect(const fleet::DeviceHandle &handle);

    [[nodiscard]] const QString &id() const { return m_id; }
    [[nodiscard]] const TestIdentity &identity() const { return m_identity; }
    [[nodiscard]] policy::NetworkPath path() const { return m_path; }
    /// base64url of the SHA-256 of its SubjectPublicKeyInfo.
    [[nodiscard]] QString key() const;
    /// Ends the connection; the next request opens another.
    void reconnect() { m_connection.reset(); }

private:
    TestDeployment &m_deployment;
    const QString m_id;
    const policy::NetworkPath m_path;
    const TestIdentity m_identity;
    std::unique_ptr<RawTlsClient> m_connection;
};

/// A deployment with policies and enforcement points as executed changes would leave them in its store.
class GatewayTestBed
{
public:
    explicit GatewayTestBed(qint64 devices = 30);

    /// Enrolled, and known to the listener.
    [[nodiscard]] std::unique_ptr<TestPoint> enrol(policy::NetworkPath path);
    void revoke(const TestPoint &point);
    /// In force, for every device.
    void publish(const policy::PolicyDocument &document);
    /// As the network knows this device in an epoch; nothing: now.
    [[nodiscard]] fleet::DeviceHandle networkHandle(const fleet::DeviceHandle &device,
                                                    std::optional<qint64> epoch = {});
    /// A device that is suspended, and was trusted in the sample.
    [[nodiscard]] fleet::DeviceHandle suspended(int place = 0);
    /// A trusted device.
    [[nodiscard]] fleet::DeviceHandle trusted(int place = 0);
    /// Entries of this action from an index on, oldest first, with their bodies.
    struct Entry
    {
        log::ActivityEntry header;
        json::Value body;
    };
    [[nodiscard]] std::vector<Entry> entries(const QString &action, qint64 from = 0);
    /// Has what was counted written now.
    void flush();

    TestDeployment deployment;

private:
    void write(controlplane::store::Writer::Job job);
    [[nodiscard]] qint64 nextCursor();

    QString m_change; ///< one that everything rests on
    qint64 m_policies = 0;
    std::vector<fleet::DeviceHandle> m_suspended;
};

/// A policy of network paths that allows every served device to connect, with these obligations.
[[nodiscard]] policy::PolicyDocument openPaths(policy::Obligations obligations = {});

} // namespace enigm::test

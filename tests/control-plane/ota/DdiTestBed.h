#pragma once

#include "control-plane/api/DdiRoutes.h"
#include "control-plane/http/Listener.h"
#include "tests/control-plane/api/TestDeployment.h"
#include "tests/control-plane/ota/TestOffers.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace enigm::test {

/// A deployment whose devices are served the DDI, on a listener that knows them by their certificates as that of the
/// deployment does, with the artifacts that the test offers beside it.
class DdiTestBed
{
public:
    /// Clients are told to sleep so many seconds between two polls.
    explicit DdiTestBed(int sleepSeconds = controlplane::api::DdiRoutes::usualSleep);

    /// An offer of these bytes, of action 41, to a device.
    void offer(const fleet::DeviceHandle &device, const QByteArray &artifact, const QString &name);
    /// The path of a resource of this device, such as "/deploymentBase/41".
    [[nodiscard]] QByteArray pathOf(const fleet::DeviceHandle &device, const QByteArray &resource = {}) const;
    /// A request of this device for any path.
    [[nodiscard]] RawReply ask(const fleet::DeviceHandle &device, const QByteArray &method, const QByteArray &path,
                               const QByteArray &body = {}) const;
    [[nodiscard]] quint16 port() const { return m_listener->port(); }
    [[nodiscard]] QString tenant() const;
    /// A trusted device that nobody was given before.
    [[nodiscard]] fleet::DeviceHandle nextDevice() { return m_trusted.at(m_given++); }

    static constexpr qint64 action = 41;
    TestDeployment deployment;
    TestOffers offers;

private:
    void giveArtifact(const controlplane::http::Request &request, controlplane::http::Respond respond) const;

    controlplane::http::WorkerPool m_workers;
    controlplane::ota::DdiService m_service;
    controlplane::api::DdiRoutes m_routes;
    QByteArray m_artifact;
    std::vector<fleet::DeviceHandle> m_trusted;
    std::size_t m_given = 0;
    std::unique_ptr<controlplane::http::Listener> m_listener;
};

} // namespace enigm::test

#include "tests/control-plane/ota/DdiTestBed.h"

#include "contract/signing/Secret.h"
#include "tests/support/history/Require.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace enigm::test {

namespace http = controlplane::http;
namespace ota = controlplane::ota;

DdiTestBed::DdiTestBed(int sleepSeconds)
    : deployment(40)
    , m_workers(1, 16)
    , m_service(
          {.checkIns = deployment.plane().checkIns(), .offers = offers, .deployment = deployment.file().deployment})
    , m_routes(m_service, m_workers, deployment.file().deployment, sleepSeconds)
{
    const auto trusted = deployment.devices(fleet::DeviceState::Trusted, 18);
    for (const changes::TargetLeaf &leaf : trusted.leaves())
        m_trusted.push_back(leaf.handle);
    const auto &keys = deployment.plane().keys();
    http::ListenerOptions options{.certificateChain = {keys.tlsCertificate},
                                  .key = keys.tls->evp(),
                                  .clientAuthorities = {keys.deviceCaCertificate}};
    http::Router router;
    for (const http::Route &route : m_routes.routes())
        router.add(route);
    router.add({.method = "GET"_ba,
                .path = u"/device/v1/artifacts/{digest}"_s,
                .handler = [this](const http::Request &request, http::Respond respond) {
                    giveArtifact(request, std::move(respond));
                }});
    m_listener = std::make_unique<http::Listener>(std::move(options), std::move(router));
    require(m_listener->start());
}

void DdiTestBed::giveArtifact(const http::Request &, http::Respond respond) const
{
    respond(http::Response::text(m_artifact, "application/octet-stream"_ba));
}

void DdiTestBed::offer(const fleet::DeviceHandle &device, const QByteArray &artifact, const QString &name)
{
    m_artifact = artifact;
    ota::DeviceOffer made{.rollout = u"0198c0de-0000-7000-8000-000000000001"_s,
                          .execution = action,
                          .release = u"0198c0de-0000-7000-8000-000000000002"_s,
                          .version = u"2026.11.2"_s};
    made.artifact = {.digest = signing::sha256(artifact),
                     .sha1 = QCryptographicHash::hash(artifact, QCryptographicHash::Sha1),
                     .length = artifact.size(),
                     .name = name};
    offers.offer(device, made);
}

QString DdiTestBed::tenant() const
{
    return ota::ddiTenant(deployment.file().deployment);
}

QByteArray DdiTestBed::pathOf(const fleet::DeviceHandle &device, const QByteArray &resource) const
{
    return '/' + tenant().toLatin1() + "/controller/v1/" + device.text().toLatin1() + resource;
}

RawReply DdiTestBed::ask(const fleet::DeviceHandle &device, const QByteArray &method, const QByteArray &path,
                         const QByteArray &body) const
{
    const deployment::DeviceIdentity &own = deployment.identity(device);
    const TestIdentity peer = TestIdentity::of(own.tlsKey->evp(), own.certificate);
    RawTlsClient client(port(), {.identity = &peer});
    QByteArray request = method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port()) + "\r\n";
    if (!body.isEmpty())
        request += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    return client.exchange(request + "\r\n" + body).value_or(RawReply());
}

} // namespace enigm::test

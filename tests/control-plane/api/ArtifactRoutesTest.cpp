#include "control-plane/api/ArtifactRoutes.h"

#include "contract/encoding/Base64Url.h"
#include "contract/signing/Secret.h"
#include "tests/control-plane/api/TestDeployment.h"
#include "tests/control-plane/http/TestServer.h"
#include "tests/control-plane/ota/TestReleases.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QTest>

#include <atomic>
#include <map>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using controlplane::http::RateBucket;
using controlplane::ota::ArtifactTerms;
using fleet::DeviceHandle;
using fleet::DeviceState;

namespace {

const QString releaseId = u"0197f9a0-0000-7000-8000-000000000001"_s;

/// Some devices may have the one artifact, each on its terms.
class GivenAccess final : public controlplane::ota::ArtifactAccess
{
public:
    Expected<ArtifactTerms> terms(const DeviceHandle &device, const QByteArray &digest) const override
    {
        const auto found = given.find(device.text());
        if (found == given.end() || digest != artifact)
            return refuse(ProblemType::NotFound);
        return found->second;
    }

    QByteArray artifact;
    std::map<QString, ArtifactTerms> given;
};

} // namespace

/// Devices fetch artifacts over their own mutual TLS, as far as they may.
class ArtifactRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_access.given.clear(); }
    void cleanupTestCase();
    void aDeviceFetchesWhatItMayHave();
    void nobodyElseHearsOfIt();
    void whoIsNotServedFetchesNothing();
    void whoWouldWaitTooLongIsToldWhenToComeBack();
    void aRateIsSharedByAShare();

private:
    [[nodiscard]] DeviceHandle device(std::size_t number) const { return m_devices.devices()[number]; }
    [[nodiscard]] std::optional<RawReply> fetch(const DeviceHandle &device, const QByteArray &fields = {},
                                                const QByteArray &digest = {});
    /// Once the head of the answer was read.
    [[nodiscard]] std::unique_ptr<RawTlsClient> fetching(const DeviceHandle &device);

    GivenAccess m_access;
    QByteArray m_artifact = artifactBytes(300'000);
    std::atomic<qint64> m_now = 0; ///< milliseconds of the buckets
    std::unique_ptr<TestDeployment> m_deployment;
    changes::TargetSet m_devices;
    std::unique_ptr<controlplane::http::WorkerPool> m_workers;
    std::unique_ptr<controlplane::api::ArtifactDelivery> m_delivery;
    std::unique_ptr<controlplane::api::ArtifactRoutes> m_routes;
    std::unique_ptr<controlplane::http::Listener> m_listener;
};

void ArtifactRoutesTest::initTestCase()
{
    m_deployment = std::make_unique<TestDeployment>(60);
    m_devices = m_deployment->devices(DeviceState::Trusted, 4);
    auto &plane = m_deployment->plane();
    ReleaseDesk desk(plane.releases(), m_deployment->person(u"release-manager-1"_s).id);
    require(desk.begin(importOf(m_artifact, releaseId)));
    require(desk.sendAll(releaseId, m_artifact));
    m_access.artifact = signing::sha256(m_artifact);

    m_workers = std::make_unique<controlplane::http::WorkerPool>(1, 16);
    m_delivery = std::make_unique<controlplane::api::ArtifactDelivery>(
        m_access, plane.artifacts(), [this] { return RateBucket::Time(std::chrono::milliseconds(m_now.load())); });
    m_routes = std::make_unique<controlplane::api::ArtifactRoutes>(plane.checkIns(), *m_delivery, *m_workers);
    controlplane::http::Router router;
    for (const auto &route : m_routes->routes())
        router.add(route);
    const auto &keys = plane.keys();
    m_listener = std::make_unique<controlplane::http::Listener>(
        controlplane::http::ListenerOptions{.certificateChain = {keys.tlsCertificate},
                                            .key = keys.tls->evp(),
                                            .clientAuthorities = {keys.deviceCaCertificate}},
        std::move(router));
    require(m_listener->start());
}

void ArtifactRoutesTest::cleanupTestCase()
{
    m_listener.reset();
    m_workers.reset();
}

std::unique_ptr<RawTlsClient> ArtifactRoutesTest::fetching(const DeviceHandle &device)
{
    const auto &identity = m_deployment->identity(device);
    const TestIdentity peer = TestIdentity::of(identity.tlsKey->evp(), identity.certificate);
    auto client = std::make_unique<RawTlsClient>(m_listener->port(), RawTlsOptions{.identity = &peer});
    client->send(getRequest("/device/v1/artifacts/" + encoding::toBase64Url(m_access.artifact)));
    const auto head = client->reply(true);
    return head && head->status == 200 ? std::move(client) : nullptr;
}

std::optional<RawReply> ArtifactRoutesTest::fetch(const DeviceHandle &device, const QByteArray &fields,
                                                  const QByteArray &digest)
{
    const auto &identity = m_deployment->identity(device);
    const TestIdentity peer = TestIdentity::of(identity.tlsKey->evp(), identity.certificate);
    RawTlsClient client(m_listener->port(), {.identity = &peer});
    const QByteArray name = digest.isEmpty() ? encoding::toBase64Url(m_access.artifact) : digest;
    return client.exchange(getRequest("/device/v1/artifacts/" + name, fields));
}

void ArtifactRoutesTest::aDeviceFetchesWhatItMayHave()
{
    m_access.given[device(0).text()] = {.release = releaseId};
    const auto whole = fetch(device(0));
    QVERIFY(whole);
    QCOMPARE(whole->status, 200);
    QVERIFY(whole->body == m_artifact);
    const QByteArray etag = '"' + encoding::toBase64Url(m_access.artifact) + '"';
    QCOMPARE(whole->header("ETag"), etag);
    const auto range = fetch(device(0), "Range: bytes=100000-199999\r\nIf-Range: " + etag + "\r\n");
    QCOMPARE(range->status, 206);
    QCOMPARE(range->header("Content-Range"), "bytes 100000-199999/300000"_ba);
    QVERIFY(range->body == m_artifact.sliced(100'000, 100'000));
    QCOMPARE(fetch(device(0), "Range: bytes=300000-\r\n")->status, 416);
    QCOMPARE(fetch(device(0), "If-None-Match: " + etag + "\r\n")->status, 304);
}

void ArtifactRoutesTest::nobodyElseHearsOfIt()
{
    m_access.given[device(0).text()] = {.release = releaseId};
    QCOMPARE(fetch(device(1))->problem(), "not-found"_ba);
    for (const QByteArray &digest : {encoding::toBase64Url(QByteArray(32, 'x')), "x"_ba})
        QCOMPARE(fetch(device(0), {}, digest)->problem(), "not-found"_ba);
}

void ArtifactRoutesTest::whoIsNotServedFetchesNothing()
{
    const DeviceHandle suspended = m_deployment->devices(DeviceState::Suspended).devices().front();
    m_access.given[suspended.text()] = {.release = releaseId};
    QCOMPARE(fetch(suspended)->problem(), "device-refused"_ba);
}

void ArtifactRoutesTest::whoWouldWaitTooLongIsToldWhenToComeBack()
{
    const ArtifactTerms terms{.release = releaseId, .share = u"slow"_s, .rate = 3'000};
    for (std::size_t i = 0; i < 3; ++i)
        m_access.given[device(i).text()] = terms;
    const auto first = fetching(device(0)); // has reserved a chunk, and waits for the next
    QVERIFY(first && !first->some().isEmpty());
    const auto refused = [this] { return fetch(device(2), "Range: bytes=0-0\r\n"); };
    std::optional<RawReply> reply;
    QTRY_VERIFY((reply = refused()) && reply->status == 429);
    QCOMPARE(reply->problem(), "rate-limited"_ba);
    QVERIFY(reply->header("Retry-After").toInt() > 20);
    m_now += 3'600'000;
    QCOMPARE(refused()->status, 206);
}

void ArtifactRoutesTest::aRateIsSharedByAShare()
{
    constexpr qint64 rate = 1'000'000;
    const ArtifactTerms terms{.release = releaseId, .share = u"shared"_s, .rate = rate};
    for (std::size_t i = 0; i < 3; ++i)
        m_access.given[device(i).text()] = terms;
    m_access.given[device(3).text()] = {.release = releaseId}; // on other terms
    const qint64 begin = m_now;
    std::atomic<qint64> received = 0;
    std::vector<std::unique_ptr<RawTlsClient>> clients;
    for (std::size_t i = 0; i < 3; ++i)
        clients.push_back(fetching(device(i)));
    std::vector<std::jthread> threads;
    for (const auto &client : clients) {
        QVERIFY(client);
        threads.emplace_back([peer = client.get(), &received] {
            for (qint64 size = 0; size < 300'000;) {
                const qsizetype some = peer->some().size();
                if (some == 0)
                    return;
                size += some;
                received += some;
            }
        });
    }
    constexpr qint64 all = 3 * 300'000;
    constexpr qint64 slack = rate / 8 + 3 * 64 * 1024;
    QVERIFY(fetch(device(3))->body == m_artifact);
    for (qint64 time = 0; received < all; time += 100) {
        m_now = begin + time;
        const qint64 allowed = rate * time / 1000;
        QTRY_VERIFY(received >= std::min(allowed - slack, all));
        QVERIFY2(received <= allowed + slack, qPrintable(u"%1 of %2"_s.arg(received.load()).arg(allowed)));
        if (allowed > all + slack)
            QTRY_COMPARE(received.load(), all);
    }
    QVERIFY(m_now - begin >= (all - slack) * 1000 / rate);
}

ENIGM_TEST_MAIN(ArtifactRoutesTest)
#include "ArtifactRoutesTest.moc"

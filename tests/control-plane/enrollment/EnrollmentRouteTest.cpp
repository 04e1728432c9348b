#include "contract/certificates/CertificationRequest.h"
#include "contract/json/JsonParser.h"
#include "control-plane/api/ArrivalRoutes.h"
#include "control-plane/api/CheckInRoutes.h"
#include "control-plane/http/Listener.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"
#include "simulator/wire/Exchange.h"
#include "tests/contract/fleet/AttestationVectors.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"
#include "tests/support/plane/LivePlane.h"

#include <QSignalSpy>
#include <QTest>

#include <iterator>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using simulator::Exchange;
using simulator::Reply;

/// Every published chain of a real phone is handed in at the listener of the devices, in an organisation that accepts
/// the roots of real phones: each was made for another challenge, and none comes in.
class EnrollmentRouteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void noRealChainComesIn_data();
    void noRealChainComesIn();
    void nobodyCameIn();
    void withoutACertificateNothingElseIsServed();
    void cleanupTestCase();

private:
    [[nodiscard]] Reply ask(const QByteArray &path, const json::Value &body);
    void openProfile();

    std::vector<AttestationVector> m_vectors;
    std::unique_ptr<LivePlane> m_live;
    std::unique_ptr<controlplane::http::WorkerPool> m_workers;
    std::unique_ptr<controlplane::api::ArrivalRoutes> m_routes;
    std::unique_ptr<controlplane::api::CheckInRoutes> m_checkIns;
    std::unique_ptr<controlplane::http::Listener> m_listener;
    QByteArray m_token;
};

namespace {

/// What precedes the question for the challenge keeps its own answer; what would come after it is not reached.
QString expectedOutcome(const QString &strict)
{
    const QStringList before{u"invalid-trust-chain"_s, u"unsupported-device"_s, u"stale-attestation"_s};
    return before.contains(strict) ? strict : u"replay-attempt"_s;
}

} // namespace

void EnrollmentRouteTest::initTestCase()
{
    ENIGM_REQUIRE_VECTORS();
    m_vectors = attestationVectors();
    LivePlane::Options options;
    for (const QByteArray &root : attestationRoots()) {
        const auto key = fleet::attestationRootKey(root);
        QVERIFY(key);
        options.attestationRoots.push_back(signing::sha256(*key));
    }
    m_live = std::make_unique<LivePlane>(options);
    auto &plane = m_live->plane();
    m_workers = std::make_unique<controlplane::http::WorkerPool>(1, 16);
    m_routes = std::make_unique<controlplane::api::ArrivalRoutes>(plane.enrollments(), *m_workers);
    m_checkIns = std::make_unique<controlplane::api::CheckInRoutes>(plane.checkIns(), plane.checkpoints());
    controlplane::http::Router router;
    for (const auto &routes : {m_routes->routes(), m_checkIns->routes()}) {
        for (const auto &route : routes)
            router.add(route);
    }
    controlplane::http::ListenerOptions listening;
    listening.certificateChain = {plane.keys().tlsCertificate};
    listening.key = plane.keys().tls->evp();
    listening.clientAuthorities = {plane.keys().deviceCaCertificate};
    listening.clientsMayBeUnknown = true;
    m_listener = std::make_unique<controlplane::http::Listener>(std::move(listening), std::move(router));
    QVERIFY(m_listener->start());
}

void EnrollmentRouteTest::openProfile()
{
    m_token = signing::randomBytes(enrollment::EnrollmentTicket::tokenSize);
    const qint64 now = m_live->clock.now();
    const controlplane::store::ProfileRow profile{
        .id = u"0199d1c1-7b7c-7e21-8d39-%1"_s.arg(QString::fromLatin1(m_token.toHex().first(12))),
        .token = signing::sha256(m_token),
        .name = u"Test"_s,
        .created = now,
        .expires = now + 3600,
        .creator = m_live->administrator1.id};
    QVERIFY(m_live->plane().writer().submitAndWait(
        [&](controlplane::store::Transaction &transaction) { return transaction.enrollments.insertProfile(profile); }));
}

Reply EnrollmentRouteTest::ask(const QByteArray &path, const json::Value &body)
{
    const deployment::DeviceIdentity nobody{};
    Exchange exchange(
        nobody,
        {.url = QUrl(m_listener->url()), .tlsDigest = signing::sha256(m_live->plane().keys().tls->publicKey().spki())},
        {.method = "POST", .path = path, .body = json::canonical(body)}, nullptr);
    Reply reply;
    QObject::connect(&exchange, &Exchange::finished, &exchange, [&reply](const Reply &given) { reply = given; });
    QSignalSpy spy(&exchange, &Exchange::finished);
    if (spy.isEmpty())
        spy.wait(20'000);
    return reply;
}

void EnrollmentRouteTest::noRealChainComesIn_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < m_vectors.size(); ++i)
        QTest::newRow(qPrintable(m_vectors[i].name)) << int(i);
}

void EnrollmentRouteTest::noRealChainComesIn()
{
    QFETCH(const int, index);
    const AttestationVector &vector = m_vectors[static_cast<std::size_t>(index)];
    m_live->clock.set(vector.at);
    openProfile();
    const Reply given = ask("/device/v1/enrollment-nonces"_ba, enrollment::tokenJson(signing::Secret(m_token)));
    QVERIFY2(!given.problem, given.problem ? qPrintable(given.problem->toString()) : "");
    const auto nonce = enrollment::EnrollmentNonce::fromJson(*json::parse(given.body));
    QVERIFY(nonce);
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const enrollment::EnrollmentClaim claim{.token = signing::Secret(m_token),
                                            .nonce = nonce->nonce,
                                            .chain = vector.chain,
                                            .request = *certificates::CertificationRequest::sign(*key)};
    const Reply reply = ask("/device/v1/enrollments"_ba, claim.toJson());
    QVERIFY(reply.problem);
    QCOMPARE(problemSlug(reply.problem->type), u"attestation-rejected"_s);
    const QString outcome = expectedOutcome(vector.strict);
    QVERIFY2(reply.problem->detail.contains(u": "_s + outcome + u" ("_s), qPrintable(reply.problem->detail));
    if (outcome == "replay-attempt"_L1)
        QCOMPARE(reply.problem->where, u"challenge"_s);
}

void EnrollmentRouteTest::nobodyCameIn()
{
    QVERIFY(!m_vectors.empty());
    const auto reader = m_live->plane().database().read();
    const auto counts = (*reader)->devices.countByState();
    QVERIFY(counts && counts->empty());
}

void EnrollmentRouteTest::withoutACertificateNothingElseIsServed()
{
    const Reply reply = ask("/device/v1/check-in"_ba, json::Object());
    QVERIFY(reply.problem);
    QCOMPARE(problemSlug(reply.problem->type), u"certificate-refused"_s);
}

void EnrollmentRouteTest::cleanupTestCase()
{
    if (m_listener)
        m_listener->stop(1s);
    m_workers.reset();
}

ENIGM_TEST_MAIN(EnrollmentRouteTest)
#include "EnrollmentRouteTest.moc"

#include "contract/json/JsonParser.h"
#include "control-plane/network/OutcomeIntake.h"
#include "tests/control-plane/api/TestConsole.h"
#include "tests/control-plane/network/GatewayTestBed.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QTest>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using policy::NetworkPath;

/// What enforcement points tell of their decisions, up to what every operator reads; and what is not taken for it.
class OutcomeRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_bed = std::make_unique<GatewayTestBed>(10); }
    void init();
    void countsAreLoggedAndShown();
    void aReportIsCountedOnce();
    void aFloodOfReportsIsRefused();
    void nothingElseIsTaken_data();
    void nothingElseIsTaken();
    void operatorsSeeWhoIsThere();
    void aSpanIsBounded();

private:
    [[nodiscard]] QByteArray report(const QByteArray &counts) const;
    [[nodiscard]] RawReply send(const QByteArray &body,
                                const QByteArray &key = QUuid::createUuid().toByteArray(QUuid::WithoutBraces));
    [[nodiscard]] json::Array shown();

    std::unique_ptr<GatewayTestBed> m_bed;
    std::unique_ptr<TestPoint> m_point;
};

namespace {

constexpr auto permits = R"({"category":null,"count":12,"decision":"permit","path":"proxy-network"})";
constexpr auto denials = R"({"category":"unavailable","count":3,"decision":"deny","path":"proxy-network"})";

} // namespace

void OutcomeRoutesTest::init()
{
    m_bed->deployment.clock.advance(7'200); // the hours of the test before are over
    m_point = m_bed->enrol(NetworkPath::ProxyNetwork);
}

QByteArray OutcomeRoutesTest::report(const QByteArray &counts) const
{
    const qint64 now = m_bed->deployment.clock.now();
    return R"({"counts":[)" + counts + R"(],"from":)" + QByteArray::number(now - 60) + R"(,"to":)" +
           QByteArray::number(now) + '}';
}

RawReply OutcomeRoutesTest::send(const QByteArray &body, const QByteArray &key)
{
    const auto reply = m_point->ask("POST", "/gateway/v1/outcomes", body, "Idempotency-Key: " + key + "\r\n");
    if (!reply)
        qFatal("the connection was ended");
    return *reply;
}

json::Array OutcomeRoutesTest::shown()
{
    const qint64 now = m_bed->deployment.clock.now();
    TestConsole console(m_bed->deployment, u"reviewer-1"_s);
    return console
        .getJson("/v1/network-outcomes?from=" + QByteArray::number(now - 3'660) + "&to=" + QByteArray::number(now + 1))
        .object()
        .find(u"items")
        ->array();
}

void OutcomeRoutesTest::countsAreLoggedAndShown()
{
    const qint64 before = m_bed->deployment.activitySize();
    QCOMPARE(send(report(QByteArray(permits) + ',' + denials)).status, 204);
    const auto entries = m_bed->entries(u"network.reported"_s, before);
    QCOMPARE(entries.size(), 1U);
    QCOMPARE(entries.front().header.actor, m_point->id());
    QVERIFY(entries.front().header.handles.empty());
    QCOMPARE(json::canonical(*entries.front().body.object().find(u"counts")),
             R"([{"category":null,"count":12},{"category":"unavailable","count":3}])"_ba);
    const json::Array items = shown();
    QCOMPARE(items.size(), 2U);
    const qint64 from = m_bed->deployment.clock.now() - 60;
    QCOMPARE(items[0], json::Value(json::Object{{"category"_L1, u"unavailable"_s},
                                                {"count"_L1, 3},
                                                {"decision"_L1, u"deny"_s},
                                                {"hour"_L1, from - from % 3'600},
                                                {"path"_L1, u"proxy-network"_s},
                                                {"source"_L1, u"reported"_s}}));
    QVERIFY(items[1].object().find(u"category")->isNull());
}

void OutcomeRoutesTest::aReportIsCountedOnce()
{
    const QByteArray key = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    const QByteArray body = report(permits);
    QCOMPARE(send(body, key).status, 204);
    QCOMPARE(send(body, key).status, 204);
    QCOMPARE(*shown().front().object().find(u"count"), json::Value(12));
    QCOMPARE(send(report(denials), key).problem(), "idempotency-key-reused"_ba);
    QCOMPARE(m_point->ask("POST", "/gateway/v1/outcomes", body)->problem(), "idempotency-key-missing"_ba);
}

void OutcomeRoutesTest::aFloodOfReportsIsRefused()
{
    for (int i = 0; i < controlplane::network::OutcomeIntake::mostAMinute; ++i)
        QCOMPARE(send(report(permits)).status, 204);
    const qint64 size = m_bed->deployment.activitySize();
    QCOMPARE(send(report(permits)).status, 429);
    QCOMPARE(m_bed->deployment.activitySize(), size);
    m_bed->deployment.clock.advance(60);
    QCOMPARE(send(report(permits)).status, 204);
}

void OutcomeRoutesTest::nothingElseIsTaken_data()
{
    QTest::addColumn<QByteArray>("body");
    const auto with = [](const QByteArray &counts, const QByteArray &times = R"("from":1000,"to":1060)") {
        return R"({"counts":[)" + counts + "]," + times + '}';
    };
    QTest::newRow("an address") << with(R"({"address":"192.0.2.1","category":null,"count":1,"decision":"permit",)"
                                        R"("path":"proxy-network"})");
    QTest::newRow("a destination") << with(permits, R"("destination":"example.org","from":1000,"to":1060)");
    QTest::newRow("another path") << with(R"({"category":null,"count":1,"decision":"permit","path":"vpn-network"})");
    QTest::newRow("a permit with a category")
        << with(R"({"category":"device","count":1,"decision":"permit","path":"proxy-network"})");
    QTest::newRow("a denial without") << with(
        R"({"category":null,"count":1,"decision":"deny","path":"proxy-network"})");
    QTest::newRow("a category of its own")
        << with(R"({"category":"blue","count":1,"decision":"deny","path":"proxy-network"})");
    QTest::newRow("no count") << with(R"({"category":null,"count":0,"decision":"permit","path":"proxy-network"})");
    QTest::newRow("a kind twice") << with(QByteArray(permits) + ',' + permits);
    QTest::newRow("no time") << with(permits, R"("from":1060,"to":1060)");
    QTest::newRow("two days") << with(permits, R"("from":1000,"to":180000)");
    QTest::newRow("tomorrow") << with(permits, R"("from":9000000000,"to":9000000060)");
}

void OutcomeRoutesTest::nothingElseIsTaken()
{
    QFETCH(const QByteArray, body);
    const qint64 size = m_bed->deployment.activitySize();
    QCOMPARE(send(body).status, 400);
    QCOMPARE(m_bed->deployment.activitySize(), size);
}

void OutcomeRoutesTest::operatorsSeeWhoIsThere()
{
    QCOMPARE(send(report(QByteArray(permits) + ',' + denials)).status, 204);
    const auto gone = m_bed->enrol(NetworkPath::TorGateway);
    m_bed->revoke(*gone);
    m_bed->flush();
    const qint64 now = m_bed->deployment.clock.now();
    for (const auto *person : {"administrator-1", "approver-1", "reviewer-1", "release-manager-1"}) {
        TestConsole console(m_bed->deployment, QString::fromLatin1(person));
        const json::Value page = console.getJson("/v1/enforcement-points");
        const json::Array items = page.object().find(u"items")->array();
        const auto own = std::ranges::find_if(
            items, [this](const json::Value &item) { return item.object().find(u"id")->text() == m_point->id(); });
        QVERIFY(own != items.end());
        const json::Object &first = own->object();
        QCOMPARE(*first.find(u"last_seen"), json::Value(now));
        QCOMPARE(first.find(u"key")->text(), m_point->key());
        QCOMPARE(json::canonical(*first.find(u"reported")), R"({"denials":3,"from":)" + QByteArray::number(now - 60) +
                                                                R"(,"permits":12,"to":)" + QByteArray::number(now) +
                                                                '}');
        QVERIFY(first.find(u"decided")->isNull() && first.find(u"revoked")->isNull());
    }
    TestConsole console(m_bed->deployment, u"approver-1"_s);
    const json::Value half = console.getJson("/v1/enforcement-points?limit=1");
    const QString next = half.object().find(u"next")->text();
    QVERIFY(console.getJson("/v1/enforcement-points?limit=1&after=" + next.toLatin1()).object().find(u"next"));
}

void OutcomeRoutesTest::aSpanIsBounded()
{
    TestConsole console(m_bed->deployment, u"approver-1"_s);
    for (const auto *target :
         {"/v1/network-outcomes", "/v1/network-outcomes?from=1", "/v1/network-outcomes?from=2&to=2",
          "/v1/network-outcomes?from=0&to=8000000", "/v1/enforcement-points?limit=0"})
        QCOMPARE(console.get(target).status, 400);
}

ENIGM_TEST_MAIN(OutcomeRoutesTest)
#include "OutcomeRoutesTest.moc"

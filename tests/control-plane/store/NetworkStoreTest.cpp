#include "contract/signing/Secret.h"
#include "tests/control-plane/policy/PolicyDatabase.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QCoreApplication>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::controlplane;
using store::EnforcementPointRow;
using store::NetworkCredentialRow;
using store::NetworkOutcomeRow;
using store::PointCounts;
using store::Transaction;
using test::handleOf;
using test::outcomeOf;
using test::require;

/// What every database must keep of the ways into the network.
class NetworkStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_data = std::make_unique<test::PolicyDatabase>(); }
    void cleanup() { m_data.reset(); }

    void aPointIsReadAsItWasKept();
    void idAndKeyAreThereOnceAndANameOnceAtATime();
    void onlyWhatIsThereIsRevoked();
    void healthIsKeptBesideIt();
    void pointsArePagedById();
    void aCredentialIsReplacedWithinItsEpoch();
    void noKeyIsThereTwice_data();
    void noKeyIsThereTwice();
    void pastEpochsAreForgotten();
    void outcomesAreAddedUp();
    void pastOutcomesAreForgotten();

private:
    [[nodiscard]] Expected<void> insert(const EnforcementPointRow &row)
    {
        return m_data->write([&](Transaction &t) { return t.enforcementPoints.insert(row); });
    }
    [[nodiscard]] Expected<void> revoke(const QString &id, qint64 cursor = 9)
    {
        return m_data->write([&](Transaction &t) {
            return t.enforcementPoints.revoke(id, QString::fromLatin1(test::PolicyDatabase::change), 2'000, cursor);
        });
    }
    [[nodiscard]] Expected<void> put(const NetworkCredentialRow &row)
    {
        return m_data->write([&](Transaction &t) { return t.networkCredentials.put(row); });
    }
    [[nodiscard]] Expected<void> add(const NetworkOutcomeRow &row)
    {
        return m_data->write([&](Transaction &t) { return t.networkOutcomes.add(row); });
    }

    std::unique_ptr<test::PolicyDatabase> m_data;
};

namespace {

EnforcementPointRow pointOf(int number, const QString &path = u"vpn-network"_s)
{
    return {.id = u"point %1"_s.arg(number),
            .name = u"Name %1"_s.arg(number),
            .nameKey = u"name %1"_s.arg(number),
            .path = path,
            .key = u"key %1"_s.arg(number),
            .enrolledChange = QString::fromLatin1(test::PolicyDatabase::change),
            .enrolledAt = 1'500,
            .cursor = number};
}

NetworkCredentialRow credentialOf(int device, qint64 epoch, int keys)
{
    const QByteArray seed = QByteArray::number(keys);
    return {.device = handleOf(device),
            .epoch = epoch,
            .tlsKey = signing::sha256("tls", seed),
            .wireguardKey = signing::sha256("wireguard", seed),
            .onionKey = signing::sha256("onion", seed),
            .issuedAt = 1'600};
}

NetworkOutcomeRow outcomeOfPoint(int point, qint64 hour, const QString &category, qint64 count)
{
    return {.hour = hour,
            .point = u"point %1"_s.arg(point),
            .source = u"decided"_s,
            .decision = category.isEmpty() ? u"permit"_s : u"deny"_s,
            .category = category,
            .count = count};
}

} // namespace

void NetworkStoreTest::aPointIsReadAsItWasKept()
{
    const auto point = pointOf(1);
    QVERIFY(insert(point));
    const auto reader = m_data->read();
    QCOMPARE(reader->enforcementPoints.find(point.id).value(), std::optional(point));
    QCOMPARE(reader->enforcementPoints.findByKey(point.key).value(), std::optional(point));
    QCOMPARE(reader->enforcementPoints.findByName(point.nameKey).value(), std::optional(point));
    QVERIFY(!reader->enforcementPoints.find(u"another"_s).value());
    QCOMPARE(reader->enforcementPoints.enrolled().value(), std::vector{point});
    QCOMPARE(reader->enforcementPoints.lastCursor().value(), 1);
}

void NetworkStoreTest::idAndKeyAreThereOnceAndANameOnceAtATime()
{
    QVERIFY(insert(pointOf(1)));
    auto sameId = pointOf(2);
    sameId.id = pointOf(1).id;
    auto sameKey = pointOf(2);
    sameKey.key = pointOf(1).key;
    auto sameName = pointOf(2);
    sameName.nameKey = pointOf(1).nameKey;
    for (const auto &row : {sameId, sameKey, sameName})
        QCOMPARE(outcomeOf(insert(row)), u"already-exists"_s);
    QVERIFY(revoke(pointOf(1).id));
    for (const auto &row : {sameId, sameKey})
        QCOMPARE(outcomeOf(insert(row)), u"already-exists"_s);
    QVERIFY(insert(sameName));
}

void NetworkStoreTest::onlyWhatIsThereIsRevoked()
{
    QCOMPARE(outcomeOf(revoke(u"point 1"_s)), u"not-found"_s);
    QVERIFY(insert(pointOf(1)));
    QVERIFY(revoke(u"point 1"_s));
    QCOMPARE(outcomeOf(revoke(u"point 1"_s)), u"not-found"_s);
    const auto reader = m_data->read();
    QVERIFY(reader->enforcementPoints.enrolled().value().empty());
    QCOMPARE(reader->enforcementPoints.find(u"point 1"_s).value()->revokedAt, std::optional<qint64>(2'000));
    QCOMPARE(reader->enforcementPoints.lastCursor().value(), 9);
}

void NetworkStoreTest::healthIsKeptBesideIt()
{
    QVERIFY(insert(pointOf(1)));
    const PointCounts decided{.from = 1, .to = 2, .permits = 3, .denials = 4};
    const PointCounts reported{.from = 5, .to = 6, .permits = 7, .denials = 8};
    QVERIFY(m_data->write([&](Transaction &t) -> Expected<void> {
        require(t.enforcementPoints.setSeen(u"point 1"_s, 1'700));
        require(t.enforcementPoints.setDecided(u"point 1"_s, decided));
        return t.enforcementPoints.setReported(u"point 1"_s, reported);
    }));
    auto expected = pointOf(1);
    expected.lastSeen = 1'700;
    expected.decided = decided;
    expected.reported = reported;
    QCOMPARE(m_data->read()->enforcementPoints.find(u"point 1"_s).value(), std::optional(expected));
    QCOMPARE(outcomeOf(m_data->write([](Transaction &t) { return t.enforcementPoints.setSeen(u"point 2"_s, 1); })),
             u"not-found"_s);
}

void NetworkStoreTest::pointsArePagedById()
{
    for (int i = 1; i <= 3; ++i)
        QVERIFY(insert(pointOf(i)));
    const auto reader = m_data->read();
    QCOMPARE(reader->enforcementPoints.page({}, 2).value(), (std::vector{pointOf(1), pointOf(2)}));
    QCOMPARE(reader->enforcementPoints.page(u"point 2"_s, 2).value(), std::vector{pointOf(3)});
}

void NetworkStoreTest::aCredentialIsReplacedWithinItsEpoch()
{
    QVERIFY(put(credentialOf(1, 10, 1)));
    QVERIFY(put(credentialOf(1, 10, 2)));
    QVERIFY(put(credentialOf(1, 11, 3)));
    QVERIFY(put(credentialOf(2, 10, 1))); // what was replaced is nobody's
    const auto reader = m_data->read();
    QCOMPARE(reader->networkCredentials.find(10, handleOf(1)).value(), std::optional(credentialOf(1, 10, 2)));
    QCOMPARE(reader->networkCredentials.page(11, {}, 9).value(), std::vector{credentialOf(1, 11, 3)});
    QCOMPARE(reader->networkCredentials.page(10, {}, 9).value().size(), 2U);
    const auto first = reader->networkCredentials.page(10, {}, 1).value();
    QCOMPARE(first.size(), 1U);
    QCOMPARE(reader->networkCredentials.page(10, first.front().device.text(), 9).value().size(), 1U);
}

void NetworkStoreTest::noKeyIsThereTwice_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("device");
    for (const int device : {1, 2}) {
        QTest::addRow("TLS, device %d", device) << 0 << device;
        QTest::addRow("WireGuard, device %d", device) << 1 << device;
        QTest::addRow("onion, device %d", device) << 2 << device;
    }
}

void NetworkStoreTest::noKeyIsThereTwice()
{
    QFETCH(const int, key);
    QFETCH(const int, device);
    const auto first = credentialOf(1, 10, 1);
    QVERIFY(put(first));
    auto second = credentialOf(device, 11, 2);
    if (key == 0)
        second.tlsKey = first.tlsKey;
    else
        (key == 1 ? second.wireguardKey : second.onionKey) = key == 1 ? first.wireguardKey : first.onionKey;
    QCOMPARE(outcomeOf(put(second)), u"already-exists"_s);
}

void NetworkStoreTest::pastEpochsAreForgotten()
{
    QVERIFY(put(credentialOf(1, 9, 1)) && put(credentialOf(1, 10, 2)) && put(credentialOf(1, 11, 3)));
    QVERIFY(m_data->write([](Transaction &t) { return t.networkCredentials.removeBefore(10); }));
    const auto reader = m_data->read();
    QVERIFY(reader->networkCredentials.page(9, {}, 9).value().empty());
    QCOMPARE(reader->networkCredentials.page(10, {}, 9).value().size(), 1U);
}

void NetworkStoreTest::outcomesAreAddedUp()
{
    QVERIFY(insert(pointOf(1)) && insert(pointOf(2)) && insert(pointOf(3, u"tor-gateway"_s)));
    QVERIFY(add(outcomeOfPoint(1, 3'600, {}, 5)) && add(outcomeOfPoint(1, 3'600, {}, 6)));
    QVERIFY(add(outcomeOfPoint(2, 3'600, {}, 7)) && add(outcomeOfPoint(3, 3'600, u"device"_s, 8)));
    QVERIFY(add(outcomeOfPoint(1, 7'200, u"policy"_s, 9)));
    auto vpn = outcomeOfPoint(1, 3'600, {}, 18);
    vpn.point.clear();
    vpn.path = u"vpn-network"_s;
    auto tor = outcomeOfPoint(3, 3'600, u"device"_s, 8);
    tor.point.clear();
    tor.path = u"tor-gateway"_s;
    QCOMPARE(m_data->read()->networkOutcomes.between(3'600, 7'200).value(), (std::vector{tor, vpn}));
    QCOMPARE(m_data->read()->networkOutcomes.between(0, 9'000).value().size(), 3U);
    QVERIFY(!add(outcomeOfPoint(4, 3'600, {}, 1))); // of a point that never was
}

void NetworkStoreTest::pastOutcomesAreForgotten()
{
    QVERIFY(insert(pointOf(1)));
    QVERIFY(add(outcomeOfPoint(1, 3'600, {}, 5)) && add(outcomeOfPoint(1, 7'200, {}, 6)));
    QVERIFY(m_data->write([](Transaction &t) { return t.networkOutcomes.removeBefore(7'200); }));
    QCOMPARE(m_data->read()->networkOutcomes.between(0, 9'000).value().size(), 1U);
}

ENIGM_TEST_MAIN(NetworkStoreTest)
#include "NetworkStoreTest.moc"

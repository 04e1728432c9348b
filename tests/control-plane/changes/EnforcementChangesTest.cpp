#include "contract/encoding/Base64Url.h"
#include "contract/encoding/Uuid.h"
#include "contract/signing/Secret.h"
#include "control-plane/store/Reader.h"
#include "tests/support/LogGuard.h"
#include "tests/support/plane/LivePlane.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using changes::ChangeState;
using changes::EnrollPointParameters;
using changes::RevokePointParameters;
using controlplane::store::EnforcementPointRow;
using policy::NetworkPath;
using test::LivePlane;
using test::outcomeOf;
using test::require;

/// Enforcement points come and go by privileged changes, and no other way.
class EnforcementChangesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_live = std::make_unique<LivePlane>(); }
    void cleanup() { m_live.reset(); }

    void aPointIsThereOnceItIsSignedOff();
    void oneSignatureRevokesIt();
    void nothingIsGivenToAnother_data();
    void nothingIsGivenToAnother();
    void aNameIsFreeAgain();
    void whatIsNotThereIsNotRevoked();
    void ofTwoThatWantOneNameTheFirstIsEnrolled();

private:
    [[nodiscard]] EnrollPointParameters pointOf(const QString &name, const QByteArray &key) const
    {
        return {.point = encoding::makeUuid7(m_live->clock.nowMilliseconds()),
                .name = name,
                .key = signing::sha256(key),
                .path = NetworkPath::TorGateway};
    }
    [[nodiscard]] LivePlane::Result ask(QLatin1StringView action, const changes::Parameters &parameters)
    {
        return m_live->ask(m_live->administrator1, action, {}, parameters);
    }
    void enroll(const EnrollPointParameters &point)
    {
        m_live->perform(m_live->administrator1, changes::pointEnroll, {}, point, {m_live->approver1});
    }
    void revoke(const QString &point)
    {
        require(m_live->ask(m_live->administrator1, changes::pointRevoke, {}, RevokePointParameters{.point = point}));
    }
    [[nodiscard]] std::optional<EnforcementPointRow> kept(const QString &point)
    {
        return require(require(m_live->plane().database().read())->enforcementPoints.find(point));
    }

    std::unique_ptr<LivePlane> m_live;
};

void EnforcementChangesTest::aPointIsThereOnceItIsSignedOff()
{
    const auto point = pointOf(u"Tor North"_s, "one");
    const auto asked = require(ask(changes::pointEnroll, point));
    QVERIFY(!kept(point.point));
    require(m_live->approve(m_live->approver1, asked));
    const auto row = kept(point.point);
    QVERIFY(row);
    QCOMPARE(row->name, u"Tor North"_s);
    QCOMPARE(row->path, u"tor-gateway"_s);
    QCOMPARE(row->key, QString::fromLatin1(encoding::toBase64Url(point.key)));
    QCOMPARE(row->enrolledAt, m_live->clock.now());
    QVERIFY(!row->revokedAt);
}

void EnforcementChangesTest::oneSignatureRevokesIt()
{
    const auto point = pointOf(u"Tor North"_s, "one");
    enroll(point);
    revoke(point.point);
    const auto row = kept(point.point);
    QVERIFY(row && row->revokedChange);
    QCOMPARE(row->revokedAt, std::optional(m_live->clock.now()));
    QVERIFY(require(require(m_live->plane().database().read())->enforcementPoints.enrolled()).empty());
}

void EnforcementChangesTest::nothingIsGivenToAnother_data()
{
    QTest::addColumn<bool>("isRevoked");
    QTest::addColumn<int>("same");
    QTest::newRow("the id") << false << 0;
    QTest::newRow("the key") << false << 1;
    QTest::newRow("the name") << false << 2;
    QTest::newRow("the id of a revoked one") << true << 0;
    QTest::newRow("the key of a revoked one") << true << 1;
}

void EnforcementChangesTest::nothingIsGivenToAnother()
{
    QFETCH(const bool, isRevoked);
    QFETCH(const int, same);
    const auto first = pointOf(u"Tor North"_s, "one");
    enroll(first);
    if (isRevoked)
        revoke(first.point);
    auto second = pointOf(u"Tor South"_s, "two");
    if (same == 0)
        second.point = first.point;
    if (same == 1)
        second.key = first.key;
    if (same == 2)
        second.name = u"TOR north"_s;
    QCOMPARE(outcomeOf(ask(changes::pointEnroll, second)), u"already-exists"_s);
}

void EnforcementChangesTest::aNameIsFreeAgain()
{
    const auto first = pointOf(u"Tor North"_s, "one");
    enroll(first);
    revoke(first.point);
    const auto second = pointOf(u"Tor North"_s, "two");
    enroll(second);
    QVERIFY(kept(second.point));
}

void EnforcementChangesTest::whatIsNotThereIsNotRevoked()
{
    const auto point = pointOf(u"Tor North"_s, "one");
    QCOMPARE(outcomeOf(ask(changes::pointRevoke, RevokePointParameters{.point = point.point})), u"not-found"_s);
    enroll(point);
    revoke(point.point);
    QCOMPARE(outcomeOf(ask(changes::pointRevoke, RevokePointParameters{.point = point.point})), u"not-found"_s);
}

void EnforcementChangesTest::ofTwoThatWantOneNameTheFirstIsEnrolled()
{
    const auto first = pointOf(u"Tor North"_s, "one");
    const auto second = pointOf(u"tor north"_s, "two");
    const auto one = require(ask(changes::pointEnroll, first));
    const auto other = require(ask(changes::pointEnroll, second));
    require(m_live->approve(m_live->approver1, one));
    const auto failed = require(m_live->approve(m_live->approver1, other));
    QCOMPARE(failed.state, ChangeState::Failed);
    QVERIFY(kept(first.point) && !kept(second.point));
}

ENIGM_TEST_MAIN(EnforcementChangesTest)
#include "EnforcementChangesTest.moc"

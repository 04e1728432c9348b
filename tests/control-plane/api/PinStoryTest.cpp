#include "contract/json/JsonParser.h"
#include "tests/control-plane/api/TestConsole.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;

/// A PIN is changed by who holds the operator key, locks against guessing, and is opened again by a quorum.
class PinStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_deployment = std::make_unique<TestDeployment>(1); }
    void operatorChangesThePin();
    void borrowedSessionCannotLockThePin();
    void lockedPinIsOpenedByAnotherKey();
    void triesAtALockedPinAreCounted();

private:
    [[nodiscard]] QString counted(qint64 from);
    /// A PIN that is not this one.
    [[nodiscard]] static QByteArray wrong(const QByteArray &pin) { return pin == "000000" ? "000001"_ba : "000000"_ba; }
    /// Tries a wrong PIN as whoever holds the operator key can.
    [[nodiscard]] static QByteArray tryWrongPin(TestConsole &console);

    std::unique_ptr<TestDeployment> m_deployment;
};

QByteArray PinStoryTest::tryWrongPin(TestConsole &console)
{
    identity::Assertion assertion = console.assertion();
    assertion.act = QByteArray(32, 'a');
    assertion.session = console.session();
    return slugOf(console.requestToken(assertion, wrong(console.person().pin)));
}

/// "problem count" of each aggregate since.
QString PinStoryTest::counted(qint64 from)
{
    m_deployment->server().api().refusals().flush();
    QStringList lines;
    const auto records = m_deployment->plane().logs().records(from, m_deployment->activitySize());
    for (const auto &record : records.value()) {
        const json::Object *const body = record.body ? &record.body->value.object() : nullptr;
        if (const json::Value *const count = body ? body->find("count"_L1) : nullptr)
            lines.append(body->find("problem"_L1)->text() + u' ' + QString::number(count->integer()));
    }
    return lines.join(u", "_s);
}

void PinStoryTest::operatorChangesThePin()
{
    TestConsole manager(*m_deployment, u"release-manager-1"_s);
    const QByteArray present = manager.person().pin;
    const QByteArray next = wrong(present);
    QCOMPARE(slugOf(manager.setPin(wrong(present), "123456")), "wrong-pin"_ba);
    QCOMPARE(slugOf(manager.setPin(present, "12345")), "out-of-range"_ba);
    QCOMPARE(slugOf(manager.setPin({}, next)), "missing-member"_ba);
    QCOMPARE(manager.setPin(present, next).status, 204);
    QCOMPARE(slugOf(manager.setPin(present, next)), "wrong-pin"_ba);
    QCOMPARE(manager.setPin(next, present).status, 204);
}

void PinStoryTest::borrowedSessionCannotLockThePin()
{
    TestConsole administrator(*m_deployment, u"administrator-1"_s);
    QCOMPARE(administrator.signIn(), QByteArray());
    const qint64 size = m_deployment->activitySize();
    const QByteArray pin = wrong(administrator.person().pin);
    const auto body = json::canonical(
        json::Object{{"assertion"_L1, u"none"_s}, {"current"_L1, QString::fromLatin1(pin)}, {"pin"_L1, u"123456"_s}});
    for (int attempt = 0; attempt < 6; ++attempt)
        QCOMPARE(slugOf(administrator.send({.method = "PUT", .target = "/v1/pin", .body = body})),
                 "invalid-assertion"_ba);
    QCOMPARE(m_deployment->activitySize(), size);
    QVERIFY(!administrator.stepUp(QByteArray(32, 'a')).isEmpty());
    QCOMPARE(counted(size), u"invalid-assertion 6"_s);
}

void PinStoryTest::lockedPinIsOpenedByAnotherKey()
{
    TestConsole approver(*m_deployment, u"approver-2"_s);
    QCOMPARE(approver.signIn(), QByteArray());
    for (int attempt = 0; attempt < 4; ++attempt)
        QCOMPARE(tryWrongPin(approver), "wrong-pin"_ba);
    QCOMPARE(tryWrongPin(approver), "pin-locked"_ba);
    const RawReply locked = approver.setPin(approver.person().pin, "123456");
    QCOMPARE(slugOf(locked), "pin-locked"_ba);
    QVERIFY(memberOf(locked, "detail"_L1).text().contains(u"key.add"));

    // As the answer says: two others give the person another key, and with that one the PIN is set.
    TestConsole administrator(*m_deployment, u"administrator-1"_s);
    TestConsole other(*m_deployment, u"approver-1"_s);
    TestConsole reviewer(*m_deployment, u"reviewer-1"_s);
    const std::shared_ptr<signing::PrivateKey> key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const changes::AddKeyParameters parameters{.operatorId = approver.person().id, .key = key->publicKey()};
    const auto added = changeOf(administrator.ask(u"key.add"_s, {}, parameters));
    QCOMPARE(other.approve(added).status, 201);
    QCOMPARE(memberOf(reviewer.approve(added), "state"_L1).text(), u"executed"_s);
    QCOMPARE(slugOf(approver.setPin({}, "123456")), "not-permitted"_ba); // with the key that a thief may have
    TestConsole again(*m_deployment, u"approver-2"_s);
    again.useKey(key);
    QCOMPARE(again.signIn(), QByteArray());
    QCOMPARE(memberOf(again.get("/v1/session"), "pin_set"_L1).boolean(), false);
    QCOMPARE(again.setPin({}, again.person().pin).status, 204);
    QVERIFY(!again.stepUp(QByteArray(32, 'a')).isEmpty());
}

void PinStoryTest::triesAtALockedPinAreCounted()
{
    TestConsole reviewer(*m_deployment, u"reviewer-1"_s);
    QCOMPARE(reviewer.signIn(), QByteArray());
    for (int attempt = 0; attempt < 5; ++attempt)
        static_cast<void>(tryWrongPin(reviewer));
    static_cast<void>(counted(0));
    const qint64 size = m_deployment->activitySize();
    QCOMPARE(tryWrongPin(reviewer), "pin-locked"_ba);
    QCOMPARE(tryWrongPin(reviewer), "pin-locked"_ba);
    QCOMPARE(slugOf(reviewer.setPin("000000", "123456")), "pin-locked"_ba);
    QCOMPARE(m_deployment->activitySize(), size);
    QCOMPARE(counted(size), u"pin-locked 3"_s);
}

ENIGM_TEST_MAIN(PinStoryTest)
#include "PinStoryTest.moc"

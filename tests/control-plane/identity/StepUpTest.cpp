#include "control-plane/identity/PinHash.h"
#include "control-plane/store/Transaction.h"
#include "tests/control-plane/identity/TestSessions.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;

namespace {

const QByteArray act(32, 'a');
const QByteArray rightPin("123456");
const QByteArray wrongPin("654321");

} // namespace

/// A PIN opens one act, once, for two minutes; guessing ends after five attempts.
class StepUpTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void stepUpIsBoundToItsAct();
    void stepUpIsGoodForOneUse();
    void stepUpExpires();
    void wrongPinCountsAndLocks();
    void rightPinResetsTheCount();
    void lockedPinStaysLocked();
    void pinThatWasReplacedMeanwhileOpensNothing_data();
    void pinThatWasReplacedMeanwhileOpensNothing();
    void attemptCountsOnlyAfterProofOfTheKey();
    void replayedAssertionDoesNotCount();
    void malformedPinDoesNotCount();
    void operatorWithoutPinSetsOneFirst();
    void stepUpNeedsTheSessionOfTheSameKey();

private:
    [[nodiscard]] TestSessions::TokenResult stepUp(const QByteArray &pin);
    [[nodiscard]] QString use(const controlplane::identity::Caller &caller);
    [[nodiscard]] controlplane::store::PinVerifier verifier();

    std::unique_ptr<TestSessions> m_room;
    QString m_session;
};

void StepUpTest::init()
{
    m_room = std::make_unique<TestSessions>();
    const auto token = m_room->signIn(m_room->administrator);
    QVERIFY(token);
    m_session = token->session;
}

TestSessions::TokenResult StepUpTest::stepUp(const QByteArray &pin)
{
    return m_room->stepUp(m_room->administrator, m_session, act, pin);
}

QString StepUpTest::use(const controlplane::identity::Caller &caller)
{
    return slugOf(m_room->logs->writer().submitAndWait([&](controlplane::store::Transaction &transaction) {
        return transaction.sessions.useStepUp(caller.stepUp->token, m_room->clock.now());
    }));
}

controlplane::store::PinVerifier StepUpTest::verifier()
{
    const auto reader = m_room->logs->database().read();
    return reader.value()->operators.pin(m_room->administrator.id).value().value();
}

void StepUpTest::stepUpIsBoundToItsAct()
{
    const auto token = stepUp(rightPin);
    QCOMPARE(slugOf(token), QString());
    QCOMPARE(token->lifetime, identity::stepUpLifetime);
    QCOMPARE(token->session, m_session);
    const auto caller = m_room->caller(m_room->administrator, token->value);
    QVERIFY(caller && caller->stepUp);
    QVERIFY(caller->checkStepUp(act));
    QCOMPARE(slugOf(caller->checkStepUp(QByteArray(32, 'b'))), u"step-up-mismatch"_s);

    const auto session = m_room->signIn(m_room->administrator);
    QVERIFY(session);
    const auto plain = m_room->caller(m_room->administrator, session->value);
    QVERIFY(plain);
    QCOMPARE(slugOf(plain->checkStepUp(act)), u"step-up-required"_s);
}

void StepUpTest::stepUpIsGoodForOneUse()
{
    const auto token = stepUp(rightPin);
    QVERIFY(token);
    const auto caller = m_room->caller(m_room->administrator, token->value);
    QVERIFY(caller);
    QCOMPARE(use(*caller), QString());
    QCOMPARE(use(*caller), u"step-up-used"_s);
    const auto again = m_room->caller(m_room->administrator, token->value);
    QVERIFY(again);
    QCOMPARE(slugOf(again->checkStepUp(act)), u"step-up-used"_s);
}

void StepUpTest::stepUpExpires()
{
    const auto token = stepUp(rightPin);
    QVERIFY(token);
    m_room->clock.advance(identity::stepUpLifetime);
    const auto caller = m_room->caller(m_room->administrator, token->value);
    QVERIFY(caller);
    QCOMPARE(slugOf(caller->checkStepUp(act)), u"step-up-used"_s);
    QCOMPARE(use(*caller), u"step-up-used"_s);
}

void StepUpTest::wrongPinCountsAndLocks()
{
    for (int left = 4; left > 0; --left) {
        const auto refused = stepUp(wrongPin);
        QCOMPARE(slugOf(refused), u"wrong-pin"_s);
        QCOMPARE(refused.error().attemptsLeft, left);
    }
    QCOMPARE(slugOf(stepUp(wrongPin)), u"pin-locked"_s);
    const QStringList expected{u"session.started done"_s, u"pin.refused refused"_s, u"pin.refused refused"_s,
                               u"pin.refused refused"_s,  u"pin.refused refused"_s, u"pin.locked refused"_s};
    QCOMPARE(m_room->entries(), expected);
}

void StepUpTest::rightPinResetsTheCount()
{
    QCOMPARE(slugOf(stepUp(wrongPin)), u"wrong-pin"_s);
    QVERIFY(stepUp(rightPin));
    QCOMPARE(verifier().failed, 0);
}

void StepUpTest::lockedPinStaysLocked()
{
    const auto locked = m_room->logs->writer().submitAndWait([&](controlplane::store::Transaction &transaction) {
        return transaction.operators.setPinAttempts(m_room->administrator.id, controlplane::identity::pinAttempts,
                                                    true);
    });
    QVERIFY(locked);
    QCOMPARE(slugOf(stepUp(rightPin)), u"pin-locked"_s);
}

void StepUpTest::pinThatWasReplacedMeanwhileOpensNothing_data()
{
    QTest::addColumn<QByteArray>("pin");
    QTest::newRow("the one before") << rightPin;
    QTest::newRow("a wrong one") << wrongPin;
}

void StepUpTest::pinThatWasReplacedMeanwhileOpensNothing()
{
    QFETCH(QByteArray, pin);
    identity::Assertion assertion = m_room->assertion(m_room->administrator);
    assertion.act = act;
    assertion.session = m_session;
    std::promise<void> release = m_room->holdAndReplacePin("333333"_ba);
    auto late = m_room->startAsking(m_room->administrator, assertion, pin);
    release.set_value();
    QCOMPARE(slugOf(late.get()), u"precondition-failed"_s);
    QCOMPARE(verifier().failed, 0);
    QVERIFY(stepUp("333333"_ba));
}

void StepUpTest::attemptCountsOnlyAfterProofOfTheKey()
{
    TestOperator impostor = m_room->administrator;
    impostor.key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    QCOMPARE(slugOf(m_room->stepUp(impostor, m_session, act, wrongPin)), u"unknown-key"_s);
    QCOMPARE(verifier().failed, 0);
}

void StepUpTest::replayedAssertionDoesNotCount()
{
    auto assertion = m_room->assertion(m_room->administrator);
    assertion.act = act;
    assertion.session = m_session;
    QCOMPARE(slugOf(m_room->ask(m_room->administrator, assertion, wrongPin)), u"wrong-pin"_s);
    QCOMPARE(slugOf(m_room->ask(m_room->administrator, assertion, wrongPin)), u"assertion-replayed"_s);
    QCOMPARE(verifier().failed, 1);
}

void StepUpTest::malformedPinDoesNotCount()
{
    QCOMPARE(slugOf(stepUp("12345"_ba)), u"out-of-range"_s);
    QCOMPARE(slugOf(stepUp({})), u"invalid-assertion"_s);
    QCOMPARE(verifier().failed, 0);
}

void StepUpTest::operatorWithoutPinSetsOneFirst()
{
    const auto token = m_room->signIn(m_room->approver);
    QVERIFY(token);
    QCOMPARE(slugOf(m_room->stepUp(m_room->approver, token->session, act, rightPin)), u"not-permitted"_s);
}

void StepUpTest::stepUpNeedsTheSessionOfTheSameKey()
{
    TestOperator elsewhere = m_room->administrator;
    elsewhere.dpop = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    QCOMPARE(slugOf(m_room->stepUp(elsewhere, m_session, act, rightPin)), u"session-ended"_s);
    const auto other = m_room->signIn(m_room->approver);
    QVERIFY(other);
    QCOMPARE(slugOf(m_room->stepUp(m_room->administrator, other->session, act, rightPin)), u"session-ended"_s);
    QCOMPARE(verifier().failed, 0);
}

ENIGM_TEST_MAIN(StepUpTest)
#include "StepUpTest.moc"

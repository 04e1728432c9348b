#include "control-plane/identity/SessionService.h"

#include "contract/encoding/Uuid.h"
#include "control-plane/store/Transaction.h"
#include "tests/control-plane/identity/TestSessions.h"
#include "tests/support/LogGuard.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using controlplane::identity::Caller;

/// Operators see and end their own sessions, and set their PIN.
class SessionServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_room = std::make_unique<TestSessions>(); }
    void operatorEndsOneOfTwoSessions();
    void operatorCannotEndAnotherPersonsSession();
    void operatorSetsTheFirstPin();
    void operatorChangesThePin();
    void wrongPresentPinCountsAndLocks();
    void borrowedSessionTriesNoPins_data();
    void borrowedSessionTriesNoPins();
    void proofOfTheKeyIsGoodForOnePin();
    void keyOfTheResetSetsTheNextPin();
    void pinThatIsReplacedMeanwhileIsNotReplacedAgain();

private:
    [[nodiscard]] Caller signedIn(const TestOperator &person);
    [[nodiscard]] qint64 wrongAttempts();
    /// What another process of the person does.
    void write(const std::function<Expected<void>(controlplane::store::Transaction &)> &job);
    std::unique_ptr<TestSessions> m_room;
};

Caller SessionServiceTest::signedIn(const TestOperator &person)
{
    return m_room->caller(person, m_room->signIn(person).value().value).value();
}

qint64 SessionServiceTest::wrongAttempts()
{
    const auto reader = m_room->logs->database().read();
    return reader.value()->operators.pin(m_room->administrator.id).value().value().failed;
}

void SessionServiceTest::write(const std::function<Expected<void>(controlplane::store::Transaction &)> &job)
{
    QVERIFY(m_room->logs->writer().submitAndWait(job));
}

void SessionServiceTest::operatorEndsOneOfTwoSessions()
{
    const auto first = m_room->signIn(m_room->administrator);
    const auto second = m_room->signIn(m_room->administrator);
    QVERIFY(first && second);
    const auto caller = m_room->caller(m_room->administrator, first->value);
    QVERIFY(caller);
    QCOMPARE(m_room->sessions->open(*caller)->size(), 2U);
    QVERIFY(m_room->end(*caller, second->session));
    QCOMPARE(slugOf(m_room->caller(m_room->administrator, second->value)), u"session-ended"_s);
    QVERIFY(m_room->caller(m_room->administrator, first->value));
    QCOMPARE(m_room->sessions->open(*caller)->size(), 1U);
    QCOMPARE(slugOf(m_room->end(*caller, second->session)), u"not-found"_s);
    QCOMPARE(m_room->entries().last(), u"session.ended done"_s);
}

void SessionServiceTest::operatorCannotEndAnotherPersonsSession()
{
    const auto others = m_room->signIn(m_room->approver);
    QVERIFY(others);
    QCOMPARE(slugOf(m_room->end(signedIn(m_room->administrator), others->session)), u"not-found"_s);
    QVERIFY(m_room->caller(m_room->approver, others->value));
}

void SessionServiceTest::operatorSetsTheFirstPin()
{
    const Caller caller = signedIn(m_room->approver);
    QCOMPARE(m_room->sessions->hasPin(caller.operatorId).value(), false);
    QCOMPARE(slugOf(m_room->setPin(caller, {}, "12345a"_ba)), u"out-of-range"_s);
    QCOMPARE(slugOf(m_room->setPin(caller, "000000"_ba, "111111"_ba)), u"out-of-range"_s);
    QVERIFY(m_room->setPin(caller, {}, "111111"_ba));
    QCOMPARE(m_room->sessions->hasPin(caller.operatorId).value(), true);
    QVERIFY(m_room->stepUp(m_room->approver, caller.session.id, QByteArray(32, 'a'), "111111"_ba));
    QCOMPARE(m_room->entries().last(), u"pin.set done"_s);
}

void SessionServiceTest::operatorChangesThePin()
{
    const Caller caller = signedIn(m_room->administrator);
    QCOMPARE(slugOf(m_room->setPin(caller, {}, "111111"_ba)), u"missing-member"_s);
    QCOMPARE(wrongAttempts(), 0);
    QVERIFY(m_room->setPin(caller, "123456"_ba, "111111"_ba));
    QCOMPARE(slugOf(m_room->stepUp(m_room->administrator, caller.session.id, QByteArray(32, 'a'), "123456"_ba)),
             u"wrong-pin"_s);
    QVERIFY(m_room->stepUp(m_room->administrator, caller.session.id, QByteArray(32, 'a'), "111111"_ba));
}

void SessionServiceTest::wrongPresentPinCountsAndLocks()
{
    const Caller caller = signedIn(m_room->administrator);
    for (int attempt = 0; attempt < 4; ++attempt)
        QCOMPARE(slugOf(m_room->setPin(caller, "000000"_ba, "111111"_ba)), u"wrong-pin"_s);
    QCOMPARE(slugOf(m_room->setPin(caller, "000000"_ba, "111111"_ba)), u"pin-locked"_s);
    QCOMPARE(slugOf(m_room->setPin(caller, "123456"_ba, "111111"_ba)), u"pin-locked"_s);
    QCOMPARE(m_room->entries().last(), u"pin.locked refused"_s);
}

void SessionServiceTest::borrowedSessionTriesNoPins_data()
{
    using Spoil = std::function<void(identity::Assertion &, TestOperator &)>;
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<QString>("slug");
    const auto row = [](const char *name, const QString &slug, Spoil spoil) {
        QTest::newRow(name) << std::move(spoil) << slug;
    };
    row("signed by another key", u"unknown-key"_s, [](identity::Assertion &, TestOperator &person) {
        person.key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    });
    row("made for signing in", u"invalid-assertion"_s, [](identity::Assertion &assertion, TestOperator &) {
        assertion.act.reset();
        assertion.session.reset();
    });
    row("made for a step-up", u"invalid-assertion"_s,
        [](identity::Assertion &assertion, TestOperator &) { assertion.act = QByteArray(32, 'a'); });
    row("made in another session", u"invalid-assertion"_s,
        [](identity::Assertion &assertion, TestOperator &) { assertion.session = encoding::makeUuid7(1); });
    row("from yesterday", u"invalid-assertion"_s, [](identity::Assertion &assertion, TestOperator &) {
        assertion.issued -= 86'400;
        assertion.expires -= 86'400;
    });
}

void SessionServiceTest::borrowedSessionTriesNoPins()
{
    using Spoil = std::function<void(identity::Assertion &, TestOperator &)>;
    QFETCH(Spoil, spoil);
    QFETCH(QString, slug);
    const Caller caller = signedIn(m_room->administrator);
    const qsizetype entries = m_room->entries().size();
    for (int attempt = 0; attempt < 6; ++attempt) {
        TestOperator person = m_room->administrator;
        identity::Assertion assertion = m_room->pinAssertion(person, caller.session.id);
        spoil(assertion, person);
        QCOMPARE(slugOf(m_room->setPin(caller, person, assertion, "000000"_ba, "111111"_ba)), slug);
    }
    QCOMPARE(wrongAttempts(), 0);
    QCOMPARE(m_room->entries().size(), entries);
    QVERIFY(m_room->stepUp(m_room->administrator, caller.session.id, QByteArray(32, 'a'), "123456"_ba));
}

void SessionServiceTest::proofOfTheKeyIsGoodForOnePin()
{
    const Caller caller = signedIn(m_room->administrator);
    const auto assertion = m_room->pinAssertion(m_room->administrator, caller.session.id);
    QCOMPARE(slugOf(m_room->setPin(caller, m_room->administrator, assertion, "000000"_ba, "111111"_ba)),
             u"wrong-pin"_s);
    QCOMPARE(slugOf(m_room->setPin(caller, m_room->administrator, assertion, "000000"_ba, "111111"_ba)),
             u"assertion-replayed"_s);
    QCOMPARE(wrongAttempts(), 1);
}

void SessionServiceTest::keyOfTheResetSetsTheNextPin()
{
    const TestOperator second = m_room->addKey(m_room->administrator);
    write([&](controlplane::store::Transaction &transaction) {
        return transaction.operators.resetPin(second.id, second.key->publicKey().thumbprint());
    });
    // A thief may have the first key.
    const Caller first = signedIn(m_room->administrator);
    QCOMPARE(slugOf(m_room->setPin(first, {}, "111111"_ba)), u"not-permitted"_s);
    const Caller other = m_room->caller(second, m_room->signIn(second).value().value).value();
    const auto set = m_room->setPin(other, second, m_room->pinAssertion(second, other.session.id), {}, "111111"_ba);
    QCOMPARE(slugOf(set), QString());
    // From then on it is the person's, whichever key signs in.
    QVERIFY(m_room->setPin(first, "111111"_ba, "222222"_ba));
}

void SessionServiceTest::pinThatIsReplacedMeanwhileIsNotReplacedAgain()
{
    const Caller caller = signedIn(m_room->administrator);
    const auto assertion = m_room->pinAssertion(m_room->administrator, caller.session.id);
    std::promise<void> release = m_room->holdAndReplacePin("333333"_ba);
    auto late = m_room->startSettingPin(caller, m_room->administrator, assertion, "123456"_ba, "111111"_ba);
    release.set_value();
    QCOMPARE(slugOf(late.get()), u"precondition-failed"_s);
    QVERIFY(m_room->stepUp(m_room->administrator, caller.session.id, QByteArray(32, 'a'), "333333"_ba));
}

ENIGM_TEST_MAIN(SessionServiceTest)
#include "SessionServiceTest.moc"

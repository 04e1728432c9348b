#include "control-plane/identity/SessionService.h"

#include "tests/control-plane/identity/TestSessions.h"
#include "tests/support/LogGuard.h"

#include <QTest>

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

private:
    [[nodiscard]] Caller signedIn(const TestOperator &person);
    std::unique_ptr<TestSessions> m_room;
};

Caller SessionServiceTest::signedIn(const TestOperator &person)
{
    return m_room->caller(person, m_room->signIn(person).value().value).value();
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
    QCOMPARE(slugOf(m_room->setPin(caller, {}, "111111"_ba)), u"wrong-pin"_s);
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

ENIGM_TEST_MAIN(SessionServiceTest)
#include "SessionServiceTest.moc"

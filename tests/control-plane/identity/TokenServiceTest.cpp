#include "control-plane/identity/TokenService.h"

#include "contract/encoding/Uuid.h"
#include "tests/control-plane/identity/TestSessions.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;

/// Operators sign in with their key, and with nothing less.
class TokenServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_room = std::make_unique<TestSessions>(); }
    void administratorSignsIn();
    void replayedAssertionIsRefused();
    void assertionForAnotherDeploymentIsRefused();
    void assertionOfAnotherKeyIsRefused();
    void assertionOfAnotherOperatorIsRefused();
    void expiredAssertionIsRefused();
    void revokedKeyCannotSignIn();
    void revokedKeyEndsItsSessions();
    void sessionEndsAfterSixHours();
    void tokenIsBoundToItsKey();
    void requestWithoutTokenIsRefused();
    void usedProofIsRefused();

private:
    std::unique_ptr<TestSessions> m_room;
};

void TokenServiceTest::administratorSignsIn()
{
    const auto token = m_room->signIn(m_room->administrator);
    QCOMPARE(slugOf(token), QString());
    QCOMPARE(token->lifetime, identity::sessionLifetime);
    QVERIFY(!token->steppedUp);
    const auto caller = m_room->caller(m_room->administrator, token->value);
    QCOMPARE(slugOf(caller), QString());
    QCOMPARE(caller->operatorId, m_room->administrator.id);
    QVERIFY(caller->roles == operators::Roles{operators::Role::Administrator});
    QCOMPARE(caller->session.id, token->session);
    QVERIFY(!caller->stepUp);
    QCOMPARE(m_room->entries(), QStringList{u"session.started done"_s});
}

void TokenServiceTest::replayedAssertionIsRefused()
{
    const auto assertion = m_room->assertion(m_room->administrator);
    QVERIFY(m_room->ask(m_room->administrator, assertion));
    QCOMPARE(slugOf(m_room->ask(m_room->administrator, assertion)), u"assertion-replayed"_s);
    QCOMPARE(m_room->entries().size(), 1);
}

void TokenServiceTest::assertionForAnotherDeploymentIsRefused()
{
    auto assertion = m_room->assertion(m_room->administrator);
    assertion.audience = identity::audienceOf(QByteArray(32, 'x'));
    QCOMPARE(slugOf(m_room->ask(m_room->administrator, assertion)), u"invalid-assertion"_s);
}

void TokenServiceTest::assertionOfAnotherKeyIsRefused()
{
    TestOperator impostor = m_room->administrator;
    impostor.key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    QCOMPARE(slugOf(m_room->signIn(impostor)), u"unknown-key"_s);
    QVERIFY(m_room->entries().isEmpty());
}

void TokenServiceTest::assertionOfAnotherOperatorIsRefused()
{
    TestOperator impostor = m_room->administrator;
    impostor.key = m_room->approver.key;
    QCOMPARE(slugOf(m_room->signIn(impostor)), u"unknown-key"_s);
}

void TokenServiceTest::expiredAssertionIsRefused()
{
    const auto assertion = m_room->assertion(m_room->administrator);
    m_room->clock.advance(identity::assertionLifetime);
    QCOMPARE(slugOf(m_room->ask(m_room->administrator, assertion)), u"invalid-assertion"_s);
    auto early = m_room->assertion(m_room->administrator);
    early.issued += identity::assertionLifetime + 1;
    early.expires = early.issued + 1;
    QCOMPARE(slugOf(m_room->ask(m_room->administrator, early)), u"invalid-assertion"_s);
}

void TokenServiceTest::revokedKeyCannotSignIn()
{
    m_room->revokeKey(m_room->administrator);
    QCOMPARE(slugOf(m_room->signIn(m_room->administrator)), u"key-not-valid"_s);
}

void TokenServiceTest::revokedKeyEndsItsSessions()
{
    const auto token = m_room->signIn(m_room->administrator);
    QVERIFY(token);
    m_room->revokeKey(m_room->administrator);
    QCOMPARE(slugOf(m_room->caller(m_room->administrator, token->value)), u"session-ended"_s);
}

void TokenServiceTest::sessionEndsAfterSixHours()
{
    const auto token = m_room->signIn(m_room->administrator);
    QVERIFY(token);
    m_room->clock.advance(identity::sessionLifetime - 1);
    QVERIFY(m_room->caller(m_room->administrator, token->value));
    m_room->clock.advance(1);
    QCOMPARE(slugOf(m_room->caller(m_room->administrator, token->value)), u"session-ended"_s);
}

void TokenServiceTest::tokenIsBoundToItsKey()
{
    const auto token = m_room->signIn(m_room->administrator);
    QVERIFY(token);
    TestOperator thief = m_room->administrator;
    thief.dpop = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    QCOMPARE(slugOf(m_room->caller(thief, token->value)), u"invalid-dpop-proof"_s);
}

void TokenServiceTest::requestWithoutTokenIsRefused()
{
    QCOMPARE(slugOf(m_room->authenticator->authenticate(
                 {.authorization = {}, .proof = {}, .method = "GET", .path = "/v1/session"})),
             u"unauthenticated"_s);
    QCOMPARE(slugOf(m_room->caller(m_room->administrator, "guessed"_ba)), u"unauthenticated"_s);
    const auto token = m_room->signIn(m_room->administrator);
    QVERIFY(token);
    const QByteArray proof = m_room->proof(m_room->administrator, token->value);
    QCOMPARE(slugOf(m_room->authenticator->authenticate(
                 {.authorization = "Bearer " + token->value, .proof = proof, .method = "GET", .path = "/v1/session"})),
             u"unauthenticated"_s);
}

void TokenServiceTest::usedProofIsRefused()
{
    const auto token = m_room->signIn(m_room->administrator);
    QVERIFY(token);
    const QByteArray authorization = "DPoP " + token->value;
    const QByteArray proof = m_room->proof(m_room->administrator, token->value);
    const auto ask = [&] {
        return m_room->authenticator->authenticate(
            {.authorization = authorization, .proof = proof, .method = "GET", .path = "/v1/session"});
    };
    QVERIFY(ask());
    QCOMPARE(slugOf(ask()), u"dpop-replayed"_s);
}

ENIGM_TEST_MAIN(TokenServiceTest)
#include "TokenServiceTest.moc"

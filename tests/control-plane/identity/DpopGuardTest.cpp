#include "control-plane/identity/DpopGuard.h"

#include "contract/identity/DpopProof.h"
#include "contract/signing/Secret.h"
#include "tests/control-plane/identity/TestSessions.h"
#include "tests/support/LogGuard.h"

#include <QTest>

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using controlplane::identity::DpopGuard;

namespace {

constexpr qint64 now = 1'790'000'000;

} // namespace

/// A proof of possession is good for one request, and only for that one (RFC 9449 section 4.3).
class DpopGuardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void takesAProofOnce();
    void refusesOneIdUnderTwoTimes();
    void refusesAProofForSomethingElse_data();
    void refusesAProofForSomethingElse();
    void refusesAnOldProof();
    void refusesAProofFromBeforeItBegan();
    void refusesEverythingBeforeItKnowsItsAddress();
    void forgetsWhatIsTooOldAnyway();
    void oneOfManyThreadsTakesAProof();

private:
    [[nodiscard]] QByteArray proof() const;
    [[nodiscard]] Expected<DpopGuard::Checked> check(const QByteArray &compact) const;

    std::unique_ptr<time::ManualClock> m_clock;
    std::unique_ptr<DpopGuard> m_guard;
    std::unique_ptr<signing::PrivateKey> m_key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    identity::DpopClaims m_claims;
};

void DpopGuardTest::init()
{
    m_clock = std::make_unique<time::ManualClock>(now - 1000);
    m_guard = std::make_unique<DpopGuard>(*m_clock);
    m_guard->serveAt(u"https://127.0.0.1:4711"_s);
    m_clock->set(now);
    m_claims = {.method = u"POST"_s,
                .url = u"https://127.0.0.1:4711/v1/changes"_s,
                .issued = now,
                .id = u"one"_s,
                .tokenHash = signing::sha256("token")};
}

QByteArray DpopGuardTest::proof() const
{
    return identity::DpopProof::make(m_claims, *m_key).value_or(QByteArray());
}

Expected<DpopGuard::Checked> DpopGuardTest::check(const QByteArray &compact) const
{
    return m_guard->check({.proof = compact, .method = "POST", .path = "/v1/changes", .token = "token"});
}

void DpopGuardTest::takesAProofOnce()
{
    const auto checked = check(proof());
    QVERIFY(checked);
    QCOMPARE(checked->key, m_key->publicKey().thumbprint());
    QVERIFY(m_guard->use(*checked));
    QCOMPARE(slugOf(m_guard->use(*checked)), u"dpop-replayed"_s);
}

void DpopGuardTest::refusesOneIdUnderTwoTimes()
{
    const auto first = check(proof());
    m_claims.issued = now + 1;
    const auto second = check(proof());
    QVERIFY(first && second);
    QVERIFY(m_guard->use(*first));
    QCOMPARE(slugOf(m_guard->use(*second)), u"dpop-replayed"_s);
}

void DpopGuardTest::refusesAProofForSomethingElse_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("token");
    const QString method = u"POST"_s;
    const QString url = u"https://127.0.0.1:4711/v1/changes"_s;
    QTest::newRow("another method") << u"GET"_s << url << "token"_ba;
    QTest::newRow("another path") << method << u"https://127.0.0.1:4711/v1/pin"_s << "token"_ba;
    QTest::newRow("another server") << method << u"https://127.0.0.1:4712/v1/changes"_s << "token"_ba;
    QTest::newRow("with a query") << method << url + "?a=b"_L1 << "token"_ba;
    QTest::newRow("another token") << method << url << "other"_ba;
    QTest::newRow("no token") << method << url << QByteArray();
}

void DpopGuardTest::refusesAProofForSomethingElse()
{
    QFETCH(QString, method);
    QFETCH(QString, url);
    QFETCH(QByteArray, token);
    m_claims.method = method;
    m_claims.url = url;
    m_claims.tokenHash = token.isEmpty() ? QByteArray() : signing::sha256(token);
    QCOMPARE(slugOf(check(proof())), u"invalid-dpop-proof"_s);
}

void DpopGuardTest::refusesAnOldProof()
{
    for (const qint64 issued : {now - DpopGuard::window - 1, now + DpopGuard::window + 1}) {
        m_claims.issued = issued;
        QCOMPARE(slugOf(check(proof())), u"invalid-dpop-proof"_s);
    }
    m_claims.issued = now - DpopGuard::window;
    QVERIFY(check(proof()));
}

void DpopGuardTest::refusesAProofFromBeforeItBegan()
{
    DpopGuard guard(*m_clock);
    guard.serveAt(u"https://127.0.0.1:4711"_s);
    m_claims.issued = now - 1;
    const auto checked = guard.check({.proof = proof(), .method = "POST", .path = "/v1/changes", .token = "token"});
    QCOMPARE(slugOf(checked), u"invalid-dpop-proof"_s);
}

void DpopGuardTest::refusesEverythingBeforeItKnowsItsAddress()
{
    const DpopGuard guard(*m_clock);
    m_claims.url = u"/v1/changes"_s;
    const auto checked = guard.check({.proof = proof(), .method = "POST", .path = "/v1/changes", .token = "token"});
    QCOMPARE(slugOf(checked), u"invalid-dpop-proof"_s);
}

void DpopGuardTest::forgetsWhatIsTooOldAnyway()
{
    const QByteArray first = proof();
    const auto checked = check(first);
    QVERIFY(checked);
    QVERIFY(m_guard->use(*checked));
    m_clock->advance(2 * DpopGuard::window);
    QCOMPARE(slugOf(check(first)), u"invalid-dpop-proof"_s);
    m_claims.issued = m_clock->now();
    const auto again = check(proof());
    QVERIFY(again);
    QVERIFY(m_guard->use(*again));
}

void DpopGuardTest::oneOfManyThreadsTakesAProof()
{
    constexpr int threads = 4;
    constexpr int proofs = 50;
    std::vector<QByteArray> made;
    for (int i = 0; i < proofs; ++i) {
        m_claims.id = QString::number(i);
        made.push_back(proof());
    }
    std::latch start(threads);
    std::atomic<int> taken = 0;
    std::atomic<int> replayed = 0;
    std::vector<std::jthread> running;
    for (int i = 0; i < threads; ++i)
        running.emplace_back([&] {
            start.arrive_and_wait();
            for (const QByteArray &each : made) {
                const auto checked = check(each);
                const auto used = checked ? m_guard->use(*checked) : Expected<void>();
                taken += checked && used ? 1 : 0;
                replayed += !used && used.error().type == ProblemType::DpopReplayed ? 1 : 0;
            }
        });
    running.clear();
    QCOMPARE(taken.load(), proofs);
    QCOMPARE(replayed.load(), (threads - 1) * proofs);
}

ENIGM_TEST_MAIN(DpopGuardTest)
#include "DpopGuardTest.moc"

#include "contract/fleet/AttestationVerifier.h"
#include "contract/fleet/Certificate.h"
#include "tests/contract/fleet/AttestationVectors.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QSet>
#include <QTest>

#include <functional>

using namespace enigm;
using namespace enigm::fleet;
using namespace Qt::StringLiterals;

/// A real, good chain of a locked phone, spoilt in every way that a device or its thief could try.
class AttestationRefusalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingPresentedIsNotEvaluated();
    void theGoodChainIsVerifiedUnderACertificateOrAKeyAsRoot();
    void aTruncatedCertificateIsRefused();
    void anyChangedByteIsRefused();
    void certificatesOutOfPlaceAreRefused();
    void anotherRootIsRefused();
    void anotherChallengeIsAReplay();
    void aRevokedOrSuspendedSerialIsRefused();
    void certificatesOutsideTheirValidityAreRefused();
    void aWeakerPlaceOrAnOlderSystemIsRefused();
    void unknownAlgorithmsHaveAVerdictOfTheirOwn();
    void anAttestedKeyCannotIssue();
    void everyReasonHasOneWordAndOneOutcome();

private:
    AttestationReason reasonFor(const std::function<void(AttestationInput &)> &spoil) const;

    AttestationInput m_good;
};

namespace {

/// The DER with every occurrence of one byte string replaced by another of the same length.
QByteArray replaced(QByteArray der, const char *before, const char *after)
{
    return der.replace(QByteArray::fromHex(before), QByteArray::fromHex(after));
}

} // namespace

AttestationReason AttestationRefusalTest::reasonFor(const std::function<void(AttestationInput &)> &spoil) const
{
    AttestationInput input = m_good;
    spoil(input);
    const AttestationVerdict verdict = judgeAttestation(input);
    Q_ASSERT(verdict.outcome == outcomeOf(verdict.reason));
    return verdict.reason;
}

void AttestationRefusalTest::initTestCase()
{
    ENIGM_REQUIRE_VECTORS();
    m_good = test::lockedPhone();
}

void AttestationRefusalTest::nothingPresentedIsNotEvaluated()
{
    const AttestationVerdict verdict = judgeAttestation({});
    QCOMPARE(verdict.outcome, AttestationOutcome::NotEvaluated);
    QCOMPARE(verdict.lines().size(), 2U);
}

void AttestationRefusalTest::theGoodChainIsVerifiedUnderACertificateOrAKeyAsRoot()
{
    QCOMPARE(reasonFor([](AttestationInput &) {}), AttestationReason::None);
    QCOMPARE(reasonFor([](AttestationInput &input) {
                 for (QByteArray &root : input.roots)
                     root = attestationRootKey(root).value();
             }),
             AttestationReason::None);
}

void AttestationRefusalTest::aTruncatedCertificateIsRefused()
{
    const QByteArray leaf = m_good.chain.front();
    for (qsizetype size = 0; size < leaf.size(); ++size) {
        const auto reason = reasonFor([&](AttestationInput &input) { input.chain.front() = leaf.first(size); });
        QCOMPARE(reason, AttestationReason::Malformed);
    }
    QCOMPARE(reasonFor([&](AttestationInput &input) { input.chain.front() = leaf + '\0'; }),
             AttestationReason::Malformed);
}

void AttestationRefusalTest::anyChangedByteIsRefused()
{
    for (std::size_t certificate = 0; certificate < m_good.chain.size(); ++certificate) {
        // every byte of the leaf, a sample of the others, another bit each time
        const qsizetype step = certificate == 0 ? 1 : 7;
        for (qsizetype i = 0; i < m_good.chain[certificate].size(); i += step) {
            const auto reason = reasonFor([&](AttestationInput &input) {
                char &byte = input.chain[certificate][i];
                byte = char(byte ^ (1 << (i % 8)));
            });
            if (reason == AttestationReason::None)
                QFAIL(qPrintable(u"certificate %1, byte %2"_s.arg(certificate).arg(i)));
        }
    }
}

void AttestationRefusalTest::certificatesOutOfPlaceAreRefused()
{
    const std::size_t size = m_good.chain.size();
    for (std::size_t i = 0; i < size; ++i) {
        QVERIFY(reasonFor([&](AttestationInput &input) { input.chain.erase(input.chain.begin() + qsizetype(i)); }) !=
                AttestationReason::None);
        for (std::size_t j = 0; j < i; ++j) {
            QVERIFY(reasonFor([&](AttestationInput &input) { std::swap(input.chain[i], input.chain[j]); }) !=
                    AttestationReason::None);
        }
    }
    QCOMPARE(reasonFor([](AttestationInput &input) { input.chain.resize(1); }), AttestationReason::Incomplete);
    QCOMPARE(reasonFor([](AttestationInput &input) { input.chain = {input.chain.back()}; }),
             AttestationReason::Incomplete);
    QCOMPARE(reasonFor([](AttestationInput &input) { input.chain.resize(11, input.chain.back()); }),
             AttestationReason::Incomplete);
    // a longer tail of the root alone changes nothing about who vouches for the leaf, but a root vouches for one thing
    QCOMPARE(reasonFor([](AttestationInput &input) { input.chain = {input.chain.back(), input.chain.back()}; }),
             AttestationReason::NoKeyDescription);
}

void AttestationRefusalTest::anotherRootIsRefused()
{
    QCOMPARE(reasonFor([](AttestationInput &input) { input.roots.clear(); }), AttestationReason::Root);
    QCOMPARE(reasonFor([](AttestationInput &input) { input.roots = {QByteArray(), "no key"_ba}; }),
             AttestationReason::Root);
    QCOMPARE(reasonFor([](AttestationInput &input) { input.roots = {input.chain[0], input.chain[1]}; }),
             AttestationReason::Root);
    QVERIFY(!attestationRootKey(attestationRootKey(m_good.roots.front()).value() + '\0'));
}

void AttestationRefusalTest::anotherChallengeIsAReplay()
{
    const QByteArray own = m_good.expectedChallenge;
    for (const QByteArray &other : {QByteArray(), own.chopped(1), own + '\0', QByteArray(own.size(), 'x')}) {
        QCOMPARE(reasonFor([&](AttestationInput &input) { input.expectedChallenge = other; }),
                 AttestationReason::Challenge);
    }
}

void AttestationRefusalTest::aRevokedOrSuspendedSerialIsRefused()
{
    for (const QString &serial : judgeAttestation(m_good).facts.serials) {
        for (const QString &status : {u"REVOKED"_s, u"SUSPENDED"_s}) {
            const QString list = uR"({"entries":{"0%1":{"status":"%2","reason":"KEY_COMPROMISE"}}})"_s;
            const auto parsed = RevocationList::parse(list.arg(serial.toUpper(), status).toUtf8());
            QVERIFY(parsed);
            QCOMPARE(reasonFor([&](AttestationInput &input) { input.revocation = *parsed; }),
                     AttestationReason::Revoked);
        }
    }
}

void AttestationRefusalTest::certificatesOutsideTheirValidityAreRefused()
{
    constexpr qint64 year = 366 * 86400;
    QCOMPARE(reasonFor([](AttestationInput &input) { input.at += 11 * year; }), AttestationReason::Expired);
    QCOMPARE(reasonFor([](AttestationInput &input) { input.at -= year; }), AttestationReason::NotYetValid);
    QCOMPARE(outcomeOf(AttestationReason::Expired), AttestationOutcome::StaleAttestation);
}

void AttestationRefusalTest::aWeakerPlaceOrAnOlderSystemIsRefused()
{
    QCOMPARE(
        reasonFor([](AttestationInput &input) { input.acceptance.leastLevel = SecurityLevel::TrustedEnvironment; }),
        AttestationReason::None);
    QCOMPARE(reasonFor([](AttestationInput &input) { input.acceptance.leastLevel = SecurityLevel::StrongBox; }),
             AttestationReason::SecurityLevel);
    QCOMPARE(reasonFor([](AttestationInput &input) { input.acceptance.leastPatch = 202307; }), AttestationReason::None);
    QCOMPARE(reasonFor([](AttestationInput &input) { input.acceptance.leastPatch = 202308; }),
             AttestationReason::PatchLevel);
    QCOMPARE(outcomeOf(AttestationReason::PatchLevel), AttestationOutcome::EligibilityFailure);
}

void AttestationRefusalTest::unknownAlgorithmsHaveAVerdictOfTheirOwn()
{
    // id-ecPublicKey and ecdsa-with-SHA256, with a last arc that nobody has given out
    for (const auto &[before, after] :
         {std::pair("2a8648ce3d0201", "2a8648ce3d027f"), std::pair("2a8648ce3d040302", "2a8648ce3d04037f")}) {
        const AttestationReason reason = reasonFor(
            [&](AttestationInput &input) { input.chain.front() = replaced(input.chain.front(), before, after); });
        QCOMPARE(reason, AttestationReason::Algorithm);
    }
    QCOMPARE(outcomeOf(AttestationReason::Algorithm), AttestationOutcome::UnsupportedDevice);
}

void AttestationRefusalTest::anAttestedKeyCannotIssue()
{
    // the leaf as its own issuer's child: names and signature already refuse what the attested key did not sign
    QCOMPARE(reasonFor([](AttestationInput &input) { input.chain.insert(input.chain.begin(), input.chain.front()); }),
             AttestationReason::Names);
}

void AttestationRefusalTest::everyReasonHasOneWordAndOneOutcome()
{
    QSet<QString> words;
    for (const AttestationReason reason : allAttestationReasons()) {
        words.insert(toWord(reason));
        QCOMPARE(outcomeOf(reason) == AttestationOutcome::Verified, reason == AttestationReason::None);
    }
    QCOMPARE(std::size_t(words.size()), allAttestationReasons().size());
    for (const AttestationOutcome outcome : allAttestationOutcomes())
        QCOMPARE(attestationOutcomeFromWord(toWord(outcome)), std::optional(outcome));
    QVERIFY(!attestationOutcomeFromWord(u"trusted"));
}

ENIGM_TEST_MAIN(AttestationRefusalTest)
#include "AttestationRefusalTest.moc"

#include "contract/samples/SampleDeviceFactory.h"

#include "contract/certificates/CertificateTemplate.h"
#include "contract/certificates/DerWriter.h"
#include "contract/fleet/AttestationVerifier.h"
#include "tests/support/LogGuard.h"

#include <QElapsedTimer>
#include <QTest>

using namespace enigm;
using namespace enigm::fleet;
using namespace Qt::StringLiterals;
using certificates::CertificateTemplate;
using samples::SampleDevice;
using samples::SampleDeviceFactory;
using samples::SampleDeviceTraits;

/// Sample devices are judged by the same code as real ones, under their own root only; and the boot rules of the
/// verifier that no published chain shows are tried on them.
class SampleDeviceFactoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSampleDeviceIsVerifiedUnderTheSampleRoot();
    void itSaysWhatItWasMadeToSay();
    void anotherSampleRootDoesNotAcceptIt();
    void theBootIsJudged_data();
    void theBootIsJudged();
    void theSecurityLevelIsJudged();
    void anAttestedKeyCannotVouchForAnother();
    void aKeyOfItsOwnMayBeAttested();
    void aFleetIsMadeFast();

private:
    AttestationReason judge(const SampleDeviceTraits &traits, const AttestationAcceptance &acceptance) const;
    AttestationInput inputOf(const std::vector<QByteArray> &chain) const;

    static constexpr qint64 m_now = 1'790'000'000;
    static constexpr qint64 m_year = 365 * 86400;
    const std::unique_ptr<signing::PrivateKey> m_rootKey =
        signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const SampleDeviceFactory m_factory =
        SampleDeviceFactory::make(*m_rootKey, m_now - m_year, m_now + 40 * m_year).value();
};

namespace {

const QByteArray challenge(32, 'c');

SampleDeviceTraits traits()
{
    return {.challenge = challenge, .createdAt = 1'789'999'000};
}

} // namespace

AttestationInput SampleDeviceFactoryTest::inputOf(const std::vector<QByteArray> &chain) const
{
    return {.chain = chain, .roots = {m_factory.root()}, .expectedChallenge = challenge, .at = m_now};
}

AttestationReason SampleDeviceFactoryTest::judge(const SampleDeviceTraits &device,
                                                 const AttestationAcceptance &acceptance) const
{
    AttestationInput input = inputOf(m_factory.makeDevice(device).value().chain);
    input.acceptance = acceptance;
    return judgeAttestation(input).reason;
}

void SampleDeviceFactoryTest::aSampleDeviceIsVerifiedUnderTheSampleRoot()
{
    const SampleDevice device = m_factory.makeDevice(traits()).value();
    AttestationInput input = inputOf(device.chain);
    input.acceptance = {.leastLevel = SecurityLevel::StrongBox, .leastPatch = 202610};
    const AttestationVerdict verdict = judgeAttestation(input);
    QCOMPARE(toWord(verdict.reason), toWord(AttestationReason::None));
    QCOMPARE(verdict.facts.thumbprint, std::optional(device.attestedKey->publicKey().thumbprint()));
    QCOMPARE(verdict.facts.serials.size(), 3U);
    input.acceptance.leastPatch = 202611;
    QCOMPARE(judgeAttestation(input).reason, AttestationReason::PatchLevel);
}

void SampleDeviceFactoryTest::itSaysWhatItWasMadeToSay()
{
    const auto facts = judgeAttestation(inputOf(m_factory.makeDevice(traits()).value().chain)).facts;
    QCOMPARE(facts.description->attestationVersion, 300);
    QVERIFY(facts.description->hardwareEnforced.tagsOrdered);
    QVERIFY(!facts.description->carriedIdentifiers);
    QCOMPARE(facts.securityLevel(), std::optional(SecurityLevel::StrongBox));
    QCOMPARE(facts.rootOfTrust()->verifiedBootKey, traits().bootKey);
    QCOMPARE(facts.description->hardwareEnforced.number(AuthorizationTag::BootPatchLevel),
             std::optional<quint64>(20261005));
    QCOMPARE(facts.description->softwareEnforced.number(AuthorizationTag::CreationDateTime),
             std::optional<quint64>(1'789'999'000'000));
}

void SampleDeviceFactoryTest::anotherSampleRootDoesNotAcceptIt()
{
    const auto otherKey = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const auto other = SampleDeviceFactory::make(*otherKey, m_now - m_year, m_now + m_year).value();
    AttestationInput input = inputOf(m_factory.makeDevice(traits()).value().chain);
    input.roots = {other.root()};
    QCOMPARE(judgeAttestation(input).reason, AttestationReason::Root);
    // nor does the other's root certificate above this chain, although it has the same name
    input.chain.back() = other.root();
    QCOMPARE(judgeAttestation(input).reason, AttestationReason::Signature);
}

void SampleDeviceFactoryTest::theBootIsJudged_data()
{
    QTest::addColumn<bool>("locked");
    QTest::addColumn<VerifiedBootState>("state");
    QTest::addColumn<bool>("listed");
    QTest::addColumn<AttestationReason>("strict");
    using enum VerifiedBootState;
    QTest::newRow("verified") << true << Verified << false << AttestationReason::None;
    QTest::newRow("self-signed, unknown key") << true << SelfSigned << false << AttestationReason::BootKey;
    QTest::newRow("self-signed, listed key") << true << SelfSigned << true << AttestationReason::None;
    QTest::newRow("unverified though locked") << true << Unverified << true << AttestationReason::BootState;
    QTest::newRow("failed") << true << Failed << true << AttestationReason::BootState;
    QTest::newRow("unlocked") << false << Unverified << true << AttestationReason::Unlocked;
    QTest::newRow("unlocked though verified") << false << Verified << true << AttestationReason::Unlocked;
}

void SampleDeviceFactoryTest::theBootIsJudged()
{
    QFETCH(bool, locked);
    QFETCH(VerifiedBootState, state);
    QFETCH(bool, listed);
    QFETCH(AttestationReason, strict);
    SampleDeviceTraits device = traits();
    device.locked = locked;
    device.bootState = state;
    AttestationAcceptance acceptance;
    if (listed)
        acceptance.bootKeys = {QByteArray(32, '\1'), device.bootKey};
    QCOMPARE(toWord(judge(device, acceptance)), toWord(strict));
    acceptance = {.lab = true};
    QCOMPARE(judge(device, acceptance), AttestationReason::None);
}

void SampleDeviceFactoryTest::theSecurityLevelIsJudged()
{
    SampleDeviceTraits device = traits();
    for (const SecurityLevel level : allSecurityLevels()) {
        device.level = level;
        for (const SecurityLevel least : allSecurityLevels())
            QCOMPARE(judge(device, {.leastLevel = least}) == AttestationReason::None, level >= least);
    }
}

void SampleDeviceFactoryTest::anAttestedKeyCannotVouchForAnother()
{
    // a thief of nothing but a good phone signs a made-up leaf with its attested key
    const SampleDevice good = m_factory.makeDevice(traits()).value();
    const auto stolen = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const CertificateTemplate leaf{.issuer = u"Android Keystore Key"_s,
                                   .subject = u"Android Keystore Key"_s,
                                   .notBefore = m_now - m_year,
                                   .notAfter = m_now + m_year,
                                   .subjectKey = stolen->publicKey().spki(),
                                   .extensions = {}};
    AttestationInput input = inputOf(good.chain);
    input.chain.insert(input.chain.begin(), leaf.sign(*good.attestedKey).value());
    QCOMPARE(judgeAttestation(input).reason, AttestationReason::AttestedIssuer);
}

void SampleDeviceFactoryTest::aKeyOfItsOwnMayBeAttested()
{
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const auto chain = m_factory.attest(key->publicKey().spki(), traits()).value();
    QCOMPARE(judgeAttestation(inputOf(chain)).facts.attestedKey, key->publicKey().spki());
}

void SampleDeviceFactoryTest::aFleetIsMadeFast()
{
    QElapsedTimer timer;
    timer.start();
    constexpr int count = 500;
    for (int i = 0; i < count; ++i)
        QVERIFY(m_factory.makeDevice(traits()));
    // 5,000 in well under half a minute even under the sanitizers
    QVERIFY2(timer.elapsed() < 3000, qPrintable(u"%1 devices took %2 ms"_s.arg(count).arg(timer.elapsed())));
}

ENIGM_TEST_MAIN(SampleDeviceFactoryTest)
#include "SampleDeviceFactoryTest.moc"

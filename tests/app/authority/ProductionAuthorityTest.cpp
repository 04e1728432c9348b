#include "app/files/FileAccess.h"
#include "contract/deployment/DeploymentFile.h"
#include "contract/encoding/Base64Url.h"
#include "contract/encoding/Uuid.h"
#include "contract/json/JsonParser.h"
#include "contract/ota/ProductionSignature.h"
#include "contract/signing/KeyFile.h"
#include "contract/signing/Secret.h"
#include "tests/app/enigmctl/CtlProcess.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"
#include "tests/support/token/SoftToken.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using Story = SampleHistory::Story;

/// The program beside the hardware module: it signs what people let it sign, which it finds out by itself, and nothing
/// else, whatever it is told.
class ProductionAuthorityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatPeopleSignedOffIsSigned();
    void anotherFileIsNotSigned();
    void theRequestersSignatureAloneSignsNothing();
    void anotherChangeIsNoOrder();
    void aKeyThatGovernanceDoesNotNameSignsNothing();
    void anotherDeploymentsOrderIsRefused();
    void everyByteOfTheEvidenceCounts();
    void whatIsNoOrderIsRefused();
    void aWrongPinOpensNothing();
    void aKeyInAFileIsRefusedOutsideOfSamples();
    void aPinThatOthersMayReadIsRefused();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QByteArray order(const QByteArray &evidence, const QString &artifact) const;
    [[nodiscard]] QByteArray order(const Story &story) const
    {
        return order(m_history->evidenceOf(story).toBytes(), path(u"artifact"_s));
    }
    /// The files that the program is given.
    struct Given
    {
        QString deployment = u"deployment.json"_s;
        QString key = u"key.json"_s;
        QString pin = u"pin"_s;
    };
    [[nodiscard]] ProgramRun run(const QByteArray &input, const Given &given) const;
    [[nodiscard]] ProgramRun run(const QByteArray &input) const { return run(input, Given()); }
    void write(const QString &name, const QByteArray &bytes, files::Readers readers = files::Readers::Owner) const
    {
        require(files::writeFile(path(name), bytes, readers));
    }
    [[nodiscard]] Story signOff(const QByteArray &artifact);
    void name(const signing::PublicKey &production);
    void writeDeployment(const QString &name, const SampleHistory &history) const;

    const QByteArray m_pin = "918273"_ba;
    const QByteArray m_bytes = "an artifact"_ba;
    SoftToken m_token{m_pin};
    QTemporaryDir m_folder;
    std::unique_ptr<SampleHistory> m_history;
    std::unique_ptr<signing::PrivateKey> m_manifestKey;
};

void ProductionAuthorityTest::initTestCase()
{
    if (const QString missing = m_token.make(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    m_history = std::make_unique<SampleHistory>();
    m_manifestKey = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const ProgramRun made = CtlProcess(m_folder.path())
                                .run({u"authority-key"_s, u"create"_s, path(u"key.json"_s), u"--pkcs11-module"_s,
                                      m_token.module(), u"--pkcs11-token"_s, SoftToken::label(), u"--pkcs11-label"_s,
                                      u"production"_s, u"--json"_s, u"--passphrase-fd"_s, u"0"_s},
                                     m_pin + '\n');
    QVERIFY2(made.exit == 0, made.err.constData());
    const auto document = require(json::parse(made.out));
    name(require(signing::PublicKey::fromJwk(*document.object().find("key"_L1))));
    write(u"artifact"_s, m_bytes);
    write(u"pin"_s, m_pin + '\n');
    writeDeployment(u"deployment.json"_s, *m_history);
}

void ProductionAuthorityTest::name(const signing::PublicKey &production)
{
    m_history->perform(m_history->administrator1, changes::updateKeysSet, {},
                       changes::SetUpdateKeysParameters{
                           .keys = {.manifest = {m_manifestKey->publicKey()}, .production = {production}}},
                       {m_history->approver1, m_history->approver2});
}

void ProductionAuthorityTest::writeDeployment(const QString &name, const SampleHistory &history) const
{
    const operators::Founding &founding = history.founding();
    const deployment::DeploymentFile pins{.name = founding.name,
                                          .url = QUrl(u"https://127.0.0.1:1"_s),
                                          .tlsDigest = founding.tlsDigests.front(),
                                          .deployment = history.deploymentId(),
                                          .governanceLogKey = founding.governanceLogKey,
                                          .activityLogKey = founding.activityLogKey,
                                          .governanceCheckpoint = history.governanceCheckpoint(),
                                          .activityCheckpoint = history.activityCheckpoint(),
                                          .sample = founding.sample};
    write(name, pins.toBytes());
}

Story ProductionAuthorityTest::signOff(const QByteArray &artifact)
{
    const ota::Manifest manifest{
        .deployment = m_history->deploymentId(),
        .release = encoding::makeUuid7(m_history->now() * 1000),
        .version = u"2026.11.2"_s,
        .artifact = {.digest = signing::sha256(artifact), .length = artifact.size(), .name = u"system.img"_s},
        .builds = {u"enigm/reference/a"_s},
        .rollbackIndex = 7,
        .securityPatch = 202'611,
        .notes = {}};
    return m_history->perform(m_history->releaseManager1, changes::releaseSignProduction, {},
                              changes::SignProductionParameters{.release = manifest.release,
                                                                .manifest = manifest.digest(),
                                                                .artifact = manifest.artifact.digest,
                                                                .length = manifest.artifact.length},
                              {m_history->approver1});
}

QByteArray ProductionAuthorityTest::order(const QByteArray &evidence, const QString &artifact) const
{
    return json::canonical(json::Object{
        {"artifact"_L1, artifact}, {"evidence"_L1, QString::fromLatin1(encoding::toBase64Url(evidence))}, {"v"_L1, 1}});
}

ProgramRun ProductionAuthorityTest::run(const QByteArray &input, const Given &given) const
{
    QProcess process;
    process.start(builtProgram(u"enigm-production-authority"_s), {u"--deployment"_s, path(given.deployment), u"--key"_s,
                                                                  path(given.key), u"--pin-file"_s, path(given.pin)});
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished())
        qFatal("the authority does not end");
    return {.exit = process.exitCode(), .out = process.readAllStandardOutput(), .err = process.readAllStandardError()};
}

void ProductionAuthorityTest::whatPeopleSignedOffIsSigned()
{
    const Story story = signOff(m_bytes);
    const ProgramRun made = run(order(story));
    QVERIFY2(made.exit == 0, made.err.constData());
    const auto read = require(ota::SignedProduction::parse(made.member("jws"_L1).toLatin1()));
    const auto &asked = std::get<changes::SignProductionParameters>(story.change.parameters);
    QCOMPARE(read.production, asked.production(m_history->deploymentId()));
    require(read.jws.verify(m_history->directory().updateKeys().production.front()));
    QVERIFY(!made.out.contains(m_pin) && !made.err.contains(m_pin));
}

void ProductionAuthorityTest::anotherFileIsNotSigned()
{
    const Story story = signOff("another artifact"_ba);
    const ProgramRun refused = run(order(story));
    QCOMPARE(refused.exit, 1);
    QVERIFY(refused.out.isEmpty() && refused.err.contains("body-mismatch"));
    // Of the same length, too.
    const Story same = signOff("an Artifact"_ba);
    QVERIFY(run(order(same)).err.contains("body-mismatch"));
    const ProgramRun missing = run(order(m_history->evidenceOf(signOff(m_bytes)).toBytes(), path(u"nothing"_s)));
    QCOMPARE(missing.exit, 1);
    QVERIFY(missing.err.contains("file-unreadable"));
}

void ProductionAuthorityTest::theRequestersSignatureAloneSignsNothing()
{
    const Story whole = signOff(m_bytes);
    auto bundle = m_history->evidenceOf(whole);
    bundle.records.erase(bundle.records.begin() + 1); // the approval
    const ProgramRun refused = run(order(bundle.toBytes(), path(u"artifact"_s)));
    QCOMPARE(refused.exit, 1);
    QVERIFY2(refused.out.isEmpty() && !refused.err.isEmpty(), refused.err.constData());
}

void ProductionAuthorityTest::anotherChangeIsNoOrder()
{
    const Story story = m_history->perform(
        m_history->releaseManager1, changes::releaseSignManifest, {},
        changes::SignManifestParameters{
            .manifest = {.deployment = m_history->deploymentId(),
                         .release = encoding::makeUuid7(m_history->now() * 1000),
                         .version = u"1"_s,
                         .artifact = {.digest = signing::sha256(m_bytes), .length = m_bytes.size(), .name = u"a"_s},
                         .builds = {u"b"_s},
                         .rollbackIndex = 1,
                         .securityPatch = 202'611,
                         .notes = {}}},
        {m_history->approver1});
    const ProgramRun refused = run(order(story));
    QCOMPARE(refused.exit, 1);
    QVERIFY(refused.err.contains("target-mismatch"));
}

void ProductionAuthorityTest::aKeyThatGovernanceDoesNotNameSignsNothing()
{
    const auto before = m_history->directory().updateKeys().production.front();
    const auto other = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    name(other->publicKey());
    const Story story = signOff(m_bytes);
    const ProgramRun refused = run(order(story));
    name(before);
    QCOMPARE(refused.exit, 1);
    QVERIFY(refused.err.contains("unknown-key"));
}

void ProductionAuthorityTest::anotherDeploymentsOrderIsRefused()
{
    const SampleHistory other;
    writeDeployment(u"other.json"_s, other);
    const ProgramRun refused = run(order(signOff(m_bytes)), {.deployment = u"other.json"_s});
    QCOMPARE(refused.exit, 1);
    QVERIFY(refused.err.contains("wrong-deployment"));
}

void ProductionAuthorityTest::everyByteOfTheEvidenceCounts()
{
    const QByteArray evidence = m_history->evidenceOf(signOff(m_bytes)).toBytes();
    constexpr qsizetype places = 24; // each starts a process
    for (qsizetype i = 0; i < places; ++i) {
        QByteArray changed = evidence;
        const qsizetype place = i * (evidence.size() - 1) / (places - 1);
        changed[place] = static_cast<char>(changed[place] ^ 1);
        const ProgramRun refused = run(order(changed, path(u"artifact"_s)));
        QVERIFY2(refused.exit == 1 && refused.out.isEmpty(), qPrintable(u"byte %1"_s.arg(place)));
    }
}

void ProductionAuthorityTest::whatIsNoOrderIsRefused()
{
    for (const QByteArray &input : {""_ba, "{}"_ba, "[]"_ba, R"({"artifact":"a","evidence":"","v":2})"_ba,
                                    R"({"artifact":"a","evidence":"","more":1,"v":1})"_ba}) {
        const ProgramRun refused = run(input);
        QCOMPARE(refused.exit, 1);
        QVERIFY(refused.out.isEmpty() && !refused.err.isEmpty());
    }
}

void ProductionAuthorityTest::aWrongPinOpensNothing()
{
    write(u"wrong"_s, "000000\n");
    const ProgramRun refused = run(order(signOff(m_bytes)), {.pin = u"wrong"_s});
    QCOMPARE(refused.exit, 2);
    QVERIFY(refused.err.contains("wrong-passphrase") && !refused.err.contains("000000"));
}

void ProductionAuthorityTest::aKeyInAFileIsRefusedOutsideOfSamples()
{
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const auto sealed = signing::SealedKey::seal(*key, signing::Secret(QByteArrayView(m_pin)));
    write(u"sealed.json"_s, json::canonical(sealed.toJson()));
    const ProgramRun refused = run({}, {.key = u"sealed.json"_s});
    QCOMPARE(refused.exit, 2);
    QVERIFY(refused.err.contains("PKCS#11"));
}

void ProductionAuthorityTest::aPinThatOthersMayReadIsRefused()
{
    write(u"open"_s, m_pin + '\n', files::Readers::All);
    const ProgramRun refused = run(order(signOff(m_bytes)), {.pin = u"open"_s});
    QCOMPARE(refused.exit, 2);
    QVERIFY(refused.err.contains("file-unreadable"));
}

ENIGM_TEST_MAIN(ProductionAuthorityTest)
#include "ProductionAuthorityTest.moc"

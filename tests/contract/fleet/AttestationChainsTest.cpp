#include "contract/fleet/AttestationVerifier.h"
#include "contract/fleet/Certificate.h"
#include "contract/json/JsonParser.h"
#include "contract/signing/PublicKey.h"
#include "tests/contract/fleet/AttestationVectors.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace enigm;
using namespace enigm::fleet;
using namespace Qt::StringLiterals;

/// Every published chain of a real device, against the expected answers and the expected parses.
class AttestationChainsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyChainHasItsExpectedVerdicts_data();
    void everyChainHasItsExpectedVerdicts();
    void everyExpectedFactIsFound_data();
    void everyExpectedFactIsFound();
    void noIdentifierIsPrinted_data();
    void noIdentifierIsPrinted();
    void factoryAndRemoteKeysAreToldApart();
    void aReviewerReadsTheVerdict();

private:
    std::vector<test::AttestationVector> m_vectors;
};

namespace {

const std::map<QString, AuthorizationTag> tagOfName{
    {u"purposes"_s, AuthorizationTag::Purpose},
    {u"algorithms"_s, AuthorizationTag::Algorithm},
    {u"keySize"_s, AuthorizationTag::KeySize},
    {u"blockModes"_s, AuthorizationTag::BlockMode},
    {u"digests"_s, AuthorizationTag::Digest},
    {u"paddings"_s, AuthorizationTag::Padding},
    {u"ecCurve"_s, AuthorizationTag::EcCurve},
    {u"rsaPublicExponent"_s, AuthorizationTag::RsaPublicExponent},
    {u"rsaOaepMgfDigests"_s, AuthorizationTag::RsaOaepMgfDigest},
    {u"activeDateTime"_s, AuthorizationTag::ActiveDateTime},
    {u"originationExpireDateTime"_s, AuthorizationTag::OriginationExpireDateTime},
    {u"usageExpireDateTime"_s, AuthorizationTag::UsageExpireDateTime},
    {u"usageCountLimit"_s, AuthorizationTag::UsageCountLimit},
    {u"noAuthRequired"_s, AuthorizationTag::NoAuthRequired},
    {u"userAuthType"_s, AuthorizationTag::UserAuthType},
    {u"authTimeout"_s, AuthorizationTag::AuthTimeout},
    {u"allowWhileOnBody"_s, AuthorizationTag::AllowWhileOnBody},
    {u"trustedUserPresenceRequired"_s, AuthorizationTag::TrustedUserPresenceRequired},
    {u"trustedConfirmationRequired"_s, AuthorizationTag::TrustedConfirmationRequired},
    {u"unlockedDeviceRequired"_s, AuthorizationTag::UnlockedDeviceRequired},
    {u"creationDateTime"_s, AuthorizationTag::CreationDateTime},
    {u"rollbackResistant"_s, AuthorizationTag::RollbackResistant},
    {u"osVersion"_s, AuthorizationTag::OsVersion},
    {u"osPatchLevel"_s, AuthorizationTag::OsPatchLevel},
    {u"attestationIdBrand"_s, AuthorizationTag::Brand},
    {u"attestationIdDevice"_s, AuthorizationTag::Device},
    {u"attestationIdProduct"_s, AuthorizationTag::Product},
    {u"attestationIdManufacturer"_s, AuthorizationTag::Manufacturer},
    {u"attestationIdModel"_s, AuthorizationTag::Model},
    {u"vendorPatchLevel"_s, AuthorizationTag::VendorPatchLevel},
    {u"bootPatchLevel"_s, AuthorizationTag::BootPatchLevel},
    {u"moduleHash"_s, AuthorizationTag::ModuleHash},
};

const QStringList identifierNames{u"attestationIdSerial"_s, u"attestationIdImei"_s, u"attestationIdMeid"_s,
                                  u"attestationIdSecondImei"_s};

/// The expected parse beside a chain, without its comment lines; empty where there is none.
QJsonObject expectedParse(const QString &chain)
{
    const QString path = test::attestationFolder() + QString(chain).replace(u".pem"_s, u".json"_s);
    if (!chain.endsWith(".pem"_L1) || !QFileInfo::exists(path))
        return {};
    QByteArray plain;
    for (const QByteArray &line : test::readFile(path).split('\n')) {
        if (!line.trimmed().startsWith("//"))
            plain += line + '\n';
    }
    return QJsonDocument::fromJson(plain).object();
}

QByteArray fromBase64(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

QString upperWord(QLatin1StringView word)
{
    return QString(word).toUpper().replace(u'-', u'_');
}

void compareRootOfTrust(const RootOfTrust &root, const QJsonObject &expected)
{
    QCOMPARE(root.verifiedBootKey, fromBase64(expected[u"verifiedBootKey"_s]));
    QCOMPARE(root.deviceLocked, expected[u"deviceLocked"_s].toBool());
    QCOMPARE(upperWord(toWord(root.verifiedBootState)), expected[u"verifiedBootState"_s].toString());
    QCOMPARE(root.verifiedBootHash, fromBase64(expected[u"verifiedBootHash"_s]));
}

void compareApplication(const AttestationApplication &application, const QJsonObject &expected)
{
    const QJsonArray packages = expected[u"packages"_s].toArray();
    QCOMPARE(qsizetype(application.packages.size()), packages.size());
    for (qsizetype i = 0; i < packages.size(); ++i) {
        const auto &package = application.packages[std::size_t(i)];
        QCOMPARE(package.name, packages[i][u"name"_s].toString());
        QCOMPARE(QString::number(package.version), packages[i][u"version"_s].toString());
    }
    const QJsonArray signatures = expected[u"signatures"_s].toArray();
    QCOMPARE(qsizetype(application.signatureDigests.size()), signatures.size());
    for (qsizetype i = 0; i < signatures.size(); ++i)
        QCOMPARE(application.signatureDigests[std::size_t(i)], fromBase64(signatures[i]));
}

void compareTag(const AuthorizationList &list, AuthorizationTag tag, const QJsonValue &expected)
{
    if (expected.isBool()) {
        QCOMPARE(list.flags.contains(tag), expected.toBool());
    } else if (expected.isArray()) {
        QStringList numbers;
        for (const quint64 number : list.numbers.at(tag))
            numbers << QString::number(number);
        QStringList words;
        for (const QJsonValue &item : expected.toArray())
            words << item.toString();
        QCOMPARE(numbers, words);
    } else if (list.texts.contains(tag)) {
        QCOMPARE(list.texts.at(tag), expected.toString());
    } else if (list.bytes.contains(tag)) {
        QCOMPARE(list.bytes.at(tag), fromBase64(expected));
    } else {
        QVERIFY(list.number(tag).has_value());
        QCOMPARE(QString::number(*list.number(tag)), expected.toString());
    }
}

void compareList(const AuthorizationList &list, const QJsonObject &expected)
{
    std::size_t compared = 0;
    for (auto member = expected.begin(); member != expected.end(); ++member) {
        const QString name = member.key();
        if (identifierNames.contains(name)) {
            QVERIFY(list.carriedIdentifiers);
            continue;
        }
        if (name == "areTagsOrdered"_L1) {
            QCOMPARE(list.tagsOrdered, member->toBool());
            continue;
        }
        ++compared;
        if (name == "rootOfTrust"_L1) {
            QVERIFY(list.rootOfTrust.has_value());
            compareRootOfTrust(*list.rootOfTrust, member->toObject());
        } else if (name == "attestationApplicationId"_L1) {
            QVERIFY(list.application.has_value());
            compareApplication(*list.application, member->toObject());
        } else if (name == "origin"_L1) {
            QCOMPARE(member->toString(), u"GENERATED"_s);
            QCOMPARE(list.number(AuthorizationTag::Origin), std::optional<quint64>(0));
        } else {
            QVERIFY2(tagOfName.contains(name), qPrintable(name));
            compareTag(list, tagOfName.at(name), *member);
        }
        if (QTest::currentTestFailed()) {
            qInfo("at %s", qPrintable(name));
            return;
        }
    }
    // and nothing was found that is not expected
    QCOMPARE(list.numbers.size() + list.flags.size() + list.texts.size() + list.bytes.size() +
                 (list.rootOfTrust ? 1 : 0) + (list.application ? 1 : 0),
             compared);
}

QString levelOf(const QJsonValue &expected)
{
    const QString word = expected.toString();
    return word == "STRONG_BOX"_L1 ? u"STRONGBOX"_s : word;
}

/// Everything that the verdict can show, in one text.
QString printed(const AttestationVerdict &verdict)
{
    QString result = QString::fromUtf8(json::canonical(verdict.toJson()));
    for (const AttestationLine &line : verdict.lines())
        result += u'\n' + line.name + u": "_s + line.value;
    return result;
}

} // namespace

void AttestationChainsTest::initTestCase()
{
    ENIGM_REQUIRE_VECTORS();
    m_vectors = test::attestationVectors();
    QCOMPARE(m_vectors.size(), 18U);
}

void AttestationChainsTest::everyChainHasItsExpectedVerdicts_data()
{
    QTest::addColumn<std::size_t>("index");
    for (std::size_t i = 0; i < m_vectors.size(); ++i)
        QTest::newRow(qPrintable(m_vectors[i].name)) << i;
}

void AttestationChainsTest::everyChainHasItsExpectedVerdicts()
{
    QFETCH(std::size_t, index);
    const test::AttestationVector &vector = m_vectors[index];
    AttestationInput input = test::strictInput(vector);
    const AttestationVerdict strict = judgeAttestation(input);
    QVERIFY2(strict.outcome == attestationOutcomeFromWord(vector.strict), qPrintable(printed(strict)));
    QCOMPARE(outcomeOf(strict.reason), strict.outcome);
    input.acceptance.lab = true;
    const AttestationVerdict lab = judgeAttestation(input);
    QVERIFY2(lab.outcome == attestationOutcomeFromWord(vector.lab), qPrintable(printed(lab)));

    const auto root = lab.facts.rootOfTrust();
    QCOMPARE(root ? (root->deviceLocked ? u"true"_s : u"false"_s) : QString(), vector.lockedWord);
    QCOMPARE(root ? upperWord(toWord(root->verifiedBootState)) : QString(), vector.bootState);
}

void AttestationChainsTest::everyExpectedFactIsFound_data()
{
    everyChainHasItsExpectedVerdicts_data();
}

void AttestationChainsTest::everyExpectedFactIsFound()
{
    QFETCH(std::size_t, index);
    const QJsonObject expected = expectedParse(m_vectors[index].name);
    if (expected.isEmpty())
        QSKIP("no expected parse beside this chain");
    const auto found = judgeAttestation(test::strictInput(m_vectors[index])).facts.description;
    QVERIFY(found.has_value());
    QCOMPARE(QString::number(found->attestationVersion), expected[u"attestationVersion"_s].toString());
    QCOMPARE(upperWord(toWord(found->attestationSecurityLevel)), levelOf(expected[u"attestationSecurityLevel"_s]));
    QCOMPARE(QString::number(found->keyMintVersion), expected[u"keyMintVersion"_s].toString());
    QCOMPARE(upperWord(toWord(found->keyMintSecurityLevel)), levelOf(expected[u"keyMintSecurityLevel"_s]));
    QCOMPARE(found->challenge, fromBase64(expected[u"attestationChallenge"_s]));
    compareList(found->softwareEnforced, expected[u"softwareEnforced"_s].toObject());
    compareList(found->hardwareEnforced, expected[u"hardwareEnforced"_s].toObject());
}

void AttestationChainsTest::noIdentifierIsPrinted_data()
{
    everyChainHasItsExpectedVerdicts_data();
}

void AttestationChainsTest::noIdentifierIsPrinted()
{
    QFETCH(std::size_t, index);
    const AttestationVerdict verdict = judgeAttestation(test::strictInput(m_vectors[index]));
    const QString text = printed(verdict);
    // what the chain itself holds: any run of 14 to 16 digits could be an IMEI
    static const QRegularExpression imei(u"(?<![0-9])[0-9]{14,16}(?![0-9])"_s);
    const QByteArray leaf = Certificate::parse(m_vectors[index].chain.front())
                                .value()
                                .extension("1.3.6.1.4.1.11129.2.1.17")
                                .value_or(QByteArray());
    QStringList identifiers;
    for (auto matches = imei.globalMatch(QString::fromLatin1(leaf)); matches.hasNext();)
        identifiers << matches.next().captured();
    const QJsonObject hardware = expectedParse(m_vectors[index].name)[u"hardwareEnforced"_s].toObject();
    for (const QString &name : identifierNames) {
        if (hardware.contains(name))
            identifiers << hardware[name].toString();
    }
    QCOMPARE(!identifiers.isEmpty(), m_vectors[index].name.contains("+IMEI"_L1));
    QCOMPARE(verdict.facts.description->carriedIdentifiers, !identifiers.isEmpty());
    for (const QString &identifier : identifiers) {
        const QByteArray bytes = identifier.toLatin1();
        QVERIFY(!text.contains(identifier));
        QVERIFY(!text.contains(QString::fromLatin1(bytes.toHex()), Qt::CaseInsensitive));
        QVERIFY(!text.contains(QString::fromLatin1(bytes.toBase64()).left(18)));
    }
}

void AttestationChainsTest::factoryAndRemoteKeysAreToldApart()
{
    for (const test::AttestationVector &vector : m_vectors) {
        const AttestationFacts facts = judgeAttestation(test::strictInput(vector)).facts;
        QCOMPARE(facts.provisioning == Provisioning::Remote, vector.name.contains("akita"_L1));
        QCOMPARE(facts.serials.size(), vector.chain.size());
        QVERIFY(!facts.attestedKey.isEmpty());
        const auto key = signing::PublicKey::fromSpki(facts.attestedKey);
        QCOMPARE(facts.thumbprint, key ? std::optional(key->thumbprint()) : std::nullopt);
        QCOMPARE(facts.thumbprint.has_value(), !vector.name.contains("RSA"_L1));
    }
}

void AttestationChainsTest::aReviewerReadsTheVerdict()
{
    const AttestationVerdict verdict = judgeAttestation(test::lockedPhone());
    const auto lines = verdict.lines();
    QCOMPARE(lines.at(0), (AttestationLine{u"outcome"_s, u"verified"_s}));
    QCOMPARE(lines.at(1), (AttestationLine{u"reason"_s, u"none"_s}));
    const auto has = [&lines](const QString &name, const QString &value) {
        return std::ranges::find(lines, AttestationLine{name, value}) != lines.end();
    };
    QVERIFY(has(u"security_level"_s, u"trusted-environment"_s));
    QVERIFY(has(u"verified_boot_state"_s, u"verified"_s));
    QVERIFY(has(u"verified_boot_key"_s, u"81d1bb21455394da0d7f60c257b7545980ed52dfd7c8a8816ccf3ca707436f9e"_s));
    QVERIFY(has(u"os_patch_level"_s, u"202307"_s));
    QVERIFY(has(u"hardware.purpose"_s, u"sign"_s));
    QVERIFY(has(u"software.creation_date_time"_s, u"2026-06-04T14:59:05.000Z"_s));
    const json::Value document = verdict.toJson();
    QCOMPARE(document.object().find(u"outcome")->text(), u"verified"_s);
    const json::Object &facts = document.object().find(u"facts")->object();
    QCOMPARE(facts.find(u"verified_boot_key")->text(), u"gdG7IUVTlNoNf2DCV7dUWYDtUt_XyKiBbM88pwdDb54"_s);
    QCOMPARE(facts.find(u"attestation_version")->integer(), 3);
    QCOMPARE(facts.find(u"device_locked")->boolean(), true);
    QCOMPARE(facts.size() + 2, lines.size());
}

ENIGM_TEST_MAIN(AttestationChainsTest)
#include "AttestationChainsTest.moc"

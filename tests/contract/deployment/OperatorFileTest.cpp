#include "contract/deployment/OperatorFile.h"

#include "contract/signing/KeyFile.h"
#include "contract/signing/TokenKey.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using deployment::OperatorFile;
using signing::SealedKey;

/// An operator's key as a file, sealed or in a token.
class OperatorFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeyStaysSealed();
    void aTokenIsNamed();
    void everyOtherSpellingIsRefused();
    void peopleSignWithOneKindOfKey();

private:
    [[nodiscard]] static OperatorFile fileOf(std::shared_ptr<const signing::LockedKey> key);
    [[nodiscard]] OperatorFile tokenFile() const;

    const signing::Secret m_passphrase{QByteArrayView("correct horse")};
    const std::unique_ptr<signing::PrivateKey> m_key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
};

namespace {

const signing::Pkcs11KeyReference reference{u"/usr/lib/example.so"_s, u"Ada's token"_s, u"operator"_s};
const QString operatorId = u"01a204c7-2610-712a-b85a-6784af9c990c"_s;

} // namespace

OperatorFile OperatorFileTest::fileOf(std::shared_ptr<const signing::LockedKey> key)
{
    return {.deployment = QByteArray(32, 'd'),
            .name = u"administrator-1"_s,
            .operatorId = operatorId,
            .key = std::move(key)};
}

OperatorFile OperatorFileTest::tokenFile() const
{
    return fileOf(
        std::make_shared<const signing::TokenKey>(require(signing::TokenKey::make(reference, m_key->publicKey()))));
}

void OperatorFileTest::aKeyStaysSealed()
{
    const OperatorFile file = fileOf(std::make_shared<const SealedKey>(SealedKey::seal(*m_key, m_passphrase)));
    const OperatorFile read = require(OperatorFile::parse(file.toBytes()));
    QCOMPARE(read.toBytes(), file.toBytes());
    QCOMPARE(read.operatorId, operatorId);
    QVERIFY(read.key->tokenLabel().isEmpty());
    QVERIFY(require(read.key->unlock(m_passphrase))->publicKey() == m_key->publicKey());
    QCOMPARE(outcomeOf(read.key->unlock(signing::Secret(QByteArrayView("wrong")))), u"wrong-passphrase"_s);
}

void OperatorFileTest::aTokenIsNamed()
{
    const OperatorFile file = tokenFile();
    const OperatorFile read = require(OperatorFile::parse(file.toBytes()));
    QCOMPARE(read.toBytes(), file.toBytes());
    QCOMPARE(read.key->tokenLabel(), u"Ada's token"_s);
    QVERIFY(read.key->publicKey() == m_key->publicKey());
}

void OperatorFileTest::everyOtherSpellingIsRefused()
{
    const QByteArray bytes = tokenFile().toBytes();
    QCOMPARE(outcomeOf(OperatorFile::parse(bytes.chopped(1))), u"not-canonical"_s);
    QCOMPARE(outcomeOf(OperatorFile::parse(bytes + ' ')), u"not-canonical"_s);
    QCOMPARE(outcomeOf(OperatorFile::parse(QByteArray(bytes).replace(R"("v":1)", R"("v": 1)"))), u"not-canonical"_s);
    QCOMPARE(outcomeOf(OperatorFile::parse(QByteArray(bytes).replace(R"("v":1)", R"("v":2)"))),
             u"unsupported-version"_s);
    QCOMPARE(outcomeOf(OperatorFile::parse(QByteArray(bytes).replace("/usr/lib/", ""))), u"out-of-range"_s);
    QCOMPARE(outcomeOf(OperatorFile::parse(QByteArray(bytes).replace(R"("token":)", R"("taken":)"))),
             u"missing-member"_s);
}

void OperatorFileTest::peopleSignWithOneKindOfKey()
{
    const auto other = signing::PrivateKey::generate(signing::PublicKey::Kind::Ed25519);
    const auto sealed = std::make_shared<const SealedKey>(SealedKey::seal(*other, m_passphrase));
    QCOMPARE(outcomeOf(OperatorFile::parse(fileOf(sealed).toBytes())), u"malformed-key"_s);
    const auto token = require(signing::TokenKey::make(reference, other->publicKey()));
    const auto bytes = fileOf(std::make_shared<const signing::TokenKey>(token)).toBytes();
    QCOMPARE(outcomeOf(OperatorFile::parse(bytes)), u"malformed-key"_s);
}

ENIGM_TEST_MAIN(OperatorFileTest)
#include "OperatorFileTest.moc"

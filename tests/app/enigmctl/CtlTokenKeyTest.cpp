#include "contract/deployment/OperatorFile.h"
#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "contract/operators/Founding.h"
#include "contract/signing/Jws.h"
#include "tests/app/enigmctl/CtlProcess.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"
#include "tests/support/history/SampleHistory.h"
#include "tests/support/token/SoftToken.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// A person's key is made in a token, and stays there.
class CtlTokenKeyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void aKeyIsMadeInTheToken();
    void theSameKeyIsTakenAgain();
    void aWrongPinMakesNothing();
    void allThreeOptionsAreNeeded();
    void aModuleIsNamedByItsPath();
    void aFounderSignsWithTheToken();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    [[nodiscard]] QStringList create(const QString &file, const QString &label) const;
    [[nodiscard]] ProgramRun run(const QStringList &arguments, const QByteArray &pin = SoftToken::pin()) const;

    SoftToken m_token;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void CtlTokenKeyTest::initTestCase()
{
    if (const QString missing = m_token.make(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
}

QStringList CtlTokenKeyTest::create(const QString &file, const QString &label) const
{
    return {
        u"key"_s,         u"create"_s,         path(file),         u"--name"_s,         u"Ada"_s, u"--pkcs11-module"_s,
        m_token.module(), u"--pkcs11-token"_s, SoftToken::label(), u"--pkcs11-label"_s, label};
}

ProgramRun CtlTokenKeyTest::run(const QStringList &arguments, const QByteArray &pin) const
{
    return CtlProcess(m_folder->path())
        .run(arguments + QStringList{u"--json"_s, u"--passphrase-fd"_s, u"0"_s}, pin + '\n');
}

void CtlTokenKeyTest::aKeyIsMadeInTheToken()
{
    const ProgramRun made = run(create(u"ada.json"_s, u"made"_s));
    QVERIFY2(made.exit == 0, made.err.constData());
    QCOMPARE(made.member("token"_L1), SoftToken::label());
    const QByteArray bytes = readFile(path(u"ada.json"_s));
    QVERIFY(!bytes.contains(SoftToken::pin()));
    QCOMPARE(QFile::permissions(path(u"ada.json"_s)) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const ProgramRun shown = CtlProcess(m_folder->path()).run({u"key"_s, u"show"_s, path(u"ada.json"_s), u"--json"_s});
    QCOMPARE(shown.out, made.out);
    const auto file = require(deployment::OperatorFile::parse(bytes));
    const auto signer = require(file.key->unlock(signing::Secret(SoftToken::pin())));
    QCOMPARE(signer->publicKey().thumbprint(), made.member("thumbprint"_L1));
}

void CtlTokenKeyTest::theSameKeyIsTakenAgain()
{
    const ProgramRun first = run(create(u"first.json"_s, u"kept"_s));
    const ProgramRun second = run(create(u"second.json"_s, u"kept"_s));
    QVERIFY2(second.exit == 0, second.err.constData());
    QCOMPARE(second.member("thumbprint"_L1), first.member("thumbprint"_L1));
    // A file is never replaced, and no key made for one that cannot be written.
    const ProgramRun taken = run(create(u"second.json"_s, u"never made"_s));
    QCOMPARE(taken.member("type"_L1), u"urn:enigm:problem:already-exists"_s);
    const auto never = signing::openPkcs11(m_token.key(u"never made"_s), signing::Secret(SoftToken::pin()));
    QVERIFY(!never);
}

void CtlTokenKeyTest::aWrongPinMakesNothing()
{
    const ProgramRun wrong = run(create(u"ada.json"_s, u"wrong"_s), "000000");
    QCOMPARE(wrong.exit, 4);
    QCOMPARE(wrong.member("type"_L1), u"urn:enigm:problem:wrong-passphrase"_s);
    QVERIFY(!QFile::exists(path(u"ada.json"_s)));
}

void CtlTokenKeyTest::allThreeOptionsAreNeeded()
{
    const QStringList line = create(u"ada.json"_s, u"half"_s);
    QCOMPARE(run(line.mid(0, 9)).exit, 2);
    QCOMPARE(run(line.mid(0, 5) + line.mid(7)).exit, 2);
    QVERIFY(!QFile::exists(path(u"ada.json"_s)));
}

void CtlTokenKeyTest::aModuleIsNamedByItsPath()
{
    QStringList line = create(u"ada.json"_s, u"named"_s);
    line.replace(6, u"libsofthsm2.so"_s);
    const ProgramRun named = run(line);
    QCOMPARE(named.exit, 2);
    line.replace(6, u"/nowhere/module.so"_s);
    QCOMPARE(run(line).exit, 3);
}

void CtlTokenKeyTest::aFounderSignsWithTheToken()
{
    SampleHistory history;
    const ProgramRun made = run(create(u"ada.json"_s, u"founder"_s));
    QVERIFY2(made.exit == 0, made.err.constData());
    operators::Founding founding = history.founding();
    founding.founders.front().key = require(signing::PublicKey::fromJwk(*made.json().object().find("key"_L1)));
    QFile payload(path(u"founding.json"_s));
    QVERIFY(payload.open(QIODevice::WriteOnly) && payload.write(json::canonical(founding.toJson()) + '\n') > 0);
    payload.close();
    const QStringList line{u"found"_s, u"sign"_s, payload.fileName(), u"--operator"_s, path(u"ada.json"_s)};
    const ProgramRun signature = run(line);
    QVERIFY2(signature.exit == 0, signature.err.constData());
    const auto jws = require(signing::Jws::parse(signature.member("jws"_L1).toLatin1(), operators::foundingTyp));
    QVERIFY(jws.verify(founding.founders.front().key).has_value());
    QCOMPARE(run(line, "000000").exit, 4);
}

ENIGM_TEST_MAIN(CtlTokenKeyTest)
#include "CtlTokenKeyTest.moc"

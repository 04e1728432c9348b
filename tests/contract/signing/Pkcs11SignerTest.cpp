#include "contract/signing/Pkcs11Signer.h"

#include "contract/signing/Jws.h"
#include "tests/support/LogGuard.h"

#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <atomic>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace Qt::StringLiterals;
using enigm::ProblemType;
using namespace enigm::signing;

Q_DECLARE_METATYPE(enigm::signing::PublicKey::Kind)

namespace {

/// Runs a command to its end. Not by QProcess: ThreadSanitizer does not survive how that forks.
bool succeeds(const QStringList &command)
{
    std::vector<QByteArray> words;
    for (const QString &word : command)
        words.push_back(QFile::encodeName(word));
    std::vector<char *> arguments;
    for (QByteArray &word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t process = 0;
    int status = 0;
    return ::posix_spawn(&process, arguments.front(), nullptr, nullptr, arguments.data(), environ) == 0 &&
           ::waitpid(process, &status, 0) == process && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace

/// Against SoftHSM 2, with a token of the test's own.
class Pkcs11SignerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aKeyOfTheTokenSigns_data();
    void aKeyOfTheTokenSigns();
    void aSecondKeyOfTheSameNameIsRefused();
    void aWrongPinIsRefused();
    void aWrongPinIsRefusedWhileAnotherIsLoggedIn();
    void aMissingModuleTokenOrKeyIsNamed();
    void theTokenSignsAChange();
    void oneSignerServesManyThreads();
    void twoSignersShareAToken();

private:
    [[nodiscard]] Pkcs11KeyReference key(const QString &label) const { return {m_module, u"enigm test"_s, label}; }
    [[nodiscard]] static Secret pin() { return Secret("654321"_ba); }

    QTemporaryDir m_directory;
    QString m_module;
};

void Pkcs11SignerTest::initTestCase()
{
    const QString tool = QStandardPaths::findExecutable(u"softhsm2-util"_s);
    for (const QString &path : {u"/usr/lib/softhsm/libsofthsm2.so"_s, u"/usr/lib64/pkcs11/libsofthsm2.so"_s}) {
        if (QFile::exists(path))
            m_module = path;
    }
    if (tool.isEmpty() || m_module.isEmpty())
        QSKIP("SKIPPED WHOLE TEST: SoftHSM 2 is missing; install softhsm2");

    QVERIFY(m_directory.isValid());
    QFile configuration(m_directory.filePath(u"softhsm2.conf"_s));
    QVERIFY(configuration.open(QIODevice::WriteOnly));
    configuration.write("directories.tokendir = " + QFile::encodeName(m_directory.path()) +
                        "\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = false\n");
    configuration.close();
    qputenv("SOFTHSM2_CONF", QFile::encodeName(configuration.fileName()));

    // SoftHSM's tool takes PINs of its throw-away token on the command line only.
    QVERIFY(succeeds({tool, u"--init-token"_s, u"--free"_s, u"--label"_s, u"enigm test"_s, u"--so-pin"_s, u"12345678"_s,
                      u"--pin"_s, u"654321"_s}));
}

void Pkcs11SignerTest::aKeyOfTheTokenSigns_data()
{
    QTest::addColumn<PublicKey::Kind>("kind");
    QTest::addColumn<QString>("label");
    QTest::newRow("P-256") << PublicKey::Kind::P256 << u"operator"_s;
    QTest::newRow("Ed25519") << PublicKey::Kind::Ed25519 << u"witness"_s;
}

void Pkcs11SignerTest::aKeyOfTheTokenSigns()
{
    QFETCH(PublicKey::Kind, kind);
    QFETCH(QString, label);
    PublicKey made;
    {
        const auto signer = generatePkcs11(key(label), pin(), kind);
        QVERIFY2(signer, qPrintable(signer ? QString() : signer.error().toString()));
        made = (*signer)->publicKey();
    }
    const auto signer = openPkcs11(key(label), pin());
    QVERIFY2(signer, qPrintable(signer ? QString() : signer.error().toString()));
    QVERIFY((*signer)->publicKey() == made);
    QCOMPARE(made.kind(), kind);
    for (const QByteArray &message : {"m"_ba, QByteArray(5000, 'x')}) {
        const auto signature = (*signer)->sign(message);
        QVERIFY2(signature, qPrintable(signature ? QString() : signature.error().toString()));
        QVERIFY(made.verify(message, *signature));
        QVERIFY(!made.verify(message + 'y', *signature));
    }
}

void Pkcs11SignerTest::aSecondKeyOfTheSameNameIsRefused()
{
    const auto signer = generatePkcs11(key(u"operator"_s), pin(), PublicKey::Kind::P256);
    QVERIFY(!signer);
    QCOMPARE(signer.error().type, ProblemType::AlreadyExists);
}

void Pkcs11SignerTest::aWrongPinIsRefused()
{
    for (const QByteArray &wrong : {"000000"_ba, "6543210"_ba, "1"_ba}) {
        const auto signer = openPkcs11(key(u"operator"_s), Secret(wrong));
        QVERIFY(!signer);
        QCOMPARE(signer.error().type, ProblemType::WrongPassphrase);
        QVERIFY(!signer.error().detail.contains(QString::fromLatin1(wrong)));
    }
}

void Pkcs11SignerTest::aWrongPinIsRefusedWhileAnotherIsLoggedIn()
{
    const auto first = openPkcs11(key(u"operator"_s), pin());
    QVERIFY(first);
    const auto second = openPkcs11(key(u"operator"_s), Secret("000000"_ba));
    QVERIFY(!second);
    QCOMPARE(second.error().type, ProblemType::WrongPassphrase);
    const auto signature = (*first)->sign("m"_ba);
    QVERIFY(!signature); // logged out: a wrong PIN fails closed
    QCOMPARE(signature.error().type, ProblemType::TokenUnavailable);
}

void Pkcs11SignerTest::aMissingModuleTokenOrKeyIsNamed()
{
    const Pkcs11KeyReference good = key(u"operator"_s);
    const auto problem = [](const Pkcs11KeyReference &reference) {
        const auto signer = openPkcs11(reference, pin());
        return signer ? u"none"_s : signer.error().toString();
    };
    const QString module = problem({u"/nowhere/libmissing.so"_s, good.tokenLabel, good.keyLabel});
    QVERIFY2(module.startsWith(u"token-unavailable"_s) && module.contains(u"/nowhere/libmissing.so"_s),
             qPrintable(module));
    const QString token = problem({good.modulePath, u"another token"_s, good.keyLabel});
    QVERIFY2(token.startsWith(u"token-unavailable"_s) && token.contains(u"another token"_s), qPrintable(token));
    const QString missing = problem({good.modulePath, good.tokenLabel, u"another key"_s});
    QVERIFY2(missing.startsWith(u"token-unavailable"_s), qPrintable(missing));
    const QString noModule = problem({{}, good.tokenLabel, good.keyLabel});
    QVERIFY2(noModule.startsWith(u"token-unavailable"_s), qPrintable(noModule));
}

void Pkcs11SignerTest::theTokenSignsAChange()
{
    const auto signer = openPkcs11(key(u"operator"_s), pin());
    QVERIFY(signer);
    const auto jws = Jws::sign("enigm-change+jws"_L1, enigm::json::Object{{"v"_L1, 1}}, **signer);
    QVERIFY(jws);
    QVERIFY(jws->verify((*signer)->publicKey()));
}

void Pkcs11SignerTest::oneSignerServesManyThreads()
{
    const auto signer = openPkcs11(key(u"operator"_s), pin());
    QVERIFY(signer);
    std::atomic<int> good = 0;
    QThreadPool pool;
    pool.setMaxThreadCount(4);
    for (int task = 0; task < 8; ++task) {
        pool.start([&] {
            for (int i = 0; i < 20; ++i) {
                const auto signature = (*signer)->sign("m"_ba);
                good += signature && (*signer)->publicKey().verify("m"_ba, *signature) ? 1 : 0;
            }
        });
    }
    pool.waitForDone();
    QCOMPARE(good.load(), 160);
}

void Pkcs11SignerTest::twoSignersShareAToken()
{
    const auto first = openPkcs11(key(u"operator"_s), pin());
    const auto second = openPkcs11(key(u"witness"_s), pin());
    QVERIFY(first && second);
    QVERIFY((*first)->publicKey().verify("m"_ba, (*first)->sign("m"_ba).value_or(QByteArray())));
    QVERIFY((*second)->publicKey().verify("m"_ba, (*second)->sign("m"_ba).value_or(QByteArray())));
}

ENIGM_TEST_MAIN(Pkcs11SignerTest)
#include "Pkcs11SignerTest.moc"

#include "contract/encoding/Base64Url.h"
#include "contract/fleet/Certificate.h"
#include "contract/signing/Secret.h"
#include "tests/app/enigmctl/CtlProcess.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"
#include "tests/support/gateway/FakeGatewayListener.h"
#include "tests/support/gateway/PointFolder.h"
#include "tests/support/gateway/TestNetwork.h"
#include "tests/support/history/Require.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// The program, as an administrator meets it.
class GatewayProgramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeyIsMadeOnceAndItsDigestIsItsName();
    void aKeyAndACertificateThatDoNotBelongTogetherAreRefused();
    void theAuthoritysCertificateIsFetched();
    void everyCommandExplainsItself_data();
    void everyCommandExplainsItself();
    void wrongLinesAreRefusedWithTheReason_data();
    void wrongLinesAreRefusedWithTheReason();
};

namespace {

const QString program = u"enigm-gateway"_s;
const QString nobodyThere = u"https://127.0.0.1:1"_s;

QByteArray digestOf(const QByteArray &pem)
{
    const auto chain = require(fleet::parseCertificateChain(pem));
    return encoding::toBase64Url(signing::sha256(require(fleet::Certificate::parse(chain.front())).spki()));
}

} // namespace

void GatewayProgramTest::aKeyIsMadeOnceAndItsDigestIsItsName()
{
    const QTemporaryDir folder;
    const QString point = folder.filePath(u"a/point"_s);
    const ProgramRun made = runProgram(program, {u"key"_s, u"create"_s, u"--point"_s, point});
    QCOMPARE(made.exit, 0);
    QCOMPARE(made.out, digestOf(readFile(point + u"/certificate.pem"_s)) + '\n');
    for (const QString &name : {u"key.pem"_s, u"certificate.pem"_s})
        QCOMPARE(QFile::permissions(point + u'/' + name) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const ProgramRun shown = runProgram(program, {u"key"_s, u"show"_s, u"--point"_s, point});
    QCOMPARE(shown.out, made.out);
    const ProgramRun again = runProgram(program, {u"key"_s, u"create"_s, u"--point"_s, point});
    QCOMPARE(again.exit, 1);
    QVERIFY(again.out.isEmpty() && again.err.contains("already-exists"));
    QCOMPARE(runProgram(program, {u"key"_s, u"show"_s, u"--point"_s, point}).out, made.out);
}

void GatewayProgramTest::aKeyAndACertificateThatDoNotBelongTogetherAreRefused()
{
    const QTemporaryDir folder;
    for (const QString &name : {u"one"_s, u"two"_s})
        QCOMPARE(runProgram(program, {u"key"_s, u"create"_s, u"--point"_s, folder.filePath(name)}).exit, 0);
    QVERIFY(QFile::remove(folder.filePath(u"one/certificate.pem"_s)));
    QVERIFY(QFile::copy(folder.filePath(u"two/certificate.pem"_s), folder.filePath(u"one/certificate.pem"_s)));
    const ProgramRun run = runProgram(program, {u"key"_s, u"show"_s, u"--point"_s, folder.filePath(u"one"_s)});
    QCOMPARE(run.exit, 1);
    QVERIFY(run.err.contains("malformed-key"));
}

void GatewayProgramTest::theAuthoritysCertificateIsFetched()
{
    const TestNetwork network;
    FakeGatewayListener plane(TestNetwork::selfSigned(u"control plane"_s));
    plane.authority = network.authority();
    const PointFolder folder(plane.pin());
    const QString out = folder.path(u"ca.pem"_s);
    const QStringList line{u"authority"_s, u"--point"_s, folder.point(), u"--url"_s, plane.url(), u"--out"_s, out};
    QProcess refused;
    refused.start(builtProgram(program), line);
    QTRY_COMPARE(refused.state(), QProcess::NotRunning);
    QCOMPARE(refused.exitCode(), 1);
    QVERIFY(refused.readAllStandardError().contains("certificate-refused"));
    QVERIFY(!QFile::exists(out));
    plane.points = {folder.digest()};
    QProcess fetched;
    fetched.start(builtProgram(program), line);
    QTRY_COMPARE(fetched.state(), QProcess::NotRunning);
    QCOMPARE(fetched.exitCode(), 0);
    QCOMPARE(require(fleet::parseCertificateChain(readFile(out))).front(), network.authority());
}

void GatewayProgramTest::everyCommandExplainsItself_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : {"", "key create", "key show", "authority", "squid", "nginx", "wireguard", "tor"})
        QTest::newRow(*command ? command : "all") << QString::fromLatin1(command);
}

void GatewayProgramTest::everyCommandExplainsItself()
{
    QFETCH(const QString, command);
    const ProgramRun run = runProgram(program, command.split(u' ', Qt::SkipEmptyParts) + QStringList{u"--help"_s});
    QCOMPARE(run.exit, 0);
    QVERIFY(run.out.contains(command.isEmpty() ? "commands" : "--point"));
}

void GatewayProgramTest::wrongLinesAreRefusedWithTheReason_data()
{
    QTest::addColumn<QStringList>("line");
    QTest::addColumn<QByteArray>("said");
    const QStringList point{u"--point"_s, u"POINT"_s, u"--url"_s, nobodyThere};
    const auto row = [](const char *name, const QString &words, const QStringList &more, const char *said) {
        QTest::newRow(name) << words.split(u' ') + more << QByteArray(said);
    };
    row("no such command", u"sing"_s, {}, "no such command");
    row("no such option", u"squid --sing"_s, {}, "sing");
    row("a word too many", u"squid loudly"_s, {}, "Nothing but options");
    row("no point", u"squid"_s, {}, "--point");
    row("no url", u"squid --point POINT"_s, {}, "--url");
    row("http", u"squid --point POINT --url http://127.0.0.1:1"_s, {}, "--url");
    row("a path in the url", u"squid --point POINT --url https://127.0.0.1:1/x"_s, {}, "--url");
    row("no key there", u"squid --point /nowhere"_s, {u"--url"_s, nobodyThere}, "file-unreadable");
    row("another path", u"squid --path road"_s, point, "--path");
    row("reports without end", u"squid --report 0"_s, point, "--report");
    row("no socket", u"nginx"_s, point, "--socket");
    row("no interface", u"wireguard --out /x --network fd00::/64"_s, point, "--interface");
    row("an option for an interface", u"wireguard --out /x --network fd00::/64 --interface=-x"_s, point, "--interface");
    row("no network", u"wireguard --out /x --interface wg0 --network 10.0.0.0/8"_s, point, "--network");
    row("no clients", u"tor --control 1"_s, point, "--clients");
    row("no descriptor", u"tor --control 1 --clients /x --control-password-fd 777"_s, point, "--control-password-fd");
}

void GatewayProgramTest::wrongLinesAreRefusedWithTheReason()
{
    QFETCH(QStringList, line);
    QFETCH(const QByteArray, said);
    const PointFolder folder(QByteArray(32, 'p'));
    line.replaceInStrings(u"POINT"_s, folder.point());
    const ProgramRun run = runProgram(program, line);
    QCOMPARE(run.exit, 2);
    QVERIFY2(run.err.contains(said) && run.out.isEmpty(), run.err.constData());
}

ENIGM_TEST_MAIN(GatewayProgramTest)
#include "GatewayProgramTest.moc"

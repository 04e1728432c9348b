#include "app/gateway/vpn/TunnelNetwork.h"
#include "app/gateway/vpn/WireguardTool.h"
#include "contract/signing/Secret.h"
#include "tests/app/enigmctl/CtlProcess.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"
#include "tests/support/gateway/FakeGatewayListener.h"
#include "tests/support/gateway/PointFolder.h"
#include "tests/support/gateway/PrivateNetwork.h"
#include "tests/support/gateway/RunningExample.h"
#include "tests/support/gateway/TestNetwork.h"
#include "tests/support/gateway/WireguardInterface.h"
#include "tests/support/history/Require.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// Debian's WireGuard tools, and an interface where this machine lets us make one, in a network of the test's own.
class WireguardEnforcementTest : public QObject
{
    Q_OBJECT

public:
    explicit WireguardEnforcementTest(QString noNetwork)
        : m_noNetwork(std::move(noNetwork))
    {}

private Q_SLOTS:
    void initTestCase();
    void thePeersInTheFileAreThoseThatArePermitted();
    void wgRefusesWhatIsNoPeer();
    void aRevokedDeviceIsGoneFromTheInterface();
    void nobodyIsThereOnceTheLastAnswerHasEnded();

private:
    [[nodiscard]] QString startInterface(RunningExample &example, const PointFolder &folder,
                                         const FakeGatewayListener &plane) const;
    QString m_noNetwork; ///< why there is none of our own
};

namespace {

const QString interface = u"enigm0"_s;
const QString tunnels = u"fd00:e:1:6::/64"_s;
const QString device = TestNetwork::handle(1).text();
const QString other = TestNetwork::handle(2).text();

QByteArray addressOf(const QByteArray &key)
{
    return require(gateway::TunnelNetwork::parse(tunnels)).addressOf(key).toLatin1() + "/128";
}

/// The control plane of a VPN, with a point that it knows.
struct Vpn
{
    Vpn()
    {
        plane.path = policy::NetworkPath::VpnNetwork;
        plane.points = {folder.digest()};
    }
    FakeGatewayListener plane{TestNetwork::selfSigned(u"control plane"_s)};
    PointFolder folder{plane.pin()};
    const QByteArray key = signing::randomBytes(32);
    const QByteArray otherKey = signing::randomBytes(32);
};

} // namespace

void WireguardEnforcementTest::initTestCase()
{
    ENIGM_REQUIRE_PROGRAMS(u"wg"_s);
    qputenv("POLL", "1");
}

void WireguardEnforcementTest::thePeersInTheFileAreThoseThatArePermitted()
{
    Vpn vpn;
    vpn.plane.permitted = {{device, vpn.key}, {other, vpn.otherKey}};
    const QString file = vpn.folder.path(u"peers.conf"_s);
    QProcess helper;
    helper.start(builtProgram(u"enigm-gateway"_s),
                 {u"wireguard"_s, u"--interface"_s, interface, u"--network"_s, tunnels, u"--out"_s, file, u"--poll"_s,
                  u"1"_s, u"--point"_s, vpn.folder.point(), u"--url"_s, vpn.plane.url()});
    const auto has = [&file](const QByteArray &key) {
        return QFile::exists(file) && readFile(file).contains(key.toBase64());
    };
    QTRY_VERIFY_WITH_TIMEOUT(has(vpn.key) && has(vpn.otherKey), 20'000);
    QVERIFY(readFile(file).contains("AllowedIPs = " + addressOf(vpn.key) + '\n'));
    QVERIFY(!readFile(file).contains("edn1"));
    QVERIFY(gateway::wireguard::check(readFile(file)));
    QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    vpn.plane.permitted.erase(device);
    const int polls = vpn.plane.polls();
    QTRY_VERIFY(!has(vpn.key));
    QVERIFY(vpn.plane.polls() <= polls + 2); // one that was under way, and one that tells
    QVERIFY(has(vpn.otherKey));
    helper.terminate();
    QTRY_COMPARE(helper.state(), QProcess::NotRunning);
    QCOMPARE(helper.exitCode(), 0);
    QVERIFY(!has(vpn.otherKey));
    QVERIFY(gateway::wireguard::check(readFile(file)));
    QTRY_COMPARE(vpn.plane.outcomes().at(u"permit"_s), 2);
    const QByteArray said = helper.readAllStandardError();
    QVERIFY2(!said.contains("edn1") && said.contains("2 devices are let through"), said.constData());
}

void WireguardEnforcementTest::wgRefusesWhatIsNoPeer()
{
    QVERIFY(gateway::wireguard::check({}));
    QCOMPARE(outcomeOf(gateway::wireguard::check("[Peer]\nPublicKey = AAAA\n")), u"out-of-range"_s);
    QCOMPARE(outcomeOf(gateway::wireguard::check("nonsense\n")), u"out-of-range"_s);
}

QString WireguardEnforcementTest::startInterface(RunningExample &example, const PointFolder &folder,
                                                 const FakeGatewayListener &plane) const
{
    if (!m_noNetwork.isEmpty())
        return m_noNetwork;
    example.start(u"wireguard"_s, {folder.point(), plane.url(), folder.path(u"state"_s), interface, tunnels});
    (void)QTest::qWaitFor([&example] { return !peersOfInterface(interface).empty() || !example.isRunning(); }, 20'000);
    if (example.isRunning())
        return {}; // that nobody is there yet is seen by who looks for somebody
    return u"no interface can be made here, so that the file alone was checked: "_s + QString::fromUtf8(example.said());
}

void WireguardEnforcementTest::aRevokedDeviceIsGoneFromTheInterface()
{
    Vpn vpn;
    vpn.plane.permitted = {{device, vpn.key}, {other, vpn.otherKey}};
    RunningExample example;
    if (const QString why = startInterface(example, vpn.folder, vpn.plane); !why.isEmpty())
        QSKIP(qPrintable(why));
    const std::map<QByteArray, QByteArray> both{{vpn.key, addressOf(vpn.key)}, {vpn.otherKey, addressOf(vpn.otherKey)}};
    QTRY_COMPARE(peersOfInterface(interface), both);
    vpn.plane.permitted.erase(device);
    const int polls = vpn.plane.polls();
    const std::map<QByteArray, QByteArray> one{{vpn.otherKey, addressOf(vpn.otherKey)}};
    QTRY_COMPARE(peersOfInterface(interface), one);
    QVERIFY(vpn.plane.polls() <= polls + 2);
    // The interface has kept what it is.
    QProcess wg;
    wg.start(u"wg"_s, {u"show"_s, interface, u"private-key"_s});
    QVERIFY(wg.waitForFinished());
    QCOMPARE(wg.readAllStandardOutput(), readFile(vpn.folder.path(u"state/interface.key"_s)));
}

void WireguardEnforcementTest::nobodyIsThereOnceTheLastAnswerHasEnded()
{
    Vpn vpn;
    vpn.plane.permitted = {{device, vpn.key}};
    vpn.plane.validity = 4;
    RunningExample example;
    if (const QString why = startInterface(example, vpn.folder, vpn.plane); !why.isEmpty())
        QSKIP(qPrintable(why));
    QTRY_VERIFY(peersOfInterface(interface).contains(vpn.key));
    vpn.plane.goAway();
    QTRY_VERIFY_WITH_TIMEOUT(peersOfInterface(interface).empty(), 15'000);
    vpn.plane.come();
    QTRY_VERIFY_WITH_TIMEOUT(peersOfInterface(interface).contains(vpn.key), 15'000);
    vpn.plane.points.clear(); // the point itself is revoked
    QTRY_VERIFY_WITH_TIMEOUT(peersOfInterface(interface).empty(), 15'000);
}

int main(int argc, char **argv)
{
    const QString noNetwork = enterPrivateNetwork();
    const QCoreApplication application(argc, argv);
    WireguardEnforcementTest test(noNetwork);
    return runGuarded(test, argc, argv);
}
#include "WireguardEnforcementTest.moc"

#include "app/gateway/tor/ClientAuthorizations.h"
#include "contract/deployment/DeploymentFile.h"
#include "contract/json/JsonParser.h"
#include "contract/policy/PolicyDocument.h"
#include "simulator/fleet/DeviceFiles.h"
#include "tests/contract/policy/ExamplePolicies.h"
#include "tests/stories/ProgramChecks.h"
#include "tests/stories/SampleOrganisation.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"
#include "tests/support/gateway/DeviceCredentials.h"
#include "tests/support/gateway/DeviceRequest.h"
#include "tests/support/gateway/FakeOrigin.h"
#include "tests/support/gateway/OnionService.h"
#include "tests/support/gateway/PointFolder.h"
#include "tests/support/gateway/PrivateNetwork.h"
#include "tests/support/gateway/RunningExample.h"
#include "tests/support/gateway/WireguardInterface.h"
#include "tests/support/history/Require.h"

#include <QCoreApplication>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <unistd.h>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// A control plane, real gateways, and a device that is trusted until an administrator suspends it. The functions are
/// chapters, in order.
class EnforcementStoryTest : public QObject
{
    Q_OBJECT

public:
    explicit EnforcementStoryTest(QString noNetwork)
        : m_noNetwork(std::move(noNetwork))
    {}

private Q_SLOTS:
    void initTestCase();
    void aPolicyLetsDevicesConnect();
    void pointsAreEnrolledByApprovedChange();
    void aDeviceFetchesItsCredentialsOfTheDay();
    void itPassesEverywhere();
    void onceItIsSuspendedItPassesNowhere();
    void anotherDeviceStillPasses();

private:
    /// Asks as the administrator, and has it signed off by whoever has to.
    void decide(const QStringList &command);
    void enroll(const QString &name, const QString &path, const PointFolder &point);
    [[nodiscard]] QString address(quint16 port) const { return u"127.0.0.1:%1"_s.arg(port); }
    void startServers();
    [[nodiscard]] int statusAtSquid(const DeviceCredentials &device) const;
    [[nodiscard]] int statusAtNginx(const DeviceCredentials &device) const;
    [[nodiscard]] bool isPeer(const DeviceCredentials &device) const;
    [[nodiscard]] bool isClient(const DeviceCredentials &device) const;

    QString m_noNetwork; ///< why there is none of our own: then no interface is made
    SampleOrganisation m_sample;
    deployment::DeploymentFile m_deployment;
    std::unique_ptr<PointFolder> m_proxyPoint;
    std::unique_ptr<PointFolder> m_vpnPoint;
    std::unique_ptr<PointFolder> m_torPoint;
    deployment::DeviceIdentity m_suspended; ///< in a while
    DeviceCredentials m_device;
    DeviceCredentials m_other;
    FakeOrigin m_origin;
    quint16 m_squidPort = 0;
    quint16 m_nginxPort = 0;
    std::unique_ptr<OnionService> m_onion;
    RunningExample m_squid;
    RunningExample m_nginx;
    RunningExample m_wireguard;
    RunningExample m_tor;
};

namespace {

const QString administrator = u"administrator-1"_s;
const QString interface = u"enigm1"_s;

QByteArray openPaths()
{
    policy::PolicyDocument document;
    document.kind = policy::PolicyKind::NetworkPath;
    document.name = u"Served devices may connect"_s;
    document.rules = {allowAll(u"all"_s)};
    return json::canonical(document.toJson());
}

} // namespace

void EnforcementStoryTest::initTestCase()
{
    ENIGM_REQUIRE_PROGRAMS(u"squid"_s, u"nginx"_s, u"wg"_s, u"tor"_s);
    qputenv("POLL", "1");
    QCOMPARE(m_sample.found(12), QString());
    QCOMPARE(m_sample.serve({u"--decision-validity"_s, u"2"_s}), QString());
    m_deployment = require(deployment::DeploymentFile::parse(readFile(m_sample.deploymentFile())));
}

void EnforcementStoryTest::decide(const QStringList &command)
{
    const ProgramRun asked =
        m_sample.as(administrator, command + QStringList{u"--reason"_s, u"Set up gateways"_s, u"--yes"_s});
    ENIGM_SUCCEEDS(asked);
    const QString change = asked.member("id"_L1);
    for (const QString &approver : {u"approver-1"_s, u"approver-2"_s}) {
        if (m_sample.as(administrator, {u"change"_s, u"show"_s, change}).member("state"_L1) == "pending"_L1)
            ENIGM_SUCCEEDS(m_sample.as(approver, {u"change"_s, u"approve"_s, change, u"--yes"_s}));
    }
    QCOMPARE(m_sample.as(administrator, {u"change"_s, u"show"_s, change}).member("state"_L1), u"executed"_s);
}

void EnforcementStoryTest::aPolicyLetsDevicesConnect()
{
    QFile file(m_sample.path(u"policy.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(openPaths());
    file.close();
    decide({u"policy"_s, u"publish"_s, file.fileName()});
    decide({u"policy"_s, u"assign"_s, u"Served devices may connect"_s, u"--everyone"_s});
}

void EnforcementStoryTest::enroll(const QString &name, const QString &path, const PointFolder &point)
{
    decide({u"point"_s, u"enroll"_s, name, u"--path"_s, path, u"--digest"_s, QString::fromLatin1(point.digest())});
}

void EnforcementStoryTest::pointsAreEnrolledByApprovedChange()
{
    const PointFolder::Deployment deployment{.file = readFile(m_sample.deploymentFile())};
    m_proxyPoint = std::make_unique<PointFolder>(deployment);
    m_vpnPoint = std::make_unique<PointFolder>(deployment);
    m_torPoint = std::make_unique<PointFolder>(deployment);
    const ProgramRun stranger =
        runProgram(u"enigm-gateway"_s, {u"authority"_s, u"--point"_s, m_proxyPoint->point(), u"--url"_s,
                                        m_sample.gatewayUrl(), u"--out"_s, m_proxyPoint->path(u"ca.pem"_s)});
    QCOMPARE(stranger.exit, 1);
    QVERIFY(stranger.err.contains("certificate-refused"));
    enroll(u"Proxy"_s, u"proxy-network"_s, *m_proxyPoint);
    enroll(u"Concentrator"_s, u"vpn-network"_s, *m_vpnPoint);
    enroll(u"Onion"_s, u"tor-gateway"_s, *m_torPoint);
    const ProgramRun listed = m_sample.as(administrator, {u"point"_s, u"list"_s});
    ENIGM_SUCCEEDS(listed);
    QStringList points;
    for (const json::Value &point : listed.list("points"_L1)) {
        points.append(point.object().find("name"_L1)->text() + u' ' + point.object().find("path"_L1)->text());
        QVERIFY(point.object().find("revoked"_L1)->isNull());
    }
    points.sort();
    QCOMPARE(points, QStringList({u"Concentrator vpn-network"_s, u"Onion tor-gateway"_s, u"Proxy proxy-network"_s}));
}

void EnforcementStoryTest::aDeviceFetchesItsCredentialsOfTheDay()
{
    const auto devices =
        require(simulator::readDevices(m_sample.path(u"data/sample/devices"_s), m_deployment.deployment));
    const ProgramRun trusted =
        m_sample.as(administrator, {u"device"_s, u"list"_s, u"--state"_s, u"trusted"_s, u"--limit"_s, u"2"_s});
    std::vector<DeviceCredentials> fetched;
    for (const json::Value &row : trusted.list("devices"_L1)) {
        const QString handle = row.object().find("handle"_L1)->text();
        const auto device = std::ranges::find(devices, handle, [](const auto &each) { return each.handle.text(); });
        QVERIFY(device != devices.end());
        if (fetched.empty())
            m_suspended = *device;
        const auto credentials = fetchCredentials(*device, QUrl(m_sample.deviceUrl()), m_deployment.tlsDigest);
        QVERIFY2(credentials, credentials ? "" : qPrintable(credentials.error().toString()));
        fetched.push_back(*credentials);
    }
    QCOMPARE(fetched.size(), 2U);
    m_device = fetched[0];
    m_other = fetched[1];
    QVERIFY(m_device.handle.startsWith("edn1"_L1) && m_device.handle != m_other.handle);
}

void EnforcementStoryTest::startServers()
{
    const QString url = m_sample.gatewayUrl();
    m_squidPort = freePort();
    m_nginxPort = freePort();
    m_onion = std::make_unique<OnionService>(m_torPoint->path(u"state"_s));
    m_squid.start(u"squid"_s, {m_proxyPoint->point(), url, m_proxyPoint->path(u"squid"_s), address(m_squidPort)});
    QTRY_VERIFY2_WITH_TIMEOUT(!m_squid.isRunning() || isListening(m_squidPort), m_squid.said().constData(), 30'000);
    m_nginx.start(u"nginx"_s,
                  {m_proxyPoint->point(), url, m_proxyPoint->path(u"nginx"_s), address(m_nginxPort), m_origin.url()});
    QTRY_VERIFY2_WITH_TIMEOUT(!m_nginx.isRunning() || isListening(m_nginxPort), m_nginx.said().constData(), 30'000);
    if (m_noNetwork.isEmpty())
        m_wireguard.start(u"wireguard"_s,
                          {m_vpnPoint->point(), url, m_vpnPoint->path(u"state"_s), interface, u"fd00:e:1:6::/64"_s});
    m_tor.start(u"tor"_s, QStringList{m_torPoint->point(), url, m_torPoint->path(u"state"_s), u"127.0.0.1:9"_s} +
                              m_onion->torrcLines());
}

int EnforcementStoryTest::statusAtSquid(const DeviceCredentials &device) const
{
    return requestAsDevice(m_squidPort, device.identity, m_origin.url().toLatin1() + '/').status;
}

int EnforcementStoryTest::statusAtNginx(const DeviceCredentials &device) const
{
    return requestAsDevice(m_nginxPort, device.identity, "/").status;
}

bool EnforcementStoryTest::isPeer(const DeviceCredentials &device) const
{
    return peersOfInterface(interface).contains(device.wireguardKey);
}

bool EnforcementStoryTest::isClient(const DeviceCredentials &device) const
{
    return m_onion->authorised().contains(gateway::ClientAuthorizations::fileNameOf(device.onionKey));
}

void EnforcementStoryTest::itPassesEverywhere()
{
    startServers();
    QVERIFY2(m_squid.isRunning() && m_nginx.isRunning(), (m_squid.said() + m_nginx.said()).constData());
    QCOMPARE(statusAtSquid(m_device), 200);
    QCOMPARE(statusAtNginx(m_device), 200);
    QTRY_VERIFY2_WITH_TIMEOUT(isClient(m_device) && isClient(m_other), m_tor.said().constData(), 30'000);
    if (m_wireguard.isRunning())
        QTRY_VERIFY2_WITH_TIMEOUT(!m_wireguard.isRunning() || isPeer(m_device), m_wireguard.said().constData(), 30'000);
}

void EnforcementStoryTest::onceItIsSuspendedItPassesNowhere()
{
    ENIGM_SUCCEEDS(m_sample.as(administrator, {u"device"_s, u"suspend"_s, m_suspended.handle.text(), u"--reason"_s,
                                               u"Left in a train"_s, u"--yes"_s}));
    // Two seconds of validity, and one of a poll; the rest is how slow machines are.
    QTRY_COMPARE_WITH_TIMEOUT(statusAtSquid(m_device), 403, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(statusAtNginx(m_device), 403, 10'000);
    QTRY_VERIFY_WITH_TIMEOUT(!isClient(m_device), 10'000);
    if (!m_wireguard.isRunning())
        QSKIP(qPrintable(u"no interface can be made here, so that squid, nginx and tor alone were looked at: "_s +
                         m_noNetwork + QString::fromUtf8(m_wireguard.said())));
    QTRY_VERIFY_WITH_TIMEOUT(!isPeer(m_device), 10'000);
}

void EnforcementStoryTest::anotherDeviceStillPasses()
{
    QCOMPARE(statusAtSquid(m_other), 200);
    QCOMPARE(statusAtNginx(m_other), 200);
    QVERIFY(isClient(m_other));
    QVERIFY(!m_wireguard.isRunning() || isPeer(m_other));
}

int main(int argc, char **argv)
{
    // Only the real root can give servers the users that their packages made.
    const QString noNetwork = ::getuid() == 0 ? enterPrivateNetwork() : u"this is not root"_s;
    const QCoreApplication application(argc, argv);
    EnforcementStoryTest test(noNetwork);
    return runGuarded(test, argc, argv);
}
#include "EnforcementStoryTest.moc"

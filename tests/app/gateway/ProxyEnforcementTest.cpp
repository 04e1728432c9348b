#include "tests/support/LogGuard.h"
#include "tests/support/gateway/DeviceRequest.h"
#include "tests/support/gateway/FakeGatewayListener.h"
#include "tests/support/gateway/FakeOrigin.h"
#include "tests/support/gateway/PointFolder.h"
#include "tests/support/gateway/RunningExample.h"
#include "tests/support/gateway/TestNetwork.h"

#include <QCoreApplication>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// Debian's squid and nginx let devices through, and refuse a device that was trusted a moment ago.
class ProxyEnforcementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDevicePassesAndIsRefusedOnceItIsSuspended_data() { proxies(); }
    void aDevicePassesAndIsRefusedOnceItIsSuspended();
    void aPermitIsKeptAndGoodUntilItsEndAlone_data() { proxies(); }
    void aPermitIsKeptAndGoodUntilItsEndAlone();
    void whoShowsNothingOfOursDoesNotPass_data() { proxies(); }
    void whoShowsNothingOfOursDoesNotPass();
    void aPointThatWasRevokedLetsNobodyThrough_data() { proxies(); }
    void aPointThatWasRevokedLetsNobodyThrough();
    void outcomesAreHandedInAsCounts_data() { proxies(); }
    void outcomesAreHandedInAsCounts();

private:
    static void proxies();
};

namespace {

/// One proxy before one origin, asking one control plane.
class Proxy
{
public:
    explicit Proxy(QString name)
        : m_name(std::move(name))
        , m_folder(plane.pin())
    {
        plane.points = {m_folder.digest()};
        plane.authority = network.authority();
    }

    /// Tries other ports where one that was free is not any more. Empty where the proxy listens.
    [[nodiscard]] QByteArray start()
    {
        constexpr int attempts = 4;
        constexpr int patience = 20'000; // milliseconds
        for (int attempt = 0; attempt < attempts; ++attempt) {
            m_port = freePort();
            QStringList arguments{m_folder.point(), plane.url(), m_folder.path(u"state"_s),
                                  u"127.0.0.1:%1"_s.arg(m_port)};
            if (m_name == "nginx"_L1)
                arguments.append(m_origin.url());
            m_example.start(m_name, arguments);
            const bool isUp =
                QTest::qWaitFor([this] { return !m_example.isRunning() || isListening(m_port); }, patience);
            if (isUp && m_example.isRunning())
                return {};
            m_example.end();
        }
        return "the proxy does not listen: " + m_example.said();
    }

    [[nodiscard]] DeviceAnswer ask(const client::TlsIdentity &identity) const
    {
        // A forward proxy is asked for the whole URL.
        const QByteArray target = m_name == "squid"_L1 ? m_origin.url().toLatin1() + '/' : "/"_ba;
        return requestAsDevice(m_port, identity, target);
    }
    [[nodiscard]] DeviceAnswer ask(const QString &name) const { return ask(network.issue(name)); }

    void end() { m_example.end(); }

    TestNetwork network;
    FakeGatewayListener plane{network.issue(u"control plane"_s)};

private:
    QString m_name;
    PointFolder m_folder;
    FakeOrigin m_origin;
    RunningExample m_example;
    quint16 m_port = 0;
};

const QString device = TestNetwork::handle(1).text();
const QString other = TestNetwork::handle(2).text();

} // namespace

#define ENIGM_STARTED_PROXY                                                                                            \
    QFETCH(const QString, name);                                                                                       \
    if (const QString missing = RunningExample::missingOf({name}); !missing.isEmpty())                                 \
        QSKIP(qPrintable(missing + u" is not installed"_s));                                                           \
    Proxy proxy(name);                                                                                                 \
    const QByteArray failure = proxy.start();                                                                          \
    QVERIFY2(failure.isEmpty(), failure.constData())

void ProxyEnforcementTest::proxies()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("squid") << u"squid"_s;
    QTest::newRow("nginx") << u"nginx"_s;
}

void ProxyEnforcementTest::aDevicePassesAndIsRefusedOnceItIsSuspended()
{
    ENIGM_STARTED_PROXY;
    proxy.plane.validity = 1;
    proxy.plane.permitted = {{device, {}}};
    const DeviceAnswer passed = proxy.ask(device);
    QCOMPARE(passed.status, 200);
    QCOMPARE(passed.body, "reached"_ba);
    QCOMPARE(proxy.ask(other).status, 403);
    proxy.plane.permitted.clear();
    // No longer than the second for which the permit said that it holds, and the time of the questions.
    QTRY_COMPARE_WITH_TIMEOUT(proxy.ask(device).status, 403, 10'000);
    QCOMPARE(proxy.ask(device).status, 403);
}

void ProxyEnforcementTest::aPermitIsKeptAndGoodUntilItsEndAlone()
{
    ENIGM_STARTED_PROXY;
    proxy.plane.permitted = {{device, {}}};
    QCOMPARE(proxy.ask(device).status, 200);
    proxy.plane.goAway();
    QCOMPARE(proxy.ask(device).status, 200);
    QCOMPARE(proxy.ask(other).status, 403);
    proxy.plane.come();
    proxy.plane.validity = 1;
    proxy.plane.permitted = {{device, {}}, {other, {}}};
    QTRY_COMPARE_WITH_TIMEOUT(proxy.ask(other).status, 200, 10'000);
    proxy.plane.goAway();
    QTRY_COMPARE_WITH_TIMEOUT(proxy.ask(other).status, 403, 10'000);
    QCOMPARE(proxy.ask(device).status, 200);
    QCOMPARE(proxy.plane.questionsAbout(device), 1);
}

void ProxyEnforcementTest::whoShowsNothingOfOursDoesNotPass()
{
    ENIGM_STARTED_PROXY;
    proxy.plane.permitted = {{device, {}}};
    QVERIFY(proxy.ask(client::TlsIdentity()).status != 200);
    QVERIFY(proxy.ask(TestNetwork::selfSigned(device)).status != 200);
    QCOMPARE(proxy.ask(u"somebody else"_s).status, 403);
    QVERIFY(!proxy.plane.wasAsked());
}

void ProxyEnforcementTest::aPointThatWasRevokedLetsNobodyThrough()
{
    ENIGM_STARTED_PROXY;
    proxy.plane.permitted = {{device, {}}};
    proxy.plane.points.clear();
    QCOMPARE(proxy.ask(device).status, 403);
}

void ProxyEnforcementTest::outcomesAreHandedInAsCounts()
{
    ENIGM_STARTED_PROXY;
    proxy.plane.permitted = {{device, {}}};
    QCOMPARE(proxy.ask(device).status, 200);
    QCOMPARE(proxy.ask(device).status, 200);
    QCOMPARE(proxy.ask(other).status, 403);
    QCOMPARE(proxy.ask(u"nobody"_s).status, 403);
    proxy.end();
    const std::map<QString, qint64> expected{{u"permit"_s, 2}, {u"device"_s, 1}, {u"no-credential"_s, 1}};
    QTRY_COMPARE(proxy.plane.outcomes(), expected);
}

ENIGM_TEST_MAIN(ProxyEnforcementTest)
#include "ProxyEnforcementTest.moc"

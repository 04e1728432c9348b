#include "app/gateway/tor/ClientAuthorizations.h"
#include "app/gateway/tor/ControlPort.h"
#include "app/gateway/tor/OnionGate.h"
#include "contract/signing/Secret.h"
#include "tests/support/LogGuard.h"
#include "tests/support/gateway/FakeGatewayListener.h"
#include "tests/support/gateway/OnionService.h"
#include "tests/support/gateway/PointFolder.h"
#include "tests/support/gateway/RunningExample.h"
#include "tests/support/gateway/TestNetwork.h"
#include "tests/support/history/Require.h"

#include <QCoreApplication>
#include <QFile>
#include <QSet>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using gateway::ClientAuthorizations;

/// Debian's tor, without a network, and the clients that it says it has authorised.
class OnionEnforcementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aRevokedDeviceIsNoAuthorisedClientAnyMore();
    void nobodyIsOneOnceTheLastAnswerHasEnded();
    void whoKnowsNeitherCookieNorPasswordIsRefused();
};

namespace {

const QString nobody = u"enigm-nobody.auth"_s;
const QString device = TestNetwork::handle(1).text();
const QString other = TestNetwork::handle(2).text();

/// An onion service and its control plane.
class Onion
{
public:
    Onion()
    {
        plane.path = policy::NetworkPath::TorGateway;
        plane.points = {folder.digest()};
    }

    void start()
    {
        example.start(u"tor"_s,
                      QStringList{folder.point(), plane.url(), state(), u"127.0.0.1:9"_s} + service.torrcLines());
    }

    [[nodiscard]] QSet<QString> authorised() const { return service.authorised(); }

    FakeGatewayListener plane{TestNetwork::selfSigned(u"control plane"_s)};
    PointFolder folder{plane.pin()};
    const QByteArray key = signing::randomBytes(32);
    const QByteArray otherKey = signing::randomBytes(32);
    OnionService service{state()};
    RunningExample example;

private:
    [[nodiscard]] QString state() const { return folder.path(u"state"_s); }
};

} // namespace

void OnionEnforcementTest::initTestCase()
{
    ENIGM_REQUIRE_PROGRAMS(u"tor"_s);
    qputenv("POLL", "1");
}

void OnionEnforcementTest::aRevokedDeviceIsNoAuthorisedClientAnyMore()
{
    Onion onion;
    onion.plane.permitted = {{device, onion.key}, {other, onion.otherKey}};
    onion.start();
    const QSet<QString> both{nobody, ClientAuthorizations::fileNameOf(onion.key),
                             ClientAuthorizations::fileNameOf(onion.otherKey)};
    QTRY_COMPARE_WITH_TIMEOUT(onion.authorised(), both, 30'000);
    onion.plane.permitted.erase(device);
    const int polls = onion.plane.polls();
    const QSet<QString> one{nobody, ClientAuthorizations::fileNameOf(onion.otherKey)};
    QTRY_COMPARE_WITH_TIMEOUT(onion.authorised(), one, 30'000);
    QVERIFY(onion.plane.polls() <= polls + 2); // one that was under way, and one that tells
    onion.example.end();
    QVERIFY(!QFile::exists(onion.service.clientFile(ClientAuthorizations::fileNameOf(onion.otherKey))));
    QVERIFY(QFile::exists(onion.service.clientFile(nobody)));
    QVERIFY(!onion.example.said().contains("edn1"));
}

void OnionEnforcementTest::nobodyIsOneOnceTheLastAnswerHasEnded()
{
    Onion onion;
    onion.plane.permitted = {{device, onion.key}};
    onion.plane.validity = 4;
    onion.start();
    QTRY_VERIFY_WITH_TIMEOUT(onion.authorised().contains(ClientAuthorizations::fileNameOf(onion.key)), 30'000);
    onion.plane.goAway();
    // Not a service without clients, which would be open to everybody.
    QTRY_COMPARE_WITH_TIMEOUT(onion.authorised(), QSet<QString>{nobody}, 30'000);
}

void OnionEnforcementTest::whoKnowsNeitherCookieNorPasswordIsRefused()
{
    Onion onion;
    onion.start();
    QTRY_VERIFY_WITH_TIMEOUT(!onion.authorised().isEmpty(), 30'000);
    QVERIFY(
        gateway::ControlPort::open(onion.service.control(), {.cookieFile = onion.service.cookie(), .password = {}}));
    const QString wrong = onion.folder.path(u"cookie"_s);
    QFile file(wrong);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(signing::randomBytes(32)) == 32);
    file.close();
    QCOMPARE(outcomeOf(gateway::ControlPort::open(onion.service.control(), {.cookieFile = wrong, .password = {}})),
             u"unavailable"_s);
    QCOMPARE(outcomeOf(gateway::ControlPort::open(
                 onion.service.control(), {.cookieFile = {}, .password = signing::Secret(QByteArrayView("no"))})),
             u"unavailable"_s);
    QCOMPARE(outcomeOf(gateway::OnionGate::verify(wrong)), u"out-of-range"_s);
}

ENIGM_TEST_MAIN(OnionEnforcementTest)
#include "OnionEnforcementTest.moc"

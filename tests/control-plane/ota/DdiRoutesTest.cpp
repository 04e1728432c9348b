#include "control-plane/store/Transaction.h"
#include "tests/control-plane/ota/DdiTestBed.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QCryptographicHash>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using fleet::DeviceHandle;
using ota::UpdateState;

namespace {

const QByteArray proceeding = R"({"id":41,"status":{"execution":"proceeding","result":{"finished":"none"}}})";
const QByteArray installed =
    R"({"id":41,"status":{"execution":"proceeding","result":{"finished":"none","progress":{"cnt":1,"of":1}}}})";
const QByteArray succeeded = R"({"id":41,"status":{"execution":"closed","result":{"finished":"success"}}})";

} // namespace

/// The DDI as a stock client sees it, over mutual TLS, and who does not get to see it.
class DdiRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_bed = std::make_unique<DdiTestBed>(); }
    void aDeviceWithoutAnOfferPolls();
    void aDeviceFollowsItsLinks();
    void anInstalledDeviceKeepsItsActionUntilItConfirms();
    void aCancelledDeviceIsToldToStop();
    void whatADeviceSaysOfItselfIsNotKept();
    void anotherDevicesResourcesAreRefused();
    void whoIsNotServedIsRefused();
    void nothingElseIsThere_data();
    void nothingElseIsThere();
    void aHostThatIsNoneGetsNoLinks();

private:
    [[nodiscard]] RawReply get(const DeviceHandle &device, const QByteArray &resource = {}) const
    {
        return m_bed->ask(device, "GET", m_bed->pathOf(device, resource));
    }
    [[nodiscard]] int post(const DeviceHandle &device, const QByteArray &resource, const QByteArray &body) const
    {
        return m_bed->ask(device, "POST", m_bed->pathOf(device, resource), body).status;
    }
    [[nodiscard]] QByteArray urlOf(const DeviceHandle &device, const QByteArray &resource) const
    {
        return "https://127.0.0.1:" + QByteArray::number(m_bed->port()) + m_bed->pathOf(device, resource);
    }

    std::unique_ptr<DdiTestBed> m_bed;
};

void DdiRoutesTest::aDeviceWithoutAnOfferPolls()
{
    const RawReply reply = get(m_bed->nextDevice());
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.header("Content-Type"), "application/json"_ba);
    QCOMPARE(reply.body, R"({"_links":{},"config":{"polling":{"sleep":"00:05:00"}}})"_ba);
}

void DdiRoutesTest::aDeviceFollowsItsLinks()
{
    const DeviceHandle device = m_bed->nextDevice();
    m_bed->offer(device, "an image", u"image.swu"_s);
    QCOMPARE(get(device).body, R"({"_links":{"deploymentBase":{"href":")" + urlOf(device, "/deploymentBase/41") +
                                   R"("}},"config":{"polling":{"sleep":"00:05:00"}}})");
    const RawReply reply = get(device, "/deploymentBase/41?actionHistory=10");
    QCOMPARE(reply.status, 200);
    const QByteArray origin = "https://127.0.0.1:" + QByteArray::number(m_bed->port());
    QCOMPARE(
        reply.body,
        R"({"deployment":{"chunks":[{"artifacts":[{"_links":{"download":{"href":")" + origin +
            R"(/device/v1/artifacts/pd8_3nsgDD-ieRFEx-BcXCvO1Mathj06TPdslywXEvk"}},"filename":"image.swu","hashes":{"sha1":")" +
            QCryptographicHash::hash("an image", QCryptographicHash::Sha1).toHex() + R"(","sha256":")" +
            QCryptographicHash::hash("an image", QCryptographicHash::Sha256).toHex() +
            R"("},"size":8}],"name":"0198c0de-0000-7000-8000-000000000002","part":"os","version":"2026.11.2"}],)"
            R"("download":"forced","update":"forced"},"id":"41"})");
}

void DdiRoutesTest::anInstalledDeviceKeepsItsActionUntilItConfirms()
{
    const DeviceHandle device = m_bed->nextDevice();
    m_bed->offer(device, "an image", u"image.swu"_s);
    QCOMPARE(post(device, "/deploymentBase/41/feedback", proceeding), 200);
    QCOMPARE(post(device, "/deploymentBase/41/feedback", installed), 200);
    QVERIFY(get(device).body.contains("deploymentBase/41"));
    QCOMPARE(post(device, "/deploymentBase/41/feedback", succeeded), 200);
    QVERIFY(!get(device).body.contains("deploymentBase"));
    QCOMPARE(m_bed->offers.statesOf(device),
             (std::vector{UpdateState::Downloading, UpdateState::Installed, UpdateState::Confirmed}));
    QCOMPARE(post(device, "/deploymentBase/41/feedback", succeeded), 200); // it did not hear the answer
}

void DdiRoutesTest::aCancelledDeviceIsToldToStop()
{
    const DeviceHandle device = m_bed->nextDevice();
    m_bed->offer(device, "an image", u"image.swu"_s);
    QCOMPARE(get(device, "/cancelAction/41").status, 404);
    QCOMPARE(post(device, "/deploymentBase/41/feedback", proceeding), 200);
    m_bed->offers.cancel(device);
    QCOMPARE(get(device).body, R"({"_links":{"cancelAction":{"href":")" + urlOf(device, "/cancelAction/41") +
                                   R"("}},"config":{"polling":{"sleep":"00:05:00"}}})");
    QCOMPARE(get(device, "/deploymentBase/41").status, 404);
    QCOMPARE(get(device, "/cancelAction/41").body, R"({"cancelAction":{"stopId":"41"},"id":"41"})"_ba);
    QCOMPARE(post(device, "/cancelAction/41/feedback", proceeding), 200);
    QVERIFY(get(device).body.contains("cancelAction")); // it has not stopped yet
    QCOMPARE(post(device, "/cancelAction/41/feedback", succeeded), 200);
    QVERIFY(!get(device).body.contains("Action"));
    QCOMPARE(m_bed->offers.statesOf(device), (std::vector{UpdateState::Downloading, UpdateState::Withdrawn}));
}

void DdiRoutesTest::whatADeviceSaysOfItselfIsNotKept()
{
    const DeviceHandle device = m_bed->nextDevice();
    const QByteArray data = R"({"id":"","mode":"merge","data":{"serialNo":"356938035643809","hwId":"ipse"}})";
    QCOMPARE(m_bed->ask(device, "PUT", m_bed->pathOf(device, "/configData"), data).status, 200);
    QVERIFY(m_bed->offers.saidBy(device).empty());
    QVERIFY(!get(device).body.contains("configData"));
}

void DdiRoutesTest::anotherDevicesResourcesAreRefused()
{
    const DeviceHandle device = m_bed->nextDevice();
    const DeviceHandle other = m_bed->nextDevice();
    m_bed->offer(other, "an image", u"image.swu"_s);
    for (const QByteArray &resource : {""_ba, "/deploymentBase/41"_ba, "/cancelAction/41"_ba}) {
        const RawReply reply = m_bed->ask(device, "GET", m_bed->pathOf(other, resource));
        QCOMPARE(reply.status, 403);
        QCOMPARE(reply.problem(), "certificate-refused"_ba);
    }
    for (const QByteArray &resource : {"/deploymentBase/41/feedback"_ba, "/cancelAction/41/feedback"_ba})
        QCOMPARE(m_bed->ask(device, "POST", m_bed->pathOf(other, resource), succeeded).status, 403);
    QCOMPARE(m_bed->ask(device, "PUT", m_bed->pathOf(other, "/configData"), "{}").status, 403);
    QVERIFY(m_bed->offers.saidBy(other).empty());
}

void DdiRoutesTest::whoIsNotServedIsRefused()
{
    const DeviceHandle device = m_bed->nextDevice();
    auto &plane = m_bed->deployment.plane();
    require(plane.writer().submitAndWait([&](controlplane::store::Transaction &transaction) {
        return transaction.devices.setState(device, fleet::DeviceState::Suspended, plane.sequencer().nextCursor());
    }));
    m_bed->offer(device, "an image", u"image.swu"_s);
    QCOMPARE(get(device).problem(), "device-refused"_ba);
    QCOMPARE(get(device, "/deploymentBase/41").problem(), "device-refused"_ba);
}

void DdiRoutesTest::nothingElseIsThere_data()
{
    QTest::addColumn<QByteArray>("resource");
    for (const char *const resource : {"/deploymentBase/42", "/deploymentBase/041", "/deploymentBase/-1",
                                       "/deploymentBase/x", "/installedBase/41", "/configData"})
        QTest::newRow(resource) << QByteArray(resource);
}

void DdiRoutesTest::nothingElseIsThere()
{
    QFETCH(QByteArray, resource);
    const DeviceHandle device = m_bed->nextDevice();
    m_bed->offer(device, "an image", u"image.swu"_s);
    const int status = get(device, resource).status;
    QVERIFY2(status == 404 || status == 405, QByteArray::number(status).constData());
    const QByteArray elsewhere = "/DEFAULT/controller/v1/" + device.text().toLatin1();
    QCOMPARE(m_bed->ask(device, "GET", elsewhere).status, 404);
}

void DdiRoutesTest::aHostThatIsNoneGetsNoLinks()
{
    const DeviceHandle device = m_bed->nextDevice();
    const deployment::DeviceIdentity &own = m_bed->deployment.identity(device);
    const TestIdentity peer = TestIdentity::of(own.tlsKey->evp(), own.certificate);
    for (const QByteArray &host : {"a b"_ba, "evil\"/"_ba, "user@host"_ba}) {
        RawTlsClient client(m_bed->port(), {.identity = &peer});
        const auto reply = client.exchange("GET " + m_bed->pathOf(device) + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        QVERIFY(reply);
        QCOMPARE(reply->status, 400);
    }
}

ENIGM_TEST_MAIN(DdiRoutesTest)
#include "DdiRoutesTest.moc"

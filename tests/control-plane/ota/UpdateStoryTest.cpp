#include "contract/device/UpdateEvidence.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/reports/UpdateOutcome.h"
#include "tests/control-plane/ota/StockClient.h"
#include "tests/control-plane/ota/SwuImage.h"
#include "tests/control-plane/ota/TestReleases.h"
#include "tests/control-plane/ota/UpdateBed.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"
#include "tests/support/history/Require.h"

#include <QScopeGuard>
#include <QStandardPaths>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using deployment::DeviceIdentity;
using simulator::UpdateConduct;
using simulator::UpdateTally;

/// A release goes out to devices that check it themselves: from the import, over what people and both authorities
/// sign, to the device that confirms it, through real stores and over real mutual TLS.
class UpdateStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void noRolloutStartsWhereDevicesWouldFindNothing();
    void devicesTakeWhatTheyAreOffered();
    void aDownloadGoesOnWhereItBroke();
    void someFailAndSomeFallSilent();
    void anOfferIsServedOnceForItsTag();
    void whatIsNotTrueIsNotTaken_data();
    void whatIsNotTrueIsNotTaken();
    void aStockClientTakesPart();

private:
    [[nodiscard]] qint64 all() const { return static_cast<qint64>(m_bed->devices().size()); }
    [[nodiscard]] QByteArray nonceFor(const DeviceIdentity &device) const;
    /// Of the update that it was offered last.
    [[nodiscard]] std::optional<ota::UpdateState> stateOf(const DeviceIdentity &device) const
    {
        const auto offer = require(m_bed->deployment.server().rollouts().offers().offerFor(device.handle));
        return offer ? std::optional(offer->state) : std::nullopt;
    }

    std::unique_ptr<UpdateBed> m_bed;
    const QByteArray m_artifact = artifactBytes(300'000);
};

void UpdateStoryTest::initTestCase()
{
    m_bed = std::make_unique<UpdateBed>();
    m_bed->release(m_artifact, u"system.img"_s, u"2026.11.2"_s);
}

void UpdateStoryTest::noRolloutStartsWhereDevicesWouldFindNothing()
{
    const RawReply refused = m_bed->askToStart(ota::RolloutModel::Stable);
    QCOMPARE(refused.status, 409);
    QCOMPARE(refused.problem(), "target-state"_ba);
    QVERIFY2(refused.body.contains("/parameters/plan/model"), refused.body.constData());
    m_bed->publish(u"stable"_s);
    QCOMPARE(m_bed->askToStart(ota::RolloutModel::Stable).status, 201);
}

void UpdateStoryTest::devicesTakeWhatTheyAreOffered()
{
    QCOMPARE(m_bed->update().outcomes, (QMap<QString, qint64>{{u"none"_s, all()}}));
    m_bed->start();
    const UpdateTally tally = m_bed->update();
    QVERIFY2(tally.problems.isEmpty(), qPrintable(tally.problems.keys().join(u' ')));
    QCOMPARE(tally.outcomes, (QMap<QString, qint64>{{u"confirmed"_s, all()}}));
    QCOMPARE(m_bed->countOf(u"update.outcome done"_s), all());
    // There is nothing more for them.
    QCOMPARE(m_bed->update().outcomes, (QMap<QString, qint64>{{u"none"_s, all()}}));
    QCOMPARE(m_bed->countOf(u"update.outcome done"_s), all());
}

void UpdateStoryTest::aDownloadGoesOnWhereItBroke()
{
    m_bed->reset();
    m_bed->start();
    const UpdateTally tally = m_bed->update({.interruptAfter = 100'000});
    QCOMPARE(tally.outcomes, (QMap<QString, qint64>{{u"confirmed"_s, all()}}));
    QCOMPARE(tally.resumed, all());
}

void UpdateStoryTest::someFailAndSomeFallSilent()
{
    m_bed->reset();
    m_bed->start();
    const UpdateConduct conduct{.failing = 300, .failure = ota::UpdateFailure::Boot, .silent = 300};
    qint64 failing = 0;
    qint64 silent = 0;
    for (const DeviceIdentity &device : m_bed->devices()) {
        failing += conduct.failureOf(device.handle) ? 1 : 0;
        silent += conduct.isSilent(device.handle) ? 1 : 0;
    }
    QVERIFY(failing > 0 && silent > 0 && failing + silent < all());
    const UpdateTally tally = m_bed->update(conduct);
    QCOMPARE(tally.outcomes,
             (QMap<QString, qint64>{
                 {u"confirmed"_s, all() - failing - silent}, {u"failed"_s, failing}, {u"silent"_s, silent}}));
    QCOMPARE(tally.failures, (QMap<QString, qint64>{{u"boot"_s, failing}}));
    QCOMPARE(m_bed->countOf(u"update.outcome failed"_s), failing);
}

void UpdateStoryTest::anOfferIsServedOnceForItsTag()
{
    m_bed->start();
    const DeviceIdentity &device = m_bed->devices().front();
    const auto first = m_bed->deployment.ask(device.handle, "GET", "/device/v1/update");
    QVERIFY(first);
    QCOMPARE(first->status, 200);
    QVERIFY(!first->header("ETag").isEmpty());
    const auto offer = require(device::UpdateOffer::parse(first->body));
    QCOMPARE(offer.assignment.handle, device.handle);
    QCOMPARE(offer.digest, m_bed->manifest().artifact.digest);
    const auto second = m_bed->deployment.ask(device.handle, "GET", "/device/v1/update");
    QVERIFY(second);
    QCOMPARE(second->header("ETag"), first->header("ETag"));
    QCOMPARE(m_bed->deployment.ask(device.handle, "GET", "/device/v1/update?all=1")->status, 400);
}

QByteArray UpdateStoryTest::nonceFor(const DeviceIdentity &device) const
{
    const auto reply = m_bed->deployment.ask(device.handle, "POST", "/device/v1/nonces", "{}");
    json::ObjectReader reader(require(json::parse(reply->body)));
    return reader.bytes("nonce"_L1, 16);
}

void UpdateStoryTest::whatIsNotTrueIsNotTaken_data()
{
    QTest::addColumn<std::function<void(reports::Report &)>>("change");
    QTest::addColumn<bool>("isForged");
    QTest::addColumn<QByteArray>("problem");
    using Change = std::function<void(reports::Report &)>;
    const auto row = [](const char *name, const Change &change, const QByteArray &problem, bool isForged = false) {
        QTest::newRow(name) << change << isForged << problem;
    };
    const auto body = [](reports::Report &report) -> reports::UpdateReport & {
        return std::get<reports::UpdateReport>(report.body);
    };
    row("true", [](reports::Report &) {}, {});
    row("another key", [](reports::Report &) {}, "unknown-key", true);
    row("another nonce", [](reports::Report &report) { report.nonce = QByteArray(16, 'n'); }, "replayed");
    row(
        "another device",
        [](reports::Report &report) {
            report.handle = fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Console, {'x'});
        },
        "wrong-device");
    row(
        "another deployment", [](reports::Report &report) { report.deployment = QByteArray(32, 'd'); },
        "wrong-deployment");
    row("another rollout", [body](reports::Report &report) { body(report).execution = 1; }, "not-found");
    row(
        "another change", [body](reports::Report &report) { body(report).change = QByteArray(32, 'c'); },
        "wrong-change");
}

void UpdateStoryTest::whatIsNotTrueIsNotTaken()
{
    QFETCH(const std::function<void(reports::Report &)>, change);
    QFETCH(const bool, isForged);
    QFETCH(const QByteArray, problem);
    const DeviceIdentity &device = m_bed->devices().front();
    const auto offer = m_bed->deployment.ask(device.handle, "GET", "/device/v1/update");
    QCOMPARE(offer->status, 200); // the device is offered what was started last
    const auto evidence = require(device::UpdateEvidence::verify(require(device::UpdateOffer::parse(offer->body)),
                                                                 m_bed->deployment.file().deployment));
    reports::Report report{.deployment = m_bed->deployment.file().deployment,
                           .handle = device.handle,
                           .body = reports::UpdateReport{.change = evidence.digest(),
                                                         .execution = evidence.execution(),
                                                         .stage = ota::UpdateStage::Downloading},
                           .time = m_bed->deployment.clock.now(),
                           .nonce = nonceFor(device)};
    change(report);
    const auto &key = isForged ? *device.tlsKey : *device.attestedKey;
    const reports::UpdateOutcome outcome{.key = key.publicKey(),
                                         .report = require(reports::SignedReport::sign(report, key))};
    const QByteArray bytes = json::canonical(outcome.toJson());
    const auto reply = m_bed->deployment.ask(device.handle, "POST", "/device/v1/reports/update", bytes);
    QVERIFY(reply);
    QCOMPARE(reply->problem(), problem);
    // What was taken is not taken again.
    if (problem.isEmpty())
        QCOMPARE(m_bed->deployment.ask(device.handle, "POST", "/device/v1/reports/update", bytes)->problem(),
                 "replayed"_ba);
}

/// The same server, the same people, and a client that knows nothing of them.
void UpdateStoryTest::aStockClientTakesPart()
{
    if (QStandardPaths::findExecutable(u"swupdate"_s).isEmpty() || !SwuImage::missing().isEmpty())
        QSKIP("swupdate or cpio is not installed");
    const QTemporaryDir target;
    const QByteArray content = artifactBytes(100'000, 2);
    const SwuImage image;
    m_bed->release(image.make(content, target.filePath(u"system"_s)), u"system.swu"_s, u"2026.11.3"_s);
    m_bed->start();
    const DeviceIdentity &device = m_bed->devices().back();
    StockClient client({.device = device,
                        .serverCertificate = m_bed->deployment.plane().keys().tlsCertificate,
                        .server = QUrl(m_bed->deployment.server().deviceUrl()),
                        .tenant = controlplane::ota::ddiTenant(m_bed->deployment.file().deployment),
                        .imageCertificate = image.certificate()});
    const auto tell = qScopeGuard([&client] {
        if (QTest::currentTestFailed())
            qInfo("%s", client.said().constData());
    });
    client.start();
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(device), std::optional(ota::UpdateState::Installed), 60'000);
    QCOMPARE(readFile(target.filePath(u"system"_s)), content);
    QCOMPARE(m_bed->countOf(u"update.reported done"_s), 0);
    client.stop();
    client.start(true);
    QTRY_COMPARE_WITH_TIMEOUT(m_bed->countOf(u"update.reported done"_s), 1, 60'000);
    client.stop();
}

ENIGM_TEST_MAIN(UpdateStoryTest)
#include "UpdateStoryTest.moc"

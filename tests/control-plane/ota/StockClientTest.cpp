#include "tests/control-plane/ota/StockClient.h"

#include "tests/control-plane/ota/DdiTestBed.h"
#include "tests/control-plane/ota/SwuImage.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QFile>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using fleet::DeviceHandle;
using ota::UpdateState;

/// Debian's unmodified swupdate takes part, over mutual TLS with the certificate of its device.
class StockClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void itPollsDownloadsVerifiesInstallsAndConfirms();
    void itFailsAnImageOfAnotherSigner();
    void itStopsWhatIsCancelled();

private:
    static constexpr int patience = 60'000; // milliseconds

    void offer(const SwuImage &signer, const QByteArray &content);
    [[nodiscard]] QString installed() const { return m_folder->filePath(u"system"_s); }
    [[nodiscard]] std::vector<UpdateState> states() const { return m_bed->offers.statesOf(m_device); }
    /// The client has said that it is in this state, or has ended.
    [[nodiscard]] bool hasReached(UpdateState state) const
    {
        return !m_client->isRunning() || (!states().empty() && states().back() == state);
    }

    std::unique_ptr<DdiTestBed> m_bed;
    std::unique_ptr<SwuImage> m_image;
    std::unique_ptr<QTemporaryDir> m_folder;
    DeviceHandle m_device;
    std::unique_ptr<StockClient> m_client;
};

void StockClientTest::initTestCase()
{
    const QString missing =
        QStandardPaths::findExecutable(u"swupdate"_s).isEmpty() ? u"swupdate"_s : SwuImage::missing();
    if (!missing.isEmpty())
        QSKIP(qPrintable(u"SKIPPED WHOLE TEST: %1 is not installed"_s.arg(missing)));
    m_bed = std::make_unique<DdiTestBed>(1);
    m_image = std::make_unique<SwuImage>();
}

void StockClientTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_device = m_bed->nextDevice();
    m_client = std::make_unique<StockClient>(
        StockClient::Setting{.device = m_bed->deployment.identity(m_device),
                             .serverCertificate = m_bed->deployment.plane().keys().tlsCertificate,
                             .server = QUrl(u"https://127.0.0.1:%1"_s.arg(m_bed->port())),
                             .tenant = m_bed->tenant(),
                             .imageCertificate = m_image->certificate()});
}

void StockClientTest::cleanup()
{
    if (QTest::currentTestFailed())
        qInfo("%s", m_client->said().constData());
    m_client.reset();
}

void StockClientTest::offer(const SwuImage &signer, const QByteArray &content)
{
    m_bed->offer(m_device, signer.make(content, installed()), u"system.swu"_s);
}

void StockClientTest::itPollsDownloadsVerifiesInstallsAndConfirms()
{
    const QByteArray content(300'000, 'x');
    offer(*m_image, content);
    m_client->start();
    QTRY_VERIFY_WITH_TIMEOUT(hasReached(UpdateState::Installed), patience);
    // It is installed, and nobody knows yet whether it starts.
    QCOMPARE(states(), (std::vector{UpdateState::Downloading, UpdateState::Installed}));
    m_client->stop();
    QCOMPARE(readFile(installed()), content);
    m_client->start(true);
    QTRY_VERIFY_WITH_TIMEOUT(hasReached(UpdateState::Confirmed), patience);
    QCOMPARE(states().back(), UpdateState::Confirmed);
}

void StockClientTest::itFailsAnImageOfAnotherSigner()
{
    const SwuImage stranger;
    offer(stranger, "anything");
    m_client->start();
    QTRY_VERIFY_WITH_TIMEOUT(hasReached(UpdateState::Failed), patience);
    m_client->stop();
    QVERIFY(!QFile::exists(installed()));
    // It begins anew until it is stopped. Debian's client says now and then of an image that it has just turned down
    // that it was installed: it asks for the result once its installer has gone back to waiting. It does not confirm.
    const std::vector<UpdateState> said = states();
    QCOMPARE(said.front(), UpdateState::Downloading);
    QCOMPARE(std::ranges::count(said, UpdateState::Confirmed), 0);
}

void StockClientTest::itStopsWhatIsCancelled()
{
    offer(*m_image, "anything");
    m_bed->offers.cancel(m_device);
    m_client->start();
    QTRY_VERIFY_WITH_TIMEOUT(hasReached(UpdateState::Withdrawn), patience);
    QCOMPARE(states(), std::vector{UpdateState::Withdrawn});
    m_client->stop();
    QVERIFY(!QFile::exists(installed()));
}

ENIGM_TEST_MAIN(StockClientTest)
#include "StockClientTest.moc"

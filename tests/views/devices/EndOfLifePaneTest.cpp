#include "tests/support/LogGuard.h"
#include "tests/support/history/EndedDevice.h"
#include "tests/views/devices/ShownFleet.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/theme/Theme.h"
#include "views/words/ProblemText.h"

#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using views::design::Button;
using views::design::Tone;

/// An administrator takes away the record of a phone that was retired.
class EndOfLifePaneTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_fleet.reset(); }
    void theRecordIsSavedOnceItWasVerified();
    void whatDoesNotVerifyIsNotSaved();
    void aDeviceThatHasNotSaidSoHasNoneYet();
    void whatIsUnderWayIsShown();
    void aFileThatCannotBeWrittenIsTold();

private:
    /// Chooses the device, and where to save its record.
    void save(const QString &path);
    [[nodiscard]] QString told() const;
    [[nodiscard]] Tone tone() const;

    const QString m_path = u"/v1/devices/%1/end-of-life"_s;
    QTemporaryDir m_dir;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<views::design::Theme> m_theme;
    std::unique_ptr<ShownFleet> m_fleet;
    std::unique_ptr<EndedDevice> m_ended;
    QByteArray m_record;
    std::optional<ProblemType> m_refusal;
};

void EndOfLifePaneTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
    m_settings = std::make_unique<QSettings>(m_dir.filePath(u"s.ini"_s), QSettings::IniFormat);
}

void EndOfLifePaneTest::init()
{
    m_fleet = std::make_unique<ShownFleet>(1, *m_settings);
    SignedInConsole &console = m_fleet->console;
    m_ended = std::make_unique<EndedDevice>(console.history);
    m_ended->admit();
    const auto end = m_ended->perform(u"device.retire"_s);
    m_record = m_ended->record(end, m_ended->acknowledge(end)).toBytes();
    m_refusal = {};
    client::Device &device = console.plane.devices.front();
    device.handle = m_ended->device.memory.handle;
    device.key = m_ended->device.memory.key;
    device.state = fleet::DeviceState::Retired;
    console.plane.fillDetail = [this](json::Object &detail) {
        json::Object command = m_fleet->commandOf(80, fleet::CommandState::Acknowledged).object();
        command.insert(u"action"_s, u"device.retire"_s);
        command.insert(u"answered"_s, m_fleet->console.history.now() - 60);
        detail.insert(u"commands"_s, json::Array{std::move(command)});
    };
    console.plane.instead = [this](const client::WireRequest &request) -> std::optional<client::WireReply> {
        if (m_refusal || request.url.path() != m_path.arg(m_ended->device.memory.handle.text()))
            return std::nullopt;
        return client::WireReply{.status = 200, .headers = {}, .body = m_record};
    };
    QVERIFY(m_fleet->open(console.history.administrator1));
    m_fleet->choose(0);
    QVERIFY(m_fleet->isInspected());
}

void EndOfLifePaneTest::save(const QString &path)
{
    QTRY_VERIFY(m_fleet->part(u"saveEndOfLife"_s));
    QTest::mouseClick(m_fleet->part(u"saveEndOfLife"_s), Qt::LeftButton);
    auto *const dialog = m_fleet->pane->findChild<QFileDialog *>(u"pathDialog"_s);
    QVERIFY(dialog != nullptr);
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
}

QString EndOfLifePaneTest::told() const
{
    const auto *const news = qobject_cast<QLabel *>(m_fleet->part(u"endOfLifeNews"_s));
    return news ? news->text() : QString();
}

Tone EndOfLifePaneTest::tone() const
{
    return qobject_cast<views::design::ToneLabel *>(m_fleet->part(u"endOfLifeNews"_s))->tone();
}

void EndOfLifePaneTest::theRecordIsSavedOnceItWasVerified()
{
    const QString path = m_dir.filePath(u"record.json"_s);
    save(path);
    QTRY_COMPARE(told(), u"The record was verified and saved to %1."_s.arg(path));
    QCOMPARE(tone(), Tone::Ok);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray saved = file.readAll();
    QCOMPARE(saved, m_record);
    QVERIFY(evidence::verifyEndOfLife(saved, m_fleet->console.history.deploymentId()));
    QCOMPARE(lookOver(*m_fleet->pane, *m_theme, u"devices-end-of-life"_s), QString());
}

void EndOfLifePaneTest::whatDoesNotVerifyIsNotSaved()
{
    const QString path = m_dir.filePath(u"forged.json"_s);
    EndedDevice other(m_fleet->console.history);
    other.admit();
    const auto end = other.perform(u"device.retire"_s);
    evidence::EndOfLifeRecord forged = other.record(end, other.acknowledge(end));
    forged.end.approvals.clear();
    m_record = forged.toBytes();
    save(path);
    QTRY_COMPARE(told(), views::words::problemText({ProblemType::QuorumMissing}).line());
    QCOMPARE(tone(), Tone::Danger);
    QVERIFY(!QFile::exists(path));
    QVERIFY(m_fleet->console.follower.alarm());
    QCOMPARE(m_fleet->console.follower.contradiction()->exhibits.front().name, u"end-of-life-served"_s);

    // A sound one of another device is none of this one.
    m_record = other.record(end, m_fleet->console.history.activityHead().size - 1).toBytes();
    save(path);
    QTRY_COMPARE(told(), views::words::problemText({ProblemType::UnexpectedAnswer}).line());
    QVERIFY(!QFile::exists(path));
}

void EndOfLifePaneTest::aDeviceThatHasNotSaidSoHasNoneYet()
{
    m_refusal = ProblemType::NotAcknowledged;
    m_fleet->console.plane.refuseRoute(m_path.arg(m_ended->device.memory.handle.text()), m_refusal);
    const QString path = m_dir.filePath(u"early.json"_s);
    save(path);
    QTRY_COMPARE(told(), views::words::problemText({ProblemType::NotAcknowledged}).line());
    QVERIFY(!QFile::exists(path));
    QVERIFY(!m_fleet->console.follower.alarm()); // which contradicts nothing
}

void EndOfLifePaneTest::whatIsUnderWayIsShown()
{
    m_fleet->console.plane.hold(m_path.arg(m_ended->device.memory.handle.text()));
    const QString path = m_dir.filePath(u"slow.json"_s);
    save(path);
    QTRY_COMPARE(told(), u"Fetching and verifying…"_s);
    QVERIFY(!m_fleet->part(u"saveEndOfLife"_s)->isEnabled());
    QVERIFY(!QFile::exists(path));
    m_fleet->console.plane.release();
    QTRY_COMPARE(told(), u"The record was verified and saved to %1."_s.arg(path));
    QVERIFY(m_fleet->part(u"saveEndOfLife"_s)->isEnabled());
}

void EndOfLifePaneTest::aFileThatCannotBeWrittenIsTold()
{
    save(m_dir.filePath(u"nowhere/record.json"_s));
    QTRY_COMPARE(tone(), Tone::Danger);
    QCOMPARE(told(), views::words::problemText({ProblemType::FileUnreadable}).line());
}

ENIGM_WIDGET_TEST_MAIN(EndOfLifePaneTest)
#include "EndOfLifePaneTest.moc"

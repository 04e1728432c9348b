#include "app/console/UpdateDesk.h"

#include "tests/control-plane/ota/TestReleases.h"
#include "tests/control-plane/ota/UpdateBed.h"
#include "tests/support/LogGuard.h"
#include "tests/support/view/Looks.h"
#include "tests/views/ReviewSeat.h"
#include "views/charts/LaneChart.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/table/TableView.h"
#include "views/design/theme/Theme.h"
#include "views/ota/ImportWindow.h"
#include "views/ota/RolloutWizard.h"
#include "views/words/Language.h"

#include <QApplication>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QRadioButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using app::UpdateDesk;
using views::charts::LaneChart;
using views::design::Button;
using views::design::StateBadge;
using views::design::TableView;
using views::ota::ImportWindow;
using views::ota::RolloutWizard;
using views::review::ComposeWindow;

/// A release from its file to the devices that confirm it, in the console's windows, on a served sample with a fleet.
class UpdateDeskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void aReleaseIsImportedAndItsSigningAskedFor();
    void aRolloutIsPlannedAndStartsNothing();
    void itStartsOnceSomebodyElseApproves();
    void itIsHaltedAtOnceAndResumedByApproval();
    void devicesConfirmWhileItIsWatched();

private:
    template <typename Widget>
    [[nodiscard]] Widget &part(const QWidget &window, const QString &name) const
    {
        return *window.findChild<Widget *>(name);
    }
    void click(const QWidget &window, const QString &name) const
    {
        QCoreApplication::processEvents(); // what has just been shown has its place a turn later
        QTest::mouseClick(&part<Button>(window, name), Qt::LeftButton);
    }
    /// Fills in the composer that has opened, signs, and answers the reference.
    [[nodiscard]] QString sign();
    void approve(const QString &reference);
    [[nodiscard]] QString stateOfRollout() const { return part<StateBadge>(*m_window, u"rolloutState"_s).state().word; }
    [[nodiscard]] qint64 confirmed() const;

    std::unique_ptr<views::design::Theme> m_theme;
    std::unique_ptr<UpdateBed> m_bed;
    std::unique_ptr<Seat> m_manager;
    std::unique_ptr<Seat> m_approver;
    std::unique_ptr<models::groups::GroupListSource> m_groups;
    std::unique_ptr<models::session::OperatorNames> m_names;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<QStackedWidget> m_window;
    std::unique_ptr<UpdateDesk> m_desk;
    QPointer<ComposeWindow> m_composer;
    QString m_stopped; ///< the change that stopped a rollout last
    QString m_started; ///< the change that starts one
    QTemporaryDir m_directory;
    const views::words::Language m_language{QLocale(u"en_US"_s)};
};

void UpdateDeskTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
    m_bed = std::make_unique<UpdateBed>();
    m_manager = std::make_unique<Seat>(m_bed->deployment, u"release-manager-1"_s);
    m_approver = std::make_unique<Seat>(m_bed->deployment, u"approver-1"_s);
    client::Session &session = m_manager->desk.session;
    m_groups = std::make_unique<models::groups::GroupListSource>(session);
    m_names = std::make_unique<models::session::OperatorNames>(session);
    m_settings = std::make_unique<QSettings>(m_directory.filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_window = std::make_unique<QStackedWidget>();
    m_window->resize(1280, 800);
    m_desk = std::make_unique<UpdateDesk>(UpdateDesk::Parts{.session = session,
                                                            .changes = m_manager->desk.changes,
                                                            .groups = *m_groups,
                                                            .names = *m_names,
                                                            .settings = *m_settings,
                                                            .window = *m_window});
    connect(m_desk.get(), &UpdateDesk::composerOpened, this, [this](ComposeWindow *composer) {
        m_composer = composer;
        composer->show();
    });
    connect(m_desk.get(), &UpdateDesk::stopped, this, [this](const QString &reference) { m_stopped = reference; });
    connect(m_desk.get(), &UpdateDesk::failed, this,
            [](const Problem &problem) { QFAIL(qPrintable(problem.toString())); });
    m_window->addWidget(m_desk->newReleasesPane());
    m_window->addWidget(m_desk->newRolloutsPane());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void UpdateDeskTest::cleanupTestCase()
{
    m_window.reset(); // before what it shows
    m_desk.reset();
}

QString UpdateDeskTest::sign()
{
    if (!QTest::qWaitFor([this] { return !m_composer.isNull(); }))
        return {};
    QString composed;
    connect(m_composer, &ComposeWindow::composed, this,
            [&composed](const QString &reference) { composed = reference; });
    QTest::keyClicks(&part<QLineEdit>(*m_composer, u"composeReason"_s), u"As planned"_s);
    click(*m_composer, u"composeSign"_s);
    return QTest::qWaitFor([&] { return !composed.isEmpty() && m_composer.isNull(); }) ? composed : QString();
}

void UpdateDeskTest::approve(const QString &reference)
{
    auto &changes = m_approver->desk.changes;
    const auto change = require(QCoro::waitFor(changes.verified(reference)));
    const auto record = require(QCoro::waitFor(changes.decide(change, changes::Decision::Approve, {}, u"Sign"_s)));
    QCOMPARE(record.state, changes::ChangeState::Executed);
}

qint64 UpdateDeskTest::confirmed() const
{
    qint64 count = 0;
    for (const ota::RolloutGroupRecord &group : m_desk->rollout().groups().groups())
        count += group.counts.confirmed;
    return count;
}

void UpdateDeskTest::aReleaseIsImportedAndItsSigningAskedFor()
{
    QFile artifact(m_directory.filePath(u"os.swu"_s));
    QVERIFY(artifact.open(QIODevice::WriteOnly) && artifact.write(artifactBytes(300'000)) == 300'000);
    artifact.close();
    QTRY_VERIFY(shows(*m_window, u"No releases yet"_s));
    click(*m_window, u"releaseImport"_s);
    auto *const import = m_window->findChild<ImportWindow *>();
    QVERIFY(import && QTest::qWaitForWindowExposed(import));
    import->setFile(artifact.fileName());
    QTest::keyClicks(&part<QLineEdit>(*import, u"manifestVersion"_s), u"2026.11.1"_s);
    QTest::keyClicks(&part<QLineEdit>(*import, u"manifestBuild"_s), u"nightly-4711"_s);
    QTest::keyClicks(&part<QPlainTextEdit>(*import, u"manifestBuilds"_s), u"enigm-reference"_s);
    QTest::keyClicks(&part<QLineEdit>(*import, u"manifestPatch"_s), u"2026-11"_s);
    click(*import, u"importNext"_s);
    QTRY_COMPARE(part<Button>(*import, u"importNext"_s).text(), u"Ask for signing…"_s);
    click(*import, u"importNext"_s);
    const QString reference = sign();
    QVERIFY(!reference.isEmpty());
    approve(reference);
    QTRY_COMPARE(m_desk->releases().rowCount(), 1);
    QCOMPARE(m_desk->releases().rows().front().manifest.version, u"2026.11.1"_s);
    QVERIFY(m_desk->releases().rows().front().isComplete());
}

void UpdateDeskTest::aRolloutIsPlannedAndStartsNothing()
{
    m_bed->release(artifactBytes(200'000), u"os.img"_s, u"2026.11.2"_s);
    m_bed->publish(u"security"_s); // in the channel of its rollout, too
    m_desk->releases().refresh();
    QTRY_COMPARE(m_desk->releases().rowCount(), 2);
    auto &releases = part<TableView>(*m_window, u"releasesTable"_s);
    const QString signedOne = m_bed->manifest().release;
    for (int row = 0; row < releases.model()->rowCount(); ++row) {
        if (releases.model()->index(row, 0).data().toString() == u"2026.11.2"_s)
            releases.setCurrentIndex(releases.model()->index(row, 0));
    }
    QCOMPARE(lookOver(*m_window, *m_theme, u"desk-releases"_s), QString());
    click(*m_window, u"releaseRollOut"_s);
    const QPointer<RolloutWizard> wizard = m_window->findChild<RolloutWizard *>();
    QVERIFY(wizard && QTest::qWaitForWindowExposed(wizard));
    QTest::keyClick(&part<QRadioButton>(*wizard, u"planModel3"_s), Qt::Key_Space); // security
    click(*wizard, u"wizardNext"_s);
    part<QDateTimeEdit>(*wizard, u"groupStarts"_s)
        .setDateTime(QDateTime::fromSecsSinceEpoch(m_bed->deployment.clock.now()));
    const auto devices = [&] {
        return part<TableView>(*wizard, u"planTable"_s).model()->index(0, 2).data().toString();
    };
    QTRY_VERIFY2(devices().startsWith(u"about "_s), qPrintable(devices())); // as the control plane counts them
    auto &by = part<QComboBox>(*wizard, u"groupBy"_s);
    QTest::keyClick(&by, Qt::Key_End); // devices by hand
    for (std::size_t device = 0; device < 2; ++device)
        part<QPlainTextEdit>(*wizard, u"groupHandles"_s).appendPlainText(m_bed->devices()[device].handle.text());
    QTRY_COMPARE(devices(), u"2"_s); // they are handed in, and counted
    QTest::keyClick(&by, Qt::Key_Home);
    QTRY_VERIFY(devices().startsWith(u"about "_s));
    QCOMPARE(wizard->draft().release, signedOne);
    click(*wizard, u"wizardNext"_s);
    click(*wizard, u"wizardNext"_s);
    QCOMPARE(lookOver(*wizard, *m_theme, u"desk-wizard"_s), QString());
    click(*wizard, u"wizardNext"_s);
    QTRY_VERIFY(m_composer);
    QCOMPARE(lookOver(*m_composer, *m_theme, u"desk-compose-start"_s), QString());
    m_started = sign();
    QVERIFY(!m_started.isEmpty());
    QTRY_VERIFY(!wizard);
    m_window->setCurrentIndex(1);
    QTRY_VERIFY(shows(*m_window, u"No rollouts yet"_s)); // nobody has approved it
}

void UpdateDeskTest::itStartsOnceSomebodyElseApproves()
{
    approve(m_started);
    m_desk->rollouts().refresh();
    QTRY_COMPARE(m_desk->rollouts().rowCount(), 1);
    auto &rollouts = part<TableView>(*m_window, u"rolloutsTable"_s);
    rollouts.setFocus();
    rollouts.setCurrentIndex(rollouts.model()->index(0, 0));
    QTest::keyClick(&rollouts, Qt::Key_Return);
    QTRY_COMPARE(part<LaneChart>(*m_window, u"rolloutLanes"_s).lanes().size(), 1U);
    QVERIFY(QTest::qWaitFor([this] { return m_bed->countOf(u"rollout.group-opened done"_s) > 0; }, 30'000));
    m_desk->rollout().refresh();
    QTRY_COMPARE(part<LaneChart>(*m_window, u"rolloutLanes"_s).lanes().front().state.word, u"Running"_s);
    QCOMPARE(stateOfRollout(), u"Active"_s);
}

void UpdateDeskTest::itIsHaltedAtOnceAndResumedByApproval()
{
    click(*m_window, u"rolloutHalt"_s);
    QTest::keyClicks(&part<QLineEdit>(*m_window, u"rolloutActReason"_s), u"Phones do not start"_s);
    click(*m_window, u"rolloutActConfirm"_s);
    QTRY_VERIFY(!m_stopped.isEmpty());
    QTRY_COMPARE(stateOfRollout(), u"Halted"_s);
    QTRY_VERIFY(shows(*m_window, u"Nothing goes on before others have approved it."_s));
    QCOMPARE(lookOver(*m_window, *m_theme, u"desk-halted"_s), QString());
    click(*m_window, u"rolloutResume"_s);
    const QString reference = sign();
    QVERIFY(!reference.isEmpty());
    approve(reference);
    m_desk->rollout().refresh();
    QTRY_COMPARE(stateOfRollout(), u"Active"_s);
}

void UpdateDeskTest::devicesConfirmWhileItIsWatched()
{
    m_bed->deployment.witness();
    const auto tally = m_bed->update();
    QVERIFY2(tally.problems.isEmpty(), qPrintable(tally.problems.keys().join(u' ')));
    m_desk->rollout().refresh();
    QTRY_COMPARE(confirmed(), static_cast<qint64>(m_bed->devices().size()));
    QCOMPARE(lookOver(*m_window, *m_theme, u"desk-watched"_s), QString());
}

ENIGM_WIDGET_TEST_MAIN(UpdateDeskTest)
#include "UpdateDeskTest.moc"

#include "views/ota/ReleasesPane.h"

#include "tests/models/ota/ServedUpdates.h"
#include "tests/support/LogGuard.h"
#include "tests/support/view/Looks.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/KeyValueList.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/table/TableView.h"
#include "views/design/theme/Theme.h"
#include "views/ota/ImportWindow.h"
#include "views/words/Language.h"

#include <QApplication>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using models::ota::ReleaseListModel;
using views::design::Button;
using views::design::TableView;
using views::design::ToneLabel;
using views::ota::ImportWindow;
using views::ota::ReleasesPane;

/// Releases as a release manager works with them.
class ReleasesPaneTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aReleaseIsChosenByKeyboard();
    void stagesAreATrack();
    void signaturesSayWho();
    void whatDevicesCheckIsListed();
    void actsFollowTheSignatures();
    void othersMayLookAlone();
    void whatCannotBeReadSaysSo();
    void aReleaseIsImported();
    void aManifestIsLookedOverWhileItIsTyped();
    void anImportGoesOn();
    void looksSound();
    void looksSoundInGerman();
    void theImportLooksSound();

private:
    template <typename Widget>
    [[nodiscard]] Widget &part(const QString &name) const
    {
        return *m_pane->findChild<Widget *>(name);
    }
    void click(const QString &button) const
    {
        QCoreApplication::processEvents(); // what has just been shown has its place a turn later
        QTest::mouseClick(&part<Button>(button), Qt::LeftButton);
    }
    void open(const Person &person);
    void choose(int row) const;
    [[nodiscard]] std::unique_ptr<ImportWindow> importWindow(std::optional<ota::Release> continued = {});
    void fillManifest(ImportWindow &window) const;
    [[nodiscard]] QString file(const QByteArray &bytes) const;

    std::unique_ptr<views::design::Theme> m_theme;
    QTemporaryDir m_directory;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<SignedInConsole> m_console;
    ServedUpdates m_served;
    std::unique_ptr<ReleaseListModel> m_releases;
    std::unique_ptr<models::session::OperatorNames> m_names;
    std::unique_ptr<ReleasesPane> m_pane;
};

void ReleasesPaneTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
    m_settings = std::make_unique<QSettings>(m_directory.filePath(u"settings.ini"_s), QSettings::IniFormat);
}

void ReleasesPaneTest::init()
{
    m_served = {};
    m_console = std::make_unique<SignedInConsole>();
    m_console->plane.instead = [this](const client::WireRequest &request) { return m_served.serve(request); };
    const qint64 now = m_console->session.now();
    m_served.releases = {sampleRelease(4, 0, 1, now), sampleRelease(3, 0, 2, now), sampleRelease(2, 1, 3, now),
                         sampleRelease(1, 2, 6, now)};
    open(m_console->history.releaseManager1);
}

void ReleasesPaneTest::open(const Person &person)
{
    QVERIFY(m_console->signIn(person));
    m_pane.reset();
    m_releases = std::make_unique<ReleaseListModel>(m_console->session);
    m_names = std::make_unique<models::session::OperatorNames>(m_console->session);
    m_pane = std::make_unique<ReleasesPane>(views::ota::ReleasesContext{
        .session = m_console->session, .releases = *m_releases, .names = *m_names, .settings = *m_settings});
    m_pane->resize(1080, 680);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
}

void ReleasesPaneTest::cleanup()
{
    m_pane.reset();
    m_theme->setChoice(views::design::SchemeChoice::Light);
}

void ReleasesPaneTest::choose(int row) const
{
    auto &table = part<TableView>(u"releasesTable"_s);
    QTRY_COMPARE(table.model()->rowCount(), static_cast<int>(m_served.releases.size()));
    table.setFocus();
    table.setCurrentIndex(table.model()->index(row, 0));
}

QString ReleasesPaneTest::file(const QByteArray &bytes) const
{
    QFile file(m_directory.filePath(u"enigm-2026.11.5.swu"_s));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

void ReleasesPaneTest::aReleaseIsChosenByKeyboard()
{
    choose(0);
    auto &table = part<TableView>(u"releasesTable"_s);
    QTest::keyClick(&table, Qt::Key_Down);
    QCOMPARE(part<ToneLabel>(u"releaseTitle"_s).text(), u"2026.11.3"_s);
    QCOMPARE(table.model()->index(3, ReleaseListModel::Stage).data().toString(), u"Validation"_s);
    QCOMPARE(table.model()->index(2, ReleaseListModel::Signatures).data().toString(), u"Manifest only"_s);
    part<QLineEdit>(u"releasesFilter"_s).setText(u"11.2"_s);
    QCOMPARE(table.model()->rowCount(), 1);
    part<QLineEdit>(u"releasesFilter"_s).setText(u"none of them"_s);
    QVERIFY(shows(*m_pane, u"Nothing matches the filter"_s));
}

void ReleasesPaneTest::stagesAreATrack()
{
    choose(3);
    QVERIFY(shows(*m_pane, u"Validation, reached"_s));
    QVERIFY(shows(*m_pane, u"Controlled rollout, next"_s));
    QVERIFY(shows(*m_pane, u"An approved change has to start a limited rollout."_s));
    choose(1);
    QVERIFY(shows(*m_pane, u"Manifest, next"_s));
    QVERIFY(!shows(*m_pane, u"An approved change has to start a limited rollout."_s));
}

void ReleasesPaneTest::signaturesSayWho()
{
    choose(3);
    part<QTabWidget>(u"releaseTabs"_s).setCurrentIndex(1);
    QTRY_VERIFY(shows(*m_pane, u"Production authority"_s));
    QVERIFY(shows(*m_pane, u"approver-1"_s));
    const QSignalSpy opened(m_pane.get(), &ReleasesPane::changeOpened);
    click(u"releaseChange0"_s);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.front().front().toString(), m_served.releases[3].signatures[0].change);
    choose(2);
    QTRY_VERIFY(shows(*m_pane, u"Has not signed"_s));
    QVERIFY(shows(*m_pane, u"it signs by itself, beside its hardware module"_s));
    choose(1);
    QTRY_VERIFY(shows(*m_pane, u"enigmctl release sign "_s + m_served.releases[1].id()));
}

void ReleasesPaneTest::whatDevicesCheckIsListed()
{
    choose(3);
    const auto &facts = part<views::design::KeyValueList>(u"releaseChecks"_s);
    const QString text = facts.asText();
    for (const QString &said : {u"production authority"_s, u"at index 41 or below"_s, u"enigm/phone/v7:16/2026-09"_s,
                                QString::fromLatin1(m_served.releases[3].manifest.artifact.digest.toHex())})
        QVERIFY2(text.contains(said), qPrintable(text));
}

void ReleasesPaneTest::actsFollowTheSignatures()
{
    auto &sign = part<Button>(u"releaseSign"_s);
    auto &rollOut = part<Button>(u"releaseRollOut"_s);
    const auto isNext = [this](const QString &name) {
        return part<Button>(name).role() == views::design::ButtonRole::Primary;
    };
    choose(0);
    QVERIFY(part<Button>(u"releaseContinue"_s).isVisible());
    QVERIFY(isNext(u"releaseContinue"_s) && !isNext(u"releaseSign"_s));
    QVERIFY(!sign.isEnabled() && !rollOut.isEnabled());
    const QSignalSpy asked(m_pane.get(), &ReleasesPane::signingRequested);
    choose(2);
    QVERIFY(!part<Button>(u"releaseContinue"_s).isVisible());
    QVERIFY(isNext(u"releaseSign"_s) && !isNext(u"releasePublish"_s));
    QTest::keyClick(&sign, Qt::Key_Space);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.front()[1].value<operators::SigningAuthority>(), operators::SigningAuthority::Production);
    QVERIFY(!rollOut.isEnabled());
    QVERIFY(rollOut.toolTip().contains(u"Both authorities"_s));
    choose(3);
    QVERIFY(!sign.isEnabled());
    for (const QString &name : {u"releaseSign"_s, u"releasePublish"_s, u"releaseRollOut"_s})
        QVERIFY2(!isNext(name), qPrintable(name)); // a rollout has begun
    const QSignalSpy planned(m_pane.get(), &ReleasesPane::rolloutRequested);
    click(u"releaseRollOut"_s);
    QCOMPARE(planned.count(), 1);
    const QSignalSpy published(m_pane.get(), &ReleasesPane::publicationRequested);
    const QList<QAction *> channels = part<Button>(u"releasePublish"_s).menu()->actions();
    QCOMPARE(channels.size(), 4);
    QVERIFY(!channels[0]->isEnabled()); // it is published there
    channels[2]->trigger();
    QCOMPARE(published.front()[1].value<ota::RolloutModel>(), ota::RolloutModel::Stable);
}

void ReleasesPaneTest::othersMayLookAlone()
{
    open(m_console->history.reviewer1);
    choose(3);
    for (const QString &name : {u"releaseImport"_s, u"releaseRollOut"_s, u"releasePublish"_s}) {
        QVERIFY2(!part<Button>(name).isEnabled(), qPrintable(name));
        QVERIFY(part<Button>(name).toolTip().contains(u"Release managers"_s));
    }
}

void ReleasesPaneTest::whatCannotBeReadSaysSo()
{
    choose(0);
    m_console->plane.setReachable(false);
    m_releases->refresh();
    QTRY_VERIFY(shows(*m_pane, u"no connection to the control plane"_s));
    QCOMPARE(part<TableView>(u"releasesTable"_s).model()->rowCount(), 4); // the last of it is kept
    m_console->plane.setReachable(true);
    m_served.releases.clear();
    m_releases->refresh();
    QTRY_VERIFY(shows(*m_pane, u"No releases yet"_s));
    m_console->plane.instead = nullptr;
    m_console->plane.refuseRoute(u"/v1/releases"_s, ProblemType::NotPermitted);
    m_releases->refresh();
    QTRY_VERIFY(shows(*m_pane, u"Your roles do not let you see releases."_s));
}

std::unique_ptr<ImportWindow> ReleasesPaneTest::importWindow(std::optional<ota::Release> continued)
{
    auto window = std::make_unique<ImportWindow>(m_console->session, m_served.releases, std::move(continued));
    window->setAttribute(Qt::WA_DeleteOnClose, false);
    window->show();
    return window;
}

void ReleasesPaneTest::fillManifest(ImportWindow &window) const
{
    QTest::keyClicks(window.findChild<QLineEdit *>(u"manifestVersion"_s), u"2026.11.5"_s);
    QTest::keyClicks(window.findChild<QLineEdit *>(u"manifestBuild"_s), u"enigm/16/5"_s);
    QTest::keyClicks(window.findChild<QPlainTextEdit *>(u"manifestBuilds"_s), u"enigm/16/4 enigm/16/3"_s);
}

void ReleasesPaneTest::aReleaseIsImported()
{
    const auto window = importWindow();
    auto &next = *window->findChild<Button *>(u"importNext"_s);
    QVERIFY(!next.isEnabled());
    window->setFile(file("the artifact"));
    fillManifest(*window);
    QVERIFY2(next.isEnabled(), qPrintable(next.toolTip()));
    const QSignalSpy progressed(window.get(), &ImportWindow::progressed);
    QTest::mouseClick(&next, Qt::LeftButton);
    QTRY_COMPARE(progressed.count(), 2);
    QCOMPARE(m_served.bytes.begin()->second, "the artifact");
    QTRY_COMPARE(next.text(), u"Ask for signing…"_s);
    const QSignalSpy asked(window.get(), &ImportWindow::signingRequested);
    QTest::mouseClick(&next, Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QVERIFY(!window->isVisible());
}

void ReleasesPaneTest::aManifestIsLookedOverWhileItIsTyped()
{
    const auto window = importWindow();
    window->setFile(file("the artifact"));
    fillManifest(*window);
    auto &version = *window->findChild<QLineEdit *>(u"manifestVersion"_s);
    const auto &wrong = *window->findChild<ToneLabel *>(u"manifestWrong"_s);
    QVERIFY(!wrong.isVisible());
    version.clear();
    QTest::keyClicks(&version, u"2026.11.4"_s);
    QVERIFY(wrong.text().contains(u"of this version already"_s));
    QVERIFY(!window->findChild<Button *>(u"importNext"_s)->isEnabled());
    QTest::keyClicks(&version, u" b"_s);
    QVERIFY(wrong.text().contains(u"at most 40"_s));
    auto &patch = *window->findChild<QLineEdit *>(u"manifestPatch"_s);
    QCOMPARE(patch.text(), u"2026-11"_s); // as the newest has it
    patch.setText(u"2026-10"_s);
    QVERIFY(window->findChild<ToneLabel *>(u"manifestOdd"_s)->text().contains(u"older"_s));
}

void ReleasesPaneTest::anImportGoesOn()
{
    const QByteArray bytes = QByteArray(4 * 1024 * 1024, 'a') + "end";
    m_served.partsTaken = 1;
    auto window = importWindow();
    window->setFile(file(bytes));
    fillManifest(*window);
    auto &next = *window->findChild<Button *>(u"importNext"_s);
    QTest::mouseClick(&next, Qt::LeftButton);
    QTRY_COMPARE(next.text(), u"Go on"_s);
    QVERIFY(window->findChild<Button *>(u"importDiscard"_s)->isVisible());
    QTest::keyClick(window.get(), Qt::Key_Escape);
    QVERIFY(!window->isVisible());
    // On another day, from the release.
    m_served.partsTaken.reset();
    window = importWindow(m_served.releases.front());
    QVERIFY(!window->findChild<QLineEdit *>(u"manifestVersion"_s)->isEnabled());
    window->setFile(file("another artifact"));
    auto &again = *window->findChild<Button *>(u"importNext"_s);
    QTest::mouseClick(&again, Qt::LeftButton);
    QTRY_VERIFY(shows(*window, u"This is another file than the one that was announced."_s));
    window->setFile(file(bytes));
    QTest::mouseClick(&again, Qt::LeftButton);
    QTRY_COMPARE(again.text(), u"Ask for signing…"_s);
    QCOMPARE(m_served.bytes.begin()->second, bytes);
}

void ReleasesPaneTest::looksSound()
{
    choose(3);
    QCOMPARE(lookOver(*m_pane, *m_theme, u"releases"_s), QString());
    QCOMPARE(lookInContrast(*m_pane, *m_theme, u"releases"_s), QString());
    for (int tab = 1; tab < 4; ++tab) {
        part<QTabWidget>(u"releaseTabs"_s).setCurrentIndex(tab);
        QCOMPARE(lookOver(*m_pane, *m_theme, u"releases-tab%1"_s.arg(tab)), QString());
    }
    choose(0);
    part<QTabWidget>(u"releaseTabs"_s).setCurrentIndex(0);
    QCOMPARE(lookOver(*m_pane, *m_theme, u"releases-incomplete"_s), QString());
}

void ReleasesPaneTest::theImportLooksSound()
{
    const auto window = importWindow();
    QCOMPARE(lookOver(*window, *m_theme, u"import-empty"_s), QString());
    m_theme->setChoice(views::design::SchemeChoice::Light);
    m_served.partsTaken = 1;
    window->setFile(file(QByteArray(5 * 1024 * 1024, 'a')));
    fillManifest(*window);
    auto &next = *window->findChild<Button *>(u"importNext"_s);
    QTest::mouseClick(&next, Qt::LeftButton);
    QTRY_COMPARE(next.text(), u"Go on"_s);
    QCOMPARE(lookOver(*window, *m_theme, u"import-stopped"_s), QString());
}

void ReleasesPaneTest::looksSoundInGerman()
{
    const views::words::Language german{QLocale(u"de_DE"_s)};
    open(m_console->history.releaseManager1);
    m_pane->resize(860, 600);
    choose(2);
    QCOMPARE(lookOver(*m_pane, *m_theme, u"releases-german"_s), QString());
    part<QTabWidget>(u"releaseTabs"_s).setCurrentIndex(1);
    QCOMPARE(lookOver(*m_pane, *m_theme, u"releases-german-signatures"_s), QString());
    const auto window = importWindow();
    QCOMPARE(lookOver(*window, *m_theme, u"release-import-german"_s), QString());
}

ENIGM_WIDGET_TEST_MAIN(ReleasesPaneTest)
#include "ReleasesPaneTest.moc"

#include "views/main/ConsoleFrame.h"

#include "tests/support/LogGuard.h"
#include "tests/support/view/Looks.h"
#include "views/design/shell/NavigationList.h"
#include "views/design/shell/TopBar.h"
#include "views/design/states/AlarmBanner.h"
#include "views/design/states/Banner.h"
#include "views/design/states/SampleBand.h"
#include "views/design/states/StateStack.h"
#include "views/design/theme/Theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm::test;
using namespace enigm::views;
using main::ConsoleFrame;

namespace {

constexpr auto title = "The log contradicts what was seen of it before";
constexpr auto contradiction = "The head of size 48 does not grow out of the head of size 47. Do not sign anything.";

} // namespace

/// The frame around everything that a signed-in operator sees.
class ConsoleFrameTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<design::Theme>(*qApp, design::SchemeChoice::Light); }
    void init();
    void aClickOpensAPane();
    void theKeyboardGoesThroughThePanes();
    void whatWaitsIsToldToThoseWhoDoNotSee();
    void ctrlKGoesToAPaneOrDoesSomething();
    void theBarOpensThePaletteToo();
    void anAlarmLiesOverEveryPaneAndStays();
    void whatContradictsCanBeSaved();
    void noPaneRepeatsTheAlarm();
    void aForgetfulConsoleIsWarnedOf();
    void aSampleIsMarked();
    void looksSound();
    void cleanup() { m_frame.reset(); }
    void cleanupTestCase() { m_theme.reset(); }

private:
    void open(bool sample);
    [[nodiscard]] design::NavigationList *navigation() const
    {
        return m_frame->findChild<design::NavigationList *>(u"navigation"_s);
    }
    [[nodiscard]] design::AlarmBanner *alarm() const { return m_frame->findChild<design::AlarmBanner *>(); }
    void type(const QString &words);

    std::unique_ptr<design::Theme> m_theme;
    std::unique_ptr<ConsoleFrame> m_frame;
    QStringList m_ran;
};

void ConsoleFrameTest::init()
{
    m_ran.clear();
    open(false);
}

void ConsoleFrameTest::open(bool sample)
{
    m_frame = std::make_unique<ConsoleFrame>(sample);
    m_frame->addPane(u"devices"_s, design::Glyph::Devices, u"Devices"_s, new QLabel(u"All the devices"_s));
    m_frame->addPane(u"approvals"_s, design::Glyph::Approvals, u"Approvals"_s, new QLabel(u"All that waits"_s));
    m_frame->addPane(u"audit"_s, design::Glyph::Audit, u"Audit"_s, new QLabel(u"All that happened"_s));
    m_frame->setCommands(
        {{.glyph = design::Glyph::SignOut, .name = u"Sign out"_s, .run = [this] { m_ran.append(u"Sign out"_s); }}});
    m_frame->topBar()->setDeployment(u"Example"_s, u"7F3A\u00B7C2"_s);
    m_frame->topBar()->setOperator(u"Ada"_s, u"5 h 58 min left"_s, false);
    m_frame->showPane(u"devices"_s);
    m_frame->resize(1280, 800);
    m_frame->show();
    QApplication::setActiveWindow(m_frame.get());
    QVERIFY(QTest::qWaitForWindowActive(m_frame.get()));
}

void ConsoleFrameTest::type(const QString &words)
{
    auto *const edit = m_frame->findChild<QLineEdit *>(u"paletteEdit"_s);
    QVERIFY(edit != nullptr);
    QTRY_VERIFY(edit->hasFocus());
    QTest::keyClicks(edit, words);
    QTest::keyClick(edit, Qt::Key_Return);
}

void ConsoleFrameTest::aClickOpensAPane()
{
    QSignalSpy changed(m_frame.get(), &ConsoleFrame::paneChanged);
    QVERIFY(shows(*m_frame, u"All the devices"_s));
    const QModelIndex audit = navigation()->model()->index(2, 0);
    QTest::mouseClick(navigation()->viewport(), Qt::LeftButton, {}, navigation()->visualRect(audit).center());
    QCOMPARE(m_frame->currentPane(), u"audit"_s);
    QVERIFY(shows(*m_frame, u"All that happened"_s));
    QVERIFY(!shows(*m_frame, u"All the devices"_s));
    QCOMPARE(changed.size(), 1);
    m_frame->showPane(u"no such pane"_s);
    QCOMPARE(m_frame->currentPane(), u"audit"_s);
}

void ConsoleFrameTest::theKeyboardGoesThroughThePanes()
{
    navigation()->setFocus();
    QTest::keyClick(navigation(), Qt::Key_Down);
    QCOMPARE(m_frame->currentPane(), u"approvals"_s);
    QTest::keyClick(navigation(), Qt::Key_Down);
    QCOMPARE(m_frame->currentPane(), u"audit"_s);
    QTest::keyClick(navigation(), Qt::Key_Home);
    QCOMPARE(m_frame->currentPane(), u"devices"_s);
}

void ConsoleFrameTest::whatWaitsIsToldToThoseWhoDoNotSee()
{
    m_frame->setWaiting(u"approvals"_s, 3);
    const QModelIndex approvals = navigation()->model()->index(1, 0);
    QVERIFY(approvals.data(Qt::AccessibleTextRole).toString().contains(u"3 waiting"_s));
    m_frame->setWaiting(u"approvals"_s, 0);
    QCOMPARE(approvals.data(Qt::AccessibleTextRole).toString(), u"Approvals"_s);
}

void ConsoleFrameTest::ctrlKGoesToAPaneOrDoesSomething()
{
    QTest::keyClick(m_frame.get(), Qt::Key_K, Qt::ControlModifier);
    type(u"appro"_s);
    QTRY_COMPARE(m_frame->currentPane(), u"approvals"_s);
    QCOMPARE(navigation()->current(), u"approvals"_s);
    QTRY_VERIFY(m_frame->findChild<QLineEdit *>(u"paletteEdit"_s) == nullptr);
    QTest::keyClick(m_frame.get(), Qt::Key_K, Qt::ControlModifier);
    type(u"sign"_s);
    QTRY_COMPARE(m_ran, QStringList{u"Sign out"_s});
}

void ConsoleFrameTest::theBarOpensThePaletteToo()
{
    const auto buttons = m_frame->topBar()->findChildren<QAbstractButton *>();
    const auto search = std::ranges::find(buttons, u"Search or do something"_s, &QAbstractButton::accessibleName);
    QVERIFY(search != buttons.end());
    QTest::mouseClick(*search, Qt::LeftButton);
    type(u"audit"_s);
    QTRY_COMPARE(m_frame->currentPane(), u"audit"_s);
}

void ConsoleFrameTest::anAlarmLiesOverEveryPaneAndStays()
{
    QVERIFY(!alarm()->isVisible());
    m_frame->raiseAlarm(QString::fromLatin1(title), QString::fromLatin1(contradiction));
    QVERIFY(alarm()->isVisible());
    QCOMPARE(alarm()->accessibleName(), QString::fromLatin1(title));
    QCOMPARE(alarm()->accessibleDescription(), QString::fromLatin1(contradiction));
    QTRY_COMPARE(alarm()->width(), m_frame->width());
    for (const QString &pane : {u"approvals"_s, u"audit"_s, u"devices"_s}) {
        m_frame->showPane(pane);
        QTest::keyClick(m_frame.get(), Qt::Key_Escape);
        QVERIFY(alarm()->isVisible());
    }
    // There is one thing to do about it, and no way to send it away.
    QCOMPARE(alarm()->findChildren<QAbstractButton *>().size(), 1);
}

void ConsoleFrameTest::whatContradictsCanBeSaved()
{
    QSignalSpy saving(m_frame.get(), &ConsoleFrame::saveEvidenceRequested);
    m_frame->raiseAlarm(QString::fromLatin1(title), QString::fromLatin1(contradiction));
    QTest::mouseClick(alarm()->findChild<QAbstractButton *>(), Qt::LeftButton);
    QCOMPARE(saving.size(), 1);
    QVERIFY(alarm()->isVisible());
}

void ConsoleFrameTest::noPaneRepeatsTheAlarm()
{
    const auto brokenPane = [] {
        auto *const stack = new design::StateStack(new QLabel(u"All that is broken"_s));
        stack->setState(design::pane::BrokenProof{.contradiction = u"A record is not the one of the log."_s});
        return stack;
    };
    const auto alarmsInSight = [this] {
        return std::ranges::count_if(m_frame->findChildren<design::AlarmBanner *>(), &QWidget::isVisible);
    };
    auto *const first = brokenPane();
    m_frame->addPane(u"first"_s, design::Glyph::Info, u"First"_s, first);
    m_frame->showPane(u"first"_s);
    QCOMPARE(alarmsInSight(), 1); // the pane's own
    m_frame->raiseAlarm(QString::fromLatin1(title), QString::fromLatin1(contradiction));
    QCOMPARE(alarmsInSight(), 1); // the frame's
    first->setState(design::pane::BrokenProof{.contradiction = u"Another one."_s});
    m_frame->addPane(u"second"_s, design::Glyph::Info, u"Second"_s, brokenPane());
    for (const QString &pane : {u"first"_s, u"second"_s}) {
        m_frame->showPane(pane);
        QCOMPARE(alarmsInSight(), 1);
        QVERIFY(shows(*m_frame, u"All that is broken"_s));
    }
}

void ConsoleFrameTest::aForgetfulConsoleIsWarnedOf()
{
    const auto *const warning = m_frame->findChild<design::Banner *>(u"consoleWarning"_s);
    QVERIFY(!warning->isVisible());
    m_frame->topBar()->setLogState({design::Glyph::Warning, u"log not verified since 14:03:11"_s, design::Tone::Warn},
                                   u"The control plane is not available."_s);
    m_frame->warn(u"This console cannot remember what it saw of the logs. No space left on device (/state/x)"_s);
    QVERIFY(warning->isVisible());
    QVERIFY(shows(*m_frame, u"No space left"_s));
    QCOMPARE(lookOver(*m_frame, *m_theme, u"console-frame-forgetful"_s), QString());
    m_frame->warn({});
    QVERIFY(!warning->isVisible());
}

void ConsoleFrameTest::aSampleIsMarked()
{
    QVERIFY(m_frame->findChild<design::SampleBand *>() == nullptr);
    open(true);
    auto *const band = m_frame->findChild<design::SampleBand *>();
    QVERIFY(band != nullptr && band->isVisible());
    m_frame->showPane(u"audit"_s);
    QVERIFY(band->isVisible());
}

void ConsoleFrameTest::looksSound()
{
    QCOMPARE(lookOver(*m_frame, *m_theme, u"console-frame"_s), QString());
    m_frame->raiseAlarm(QString::fromLatin1(title), QString::fromLatin1(contradiction));
    QCOMPARE(lookOver(*m_frame, *m_theme, u"console-frame-alarm"_s), QString());
}

ENIGM_WIDGET_TEST_MAIN(ConsoleFrameTest)
#include "ConsoleFrameTest.moc"

#include "views/design/states/StateStack.h"

#include "tests/support/LogGuard.h"
#include "views/design/controls/Button.h"
#include "views/design/states/AlarmBanner.h"
#include "views/design/states/Banner.h"
#include "views/design/states/SampleBand.h"
#include "views/design/states/Toast.h"

#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace enigm::views::design;
using namespace Qt::StringLiterals;

class StateStackTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void staleDataStaysInSight();
    void offlineWithoutDataOffersToConnect();
    void aFilterThatLeavesNothingOffersToDropTheToken();
    void anEmptyPaneOffersItsOneAct();
    void whatCannotBeHadSaysWhyAndOffersToTryAgain();
    void aRefusalNamesTheRuleAndWhoCould();
    void aBrokenProofCannotBeDismissed();
    void theSampleBandCannotBeHidden();
    void aToastGoesByItself();
    void cleanup() { m_stack.reset(); }

private:
    [[nodiscard]] Button *shownButton(const QString &text) const;
    [[nodiscard]] bool shows(const QString &words) const;

    std::unique_ptr<StateStack> m_stack;
    QLabel *m_content = nullptr;
};

void StateStackTest::init()
{
    m_content = new QLabel(u"content"_s);
    m_stack = std::make_unique<StateStack>(m_content);
    m_stack->resize(640, 480);
    m_stack->show();
    QVERIFY(m_content->isVisible());
}

Button *StateStackTest::shownButton(const QString &text) const
{
    for (Button *button : m_stack->findChildren<Button *>()) {
        if (button->isVisible() && button->text() == text)
            return button;
    }
    return nullptr;
}

bool StateStackTest::shows(const QString &words) const
{
    for (const QLabel *label : m_stack->findChildren<QLabel *>()) {
        if (label->isVisible() && label->text().contains(words))
            return true;
    }
    return false;
}

void StateStackTest::staleDataStaysInSight()
{
    QSignalSpy retry(m_stack.get(), &StateStack::retryRequested);
    m_stack->setState(pane::Stale{.since = u"14:03"_s});
    QVERIFY(m_content->isVisible());
    QVERIFY(shows(u"14:03"_s));
    QTest::mouseClick(shownButton(u"Try again"_s), Qt::LeftButton);
    QCOMPARE(retry.size(), 1);
    m_stack->setState(pane::Content{});
    QVERIFY(!shows(u"14:03"_s));
}

void StateStackTest::offlineWithoutDataOffersToConnect()
{
    QSignalSpy retry(m_stack.get(), &StateStack::retryRequested);
    m_stack->setState(pane::Offline{.since = u"14:03"_s, .kept = false});
    QVERIFY(!m_content->isVisible());
    QTest::mouseClick(shownButton(u"Connect again"_s), Qt::LeftButton);
    QCOMPARE(retry.size(), 1);
    m_stack->setState(pane::Offline{.since = u"14:03"_s, .kept = true});
    QVERIFY(m_content->isVisible());
}

void StateStackTest::aFilterThatLeavesNothingOffersToDropTheToken()
{
    QSignalSpy drop(m_stack.get(), &StateStack::dropTokenRequested);
    m_stack->setState(pane::FilteredToNothing{.token = u"state:revoked"_s, .without = 4987});
    QVERIFY(shows(QLocale().toString(4987)));
    QTest::mouseClick(shownButton(u"Drop state:revoked"_s), Qt::LeftButton);
    QCOMPARE(drop.size(), 1);
    QCOMPARE(drop.front().front().toString(), u"state:revoked"_s);
}

void StateStackTest::anEmptyPaneOffersItsOneAct()
{
    QSignalSpy acted(m_stack.get(), &StateStack::acted);
    m_stack->setState(pane::Empty{Glyph::Devices, u"No devices yet"_s, u"Enroll one."_s, u"Enroll…"_s});
    QTest::mouseClick(shownButton(u"Enroll…"_s), Qt::LeftButton);
    QCOMPARE(acted.size(), 1);
}

void StateStackTest::whatCannotBeHadSaysWhyAndOffersToTryAgain()
{
    QSignalSpy retry(m_stack.get(), &StateStack::retryRequested);
    m_stack->setState(pane::Unavailable{.title = u"Something failed"_s, .sentence = u"Nothing is lost."_s});
    QVERIFY(!m_content->isVisible());
    QVERIFY(shows(u"Something failed"_s) && shows(u"Nothing is lost."_s));
    QVERIFY(!shows(u"connection"_s));
    QTest::mouseClick(shownButton(u"Try again"_s), Qt::LeftButton);
    QCOMPARE(retry.size(), 1);
    m_stack->setState(pane::Stale{.since = u"14:03"_s, .reason = u"Too many requests."_s});
    QVERIFY(m_content->isVisible());
    QVERIFY(shows(u"Too many requests."_s));
}

void StateStackTest::aRefusalNamesTheRuleAndWhoCould()
{
    m_stack->setState(pane::Refused{.rule = u"Bodies are read by reviewers."_s, .whoCould = u"reviewer-1 can."_s});
    QVERIFY(!m_content->isVisible());
    QVERIFY(shows(u"Bodies are read by reviewers."_s));
    QVERIFY(shows(u"reviewer-1 can."_s));
}

void StateStackTest::aBrokenProofCannotBeDismissed()
{
    QSignalSpy save(m_stack.get(), &StateStack::saveEvidenceRequested);
    m_stack->setState(pane::BrokenProof{.contradiction = u"The log is shorter than it was."_s});
    const auto *alarm = m_stack->findChild<AlarmBanner *>();
    QVERIFY(alarm->isVisible());
    QCOMPARE(alarm->width(), m_stack->width());
    QCOMPARE(alarm->accessibleDescription(), u"The log is shorter than it was."_s);
    QCOMPARE(alarm->findChildren<Button *>().size(), 1);
    QTest::mouseClick(shownButton(u"Save evidence…"_s), Qt::LeftButton);
    QCOMPARE(save.size(), 1);
    QVERIFY(alarm->isVisible());
    m_stack->setAlarmShownAbove();
    QVERIFY(!alarm->isVisible());
    QVERIFY(m_content->isVisible());
}

void StateStackTest::theSampleBandCannotBeHidden()
{
    QWidget window;
    window.resize(400, 300);
    auto *band = new SampleBand(&window);
    window.show();
    band->hide();
    QVERIFY(band->isVisible());
    band->setVisible(false);
    QVERIFY(band->isVisible());
    QVERIFY(band->accessibleName().contains(u"Sample"_s));
}

void StateStackTest::aToastGoesByItself()
{
    Toast toast(m_stack.get());
    toast.setLifetime(std::chrono::milliseconds(50));
    toast.say({.glyph = Glyph::Check, .word = u"Copied 12 rows"_s, .tone = Tone::Ok});
    QVERIFY(toast.isVisible());
    QVERIFY(m_stack->rect().contains(toast.geometry()));
    QTRY_VERIFY(!toast.isVisible());
}

ENIGM_WIDGET_TEST_MAIN(StateStackTest)
#include "StateStackTest.moc"

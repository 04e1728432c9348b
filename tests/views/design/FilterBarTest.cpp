#include "views/design/controls/FilterBar.h"

#include "tests/support/LogGuard.h"
#include "views/design/controls/FilterChip.h"

#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace enigm::views::design;
using namespace Qt::StringLiterals;

class FilterBarTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void typingAKnownConditionMakesAToken();
    void anUnknownConditionStaysWords();
    void backspaceTakesTheLastTokenAway();
    void arrowsWalkAlongTheTokensAndDeleteTakesOneAway();
    void escapeClearsWordsBeforeTokens();
    void theMenuAddsAndTakesAway();
    void anEmptyPaneDropsTheTokenThatExcludesMost();
    void aSavedViewIsSetSilently();
    void cleanup() { m_bar.reset(); }

private:
    [[nodiscard]] QList<FilterChip *> chips() const;
    void type(const QString &text) { QTest::keyClicks(m_edit, text); }

    std::unique_ptr<FilterBar> m_bar;
    QLineEdit *m_edit = nullptr;
};

namespace {

const FilterToken trusted{.key = u"state"_s, .value = u"trusted"_s};
const FilterToken oldPatch{.key = u"patch"_s, .value = u"<2026-06"_s};

} // namespace

void FilterBarTest::init()
{
    m_bar = std::make_unique<FilterBar>();
    m_bar->setFields({{.key = u"state"_s,
                       .label = u"State"_s,
                       .values = {{u"trusted"_s, u"Trusted"_s}, {u"revoked"_s, u"Revoked"_s}}},
                      {.key = u"patch"_s, .label = u"Patch level"_s}});
    m_edit = m_bar->findChild<QLineEdit *>();
    m_bar->resize(600, 32);
    m_bar->show();
    QApplication::setActiveWindow(m_bar.get());
    QVERIFY(QTest::qWaitForWindowActive(m_bar.get()));
    m_bar->setFocus();
}

QList<FilterChip *> FilterBarTest::chips() const
{
    QList<FilterChip *> shown = m_bar->findChildren<FilterChip *>();
    shown.removeIf([](const FilterChip *chip) { return chip->isHidden(); });
    return shown;
}

void FilterBarTest::typingAKnownConditionMakesAToken()
{
    QSignalSpy changed(m_bar.get(), &FilterBar::changed);
    type(u"k7qf state:trusted "_s);
    QCOMPARE(m_bar->filter(), (Filter{.tokens = {trusted}, .text = u"k7qf"_s}));
    QCOMPARE(chips().size(), 1);
    QCOMPARE(changed.last().front().value<Filter>(), m_bar->filter());
    type(u" patch:<2026-06"_s);
    QTest::keyClick(m_edit, Qt::Key_Return);
    QCOMPARE(m_bar->filter(), (Filter{.tokens = {trusted, oldPatch}, .text = u"k7qf"_s}));
}

void FilterBarTest::anUnknownConditionStaysWords()
{
    type(u"state:happy colour:red "_s);
    QCOMPARE(m_bar->filter(), (Filter{.tokens = {}, .text = u"state:happy colour:red"_s}));
}

void FilterBarTest::backspaceTakesTheLastTokenAway()
{
    m_bar->setFilter({.tokens = {trusted, oldPatch}, .text = {}});
    QTest::keyClick(m_edit, Qt::Key_Backspace);
    QCOMPARE(m_bar->filter().tokens, std::vector{trusted});
}

void FilterBarTest::arrowsWalkAlongTheTokensAndDeleteTakesOneAway()
{
    m_bar->setFilter({.tokens = {trusted, oldPatch}, .text = {}});
    QTest::keyClick(m_edit, Qt::Key_Left);
    QTRY_VERIFY(chips().back()->hasFocus());
    QTest::keyClick(chips().back(), Qt::Key_Left);
    QTRY_VERIFY(chips().front()->hasFocus());
    QTest::keyClick(chips().front(), Qt::Key_Delete);
    QCOMPARE(m_bar->filter().tokens, std::vector{oldPatch});
    QTRY_VERIFY(chips().front()->hasFocus());
    QTest::keyClick(chips().front(), Qt::Key_Right);
    QTRY_VERIFY(m_edit->hasFocus());
}

void FilterBarTest::escapeClearsWordsBeforeTokens()
{
    m_bar->setFilter({.tokens = {trusted}, .text = u"k7"_s});
    QTest::keyClick(m_edit, Qt::Key_Escape);
    QCOMPARE(m_bar->filter(), (Filter{.tokens = {trusted}, .text = {}}));
    QTest::keyClick(m_edit, Qt::Key_Escape);
    QVERIFY(m_bar->filter().isEmpty());
}

void FilterBarTest::theMenuAddsAndTakesAway()
{
    QMenu *menu = m_bar->findChild<QToolButton *>()->menu();
    const auto revoked = [menu] {
        Q_EMIT menu->aboutToShow();
        return menu->actions().front()->menu()->actions().back();
    };
    revoked()->trigger();
    QCOMPARE(m_bar->filter().tokens, (std::vector{FilterToken{u"state"_s, u"revoked"_s}}));
    QVERIFY(revoked()->isChecked());
    revoked()->trigger();
    QVERIFY(m_bar->filter().isEmpty());
}

void FilterBarTest::anEmptyPaneDropsTheTokenThatExcludesMost()
{
    m_bar->setFilter({.tokens = {trusted, oldPatch}, .text = u"k7"_s});
    QSignalSpy changed(m_bar.get(), &FilterBar::changed);
    m_bar->dropToken(u"state:trusted"_s);
    m_bar->dropToken(u"state:unheard-of"_s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_bar->filter(), (Filter{.tokens = {oldPatch}, .text = u"k7"_s}));
}

void FilterBarTest::aSavedViewIsSetSilently()
{
    QSignalSpy changed(m_bar.get(), &FilterBar::changed);
    m_bar->setFilter({.tokens = {trusted}, .text = u"k7"_s});
    QCOMPARE(changed.size(), 0);
    QCOMPARE(m_edit->text(), u"k7"_s);
}

ENIGM_WIDGET_TEST_MAIN(FilterBarTest)
#include "FilterBarTest.moc"

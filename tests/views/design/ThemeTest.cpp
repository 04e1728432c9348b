#include "views/design/theme/Theme.h"

#include "tests/support/LogGuard.h"
#include "views/design/controls/Button.h"
#include "views/design/style/DesignStyle.h"
#include "views/design/theme/Typography.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QLineEdit>
#include <QPainter>
#include <QTest>
#include <QVBoxLayout>

using namespace enigm::views::design;
using namespace Qt::StringLiterals;

class ThemeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_theme->setChoice(SchemeChoice::Light); }
    void aPersonSwitchesToDarkWhileWorking();
    void thePrimaryButtonStandsOut();
    void theKeyboardIsSeenAndTheMouseIsNot_data();
    void theKeyboardIsSeenAndTheMouseIsNot();
    void digitsStandInColumns();
    void aDeniedButtonSaysWhy();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<Theme> m_theme;
};

namespace {

int pixelsOf(const QImage &image, const QColor &color)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == color ? 1 : 0;
    return count;
}

} // namespace

void ThemeTest::initTestCase()
{
    m_theme = std::make_unique<Theme>(*qApp, SchemeChoice::Light);
}

void ThemeTest::aPersonSwitchesToDarkWhileWorking()
{
    QLineEdit edit;
    edit.resize(200, 32);
    edit.show();
    QCOMPARE(edit.grab().toImage().pixelColor(100, 4), Tokens::light().color(Role::Surface));
    m_theme->setChoice(SchemeChoice::Dark);
    QCOMPARE(edit.grab().toImage().pixelColor(100, 4), Tokens::dark().color(Role::Surface));
    QCOMPARE(tokensOf(&edit).scheme(), Scheme::Dark);
}

void ThemeTest::thePrimaryButtonStandsOut()
{
    Button primary(ButtonRole::Primary, u"Step up and sign"_s);
    Button secondary(ButtonRole::Secondary, u"Cancel"_s);
    for (Button *button : {&primary, &secondary}) {
        button->resize(button->sizeHint());
        QCOMPARE(button->height(), metrics::controlHeight);
    }
    QCOMPARE(primary.grab().toImage().pixelColor(6, 6), Tokens::light().color(Role::Accent));
    QCOMPARE(secondary.grab().toImage().pixelColor(6, 6), Tokens::light().color(Role::Surface));
}

void ThemeTest::theKeyboardIsSeenAndTheMouseIsNot_data()
{
    QTest::addColumn<int>("reason");
    QTest::addColumn<bool>("ring");
    QTest::newRow("tab") << static_cast<int>(Qt::TabFocusReason) << true;
    QTest::newRow("shift tab") << static_cast<int>(Qt::BacktabFocusReason) << true;
    QTest::newRow("mnemonic") << static_cast<int>(Qt::ShortcutFocusReason) << true;
    QTest::newRow("mouse") << static_cast<int>(Qt::MouseFocusReason) << false;
}

void ThemeTest::theKeyboardIsSeenAndTheMouseIsNot()
{
    QFETCH(const int, reason);
    QFETCH(const bool, ring);
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    auto *first = new Button(ButtonRole::Secondary, u"Suspend"_s);
    auto *second = new Button(ButtonRole::Secondary, u"Retire…"_s);
    layout->addWidget(first);
    layout->addWidget(second);
    window.show();
    QApplication::setActiveWindow(&window);
    QVERIFY(QTest::qWaitForWindowActive(&window));
    first->setFocus(Qt::OtherFocusReason);
    second->setFocus(static_cast<Qt::FocusReason>(reason));
    QTRY_VERIFY(second->hasFocus());
    const QImage image = window.grab().toImage();
    const QColor accent = Tokens::light().color(Role::Accent);
    // 2 px of accent, beginning 2 px outside of the control
    const QPoint above(second->geometry().center().x(), second->geometry().top() - 3);
    QCOMPARE(image.pixelColor(above) == accent, ring);
    QCOMPARE(image.pixelColor(above - QPoint(0, 1)) == accent, ring);
    QCOMPARE(image.pixelColor(above + QPoint(0, 1)) == accent, false);
    QCOMPARE(pixelsOf(image, accent) > 100, ring);
}

void ThemeTest::digitsStandInColumns()
{
    const QFont font = fontFor(TextStyle::Body);
    QCOMPARE(tabularWidth(font, u"1,111"), tabularWidth(font, u"8,080"));
    QCOMPARE(tabularWidth(font, u"日本"), QFontMetricsF(font).horizontalAdvance(u"日本"_s));
}

void ThemeTest::aDeniedButtonSaysWhy()
{
    Button button(ButtonRole::Danger, u"Revoke…"_s);
    button.setToolTip(u"Ends trust for good"_s);
    button.deny(u"Rule \"final device acts\" asks for an administrator."_s);
    QVERIFY(!button.isEnabled());
    QCOMPARE(button.accessibleDescription(), button.toolTip());
    button.allow();
    QVERIFY(button.isEnabled());
    QCOMPARE(button.toolTip(), u"Ends trust for good"_s);
}

ENIGM_WIDGET_TEST_MAIN(ThemeTest)
#include "ThemeTest.moc"

#include "views/design/shell/Sheet.h"

#include "tests/support/LogGuard.h"
#include "views/design/controls/Button.h"
#include "views/design/controls/PinEdit.h"
#include "views/design/theme/Theme.h"

#include <QAccessible>
#include <QApplication>
#include <QLineEdit>
#include <QShortcut>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace enigm::views::design;
using namespace Qt::StringLiterals;

class SheetTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, SchemeChoice::Light); }
    void init();
    void tabGoesRoundWithinTheSheet();
    void escapeCancelsAndFocusReturns();
    void theWindowBehindIsOutOfReach();
    void aScreenReaderMeetsADialog();
    void theSheetFollowsItsWindow();
    void cleanup() { m_window.reset(); }
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QWidget> m_window;
    QLineEdit *m_behind = nullptr;
    Sheet *m_sheet = nullptr;
    PinEdit *m_pin = nullptr;
    Button *m_cancel = nullptr;
    Button *m_sign = nullptr;
};

void SheetTest::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(800, 600);
    m_behind = new QLineEdit;
    auto *layout = new QVBoxLayout(m_window.get());
    layout->addWidget(m_behind);
    m_sheet = new Sheet(m_window.get());
    m_sheet->setTitle(u"Step up to sign"_s);
    m_pin = new PinEdit;
    m_cancel = new Button(ButtonRole::Secondary, u"Cancel"_s);
    m_sign = new Button(ButtonRole::Primary, u"Step up and sign"_s);
    m_sheet->setBody(m_pin);
    m_sheet->addButton(m_cancel);
    m_sheet->addButton(m_sign);
    m_window->show();
    QApplication::setActiveWindow(m_window.get());
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_behind->setFocus();
    m_sheet->open(m_pin);
    QTRY_VERIFY(m_pin->hasFocus());
}

void SheetTest::tabGoesRoundWithinTheSheet()
{
    for (QWidget *expected : std::initializer_list<QWidget *>{m_cancel, m_sign, m_pin, m_cancel}) {
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Tab);
        QCOMPARE(m_window->focusWidget(), expected);
    }
    for (QWidget *expected : std::initializer_list<QWidget *>{m_pin, m_sign}) {
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Backtab);
        QCOMPARE(m_window->focusWidget(), expected);
    }
}

void SheetTest::escapeCancelsAndFocusReturns()
{
    QSignalSpy cancelled(m_sheet, &Sheet::cancelled);
    QSignalSpy accepted(m_sheet, &Sheet::accepted);
    QTest::keyClick(m_pin, Qt::Key_Escape);
    QCOMPARE(cancelled.size(), 1);
    QCOMPARE(accepted.size(), 0);
    QVERIFY(!m_sheet->isVisible());
    QTRY_VERIFY(m_behind->hasFocus());
}

void SheetTest::theWindowBehindIsOutOfReach()
{
    QShortcut palette(QKeySequence(Qt::CTRL | Qt::Key_K), m_window.get());
    QSignalSpy opened(&palette, &QShortcut::activated);
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(opened.size(), 0);
    m_behind->setFocus(Qt::OtherFocusReason);
    QTRY_VERIFY(m_sheet->isAncestorOf(m_window->focusWidget()));
    QCOMPARE(m_window->childAt(m_behind->geometry().topLeft()), m_sheet);
    m_sheet->accept();
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(opened.size(), 1);
}

void SheetTest::aScreenReaderMeetsADialog()
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(m_sheet);
    QVERIFY(interface != nullptr);
    QCOMPARE(interface->role(), QAccessible::Dialog);
    QCOMPARE(interface->text(QAccessible::Name), u"Step up to sign"_s);
    QCOMPARE(QAccessible::queryAccessibleInterface(m_pin)->state().passwordEdit, true);
}

void SheetTest::theSheetFollowsItsWindow()
{
    m_window->resize(1000, 700);
    QTRY_COMPARE(m_sheet->geometry(), m_window->rect());
}

ENIGM_WIDGET_TEST_MAIN(SheetTest)
#include "SheetTest.moc"

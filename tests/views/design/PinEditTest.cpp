#include "views/design/controls/PinEdit.h"

#include "tests/support/LogGuard.h"

#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>

using namespace enigm::views::design;
using namespace Qt::StringLiterals;

class PinEditTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aPersonTypesSixDigits();
    void lettersAndSymbolsAreNotTaken();
    void aPastedPinMayHoldSpaces();
    void arrowsAndBackspaceCorrectOneDigit();
    void thePinCannotBeCopiedOut();
    void thePinLeavesTheFieldWhenItIsTaken();
    void boxesRunFromLeftToRightInEveryLanguage();
    void cleanup() { m_edit.reset(); }

private:
    std::unique_ptr<PinEdit> m_edit;
};

void PinEditTest::init()
{
    m_edit = std::make_unique<PinEdit>();
    m_edit->show();
    m_edit->setFocus();
}

void PinEditTest::aPersonTypesSixDigits()
{
    QSignalSpy completed(m_edit.get(), &PinEdit::completed);
    QTest::keyClicks(m_edit.get(), u"04711"_s);
    QCOMPARE(completed.size(), 0);
    QTest::keyClicks(m_edit.get(), u"5"_s);
    QCOMPARE(completed.size(), 1);
    QVERIFY(m_edit->isComplete());
    QTest::keyClicks(m_edit.get(), u"9"_s);
    QCOMPARE(m_edit->text(), u"047115"_s);
    QCOMPARE(m_edit->displayText().count(u'0'), 0);
}

void PinEditTest::lettersAndSymbolsAreNotTaken()
{
    for (const QString &key : {u"1"_s, u"a"_s, u"-"_s, u"²"_s, u"٣"_s, u" "_s, u"2"_s})
        QTest::sendKeyEvent(QTest::Click, m_edit.get(), Qt::Key_unknown, key, Qt::NoModifier);
    QCOMPARE(m_edit->text(), u"12"_s);
}

void PinEditTest::aPastedPinMayHoldSpaces()
{
    QSignalSpy completed(m_edit.get(), &PinEdit::completed);
    QTest::keyClicks(m_edit.get(), u"99"_s);
    QGuiApplication::clipboard()->setText(u" 123 456 (new)\n"_s);
    QTest::keyClick(m_edit.get(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(m_edit->text(), u"123456"_s);
    QCOMPARE(completed.size(), 1);
}

void PinEditTest::arrowsAndBackspaceCorrectOneDigit()
{
    QTest::keyClicks(m_edit.get(), u"123"_s);
    QTest::keyClick(m_edit.get(), Qt::Key_Left);
    QTest::keyClick(m_edit.get(), Qt::Key_Left);
    QTest::keyClicks(m_edit.get(), u"7"_s);
    QCOMPARE(m_edit->text(), u"173"_s);
    QTest::keyClick(m_edit.get(), Qt::Key_End);
    QTest::keyClick(m_edit.get(), Qt::Key_Backspace);
    QCOMPARE(m_edit->text(), u"17"_s);
}

void PinEditTest::thePinCannotBeCopiedOut()
{
    QGuiApplication::clipboard()->setText(u"before"_s);
    QTest::keyClicks(m_edit.get(), u"123456"_s);
    QTest::keyClick(m_edit.get(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_edit.get(), Qt::Key_C, Qt::ControlModifier);
    QTest::keyClick(m_edit.get(), Qt::Key_X, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
    QCOMPARE(m_edit->text(), u"123456"_s);
}

void PinEditTest::thePinLeavesTheFieldWhenItIsTaken()
{
    QTest::keyClicks(m_edit.get(), u"123456"_s);
    QCOMPARE(m_edit->take(), "123456"_ba);
    QVERIFY(m_edit->text().isEmpty());
    QTest::keyClick(m_edit.get(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(m_edit->text().isEmpty());
    QVERIFY(!m_edit->accessibleName().isEmpty());
}

void PinEditTest::boxesRunFromLeftToRightInEveryLanguage()
{
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    PinEdit edit;
    edit.show();
    edit.setFocus();
    QTest::keyClicks(&edit, u"12"_s);
    QCOMPARE(edit.layoutDirection(), Qt::LeftToRight);
    QTest::keyClick(&edit, Qt::Key_Left);
    QCOMPARE(edit.cursorPosition(), 1);
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
}

ENIGM_WIDGET_TEST_MAIN(PinEditTest)
#include "PinEditTest.moc"

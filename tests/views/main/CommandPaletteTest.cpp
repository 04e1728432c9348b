#include "views/main/CommandPalette.h"

#include "tests/support/LogGuard.h"
#include "tests/support/view/Looks.h"
#include "views/design/theme/Theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace enigm::test;
using namespace enigm::views;
using main::Command;
using main::CommandPalette;

/// Whoever knows the name of what they want types a part of it.
class CommandPaletteTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<design::Theme>(*qApp, design::SchemeChoice::Light); }
    void init();
    void wordsInAnyOrderFindACommand();
    void enterRunsTheFirst();
    void arrowsChooseAnother();
    void aClickRuns();
    void nothingFoundRunsNothing();
    void escapeClosesAndGivesTheFocusBack();
    void looksSound();
    void cleanup() { m_window.reset(); }
    void cleanupTestCase() { m_theme.reset(); }

private:
    [[nodiscard]] QLineEdit *edit() const { return m_window->findChild<QLineEdit *>(u"paletteEdit"_s); }
    [[nodiscard]] QListWidget *list() const { return m_window->findChild<QListWidget *>(u"paletteList"_s); }
    [[nodiscard]] QStringList found() const;

    std::unique_ptr<design::Theme> m_theme;
    std::unique_ptr<QWidget> m_window;
    QLineEdit *m_behind = nullptr;
    QStringList m_ran;
};

void CommandPaletteTest::init()
{
    m_ran.clear();
    m_window = std::make_unique<QWidget>();
    m_window->resize(1280, 800);
    m_behind = new QLineEdit;
    (new QVBoxLayout(m_window.get()))->addWidget(m_behind);
    m_window->show();
    QApplication::setActiveWindow(m_window.get());
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_behind->setFocus();
    std::vector<Command> commands;
    for (const QString &name : {u"Devices"_s, u"Approvals"_s, u"Refresh now"_s, u"Sign out"_s})
        commands.push_back({.glyph = design::Glyph::Arrow, .name = name, .run = [this, name] { m_ran.append(name); }});
    CommandPalette::open(m_window.get(), std::move(commands));
    QTRY_VERIFY(edit()->hasFocus());
}

QStringList CommandPaletteTest::found() const
{
    QStringList names;
    for (int row = 0; row < list()->count(); ++row)
        names.append(list()->item(row)->text());
    return names;
}

void CommandPaletteTest::wordsInAnyOrderFindACommand()
{
    QCOMPARE(found().size(), 4);
    QTest::keyClicks(edit(), u"out SI"_s);
    QCOMPARE(found(), QStringList{u"Sign out"_s});
    edit()->clear();
    QCOMPARE(found().size(), 4);
}

void CommandPaletteTest::enterRunsTheFirst()
{
    QTest::keyClicks(edit(), u"re"_s);
    QTest::keyClick(edit(), Qt::Key_Return);
    QTRY_COMPARE(m_ran, QStringList{u"Refresh now"_s});
    QTRY_VERIFY(edit() == nullptr);
    QVERIFY(m_behind->hasFocus());
}

void CommandPaletteTest::arrowsChooseAnother()
{
    QTest::keyClick(edit(), Qt::Key_Down);
    QTest::keyClick(edit(), Qt::Key_Down);
    QTest::keyClick(edit(), Qt::Key_Up);
    QTest::keyClick(edit(), Qt::Key_Enter);
    QTRY_COMPARE(m_ran, QStringList{u"Approvals"_s});
}

void CommandPaletteTest::aClickRuns()
{
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, list()->visualItemRect(list()->item(3)).center());
    QTRY_COMPARE(m_ran, QStringList{u"Sign out"_s});
}

void CommandPaletteTest::nothingFoundRunsNothing()
{
    QTest::keyClicks(edit(), u"reboot"_s);
    QCOMPARE(found(), QStringList());
    QTest::keyClick(edit(), Qt::Key_Return);
    QVERIFY(edit() != nullptr && edit()->isVisible());
    QCOMPARE(m_ran, QStringList());
}

void CommandPaletteTest::escapeClosesAndGivesTheFocusBack()
{
    QTest::keyClicks(edit(), u"sign"_s);
    QTest::keyClick(edit(), Qt::Key_Escape);
    QTRY_VERIFY(edit() == nullptr);
    QVERIFY(m_behind->hasFocus());
    QCOMPARE(m_ran, QStringList());
}

void CommandPaletteTest::looksSound()
{
    QCOMPARE(lookOver(*m_window, *m_theme, u"command-palette"_s), QString());
}

ENIGM_WIDGET_TEST_MAIN(CommandPaletteTest)
#include "CommandPaletteTest.moc"

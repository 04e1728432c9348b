#include "views/design/table/TableView.h"

#include "tests/support/LogGuard.h"
#include "views/design/table/StateDelegate.h"
#include "views/design/theme/Theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QSettings>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>

using namespace enigm::views::design;
using namespace Qt::StringLiterals;

class TableViewTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, SchemeChoice::Light); }
    void init();
    void copyingTakesWholeValuesOfTheShownColumns();
    void copyingOneCell();
    void aValueCannotBreakOutOfItsCell();
    void aHiddenColumnIsRemembered();
    void aHeaderOfOtherColumnsIsNotTaken();
    void theHandleCannotBeHidden();
    void theCurrentCellIsRingedForTheKeyboardOnly();
    void rowsKeepTheirHeight();
    void cleanup() { m_table.reset(); }
    void cleanupTestCase() { m_theme.reset(); }

private:
    [[nodiscard]] std::unique_ptr<TableView> makeTable();

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QStandardItemModel> m_model;
    std::unique_ptr<TableView> m_table;
};

namespace {

const std::vector<TableColumn> columns = {{.id = u"handle"_s, .width = 200, .hidable = false},
                                          {.id = u"state"_s, .width = 120},
                                          {.id = u"patch"_s, .width = 100}};

QAction *menuEntry(TableView &table, QMenu &menu, int column)
{
    menu.clear();
    table.fillColumnMenu(&menu);
    return menu.actions().at(column);
}

} // namespace

std::unique_ptr<TableView> TableViewTest::makeTable()
{
    auto table = std::make_unique<TableView>();
    table->setModel(m_model.get());
    table->setItemDelegateForColumn(
        1, new StateDelegate([](const QModelIndex &) { return StateWord{Glyph::ShieldCheck, u"Trusted"_s, Tone::Ok}; },
                             table.get()));
    table->setCopyRole(Qt::UserRole);
    table->resize(500, 300);
    return table;
}

void TableViewTest::init()
{
    m_model = std::make_unique<QStandardItemModel>(3, 3);
    m_model->setHorizontalHeaderLabels({u"Handle"_s, u"State"_s, u"Patch level"_s});
    for (int row = 0; row < 3; ++row) {
        m_model->setData(m_model->index(row, 0), u"edh1 k7q%1 …"_s.arg(row));
        m_model->setData(m_model->index(row, 0), u"edh1k7q%1whole"_s.arg(row), Qt::UserRole);
        m_model->setData(m_model->index(row, 1), 1);
        m_model->setData(m_model->index(row, 2), u"2026-1%1"_s.arg(row));
    }
    m_table = makeTable();
    m_table->setColumns(columns);
}

void TableViewTest::copyingTakesWholeValuesOfTheShownColumns()
{
    m_table->show();
    m_table->selectRow(2);
    m_table->selectionModel()->select(m_model->index(0, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    m_table->horizontalHeader()->moveSection(2, 0);
    QTest::keyClick(m_table.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             u"2026-10\tedh1k7q0whole\tTrusted\n2026-12\tedh1k7q2whole\tTrusted"_s);
    m_table->setColumnHidden(1, true);
    QCOMPARE(m_table->selectionAsText(), u"2026-10\tedh1k7q0whole\n2026-12\tedh1k7q2whole"_s);
}

void TableViewTest::copyingOneCell()
{
    m_table->show();
    m_table->setCurrentIndex(m_model->index(1, 0));
    QTest::keyClick(m_table.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"edh1k7q1whole"_s);
}

void TableViewTest::aValueCannotBreakOutOfItsCell()
{
    m_model->setData(m_model->index(0, 2), u"a\tb\nc"_s);
    m_table->selectionModel()->select(m_model->index(0, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QCOMPARE(m_table->selectionAsText(), u"edh1k7q0whole\tTrusted\ta b c"_s);
}

void TableViewTest::aHiddenColumnIsRemembered()
{
    const QTemporaryDir directory;
    QSettings settings(directory.filePath(u"console.ini"_s), QSettings::IniFormat);
    m_table->remember(settings, u"devices"_s);
    QMenu menu;
    menuEntry(*m_table, menu, 1)->trigger();
    m_table->horizontalHeader()->resizeSection(0, 321);
    const std::unique_ptr<TableView> next = makeTable();
    next->remember(settings, u"devices"_s);
    next->setColumns(columns);
    QVERIFY(next->isColumnHidden(1));
    QCOMPARE(next->columnWidth(0), 321);
}

void TableViewTest::aHeaderOfOtherColumnsIsNotTaken()
{
    const QTemporaryDir directory;
    QSettings settings(directory.filePath(u"console.ini"_s), QSettings::IniFormat);
    settings.setValue(u"devices/columns"_s, QStringList{u"handle"_s, u"seen"_s, u"patch"_s});
    settings.setValue(u"devices/hidden"_s, QStringList{u"patch"_s});
    m_table->remember(settings, u"devices"_s);
    QVERIFY(!m_table->isColumnHidden(2));
}

void TableViewTest::theHandleCannotBeHidden()
{
    QMenu menu;
    QVERIFY(!menuEntry(*m_table, menu, 0)->isEnabled());
    QVERIFY(menuEntry(*m_table, menu, 2)->isEnabled());
}

void TableViewTest::theCurrentCellIsRingedForTheKeyboardOnly()
{
    m_table->show();
    QApplication::setActiveWindow(m_table.get());
    QVERIFY(QTest::qWaitForWindowActive(m_table.get()));
    m_table->setFocus();
    const auto ringed = [this] {
        const QImage image = m_table->viewport()->grab().toImage();
        return image.pixelColor(100, m_table->rowViewportPosition(m_table->currentIndex().row()) + 1) ==
               Tokens::light().color(Role::Accent);
    };
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, {20, 16});
    QVERIFY(!ringed());
    QTest::keyClick(m_table.get(), Qt::Key_Down);
    QCOMPARE(m_table->currentIndex().row(), 1);
    QTRY_VERIFY(ringed());
}

void TableViewTest::rowsKeepTheirHeight()
{
    QCOMPARE(m_table->rowHeight(1), metrics::rowHeight);
    m_table->setCompact(true);
    QCOMPARE(m_table->rowHeight(1), metrics::compactRowHeight);
}

ENIGM_WIDGET_TEST_MAIN(TableViewTest)
#include "TableViewTest.moc"

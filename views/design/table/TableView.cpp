#include "views/design/table/TableView.h"

#include "views/design/icons/Icon.h"
#include "views/design/style/DesignStyle.h"
#include "views/design/table/CellDelegate.h"
#include "views/design/table/StateDelegate.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>
#include <QSettings>

#include <algorithm>

namespace enigm::views::design {

using namespace Qt::StringLiterals;

namespace {

// Carries the header's ground on over the vertical scroll bar, which begins below it.
class HeaderCorner final : public QWidget
{
public:
    HeaderCorner() { setFixedHeight(metrics::rowHeight); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Tokens &tokens = tokensOf(this);
        painter.fillRect(rect(), tokens.color(Role::Sunken));
        painter.fillRect(QRect(0, height() - 1, width(), 1), tokens.color(Role::Border));
    }
};

// A title stands where its column's values do: that of numbers at the far edge.
class ColumnTitles final : public QHeaderView
{
public:
    explicit ColumnTitles(QTableView *table)
        : QHeaderView(Qt::Horizontal, table)
        , m_table(table)
    {}

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int column) const override
    {
        QHeaderView::initStyleOptionForIndex(option, column);
        const auto *const cells = qobject_cast<const CellDelegate *>(m_table->itemDelegateForColumn(column));
        if (cells && cells->kind() == CellKind::Number)
            option->textAlignment = Qt::AlignTrailing | Qt::AlignVCenter;
    }

private:
    QTableView *m_table;
};

} // namespace

TableView::TableView(QWidget *parent)
    : QTableView(parent)
{
    setHorizontalHeader(new ColumnTitles(this));
    setItemDelegate(new CellDelegate(CellKind::Text, this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setCompact(false);
    QHeaderView *header = horizontalHeader();
    header->setMinimumSectionSize(48);
    header->setFixedHeight(metrics::rowHeight);
    header->setStretchLastSection(true);
    header->setSectionsMovable(true);
    header->setSectionsClickable(true);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint &position) {
        QMenu menu(this);
        fillColumnMenu(&menu);
        menu.exec(header->mapToGlobal(position));
    });
    addScrollBarWidget(new HeaderCorner, Qt::AlignTop);
    for (auto signal : {&QHeaderView::sectionResized, &QHeaderView::sectionMoved})
        connect(header, signal, this, &TableView::save);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &TableView::save);
}

void TableView::setColumns(std::vector<TableColumn> columns)
{
    m_columns = std::move(columns);
    {
        const QScopedValueRollback arranging(m_arranging, true);
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const int section = static_cast<int>(i);
            horizontalHeader()->resizeSection(section, m_columns.at(i).width);
            setColumnHidden(section, !m_columns.at(i).shown);
        }
    }
    restore();
}

void TableView::setCompact(bool compact)
{
    const int height = compact ? metrics::compactRowHeight : metrics::rowHeight;
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
}

void TableView::remember(QSettings &settings, const QString &group)
{
    m_settings = &settings;
    m_group = group;
    restore();
}

QString TableView::valueOf(const QModelIndex &index) const
{
    const QVariant whole = index.data(m_copyRole);
    QString text = whole.isValid() ? whole.toString() : index.data(Qt::DisplayRole).toString();
    if (const auto *states = qobject_cast<const StateDelegate *>(itemDelegateForIndex(index)))
        text = states->wordFor(index);
    return text.replace(u'\t', u' ').replace(u'\n', u' ').replace(u'\r', u' ');
}

QString TableView::selectionAsText() const
{
    if (selectionModel() == nullptr)
        return {};
    QModelIndexList rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    const QHeaderView *header = horizontalHeader();
    QStringList lines;
    for (const QModelIndex &row : std::as_const(rows)) {
        QStringList values;
        for (int visual = 0; visual < header->count(); ++visual) {
            const int section = header->logicalIndex(visual);
            if (!header->isSectionHidden(section))
                values.append(valueOf(row.siblingAtColumn(section)));
        }
        lines.append(values.join(u'\t'));
    }
    return lines.join(u'\n');
}

QString TableView::titlesAsText() const
{
    const QHeaderView *header = horizontalHeader();
    QStringList titles;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int section = header->logicalIndex(visual);
        if (!header->isSectionHidden(section))
            titles.append(model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString());
    }
    return titles.join(u'\t');
}

void TableView::copySelection() const
{
    const QString text = selectionAsText();
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void TableView::copyCell() const
{
    if (currentIndex().isValid())
        QGuiApplication::clipboard()->setText(valueOf(currentIndex()));
}

void TableView::fillColumnMenu(QMenu *menu)
{
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const int section = static_cast<int>(i);
        QAction *action = menu->addAction(model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(section));
        action->setEnabled(m_columns.at(i).hidable);
        connect(action, &QAction::toggled, this, [this, section](bool shown) {
            setColumnHidden(section, !shown);
            save();
        });
    }
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copySelection();
    if (event->key() == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier))
        return copyCell();
    QTableView::keyPressEvent(event);
}

void TableView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    const QModelIndex cell = indexAt(viewport()->mapFromGlobal(event->globalPos()));
    QAction *one = menu.addAction(Icon::of(Glyph::Copy), tr("Copy cell"));
    one->setEnabled(cell.isValid());
    connect(one, &QAction::triggered, this, [this, cell] { QGuiApplication::clipboard()->setText(valueOf(cell)); });
    connect(menu.addAction(tr("Copy rows")), &QAction::triggered, this, &TableView::copySelection);
    menu.addSeparator();
    QMenu *columns = menu.addMenu(Icon::of(Glyph::Columns), tr("Columns"));
    fillColumnMenu(columns);
    menu.exec(event->globalPos());
}

void TableView::save() const
{
    // While columns are being laid out, the header speaks of itself, not of the person.
    if (m_settings == nullptr || m_columns.empty() || m_arranging)
        return;
    QStringList hidden;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (isColumnHidden(static_cast<int>(i)))
            hidden.append(m_columns.at(i).id);
    }
    QStringList ids;
    for (const TableColumn &column : m_columns)
        ids.append(column.id);
    m_settings->setValue(m_group + "/columns"_L1, ids);
    m_settings->setValue(m_group + "/header"_L1, horizontalHeader()->saveState());
    m_settings->setValue(m_group + "/hidden"_L1, hidden);
}

void TableView::restore()
{
    if (m_settings == nullptr || m_columns.empty())
        return;
    QStringList ids;
    for (const TableColumn &column : m_columns)
        ids.append(column.id);
    // A header saved for other columns would put widths to the wrong ones.
    if (m_settings->value(m_group + "/columns"_L1).toStringList() != ids)
        return;
    const QStringList hidden = m_settings->value(m_group + "/hidden"_L1).toStringList();
    const QByteArray header = m_settings->value(m_group + "/header"_L1).toByteArray();
    const QScopedValueRollback arranging(m_arranging, true);
    horizontalHeader()->restoreState(header);
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        setColumnHidden(static_cast<int>(i), m_columns.at(i).hidable && hidden.contains(m_columns.at(i).id));
}

} // namespace enigm::views::design

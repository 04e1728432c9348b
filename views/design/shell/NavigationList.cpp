#include "views/design/shell/NavigationList.h"

#include "views/design/icons/Icon.h"
#include "views/design/style/DesignStyle.h"
#include "views/design/style/Paint.h"
#include "views/design/theme/Typography.h"

#include <QLocale>
#include <QScopedValueRollback>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

namespace enigm::views::design {

namespace {

enum EntryRole { IdRole = Qt::UserRole, GlyphRole, CountRole };

constexpr int entryHeight = 34;

class EntryDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {160, entryHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &tokens = tokensOf(option.widget);
        const bool selected = option.state & QStyle::State_Selected;
        const bool contrast = tokens.scheme() == Scheme::HighContrast;
        const QRect box = option.rect.adjusted(metrics::grid, 1, -metrics::grid, -1);
        const auto place = [&](const QRect &logical) { return QStyle::visualRect(option.direction, box, logical); };
        if (selected)
            paint::box(painter, box, tokens.color(Role::Selection));
        else if (option.state & QStyle::State_MouseOver)
            paint::box(painter, box, tokens.hover(Role::Canvas));
        if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange)
            paint::ring(painter, box, tokens, metrics::radius);
        const QColor ink = tokens.color(selected ? Role::SelectionText : Role::Text);
        const QColor mark = contrast ? ink : tokens.color(selected ? Role::Accent : Role::Muted);
        Icon::paint(painter, place({box.left() + 8, box.top(), 20, box.height()}), index.data(GlyphRole).value<Glyph>(),
                    mark, metrics::smallIcon);
        const int count = index.data(CountRole).toInt();
        const int reserved = count > 0 ? paintCount(painter, tokens, box, option.direction, count) : 0;
        painter->setFont(fontFor(selected ? TextStyle::BodyStrong : TextStyle::Body));
        painter->setPen(ink);
        const QRect words = place(box.adjusted(36, 0, -reserved - 8, 0));
        const auto leading = static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft));
        painter->drawText(words, leading | Qt::AlignVCenter | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, words.width()));
    }

private:
    // Answers the width that the count takes.
    static int paintCount(QPainter *painter, const Tokens &tokens, const QRect &box, Qt::LayoutDirection direction,
                          int count)
    {
        const QString text = QLocale().toString(count);
        painter->setFont(fontFor(TextStyle::SecondaryStrong));
        const int width = std::max(20, painter->fontMetrics().horizontalAdvance(text) + 12);
        const QRect pill =
            QStyle::visualRect(direction, box, QRect(box.right() - width - 6, box.center().y() - 9, width, 20));
        paint::box(painter, pill, tokens.color(Role::Accent), {}, 10);
        painter->setPen(tokens.color(Role::OnAccent));
        painter->drawText(pill, Qt::AlignCenter, text);
        return width + 8;
    }
};

} // namespace

NavigationList::NavigationList(QWidget *parent)
    : QListView(parent)
    , m_entries(new QStandardItemModel(this))
{
    setModel(m_entries);
    setItemDelegate(new EntryDelegate(this));
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setUniformItemSizes(true);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setBackgroundRole(QPalette::Window);
    setAccessibleName(tr("Panes"));
    setMinimumWidth(160);
}

void NavigationList::setEntries(const std::vector<Entry> &entries)
{
    const QScopedValueRollback quiet(m_quiet, true);
    m_entries->clear();
    for (const Entry &entry : entries) {
        auto *item = new QStandardItem(entry.label);
        item->setData(entry.id, IdRole);
        item->setData(QVariant::fromValue(entry.glyph), GlyphRole);
        item->setData(0, CountRole);
        m_entries->appendRow(item);
    }
}

void NavigationList::setCount(const QString &id, int waiting)
{
    const QModelIndex index = indexOf(id);
    if (!index.isValid())
        return;
    m_entries->setData(index, waiting, CountRole);
    const QString label = index.data().toString();
    m_entries->setData(index, waiting > 0 ? tr("%1, %n waiting for you", nullptr, waiting).arg(label) : label,
                       Qt::AccessibleTextRole);
}

QString NavigationList::current() const
{
    return currentIndex().data(IdRole).toString();
}

void NavigationList::setCurrent(const QString &id)
{
    const QScopedValueRollback quiet(m_quiet, true);
    setCurrentIndex(indexOf(id));
}

QModelIndex NavigationList::indexOf(const QString &id) const
{
    const QModelIndexList found = m_entries->match(m_entries->index(0, 0), IdRole, id, 1, Qt::MatchExactly);
    return found.isEmpty() ? QModelIndex() : found.front();
}

void NavigationList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (!m_quiet && current.isValid())
        Q_EMIT chosen(current.data(IdRole).toString());
}

} // namespace enigm::views::design

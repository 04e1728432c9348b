#include "views/design/shell/PaletteButton.h"

#include "views/design/icons/Icon.h"
#include "views/design/style/DesignStyle.h"
#include "views/design/style/Paint.h"
#include "views/design/theme/Typography.h"

namespace enigm::views::design {

namespace {

constexpr int iconColumn = 32;

} // namespace

PaletteButton::PaletteButton(const QString &text, const QString &shortcut, QWidget *parent)
    : QAbstractButton(parent)
    , m_shortcut(shortcut)
{
    setText(text);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setMaximumWidth(320);
    setAccessibleDescription(shortcut);
}

QSize PaletteButton::sizeHint() const
{
    return {300, metrics::controlHeight - 2};
}

QSize PaletteButton::minimumSizeHint() const
{
    const int words = QFontMetrics(font()).horizontalAdvance(text());
    const int keys = QFontMetrics(fontFor(TextStyle::Secondary)).horizontalAdvance(m_shortcut);
    return {iconColumn + words + keys + 4 * metrics::grid, metrics::controlHeight - 2};
}

void PaletteButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = tokensOf(this);
    paint::box(&painter, rect(), underMouse() ? tokens.hover(Role::Sunken) : tokens.color(Role::Sunken),
               tokens.color(Role::Border));
    const auto place = [this](const QRect &logical) { return QStyle::visualRect(layoutDirection(), rect(), logical); };
    const auto leading = static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft));
    Icon::paint(&painter, place({0, 0, iconColumn, height()}), Glyph::Search, tokens.color(Role::Muted));
    painter.setPen(tokens.color(Role::Muted));
    painter.drawText(place(rect().adjusted(iconColumn, 0, 0, 0)), leading | Qt::AlignVCenter, text());
    painter.setFont(fontFor(TextStyle::Secondary));
    const int keys = painter.fontMetrics().horizontalAdvance(m_shortcut) + 10;
    const QRect cap = place({width() - keys - 5, 5, keys, height() - 10});
    paint::box(&painter, cap, tokens.color(Role::Surface), tokens.color(Role::Border), 4);
    painter.drawText(cap, Qt::AlignCenter, m_shortcut);
}

} // namespace enigm::views::design

#include "views/design/facts/StateBadge.h"

#include "views/design/icons/Icon.h"
#include "views/design/style/DesignStyle.h"
#include "views/design/style/Paint.h"
#include "views/design/theme/Typography.h"

#include <QPainter>

namespace enigm::views::design {

namespace {

constexpr int iconGap = 6;

} // namespace

StateBadge::StateBadge(const StateWord &state, Shape shape, QWidget *parent)
    : QLabel(parent)
    , m_shape(shape)
{
    setTextFormat(Qt::PlainText);
    setFont(fontFor(shape == Shape::Pill ? TextStyle::SecondaryStrong : TextStyle::Body));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setState(state);
}

void StateBadge::setState(const StateWord &state)
{
    m_state = state;
    setText(state.word);
    updateGeometry();
    update();
}

QSize StateBadge::sizeHint() const
{
    const int padding = m_shape == Shape::Pill ? metrics::grid : 0;
    const int words = QFontMetrics(font()).horizontalAdvance(m_state.word);
    return {2 * padding + metrics::smallIcon + iconGap + words + 1,
            m_shape == Shape::Pill ? 24 : QFontMetrics(font()).height()};
}

void StateBadge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = tokensOf(this);
    const int padding = m_shape == Shape::Pill ? metrics::grid : 0;
    if (m_shape == Shape::Pill)
        paint::box(&painter, rect(), tokens.tint(m_state.tone), tokens.edge(m_state.tone), height() / 2.0);
    const QColor color = isEnabled() ? tokens.color(m_state.tone) : tokens.disabledText();
    const auto place = [this](const QRect &logical) { return QStyle::visualRect(layoutDirection(), rect(), logical); };
    Icon::paint(&painter, place({padding, 0, metrics::smallIcon, height()}), m_state.glyph, color);
    painter.setPen(m_shape == Shape::Pill || !isEnabled() ? color : tokens.color(Role::Text));
    const QRect words(padding + metrics::smallIcon + iconGap, 0, width(), height());
    const Qt::Alignment alignment = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft);
    painter.drawText(place(words.intersected(rect())),
                     static_cast<int>(alignment) | Qt::AlignVCenter | Qt::TextSingleLine, m_state.word);
}

} // namespace enigm::views::design

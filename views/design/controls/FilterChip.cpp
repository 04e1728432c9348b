#include "views/design/controls/FilterChip.h"

#include "views/design/icons/Icon.h"
#include "views/design/style/DesignStyle.h"
#include "views/design/style/Paint.h"
#include "views/design/theme/Typography.h"

#include <QKeyEvent>

namespace enigm::views::design {

namespace {

constexpr int crossWidth = 20;

} // namespace

FilterChip::FilterChip(const FilterToken &token, const QString &shown, QWidget *parent)
    : QAbstractButton(parent)
    , m_token(token)
{
    setText(shown);
    setFont(fontFor(TextStyle::Secondary));
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Filter %1").arg(shown));
    setAccessibleDescription(tr("Press Delete to take it away"));
    setToolTip(tr("Take %1 away").arg(shown).toHtmlEscaped());
    connect(this, &QAbstractButton::clicked, this, &FilterChip::removed);
}

QSize FilterChip::sizeHint() const
{
    return {QFontMetrics(font()).horizontalAdvance(text()) + metrics::grid + crossWidth, 22};
}

void FilterChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = tokensOf(this);
    const bool plain = tokens.scheme() == Scheme::HighContrast;
    const QColor ground = tokens.color(plain ? Role::Surface : Role::Selection);
    paint::box(&painter, rect(), underMouse() ? tokens.tint(Tone::Accent, Role::Selection) : ground,
               hasFocus() ? tokens.color(Role::Accent) : (plain ? tokens.color(Role::Border) : ground), 4);
    const auto place = [this](const QRect &logical) { return QStyle::visualRect(layoutDirection(), rect(), logical); };
    painter.setPen(tokens.color(Role::Text));
    painter.drawText(place(rect().adjusted(metrics::grid, 0, -crossWidth, 0)), Qt::AlignCenter | Qt::TextSingleLine,
                     text());
    Icon::paint(&painter, place({width() - crossWidth, 0, crossWidth, height()}), Glyph::Close,
                tokens.color(underMouse() ? Role::Text : Role::Muted), 12);
}

void FilterChip::keyPressEvent(QKeyEvent *event)
{
    const int forward = layoutDirection() == Qt::LeftToRight ? Qt::Key_Right : Qt::Key_Left;
    const int back = layoutDirection() == Qt::LeftToRight ? Qt::Key_Left : Qt::Key_Right;
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        Q_EMIT removed();
    else if (event->key() == forward)
        Q_EMIT stepped(1);
    else if (event->key() == back)
        Q_EMIT stepped(-1);
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace enigm::views::design

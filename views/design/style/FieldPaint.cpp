#include "views/design/style/FieldPaint.h"

#include "views/design/icons/Icon.h"
#include "views/design/style/Paint.h"

#include <QAbstractScrollArea>
#include <QPainter>
#include <QStyleOption>

namespace enigm::views::design::paint {

void field(const Tokens &tokens, QPainter *painter, const QStyleOption &option)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool readOnly = option.state & QStyle::State_ReadOnly;
    QColor border = enabled && !readOnly ? fieldBorder(tokens) : tokens.color(Role::Border);
    if (option.state & QStyle::State_HasFocus)
        border = tokens.color(Role::Accent);
    box(painter, option.rect, tokens.color(enabled && !readOnly ? Role::Surface : Role::Sunken), border);
}

void comboBox(const Tokens &tokens, QPainter *painter, const QStyleOptionComboBox &option, const QRect &arrow)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    if (option.frame) {
        field(tokens, painter, option);
        if (enabled && !option.editable && option.state & QStyle::State_MouseOver)
            box(painter, option.rect, tokens.hover(Role::Surface), fieldBorder(tokens));
    }
    Icon::paint(painter, arrow, Glyph::ChevronDown, enabled ? tokens.color(Role::Muted) : tokens.disabledText(), 16);
}

void comboBoxLabel(const Tokens &tokens, QPainter *painter, const QStyleOptionComboBox &option, const QRect &edit)
{
    QRect text = edit.adjusted(4, 0, -4, 0);
    if (!option.currentIcon.isNull()) {
        const int side = option.iconSize.width();
        const QRect logical(text.left(), text.top() + (text.height() - side) / 2, side, side);
        option.currentIcon.paint(painter, QStyle::visualRect(option.direction, text, logical));
        text = QStyle::visualRect(option.direction, text, text.adjusted(side + 6, 0, 0, 0));
    }
    painter->setPen(option.state & QStyle::State_Enabled ? tokens.color(Role::Text) : tokens.disabledText());
    const Qt::Alignment alignment = QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter);
    painter->drawText(text, static_cast<int>(alignment) | Qt::TextSingleLine,
                      option.fontMetrics.elidedText(option.currentText, Qt::ElideRight, text.width()));
}

void spinBox(const Tokens &tokens, QPainter *painter, const QStyleOptionSpinBox &option, const QRect &up,
             const QRect &down)
{
    if (option.frame)
        field(tokens, painter, option);
    const auto color = [&](QAbstractSpinBox::StepEnabledFlag step) {
        return option.stepEnabled & step ? tokens.color(Role::Muted) : tokens.disabledText();
    };
    Icon::paint(painter, up, Glyph::ChevronUp, color(QAbstractSpinBox::StepUpEnabled), 12);
    Icon::paint(painter, down, Glyph::ChevronDown, color(QAbstractSpinBox::StepDownEnabled), 12);
}

void scrollBar(const Tokens &tokens, QPainter *painter, const QStyleOptionSlider &option, const QRect &slider,
               const QWidget *widget)
{
    const QWidget *area = widget;
    while (area != nullptr && qobject_cast<const QAbstractScrollArea *>(area) == nullptr)
        area = area->parentWidget();
    const auto *scrollArea = qobject_cast<const QAbstractScrollArea *>(area);
    const QPalette::ColorRole under =
        scrollArea != nullptr ? scrollArea->viewport()->backgroundRole() : QPalette::Window;
    painter->fillRect(option.rect, option.palette.color(under));
    if (option.minimum == option.maximum)
        return;
    const bool active = option.state & (QStyle::State_MouseOver | QStyle::State_Sunken);
    const qreal thickness = active ? 6 : 4;
    const QColor color = blend(tokens.color(Role::Muted), option.palette.color(under), active ? 0.85 : 0.55);
    QRectF handle = slider;
    if (option.orientation == Qt::Vertical)
        handle = QRectF(handle.center().x() - thickness / 2, handle.top() + 2, thickness, handle.height() - 4);
    else
        handle = QRectF(handle.left() + 2, handle.center().y() - thickness / 2, handle.width() - 4, thickness);
    box(painter, handle, color, {}, thickness / 2);
}

void progressBar(const Tokens &tokens, QPainter *painter, const QStyleOptionProgressBar &option)
{
    QRect track = option.rect;
    if (option.textVisible && !option.text.isEmpty()) {
        const int width = option.fontMetrics.horizontalAdvance(option.text) + metrics::grid;
        const QRect logical(track.right() - width + 1, track.top(), width, track.height());
        painter->setPen(tokens.color(Role::Muted));
        painter->drawText(QStyle::visualRect(option.direction, option.rect, logical),
                          static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignRight)) |
                              Qt::AlignVCenter,
                          option.text);
        track = QStyle::visualRect(option.direction, option.rect, track.adjusted(0, 0, -width, 0));
    }
    const QRectF groove(track.x(), track.center().y() - 2, track.width(), 6);
    box(painter, groove, tokens.color(tokens.scheme() == Scheme::HighContrast ? Role::Surface : Role::Border),
        tokens.scheme() == Scheme::HighContrast ? tokens.color(Role::Border) : QColor(), 3);
    const bool unknown = option.minimum >= option.maximum;
    const double done = unknown ? 0.3
                                : static_cast<double>(option.progress - option.minimum) /
                                      static_cast<double>(option.maximum - option.minimum);
    if (done <= 0)
        return;
    QRectF filled(groove.x(), groove.y(), std::max(6.0, groove.width() * std::min(done, 1.0)), groove.height());
    if (option.direction == Qt::RightToLeft)
        filled.moveRight(groove.right());
    box(painter, filled, unknown ? tokens.edge(Tone::Accent) : tokens.color(Role::Accent), {}, 3);
}

} // namespace enigm::views::design::paint

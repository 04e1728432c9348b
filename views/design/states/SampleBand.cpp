#include "views/design/states/SampleBand.h"

#include "views/design/style/DesignStyle.h"
#include "views/design/theme/Typography.h"

#include <QPainter>

namespace enigm::views::design {

SampleBand::SampleBand(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(24);
    setAccessibleName(words());
}

void SampleBand::setVisible(bool)
{
    QWidget::setVisible(true);
}

QString SampleBand::words() const
{
    return tr("Sample deployment. Its keys are published beside it and protect nothing.");
}

void SampleBand::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = tokensOf(this);
    painter.fillRect(rect(), tokens.tint(Tone::Warn));
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.edge(Tone::Warn));
    constexpr int period = 24;
    for (int x = -height(); x < width() + height(); x += period) {
        const QPolygonF stripe(
            {QPointF(x, height()), QPointF(x + height(), 0), QPointF(x + height() + 8, 0), QPointF(x + 8, height())});
        painter.drawPolygon(stripe);
    }
    painter.setFont(fontFor(TextStyle::SecondaryStrong));
    const QString text = painter.fontMetrics().elidedText(words(), Qt::ElideRight, width() - 4 * metrics::grid);
    const int breadth = painter.fontMetrics().horizontalAdvance(text) + 4 * metrics::grid;
    const QRect plate((width() - breadth) / 2, 0, breadth, height());
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(plate, tokens.tint(Tone::Warn));
    painter.setPen(tokens.color(Tone::Warn));
    painter.drawText(plate, Qt::AlignCenter | Qt::TextSingleLine, text);
    painter.fillRect(QRect(0, height() - 1, width(), 1), tokens.edge(Tone::Warn));
}

} // namespace enigm::views::design

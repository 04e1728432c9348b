#include "views/charts/CountBars.h"

#include "views/design/style/DesignStyle.h"
#include "views/design/theme/Typography.h"

#include <QLocale>
#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <utility>

namespace enigm::views::charts {

using design::Role;
using design::TextStyle;

namespace {

constexpr int lineHeight = 24;
constexpr int barHeight = 10;
constexpr int figureWidth = 64;
constexpr int gap = design::metrics::grid;

} // namespace

CountBars::CountBars(design::Tone tone, QWidget *parent)
    : QWidget(parent)
    , m_tone(tone)
{}

void CountBars::setCounts(std::vector<NamedCount> counts)
{
    if (counts == m_counts)
        return;
    const bool isAsMany = counts.size() == m_counts.size();
    m_counts = std::move(counts);
    QStringList said;
    for (const NamedCount &count : m_counts)
        said.append(tr("%1 %2", "name; count").arg(count.name, QLocale().toString(count.value)));
    setAccessibleDescription(said.join(QStringLiteral(", ")));
    if (!isAsMany)
        updateGeometry();
    update();
}

QSize CountBars::sizeHint() const
{
    return {280, static_cast<int>(m_counts.size()) * lineHeight};
}

QSize CountBars::minimumSizeHint() const
{
    return {200, sizeHint().height()};
}

int CountBars::nameWidth() const
{
    const QFontMetrics metrics(design::fontFor(TextStyle::Secondary));
    int widest = 0;
    for (const NamedCount &count : m_counts)
        widest = std::max(widest, metrics.horizontalAdvance(count.name));
    return std::min(widest + 1, width() / 2);
}

void CountBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const design::Tokens &tokens = design::tokensOf(this);
    painter.setFont(design::fontFor(TextStyle::Secondary));
    qint64 highest = 1;
    for (const NamedCount &count : m_counts)
        highest = std::max(highest, count.value);
    const int names = nameWidth();
    const int room = std::max(0, width() - names - figureWidth - 2 * gap);
    const auto leading = static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft));
    const auto placed = [this](const QRect &logical) { return QStyle::visualRect(layoutDirection(), rect(), logical); };
    int y = 0;
    for (const NamedCount &count : m_counts) {
        painter.setPen(tokens.color(Role::Text));
        painter.drawText(placed({0, y, names, lineHeight}), leading | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(count.name, Qt::ElideRight, names));
        const int bar = std::max(count.value > 0 ? 2 : 0, static_cast<int>(room * count.value / highest));
        painter.fillRect(placed({names + gap, y + (lineHeight - barHeight) / 2, bar, barHeight}), tokens.color(m_tone));
        design::drawTabular(&painter, placed({names + gap + bar + gap, y, figureWidth, lineHeight}),
                            QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft), QLocale().toString(count.value));
        y += lineHeight;
    }
}

} // namespace enigm::views::charts

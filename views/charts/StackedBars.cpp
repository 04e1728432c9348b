#include "views/charts/StackedBars.h"

#include "views/design/style/DesignStyle.h"
#include "views/design/theme/Typography.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <numeric>
#include <utility>

namespace enigm::views::charts {

using design::Role;
using design::TextStyle;

namespace {

constexpr int axisWidth = 56;
constexpr int axisHeight = 24;
constexpr int namesWidth = 176;
constexpr int nameHeight = 20;
constexpr int swatch = 10;
constexpr int mostLabels = 6;

/// A round number that is no less: 1, 2 or 5 times a power of ten.
qint64 roundedUp(qint64 value)
{
    qint64 power = 1;
    while (power * 10 < value)
        power *= 10;
    for (const qint64 factor : {1, 2, 5, 10}) {
        if (factor * power >= value)
            return factor * power;
    }
    return value;
}

} // namespace

qint64 BarSeries::total() const
{
    return std::accumulate(values.begin(), values.end(), qint64(0));
}

StackedBars::StackedBars(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
}

void StackedBars::setData(std::vector<QString> labels, std::vector<BarSeries> series)
{
    m_labels = std::move(labels);
    m_series = std::move(series);
    std::erase_if(m_series, [](const BarSeries &one) { return one.total() == 0; });
    qint64 highest = 1;
    for (int bar = 0; bar < static_cast<int>(m_labels.size()); ++bar)
        highest = std::max(highest, sumOf(bar));
    m_top = roundedUp(highest);
    setCurrent(-1);
    update();
}

qint64 StackedBars::sumOf(int bar) const
{
    qint64 sum = 0;
    for (const BarSeries &series : m_series)
        sum += series.values[static_cast<std::size_t>(bar)];
    return sum;
}

QString StackedBars::figures(int bar) const
{
    if (bar < 0 || bar >= static_cast<int>(m_labels.size()))
        return {};
    const auto place = static_cast<std::size_t>(bar);
    QString text = tr("%1: %2", "time; count").arg(m_labels[place], QLocale().toString(sumOf(bar)));
    for (const BarSeries &series : m_series) {
        if (series.values[place] > 0)
            text += tr(" · %1 %2", "name; count").arg(series.name, QLocale().toString(series.values[place]));
    }
    return text;
}

QRect StackedBars::plot() const
{
    return QRect(axisWidth, 8, width() - axisWidth - namesWidth - 16, height() - axisHeight - 8);
}

QRect StackedBars::barRect(int bar) const
{
    const QRect area = plot();
    const auto count = static_cast<int>(m_labels.size());
    const int from = area.left() + area.width() * bar / count;
    const int to = area.left() + area.width() * (bar + 1) / count;
    return QStyle::visualRect(layoutDirection(), rect(), QRect(from, area.top(), to - from, area.height()));
}

void StackedBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const design::Tokens &tokens = design::tokensOf(this);
    painter.setFont(design::fontFor(TextStyle::Secondary));
    paintAxes(painter, tokens);
    if (m_labels.empty())
        return;
    paintBars(painter, tokens);
    paintNames(painter, tokens);
}

void StackedBars::paintAxes(QPainter &painter, const design::Tokens &tokens) const
{
    const QRect area = plot();
    const auto placed = [this](const QRect &logical) { return QStyle::visualRect(layoutDirection(), rect(), logical); };
    for (int step = 0; step <= 2; ++step) {
        const int y = area.bottom() - area.height() * step / 2;
        painter.fillRect(placed({area.left(), y, area.width(), 1}),
                         tokens.color(step == 0 ? Role::Border : Role::Sunken));
        if (step == 1 && m_top % 2 != 0)
            continue; // no half of a denial
        painter.setPen(tokens.color(Role::Muted));
        design::drawTabular(&painter, placed({0, y - 10, axisWidth - 8, 20}),
                            QStyle::visualAlignment(layoutDirection(), Qt::AlignRight),
                            QLocale().toString(m_top * step / 2));
    }
    const auto count = static_cast<int>(m_labels.size());
    const int every = std::max(1, (count + mostLabels - 1) / mostLabels);
    for (int bar = 0; bar < count; bar += every) {
        const QRect cell = barRect(bar);
        painter.drawText(QRect(cell.center().x() - 60, area.bottom() + 4, 120, axisHeight - 4), Qt::AlignCenter,
                         m_labels[static_cast<std::size_t>(bar)]);
    }
}

void StackedBars::paintBars(QPainter &painter, const design::Tokens &tokens) const
{
    for (int bar = 0; bar < static_cast<int>(m_labels.size()); ++bar) {
        const QRect cell = barRect(bar);
        if (bar == m_current)
            painter.fillRect(cell, tokens.color(Role::Selection));
        const int gap = cell.width() > 6 ? 2 : 0;
        qint64 below = 0;
        for (const BarSeries &series : m_series) {
            const qint64 value = series.values[static_cast<std::size_t>(bar)];
            const auto heightOf = [&](qint64 sum) { return static_cast<int>(cell.height() * sum / m_top); };
            const int from = heightOf(below);
            const int to = std::max(heightOf(below + value), value > 0 ? from + 2 : from); // one is seen, too
            painter.fillRect(QRect(cell.left() + gap, cell.bottom() - to, cell.width() - 2 * gap, to - from),
                             tokens.color(series.tone));
            below += value;
        }
    }
}

/// Beside the bars, the topmost first, as they lie.
void StackedBars::paintNames(QPainter &painter, const design::Tokens &tokens) const
{
    int y = plot().top();
    for (auto series = m_series.rbegin(); series != m_series.rend(); ++series) {
        const QRect line(width() - namesWidth, y, namesWidth, nameHeight);
        const auto placed = [this](const QRect &logical) {
            return QStyle::visualRect(layoutDirection(), rect(), logical);
        };
        painter.fillRect(placed({line.left(), y + (nameHeight - swatch) / 2, swatch, swatch}),
                         tokens.color(series->tone));
        painter.setPen(tokens.color(Role::Text));
        const QRect words = placed(line.adjusted(swatch + 6, 0, -48, 0));
        const auto leading = static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft));
        painter.drawText(words, leading | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(series->name, Qt::ElideRight, words.width()));
        design::drawTabular(&painter, placed({line.right() - 48, y, 48, nameHeight}),
                            QStyle::visualAlignment(layoutDirection(), Qt::AlignRight),
                            QLocale().toString(series->total()));
        y += nameHeight;
    }
}

void StackedBars::setCurrent(int bar)
{
    if (bar == m_current)
        return;
    m_current = bar;
    setAccessibleDescription(figures(bar));
    update();
    Q_EMIT currentChanged(bar);
}

void StackedBars::keyPressEvent(QKeyEvent *event)
{
    const int forward = layoutDirection() == Qt::RightToLeft ? Qt::Key_Left : Qt::Key_Right;
    const int back = layoutDirection() == Qt::RightToLeft ? Qt::Key_Right : Qt::Key_Left;
    const auto last = static_cast<int>(m_labels.size()) - 1;
    if (event->key() == forward)
        setCurrent(std::min(last, m_current + 1));
    else if (event->key() == back)
        setCurrent(std::max(std::min(0, last), m_current < 0 ? last : m_current - 1));
    else
        QWidget::keyPressEvent(event);
}

void StackedBars::mouseMoveEvent(QMouseEvent *event)
{
    for (int bar = 0; bar < static_cast<int>(m_labels.size()); ++bar) {
        if (barRect(bar).contains(event->position().toPoint()))
            return setCurrent(bar);
    }
}

void StackedBars::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    if (!hasFocus())
        setCurrent(-1);
}

} // namespace enigm::views::charts

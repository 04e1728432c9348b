#include "views/charts/LaneChart.h"

#include "views/design/icons/Icon.h"
#include "views/design/style/DesignStyle.h"
#include "views/design/style/Paint.h"
#include "views/design/theme/Typography.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <utility>

namespace enigm::views::charts {

using design::Role;
using design::TextStyle;
namespace metrics = design::metrics;

namespace {

constexpr int padding = metrics::grid;
constexpr int textHeight = 18;
constexpr int barHeight = 10;
constexpr int laneHeight = 3 * padding + 2 * textHeight + barHeight;
constexpr int leastWidth = 480;
constexpr int overhang = 3; ///< of a line over its bar

/// The columns of a lane: its name, how far it has come, and what has gone wrong.
struct Columns
{
    QRect head;
    QRect progress;
    QRect errors;
};

Columns columnsOf(const QRect &lane)
{
    const QRect inner = lane.adjusted(padding, padding, -padding, -padding);
    const int head = std::clamp(inner.width() * 3 / 10, 120, 232);
    const int errors = std::clamp(inner.width() / 4, 128, 220);
    const int gap = 2 * metrics::grid;
    const int progress = inner.width() - head - errors - 2 * gap;
    return {.head = {inner.left(), inner.top(), head, inner.height()},
            .progress = {inner.left() + head + gap, inner.top(), progress, inner.height()},
            .errors = {inner.right() - errors + 1, inner.top(), errors, inner.height()}};
}

int widthOf(qint64 value, const LaneBar &bar, int width)
{
    if (bar.total <= 0 || value <= 0)
        return 0;
    return static_cast<int>(width * std::min(value, bar.total) / bar.total);
}

} // namespace

LaneChart::LaneChart(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
}

void LaneChart::setLanes(std::vector<Lane> lanes)
{
    const bool isAsMany = lanes.size() == m_lanes.size();
    for (std::size_t i = 0; isAsMany && i < lanes.size(); ++i) {
        if (lanes[i] != m_lanes[i])
            update(laneRect(static_cast<int>(i)));
    }
    m_lanes = std::move(lanes);
    if (!isAsMany) {
        setCurrent(-1);
        updateGeometry();
        update();
    }
    setAccessibleDescription(figures(m_current));
}

QString LaneChart::figures(int lane) const
{
    if (lane < 0 || lane >= static_cast<int>(m_lanes.size()))
        return {};
    const Lane &shown = m_lanes[static_cast<std::size_t>(lane)];
    QStringList parts{shown.state.word};
    for (const QString &part :
         {shown.note, shown.progress.figures, shown.progress.lineText, shown.errors.figures, shown.errors.lineText}) {
        if (!part.isEmpty())
            parts.append(part);
    }
    return tr("%1: %2", "a lane; what it says").arg(shown.name, parts.join(QStringLiteral(" · ")));
}

QSize LaneChart::sizeHint() const
{
    return {720, static_cast<int>(m_lanes.size()) * laneHeight};
}

QSize LaneChart::minimumSizeHint() const
{
    return {leastWidth, sizeHint().height()};
}

QRect LaneChart::laneRect(int lane) const
{
    return {0, lane * laneHeight, width(), laneHeight};
}

QRect LaneChart::placed(const QRect &logical) const
{
    return QStyle::visualRect(layoutDirection(), rect(), logical);
}

void LaneChart::paintEvent(QPaintEvent *event)
{
    ++m_paints;
    QPainter painter(this);
    const design::Tokens &tokens = design::tokensOf(this);
    for (int lane = 0; lane < static_cast<int>(m_lanes.size()); ++lane) {
        if (event->region().intersects(laneRect(lane)))
            paintLane(painter, tokens, lane);
    }
}

void LaneChart::paintLane(QPainter &painter, const design::Tokens &tokens, int lane) const
{
    const QRect area = laneRect(lane);
    const Lane &shown = m_lanes[static_cast<std::size_t>(lane)];
    if (lane == m_current)
        painter.fillRect(area, tokens.color(Role::Selection));
    painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), tokens.color(Role::Border));
    const Columns columns = columnsOf(area);
    paintHead(painter, tokens, shown, columns.head);
    paintBar(painter, tokens, shown.progress, columns.progress);
    paintBar(painter, tokens, shown.errors, columns.errors);
}

void LaneChart::paintHead(QPainter &painter, const design::Tokens &tokens, const Lane &lane, const QRect &area) const
{
    painter.setFont(design::fontFor(TextStyle::BodyStrong));
    painter.setPen(tokens.color(Role::Text));
    drawText(painter, {area.left(), area.top(), area.width(), textHeight}, Qt::AlignLeft, lane.name);
    const QRect line(area.left(), area.top() + textHeight + metrics::half, area.width(), textHeight);
    design::Icon::paint(&painter, placed({line.left(), line.top(), metrics::smallIcon, line.height()}),
                        lane.state.glyph, tokens.color(lane.state.tone));
    painter.setFont(design::fontFor(TextStyle::Secondary));
    const QRect words = line.adjusted(metrics::smallIcon + metrics::half, 0, 0, 0);
    drawText(painter, words, Qt::AlignLeft, lane.state.word);
    painter.setPen(tokens.color(Role::Muted));
    drawText(painter, line.translated(0, textHeight), Qt::AlignLeft, lane.note);
}

void LaneChart::paintBar(QPainter &painter, const design::Tokens &tokens, const LaneBar &bar, const QRect &area) const
{
    painter.setFont(design::fontFor(TextStyle::Secondary));
    painter.setPen(tokens.color(Role::Text));
    drawText(painter, {area.left(), area.top(), area.width(), textHeight}, Qt::AlignLeft, bar.figures);
    const QRect well(area.left(), area.top() + textHeight + metrics::half, area.width(), barHeight);
    design::paint::box(&painter, placed(well), tokens.color(Role::Sunken), tokens.color(Role::Border), barHeight / 2.0);
    const QRect inner = well.adjusted(1, 1, -1, -1);
    qint64 below = 0;
    for (const BarPart &part : bar.parts) {
        if (part.value <= 0)
            continue;
        // A gap tells parts apart where colours do not; even a single device is seen.
        const int from = below > 0 ? widthOf(below, bar, inner.width()) + 1 : 0;
        below += part.value;
        const int to = std::max(widthOf(below, bar, inner.width()), from + 2);
        painter.fillRect(placed({inner.left() + from, inner.top(), std::min(to, inner.width()) - from, inner.height()}),
                         tokens.color(part.tone));
    }
    if (bar.line > 0)
        paintLine(painter, tokens, bar, well);
}

void LaneChart::paintLine(QPainter &painter, const design::Tokens &tokens, const LaneBar &bar, const QRect &well) const
{
    const int at = std::min(well.left() + widthOf(bar.line, bar, well.width()), well.right() - 1);
    painter.fillRect(placed({at, well.top() - overhang, 2, well.height() + 2 * overhang}), tokens.color(bar.lineTone));
    // The words end at the line, or begin there where there is no room before it.
    painter.setPen(tokens.color(Role::Muted));
    const int words = painter.fontMetrics().horizontalAdvance(bar.lineText);
    const int left = std::clamp(at - words, well.left(), std::max(well.left(), well.right() - words));
    drawText(painter, {left, well.bottom() + overhang + 1, well.right() - left + 1, textHeight}, Qt::AlignLeft,
             bar.lineText);
}

void LaneChart::drawText(QPainter &painter, const QRect &logical, Qt::Alignment alignment, const QString &text) const
{
    const auto where = static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment));
    painter.drawText(placed(logical), where | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, logical.width()));
}

void LaneChart::setCurrent(int lane)
{
    if (lane == m_current)
        return;
    update(laneRect(m_current));
    update(laneRect(lane));
    m_current = lane;
    setAccessibleDescription(figures(lane));
    setToolTip(figures(lane).toHtmlEscaped());
    Q_EMIT currentChanged(lane);
}

int LaneChart::laneAt(const QPoint &point) const
{
    const int lane = point.y() / laneHeight;
    return point.y() >= 0 && lane < static_cast<int>(m_lanes.size()) ? lane : -1;
}

void LaneChart::keyPressEvent(QKeyEvent *event)
{
    const int last = static_cast<int>(m_lanes.size()) - 1;
    if (event->key() == Qt::Key_Down)
        setCurrent(std::min(last, m_current + 1));
    else if (event->key() == Qt::Key_Up)
        setCurrent(std::max(std::min(0, last), m_current < 0 ? last : m_current - 1));
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current >= 0)
        Q_EMIT activated(m_current);
    else
        QWidget::keyPressEvent(event);
}

void LaneChart::mouseMoveEvent(QMouseEvent *event)
{
    setCurrent(laneAt(event->position().toPoint()));
}

void LaneChart::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const int lane = laneAt(event->position().toPoint()); lane >= 0)
        Q_EMIT activated(lane);
}

void LaneChart::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    if (!hasFocus())
        setCurrent(-1);
}

} // namespace enigm::views::charts

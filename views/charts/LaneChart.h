#pragma once

#include "views/design/facts/StateWord.h"
#include "views/design/theme/Tokens.h"

#include <QWidget>

#include <vector>

namespace enigm::views::design {
class Tokens;
}

namespace enigm::views::charts {

/// A part of a bar, from where the part before it ends.
struct BarPart
{
    qint64 value = 0;
    design::Tone tone = design::Tone::Neutral;

    friend bool operator==(const BarPart &, const BarPart &) = default;
};

/// A bar that fills up to `total`, with a line that it has to reach or must not pass.
struct LaneBar
{
    qint64 total = 0;
    std::vector<BarPart> parts;
    qint64 line = 0;
    design::Tone lineTone = design::Tone::Neutral;
    QString figures;  ///< above it
    QString lineText; ///< below it, at the line

    friend bool operator==(const LaneBar &, const LaneBar &) = default;
};

/// One lane: what it is called, how it is, how far it has come, and what has gone wrong.
struct Lane
{
    QString name;
    design::StateWord state;
    QString note; ///< beside the state
    LaneBar progress;
    LaneBar errors;

    friend bool operator==(const Lane &, const Lane &) = default;
};

/// Lanes below one another, which the arrow keys and the pointer go through. Drawn, not made of widgets: a lane that
/// has changed is painted again, and nothing else.
class LaneChart final : public QWidget
{
    Q_OBJECT

public:
    explicit LaneChart(QWidget *parent = nullptr);

    void setLanes(std::vector<Lane> lanes);
    [[nodiscard]] const std::vector<Lane> &lanes() const { return m_lanes; }
    [[nodiscard]] int current() const { return m_current; } ///< -1: none
    /// All that a lane says, in words.
    [[nodiscard]] QString figures(int lane) const;
    [[nodiscard]] QRect laneRect(int lane) const;
    /// How often it was painted.
    [[nodiscard]] int paints() const { return m_paints; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentChanged(int lane);
    void activated(int lane);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    [[nodiscard]] QRect placed(const QRect &logical) const;
    void setCurrent(int lane);
    [[nodiscard]] int laneAt(const QPoint &point) const;
    void paintLane(QPainter &painter, const design::Tokens &tokens, int lane) const;
    void paintHead(QPainter &painter, const design::Tokens &tokens, const Lane &lane, const QRect &area) const;
    void paintBar(QPainter &painter, const design::Tokens &tokens, const LaneBar &bar, const QRect &area) const;
    void paintLine(QPainter &painter, const design::Tokens &tokens, const LaneBar &bar, const QRect &well) const;
    void drawText(QPainter &painter, const QRect &logical, Qt::Alignment alignment, const QString &text) const;

    std::vector<Lane> m_lanes;
    int m_current = -1;
    int m_paints = 0;
};

} // namespace enigm::views::charts

#pragma once

#include "views/design/theme/Tokens.h"

#include <QString>
#include <QWidget>

#include <vector>

namespace enigm::views::charts {

/// One kind of what is counted, with a value for each bar.
struct BarSeries
{
    QString name;
    design::Tone tone = design::Tone::Neutral;
    std::vector<qint64> values;

    [[nodiscard]] qint64 total() const;
};

/// Counts over time, bar by bar, the series on top of each other and named beside their totals. The arrow keys and the
/// pointer go from bar to bar; figures are told by what figures() answers.
class StackedBars final : public QWidget
{
    Q_OBJECT

public:
    explicit StackedBars(QWidget *parent = nullptr);

    /// One label a bar; series without a count are left out.
    void setData(std::vector<QString> labels, std::vector<BarSeries> series);
    [[nodiscard]] int current() const { return m_current; } ///< -1: none
    /// "14:00: 12, policy 10, device 2" of a bar.
    [[nodiscard]] QString figures(int bar) const;
    [[nodiscard]] QSize sizeHint() const override { return {640, 200}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {320, 140}; }

Q_SIGNALS:
    void currentChanged(int bar);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    [[nodiscard]] QRect plot() const;
    [[nodiscard]] QRect barRect(int bar) const; ///< its whole height, in reading direction
    [[nodiscard]] qint64 sumOf(int bar) const;
    void setCurrent(int bar);
    void paintAxes(QPainter &painter, const design::Tokens &tokens) const;
    void paintBars(QPainter &painter, const design::Tokens &tokens) const;
    void paintNames(QPainter &painter, const design::Tokens &tokens) const;

    std::vector<QString> m_labels;
    std::vector<BarSeries> m_series;
    qint64 m_top = 1; ///< the value at the top of the plot
    int m_current = -1;
};

} // namespace enigm::views::charts

#pragma once

#include <QFrame>

namespace enigm::views::design {

/// A box on the canvas: surface, 1 px border, radius 6. Give it a layout.
class Card final : public QFrame
{
    Q_OBJECT

public:
    using QFrame::QFrame;

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// A line of 1 px, horizontal or vertical.
class Separator final : public QWidget
{
    Q_OBJECT

public:
    explicit Separator(Qt::Orientation orientation = Qt::Horizontal, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace enigm::views::design

#include "views/design/facts/Card.h"

#include "views/design/style/DesignStyle.h"
#include "views/design/style/Paint.h"

namespace enigm::views::design {

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = tokensOf(this);
    paint::box(&painter, rect(), tokens.color(Role::Surface), tokens.color(Role::Border));
}

Separator::Separator(Qt::Orientation orientation, QWidget *parent)
    : QWidget(parent)
{
    if (orientation == Qt::Horizontal)
        setFixedHeight(1);
    else
        setFixedWidth(1);
}

void Separator::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), tokensOf(this).color(Role::Border));
}

} // namespace enigm::views::design

#include "views/panes/Minute.h"

#include <QTimer>
#include <QWidget>

#include <chrono>

namespace enigm::views::panes {

void repaintByTheMinute(QWidget *widget)
{
    auto *timer = new QTimer(widget);
    timer->setTimerType(Qt::VeryCoarseTimer);
    timer->callOnTimeout(widget, [widget] {
        if (widget->isVisible())
            widget->update();
    });
    timer->start(std::chrono::seconds(30));
}

} // namespace enigm::views::panes

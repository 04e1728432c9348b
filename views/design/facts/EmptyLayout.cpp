#include "views/design/facts/EmptyLayout.h"

#include <QLayout>
#include <QWidget>

namespace enigm::views::design {

void emptyLayout(QLayout &layout)
{
    while (QLayoutItem *const item = layout.takeAt(0)) {
        if (QWidget *const widget = item->widget()) {
            widget->hide(); // until it goes it would stand over what comes in its place
            widget->deleteLater();
        }
        delete item;
    }
}

} // namespace enigm::views::design

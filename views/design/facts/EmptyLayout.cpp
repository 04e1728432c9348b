#include "views/design/facts/EmptyLayout.h"

#include <QLayout>
#include <QWidget>

namespace enigm::views::design {

void emptyLayout(QLayout &layout)
{
    while (QLayoutItem *const item = layout.takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
}

} // namespace enigm::views::design

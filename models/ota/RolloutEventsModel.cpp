#include "models/ota/RolloutEventsModel.h"

namespace enigm::models::ota {

int RolloutEventsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RolloutEventsModel::data(const QModelIndex &index, int role) const
{
    const enigm::ota::RolloutEvent *const event = rowAt(index);
    if (!event || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case Time:
        return event->time;
    case What:
        return static_cast<int>(event->kind);
    case Who:
        return event->who.value_or(QString());
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace enigm::models::ota

#pragma once

#include "contract/ota/RolloutRecord.h"
#include "models/rows/ListTableModel.h"

namespace enigm::models::ota {

/// What happened to one rollout, the newest first.
class RolloutEventsModel : public rows::ListTableModel<enigm::ota::RolloutEvent>
{
    Q_OBJECT

public:
    enum Column { Time, What, Who, ColumnCount };
    using ListTableModel::ListTableModel;

    void show(const std::vector<enigm::ota::RolloutEvent> &events) { setRows(events); }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    /// The fact of the column: the time, the kind (int), the operator.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

protected:
    [[nodiscard]] QString idOf(const enigm::ota::RolloutEvent &event) const override
    {
        return QString::number(event.id);
    }
};

} // namespace enigm::models::ota

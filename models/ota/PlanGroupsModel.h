#pragma once

#include "contract/ota/RolloutRecord.h"
#include "models/ota/PlanDraft.h"
#include "models/rows/ListTableModel.h"

namespace enigm::models::ota {

/// The groups of a plan as it is written, with how many devices each would have.
class PlanGroupsModel : public rows::ListTableModel<PlannedGroup>
{
    Q_OBJECT

public:
    enum Column { Name, Who, Devices, Success, Errors, Soak, Starts, ColumnCount };
    using ListTableModel::ListTableModel;

    void setGroups(const std::vector<PlannedGroup> &groups) { setRows(groups); }
    /// Nothing while it is not known.
    void setPreview(const std::optional<enigm::ota::RolloutPreview> &preview);
    [[nodiscard]] std::optional<qint64> devices(int row) const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    /// The fact of the column as far as it is one number or text; the whole group is rowAt().
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

protected:
    [[nodiscard]] QString idOf(const PlannedGroup &group) const override { return group.id; }

private:
    std::optional<enigm::ota::RolloutPreview> m_preview;
};

} // namespace enigm::models::ota

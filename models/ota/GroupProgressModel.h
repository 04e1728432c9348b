#pragma once

#include "contract/ota/RolloutRecord.h"

#include <QAbstractTableModel>

namespace enigm::models::ota {

/// The groups of one rollout with what its plan says of each.
class GroupProgressModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Name,
        State,
        Devices,
        Eligible,
        NotEligible,
        Verified,
        Installed,
        Confirmed,
        Failed,
        Enough,
        Bearable,
        ColumnCount
    };
    using QAbstractTableModel::QAbstractTableModel;

    /// Another rollout, or the same one at another time: as little as that is changes.
    void show(const enigm::ota::RolloutRecord &rollout);
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    /// The fact of the column: the name, the state (int of ota::GroupState), counts.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] const std::vector<enigm::ota::RolloutGroupRecord> &groups() const { return m_groups; }
    [[nodiscard]] const std::vector<enigm::ota::RolloutGroup> &plan() const { return m_plan; }

private:
    std::vector<enigm::ota::RolloutGroupRecord> m_groups;
    std::vector<enigm::ota::RolloutGroup> m_plan; ///< as many
};

} // namespace enigm::models::ota

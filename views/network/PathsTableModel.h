#pragma once

#include "contract/policy/PolicySet.h"
#include "views/design/facts/StateWord.h"
#include "views/words/PolicyText.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace enigm::views::network {

/// How each way into the network is governed, for devices of no group and for those of each group, as words: by the
/// policies that apply to such a device, the strictest.
class PathsTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void show(const policy::PolicySet &policies, const words::GroupNames &groups);
    /// Of a path.
    [[nodiscard]] std::optional<design::StateWord> stateWord(const QModelIndex &index) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        QString group; ///< name
        policy::Settings settings;
    };
    std::vector<Row> m_rows;
};

} // namespace enigm::views::network

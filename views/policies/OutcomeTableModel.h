#pragma once

#include "models/policies/WhatIfRun.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>

namespace enigm::views::design {
struct StateWord;
}

namespace enigm::views::policies {

/// What becomes of each question that a change of policies touches, as words: how many devices may now and then, and
/// how many of them gain or lose it.
class OutcomeTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Question, Loses, Gains, Before, After, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setAnswer(std::shared_ptr<const models::policies::WhatIfAnswer> answer);

    /// Of gains and losses.
    [[nodiscard]] std::optional<design::StateWord> stateWord(const QModelIndex &index) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::shared_ptr<const models::policies::WhatIfAnswer> m_answer;
};

/// A number of devices that gain or lose, as icon and word.
[[nodiscard]] design::StateWord gainWord(std::size_t devices);
[[nodiscard]] design::StateWord lossWord(std::size_t devices);

} // namespace enigm::views::policies

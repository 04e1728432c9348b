#pragma once

#include "models/policies/WhatIfRun.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>
#include <vector>

namespace enigm::models::policies {

/// The devices that a change of policies touches, a row each: every one, or those of one question and one transition.
/// Handles are looked up as they are shown, so that a million rows cost a number each.
class AffectedDevicesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Handle, Loses, Gains, ColumnCount };
    /// Which devices are listed. Without a question: those that any changes for.
    struct Choice
    {
        std::optional<std::size_t> question = {}; ///< its place among the outcomes
        std::optional<policy::Transition> transition = {};

        friend bool operator==(const Choice &, const Choice &) = default;
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setAnswer(std::shared_ptr<const WhatIfAnswer> answer);
    void setChoice(Choice choice);
    [[nodiscard]] const Choice &choice() const { return m_choice; }

    [[nodiscard]] fleet::DeviceHandle handle(const QModelIndex &index) const;
    /// The questions whose answer becomes this for the device, by their place among the outcomes.
    [[nodiscard]] std::vector<std::size_t> questions(const QModelIndex &index, policy::Transition transition) const;
    [[nodiscard]] const WhatIfAnswer *answer() const { return m_answer.get(); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    /// Of handles the text, of the others the number of questions.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    void choose();
    [[nodiscard]] bool isChosen(policy::Transition transition) const;

    std::shared_ptr<const WhatIfAnswer> m_answer;
    Choice m_choice;
    std::vector<quint32> m_rows; ///< of the fleet
};

} // namespace enigm::models::policies

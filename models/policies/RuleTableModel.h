#pragma once

#include "models/policies/PolicyDraft.h"

#include <QAbstractTableModel>

namespace enigm::models::policies {

/// The rules of a draft, a row each, with a cell for each member (RuleCell): facts, without words for them. What is set
/// in a cell is a step of the draft.
class RuleTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        /// The fact of the cell, as Qt::DisplayRole and Qt::EditRole answer it too: QString of the name, and by the
        /// cell policy::Effect, policy::ActionCategory, log::Resource, policy::Conditions, policy::Obligations.
        ValueRole = Qt::UserRole,
        ProblemRole, ///< bool: whether something is wrong with this cell
        KeyRole,     ///< quint64: of the rule
    };

    /// `draft` outlives this.
    explicit RuleTableModel(PolicyDraft &draft, QObject *parent = nullptr);

    [[nodiscard]] PolicyDraft &draft() const { return m_draft; }
    /// Null for an index of another model.
    [[nodiscard]] const policy::Rule *rule(const QModelIndex &index) const;
    /// The row of the rule of this key; -1 where it is gone.
    [[nodiscard]] int rowOf(quint64 key) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// Takes a value of the cell's type; of another it takes nothing.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

private:
    void follow();
    [[nodiscard]] bool isWrong(const QModelIndex &index) const;

    PolicyDraft &m_draft;
    std::vector<DraftRule> m_rows; ///< as views know them
    std::vector<DraftProblem> m_problems;
};

} // namespace enigm::models::policies

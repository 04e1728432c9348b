#pragma once

#include "models/policies/RuleTableModel.h"
#include "views/design/facts/StateWord.h"
#include "views/words/PolicyText.h"

#include <QIdentityProxyModel>

#include <optional>

namespace enigm::views::policies {

/// The rules of a draft as words. What is edited is the fact beneath (Qt::EditRole).
class RuleWordsProxy final : public QIdentityProxyModel
{
    Q_OBJECT

public:
    using Model = models::policies::RuleTableModel;

    /// `rules` outlives this.
    explicit RuleWordsProxy(Model &rules, QObject *parent = nullptr);

    void setGroupNames(words::GroupNames names);
    [[nodiscard]] const words::GroupNames &groupNames() const { return m_groups; }

    [[nodiscard]] const policy::Rule *rule(const QModelIndex &index) const;
    /// What is wrong with the cell, or of the effect what it is; nothing of the others.
    [[nodiscard]] std::optional<design::StateWord> stateWord(const QModelIndex &index) const;

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const policy::Rule &rule, int column) const;
    [[nodiscard]] QString hover(const QModelIndex &index, const policy::Rule &rule) const;

    Model &m_rules;
    words::GroupNames m_groups;
};

} // namespace enigm::views::policies

#pragma once

#include "models/ota/GroupProgressModel.h"
#include "views/design/facts/StateWord.h"

#include <QIdentityProxyModel>

#include <optional>

namespace enigm::views::ota {

/// The groups of a rollout as words: what its lanes show, as a table.
class GroupWordsProxy final : public QIdentityProxyModel
{
    Q_OBJECT

public:
    using Model = models::ota::GroupProgressModel;

    /// `groups` outlives this.
    explicit GroupWordsProxy(Model &groups, QObject *parent = nullptr);

    /// Of the state.
    [[nodiscard]] std::optional<design::StateWord> stateWord(const QModelIndex &index) const;

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace enigm::views::ota

#pragma once

#include "models/changes/ChangeResultsModel.h"
#include "views/design/facts/StateWord.h"

#include <QIdentityProxyModel>

#include <optional>

namespace enigm::views::review {

/// What became of a change at each of its devices, as words.
class ResultWordsProxy final : public QIdentityProxyModel
{
    Q_OBJECT

public:
    using Model = models::changes::ChangeResultsModel;

    /// Both outlive this.
    ResultWordsProxy(Model &results, const client::Session &session, QObject *parent = nullptr);

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Of the result column; nothing for the others.
    [[nodiscard]] std::optional<design::StateWord> stateWord(const QModelIndex &index) const;

private:
    Model &m_results;
    const client::Session &m_session;
};

[[nodiscard]] design::StateWord resultWord(models::changes::ChangeResultsModel::Outcome outcome);

} // namespace enigm::views::review

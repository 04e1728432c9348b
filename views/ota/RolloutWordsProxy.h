#pragma once

#include "models/ota/RolloutListModel.h"
#include "models/session/OperatorNames.h"
#include "views/design/facts/StateWord.h"

#include <QSortFilterProxyModel>

#include <optional>

namespace enigm::views::ota {

/// The rollouts as words, the newest first; those with some words, where somebody looks for them.
class RolloutWordsProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using Model = models::ota::RolloutListModel;

    /// All outlive this.
    RolloutWordsProxy(Model &rollouts, const models::session::OperatorNames &names, const client::Session &session,
                      QObject *parent = nullptr);

    /// Only rollouts with this in their release, model or state, or of these people.
    void setText(const QString &text);
    /// Of the state.
    [[nodiscard]] std::optional<design::StateWord> stateWord(const QModelIndex &index) const;
    [[nodiscard]] const enigm::ota::RolloutRecord *rollout(const QModelIndex &index) const;

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    [[nodiscard]] QString text(const enigm::ota::RolloutRecord &rollout, int column) const;

    Model &m_rollouts;
    const models::session::OperatorNames &m_names;
    const client::Session &m_session;
    QString m_text;
};

} // namespace enigm::views::ota

#pragma once

#include "models/ota/RolloutSource.h"
#include "models/session/OperatorNames.h"
#include "views/design/facts/StateWord.h"

#include <QIdentityProxyModel>

#include <optional>

namespace enigm::views::ota {

/// What happened to a rollout, as words.
class EventWordsProxy final : public QIdentityProxyModel
{
    Q_OBJECT

public:
    using Model = models::ota::RolloutEventsModel;

    /// All outlive this.
    EventWordsProxy(models::ota::RolloutSource &rollout, models::session::OperatorNames &names,
                    const client::Session &session, QObject *parent = nullptr);

    /// Of what happened.
    [[nodiscard]] std::optional<design::StateWord> stateWord(const QModelIndex &index) const;

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString who(const QString &operatorId) const;

    models::ota::RolloutSource &m_rollout;
    models::session::OperatorNames &m_names;
    const client::Session &m_session;
};

} // namespace enigm::views::ota

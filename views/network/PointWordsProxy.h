#pragma once

#include "models/network/EnforcementPointsModel.h"
#include "views/design/facts/StateWord.h"

#include <QIdentityProxyModel>

#include <optional>

namespace enigm::views::network {

/// The enforcement points as words.
class PointWordsProxy final : public QIdentityProxyModel
{
    Q_OBJECT

public:
    using Model = models::network::EnforcementPointsModel;

    /// Both outlive this.
    PointWordsProxy(Model &points, const client::Session &session, QObject *parent = nullptr);

    /// Of the health.
    [[nodiscard]] std::optional<design::StateWord> stateWord(const QModelIndex &index) const;
    [[nodiscard]] const client::EnforcementPoint *point(const QModelIndex &index) const;

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const QModelIndex &index, const client::EnforcementPoint &point) const;
    [[nodiscard]] QString hover(int column, const client::EnforcementPoint &point) const;

    Model &m_points;
    const client::Session &m_session;
};

} // namespace enigm::views::network

#pragma once

#include "models/policies/PolicyVersionsModel.h"
#include "views/design/facts/StateWord.h"

#include <QIdentityProxyModel>

#include <optional>

namespace enigm::views::policies {

/// The versions of a policy as words.
class VersionWordsProxy final : public QIdentityProxyModel
{
    Q_OBJECT

public:
    using Model = models::policies::PolicyVersionsModel;

    /// Both outlive this.
    VersionWordsProxy(Model &versions, const client::Session &session, QObject *parent = nullptr);

    [[nodiscard]] const client::PolicyVersionLine *line(const QModelIndex &index) const;
    /// Of the state.
    [[nodiscard]] std::optional<design::StateWord> stateWord(const QModelIndex &index) const;

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    Model &m_versions;
    const client::Session &m_session;
};

} // namespace enigm::views::policies

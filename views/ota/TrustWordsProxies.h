#pragma once

#include "models/ota/TrustModels.h"
#include "views/design/facts/StateWord.h"

#include <QIdentityProxyModel>

#include <optional>

namespace enigm::client {
class Session;
}

namespace enigm::views::ota {

/// The keys of the signing authorities as words.
class AuthorityWordsProxy final : public QIdentityProxyModel
{
    Q_OBJECT

public:
    using Model = models::ota::AuthorityKeysModel;

    /// `keys` outlives this.
    explicit AuthorityWordsProxy(Model &keys, QObject *parent = nullptr);
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

/// The roles of the repository as words.
class RoleWordsProxy final : public QIdentityProxyModel
{
    Q_OBJECT

public:
    using Model = models::ota::RepositoryRolesModel;

    /// Both outlive this.
    RoleWordsProxy(Model &roles, const client::Session &session, QObject *parent = nullptr);

    /// Of the state: whether it is valid, and how long still.
    [[nodiscard]] std::optional<design::StateWord> stateWord(const QModelIndex &index) const;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const models::ota::RepositoryRole &role, int column) const;

    Model &m_roles;
    const client::Session &m_session;
};

/// The roots that the repository had, as words.
class RootWordsProxy final : public QIdentityProxyModel
{
    Q_OBJECT

public:
    using Model = models::ota::RepositoryRootsModel;

    /// Both outlive this.
    RootWordsProxy(Model &roots, const client::Session &session, QObject *parent = nullptr);

    [[nodiscard]] const models::ota::RepositoryRoot *root(const QModelIndex &index) const;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    Model &m_roots;
    const client::Session &m_session;
};

/// "Timestamp"; a channel by its own name.
[[nodiscard]] QString repositoryRoleText(const QString &role);

} // namespace enigm::views::ota

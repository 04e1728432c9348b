#pragma once

#include "models/ota/TrustFacts.h"
#include "models/rows/ListTableModel.h"

namespace enigm::models::ota {

/// One key of an authority.
struct AuthorityKey
{
    operators::SigningAuthority authority = operators::SigningAuthority::Manifest;
    QString key; ///< thumbprint
    qint64 since = 0;

    friend bool operator==(const AuthorityKey &, const AuthorityKey &) = default;
};

/// The keys of the signing authorities, one a row.
class AuthorityKeysModel : public rows::ListTableModel<AuthorityKey>
{
    Q_OBJECT

public:
    enum Column { Who, Key, Since, ColumnCount };
    using ListTableModel::ListTableModel;

    void show(const std::vector<AuthorityKeys> &authorities);
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

protected:
    [[nodiscard]] QString idOf(const AuthorityKey &key) const override;
};

/// The roles of the repository.
class RepositoryRolesModel : public rows::ListTableModel<RepositoryRole>
{
    Q_OBJECT

public:
    enum Column { Role, State, Version, Threshold, Keys, Expires, ColumnCount };
    using ListTableModel::ListTableModel;

    void show(const std::vector<RepositoryRole> &roles) { setRows(roles); }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

protected:
    [[nodiscard]] QString idOf(const RepositoryRole &role) const override { return role.name; }
};

/// The roots that the repository had.
class RepositoryRootsModel : public rows::ListTableModel<RepositoryRoot>
{
    Q_OBJECT

public:
    enum Column { Version, Time, Change, Digest, ColumnCount };
    using ListTableModel::ListTableModel;

    void show(const std::vector<RepositoryRoot> &roots) { setRows(roots); }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

protected:
    [[nodiscard]] QString idOf(const RepositoryRoot &root) const override { return QString::number(root.version); }
};

} // namespace enigm::models::ota

#include "models/ota/TrustModels.h"

namespace enigm::models::ota {

void AuthorityKeysModel::show(const std::vector<AuthorityKeys> &authorities)
{
    std::vector<AuthorityKey> rows;
    for (const AuthorityKeys &authority : authorities) {
        for (const QString &key : authority.keys)
            rows.push_back({.authority = authority.authority, .key = key, .since = authority.since});
    }
    setRows(rows);
}

QString AuthorityKeysModel::idOf(const AuthorityKey &key) const
{
    return QString::number(static_cast<int>(key.authority)) + key.key;
}

int AuthorityKeysModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AuthorityKeysModel::data(const QModelIndex &index, int role) const
{
    const AuthorityKey *const key = rowAt(index);
    if (!key || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case Who:
        return static_cast<int>(key->authority);
    case Key:
        return key->key;
    case Since:
        return key->since;
    case ColumnCount:
        break;
    }
    return {};
}

int RepositoryRolesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RepositoryRolesModel::data(const QModelIndex &index, int role) const
{
    const RepositoryRole *const shown = rowAt(index);
    if (!shown || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case Role:
        return shown->name;
    case State:
    case Expires:
        return shown->expires;
    case Version:
        return shown->version;
    case Threshold:
        return shown->threshold;
    case Keys:
        return static_cast<int>(shown->keys.size());
    case ColumnCount:
        break;
    }
    return {};
}

int RepositoryRootsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RepositoryRootsModel::data(const QModelIndex &index, int role) const
{
    const RepositoryRoot *const root = rowAt(index);
    if (!root || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case Version:
        return root->version;
    case Time:
        return root->time;
    case Change:
        return root->change;
    case Digest:
        return root->digest;
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace enigm::models::ota

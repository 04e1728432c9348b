#include "views/ota/TrustWordsProxies.h"

#include "api-client/session/Session.h"
#include "contract/ota/RolloutWords.h"
#include "models/changes/ChangeListModel.h"
#include "views/words/ReleaseStageText.h"
#include "views/words/ReleaseText.h"
#include "views/words/TimeText.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace enigm::views::ota {

using design::Glyph;
using design::StateWord;
using design::Tone;
using models::ota::Expiry;
using models::ota::RepositoryRole;
using models::ota::RepositoryRoot;
using namespace Qt::StringLiterals;

QString repositoryRoleText(const QString &role)
{
    if (role == "root"_L1)
        return RoleWordsProxy::tr("Root");
    if (role == "targets"_L1)
        return RoleWordsProxy::tr("Targets");
    if (role == "snapshot"_L1)
        return RoleWordsProxy::tr("Snapshot");
    if (role == "timestamp"_L1)
        return RoleWordsProxy::tr("Timestamp");
    if (const auto channel = enigm::ota::fromWord<enigm::ota::RolloutModel>(role))
        return RoleWordsProxy::tr("Channel %1").arg(words::modelText(*channel));
    return role;
}

AuthorityWordsProxy::AuthorityWordsProxy(Model &keys, QObject *parent)
    : QIdentityProxyModel(parent)
{
    setSourceModel(&keys);
}

QVariant AuthorityWordsProxy::data(const QModelIndex &index, int role) const
{
    const QVariant value = QIdentityProxyModel::data(index, role);
    if (role != Qt::DisplayRole || !value.isValid())
        return value;
    if (index.column() == Model::Who)
        return words::authorityText(static_cast<operators::SigningAuthority>(value.toInt()));
    if (index.column() == Model::Since)
        return tr("entry %1 of the governance log").arg(QLocale().toString(value.toLongLong()));
    return value;
}

QVariant AuthorityWordsProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QIdentityProxyModel::headerData(section, orientation, role);
    switch (static_cast<Model::Column>(section)) {
    case Model::Who:
        return tr("Authority");
    case Model::Key:
        return tr("Key");
    case Model::Since:
        return tr("Since");
    case Model::ColumnCount:
        break;
    }
    return {};
}

RoleWordsProxy::RoleWordsProxy(Model &roles, const client::Session &session, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_roles(roles)
    , m_session(session)
{
    setSourceModel(&roles);
}

std::optional<StateWord> RoleWordsProxy::stateWord(const QModelIndex &index) const
{
    const RepositoryRole *const role = m_roles.rowAt(mapToSource(index));
    if (!role || index.column() != Model::State)
        return std::nullopt;
    switch (models::ota::expiryOf(*role, m_session.now())) {
    case Expiry::Valid:
        return StateWord{Glyph::Check, tr("Valid"), Tone::Ok};
    case Expiry::Soon:
        return StateWord{Glyph::Hourglass, tr("Expires soon"), Tone::Warn};
    case Expiry::Over:
        return StateWord{Glyph::Warning, tr("Expired"), Tone::Danger};
    }
    Q_UNREACHABLE();
}

QVariant RoleWordsProxy::data(const QModelIndex &index, int role) const
{
    const RepositoryRole *const shown = index.isValid() ? m_roles.rowAt(mapToSource(index)) : nullptr;
    if (shown && role == Qt::DisplayRole)
        return text(*shown, index.column());
    if (shown && role == Qt::ToolTipRole)
        return (index.column() == Model::Expires ? words::exactTime(shown->expires) : text(*shown, index.column()))
            .toHtmlEscaped();
    return QIdentityProxyModel::data(index, role);
}

QString RoleWordsProxy::text(const RepositoryRole &role, int column) const
{
    const QLocale locale;
    switch (static_cast<Model::Column>(column)) {
    case Model::Role:
        return repositoryRoleText(role.name);
    case Model::State: {
        const auto state = stateWord(m_roles.index(static_cast<int>(&role - m_roles.rows().data()), Model::State));
        return state ? state->word : QString();
    }
    case Model::Version:
        return locale.toString(role.version);
    case Model::Threshold:
        return tr("%1 of %2", "signatures that are needed; keys")
            .arg(locale.toString(role.threshold), locale.toString(static_cast<qint64>(role.keys.size())));
    case Model::Keys: {
        const auto signatures = std::ranges::count(role.keys, true, &models::ota::RoleKey::hasSigned);
        return locale.toString(static_cast<qint64>(signatures));
    }
    case Model::Expires:
        return words::relativeTime(role.expires, m_session.now());
    case Model::ColumnCount:
        break;
    }
    return {};
}

QVariant RoleWordsProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QIdentityProxyModel::headerData(section, orientation, role);
    switch (static_cast<Model::Column>(section)) {
    case Model::Role:
        return tr("Role");
    case Model::State:
        return tr("State");
    case Model::Version:
        return tr("Version");
    case Model::Threshold:
        return tr("Needs");
    case Model::Keys:
        return tr("Signatures");
    case Model::Expires:
        return tr("Expires");
    case Model::ColumnCount:
        break;
    }
    return {};
}

RootWordsProxy::RootWordsProxy(Model &roots, const client::Session &session, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_roots(roots)
    , m_session(session)
{
    setSourceModel(&roots);
}

const RepositoryRoot *RootWordsProxy::root(const QModelIndex &index) const
{
    return index.isValid() ? m_roots.rowAt(mapToSource(index)) : nullptr;
}

QVariant RootWordsProxy::data(const QModelIndex &index, int role) const
{
    const RepositoryRoot *const shown = root(index);
    if (!shown || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return QIdentityProxyModel::data(index, role);
    switch (static_cast<Model::Column>(index.column())) {
    case Model::Version:
        return QLocale().toString(shown->version);
    case Model::Time:
        return role == Qt::ToolTipRole ? words::exactTime(shown->time).toHtmlEscaped()
                                       : words::relativeTime(shown->time, m_session.now());
    case Model::Change:
        return shown->change.isEmpty() ? tr("the founding")
                                       : models::changes::ChangeListModel::shortReference(shown->change);
    case Model::Digest:
        return QString::fromLatin1(shown->digest.toHex());
    case Model::ColumnCount:
        break;
    }
    return {};
}

QVariant RootWordsProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QIdentityProxyModel::headerData(section, orientation, role);
    switch (static_cast<Model::Column>(section)) {
    case Model::Version:
        return tr("Version");
    case Model::Time:
        return tr("Since");
    case Model::Change:
        return tr("By change");
    case Model::Digest:
        return tr("SHA-256");
    case Model::ColumnCount:
        break;
    }
    return {};
}

} // namespace enigm::views::ota

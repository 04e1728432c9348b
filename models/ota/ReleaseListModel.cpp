#include "models/ota/ReleaseListModel.h"

#include "api-client/ota/ReleaseClient.h"

namespace enigm::models::ota {

using enigm::ota::Release;

ReleaseListModel::ReleaseListModel(client::Session &session, QObject *parent)
    : ListTableModel(parent)
    , m_session(session)
{}

int ReleaseListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ReleaseListModel::data(const QModelIndex &index, int role) const
{
    const Release *const release = rowAt(index);
    if (!release || role != Qt::DisplayRole)
        return {};
    const enigm::ota::Manifest &manifest = release->manifest;
    switch (static_cast<Column>(index.column())) {
    case Version:
        return manifest.version;
    case Stage:
        return static_cast<int>(release->stage());
    case Patch:
        return manifest.securityPatch;
    case RollbackIndex:
        return manifest.rollbackIndex;
    case Builds:
        return QStringList(manifest.builds.begin(), manifest.builds.end());
    case Size:
        return manifest.artifact.length;
    case Signatures:
        return static_cast<int>(release->signatures.size());
    case Imported:
        return release->begun;
    case ColumnCount:
        break;
    }
    return {};
}

void ReleaseListModel::refresh()
{
    if (m_status.isBusy())
        return;
    m_status.begin();
    QCoro::connect(client::ReleaseClient(m_session).all(), this,
                   [this](const Expected<std::vector<Release>> &releases) { take(releases); });
}

void ReleaseListModel::take(const Expected<std::vector<Release>> &releases)
{
    if (!releases) {
        if (session::SyncStatus::isRefusal(releases.error()))
            setRows({});
        return m_status.fail(releases.error());
    }
    setRows(*releases);
    Q_EMIT changed();
    m_status.succeed(m_session.now());
}

} // namespace enigm::models::ota

#include "models/network/EnforcementPointsModel.h"

#include <utility>

namespace enigm::models::network {

EnforcementPointsModel::EnforcementPointsModel(client::Session &session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
{}

const client::EnforcementPoint *EnforcementPointsModel::point(const QModelIndex &index) const
{
    return index.model() == this ? &m_points[static_cast<std::size_t>(index.row())] : nullptr;
}

EnforcementPointsModel::Condition EnforcementPointsModel::conditionOf(const client::EnforcementPoint &point, qint64 now)
{
    if (point.revoked)
        return Condition::Revoked;
    if (!point.lastSeen)
        return Condition::NeverHeard;
    return now - *point.lastSeen > silentAfter ? Condition::Silent : Condition::Heard;
}

int EnforcementPointsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_points.size());
}

int EnforcementPointsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EnforcementPointsModel::data(const QModelIndex &index, int role) const
{
    const client::EnforcementPoint *const shown = point(index);
    if (!shown || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case Name:
        return shown->name;
    case Path:
        return QVariant::fromValue(shown->path);
    case Health:
    case LastSeen:
        return shown->lastSeen ? QVariant(*shown->lastSeen) : QVariant();
    case Permits:
        return shown->decided ? QVariant(shown->decided->permits) : QVariant();
    case Denials:
        return shown->decided ? QVariant(shown->decided->denials) : QVariant();
    case Key:
        return shown->key;
    case ColumnCount:
        break;
    }
    return {};
}

void EnforcementPointsModel::refresh()
{
    if (m_status.isBusy())
        return;
    m_status.begin();
    QCoro::connect(client::NetworkClient(m_session).points(), this,
                   [this](Expected<std::vector<client::EnforcementPoint>> points) {
                       if (!points) {
                           if (session::SyncStatus::isRefusal(points.error()))
                               show({});
                           return m_status.fail(points.error());
                       }
                       show(std::move(*points));
                       m_status.succeed(m_session.now());
                   });
}

/// A handful of rows, which mostly stay the same ones.
void EnforcementPointsModel::show(std::vector<client::EnforcementPoint> points)
{
    bool areSame = points.size() == m_points.size();
    for (std::size_t i = 0; areSame && i < points.size(); ++i)
        areSame = points[i].id == m_points[i].id;
    if (areSame) {
        m_points = std::move(points);
        if (!m_points.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_points = std::move(points);
    endResetModel();
}

} // namespace enigm::models::network

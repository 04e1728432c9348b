#pragma once

#include "api-client/network/NetworkClient.h"
#include "models/session/Source.h"
#include "models/session/SyncStatus.h"

#include <QAbstractTableModel>

#include <vector>

namespace enigm::models::network {

/// The enforcement points: facts, without words for them.
class EnforcementPointsModel : public QAbstractTableModel, public session::Source
{
    Q_OBJECT

public:
    enum Column { Name, Path, Health, LastSeen, Permits, Denials, Key, ColumnCount };
    enum class Condition { Heard, Silent, NeverHeard, Revoked };
    /// Seconds after which a point that is not heard is silent: twice what a helper is silent for by itself at most.
    static constexpr qint64 silentAfter = 600;

    /// `session` outlives this.
    explicit EnforcementPointsModel(client::Session &session, QObject *parent = nullptr);

    /// Null for an index of another model.
    [[nodiscard]] const client::EnforcementPoint *point(const QModelIndex &index) const;
    /// At this time, Unix seconds.
    [[nodiscard]] static Condition conditionOf(const client::EnforcementPoint &point, qint64 now);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    void refresh() override;
    [[nodiscard]] const session::SyncStatus &status() const override { return m_status; }
    /// Points come and go by changes; what they are asked is no event.
    [[nodiscard]] bool concerns(const feed::FeedEvent &event) const override { return event.concernsChanges(); }

private:
    void show(std::vector<client::EnforcementPoint> points);

    client::Session &m_session;
    session::SyncStatus m_status;
    std::vector<client::EnforcementPoint> m_points; ///< by id
};

} // namespace enigm::models::network

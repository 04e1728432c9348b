#pragma once

#include "contract/ota/RolloutRecord.h"
#include "models/rows/ListTableModel.h"
#include "models/session/Source.h"
#include "models/session/SyncStatus.h"

namespace enigm::client {
class Session;
}

namespace enigm::models::ota {

/// The rollouts that there are, the newest first: facts, without words for them.
class RolloutListModel : public rows::ListTableModel<enigm::ota::RolloutRecord>, public session::Source
{
    Q_OBJECT

public:
    enum Column {
        Release,
        Model,
        State,
        Groups,
        Progress,
        Failures,
        AskedBy,
        ApprovedBy,
        Change,
        Started,
        ColumnCount
    };

    /// `session` outlives this.
    explicit RolloutListModel(client::Session &session, QObject *parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    /// The fact of the column: texts and numbers, of the progress thousandths, of people their ids.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// Confirmed devices of those that were not found ineligible, in thousandths.
    [[nodiscard]] static qint64 progressOf(const enigm::ota::GroupCounts &counts);

    void refresh() override;
    [[nodiscard]] const session::SyncStatus &status() const override { return m_status; }
    [[nodiscard]] bool concerns(const feed::FeedEvent &event) const override { return event.concernsRollouts(); }

Q_SIGNALS:
    /// Rollouts are others.
    void changed();

protected:
    [[nodiscard]] QString idOf(const enigm::ota::RolloutRecord &rollout) const override { return rollout.id; }

private:
    void take(Expected<std::vector<enigm::ota::RolloutRecord>> rollouts);

    client::Session &m_session;
    session::SyncStatus m_status;
};

} // namespace enigm::models::ota

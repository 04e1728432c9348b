#pragma once

#include "contract/ota/Release.h"
#include "models/rows/ListTableModel.h"
#include "models/session/Source.h"
#include "models/session/SyncStatus.h"

namespace enigm::client {
class Session;
}

namespace enigm::models::ota {

/// The releases that there are, the newest first: facts, without words for them.
class ReleaseListModel : public rows::ListTableModel<enigm::ota::Release>, public session::Source
{
    Q_OBJECT

public:
    enum Column { Version, Stage, Patch, RollbackIndex, Builds, Size, Signatures, Imported, ColumnCount };

    /// `session` outlives this.
    explicit ReleaseListModel(client::Session &session, QObject *parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    /// The fact of the column: texts and numbers, the stage (int), the number of authorities that have signed, the
    /// time.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    void refresh() override;
    [[nodiscard]] const session::SyncStatus &status() const override { return m_status; }
    [[nodiscard]] bool concerns(const feed::FeedEvent &event) const override { return event.concernsReleases(); }

Q_SIGNALS:
    /// Releases are others.
    void changed();

protected:
    [[nodiscard]] QString idOf(const enigm::ota::Release &release) const override { return release.id(); }

private:
    void take(const Expected<std::vector<enigm::ota::Release>> &releases);

    client::Session &m_session;
    session::SyncStatus m_status;
};

} // namespace enigm::models::ota

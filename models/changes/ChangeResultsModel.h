#pragma once

#include "api-client/changes/ChangeClient.h"
#include "api-client/devices/DeviceClient.h"
#include "models/session/Source.h"
#include "models/session/SyncStatus.h"

#include <QAbstractTableModel>

#include <map>
#include <optional>
#include <vector>

namespace enigm::models::changes {

/// What became of one executed change at each of the devices that it names, a row each: facts, without words for them.
/// Which devices it names is verified; how far each has come is as served.
class ChangeResultsModel : public QAbstractTableModel, public session::Source
{
    Q_OBJECT

public:
    enum Column { Device, Result, Since, Reason, ColumnCount };
    /// Nothing: the device was skipped, as it had left the signed states.
    using Outcome = std::optional<fleet::CommandState>;

    /// `session` outlives this.
    explicit ChangeResultsModel(client::Session &session, QObject *parent = nullptr);

    /// Forgets what was shown and asks; rows come with the first answer.
    void setChange(const client::VerifiedChange &change);

    /// Null for an index of another model, and for a device that was skipped.
    [[nodiscard]] const client::DeviceCommand *command(const QModelIndex &index) const;
    [[nodiscard]] const fleet::DeviceHandle &handle(int row) const;
    /// How many devices have come how far; empty until it is known.
    [[nodiscard]] std::map<Outcome, qint64> counts() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    void refresh() override;
    [[nodiscard]] const session::SyncStatus &status() const override { return m_status; }
    [[nodiscard]] bool concerns(const feed::FeedEvent &event) const override;

private:
    struct Row
    {
        fleet::DeviceHandle handle;
        std::optional<client::DeviceCommand> command;

        friend bool operator==(const Row &, const Row &) = default;
    };
    void take(const QString &asked, const Expected<std::vector<client::ChangeCommand>> &answer);
    [[nodiscard]] Expected<std::vector<Row>> rowsOf(const std::vector<client::ChangeCommand> &commands) const;

    client::Session &m_session;
    client::DeviceClient m_client;
    session::SyncStatus m_status;
    QString m_change; ///< reference; empty: none
    std::vector<fleet::DeviceHandle> m_targets;
    std::vector<Row> m_rows;
};

} // namespace enigm::models::changes

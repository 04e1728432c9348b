#pragma once

#include "api-client/devices/DeviceClient.h"
#include "models/rows/PagedTableModel.h"

namespace enigm::models::devices {

/// The fleet, one page after the other in the order of handles. Answers facts; words, icons and colours are the
/// views'. Rows on their way are counted already: all their data is invalid but for PendingRole.
class DeviceTableModel : public rows::PagedTableModel<client::Device>
{
    Q_OBJECT

public:
    enum Column { Handle, State, Attestation, Attested, SecurityLevel, Patch, Enrolled, LastSeen, ColumnCount };
    enum Role {
        /// The fact of the column, as Qt::DisplayRole answers it too: handle text, fleet::DeviceState, outcome word,
        /// level word, int YYYYMM, Unix seconds (qint64). A null QVariant's place is taken by an empty QString where
        /// the fact is not known (no patch level, never seen).
        ValueRole = Qt::UserRole,
        HandleRole,    ///< QString, for every column
        StateRole,     ///< fleet::DeviceState, for every column
        SimulatedRole, ///< bool: attested under a sample root
        PendingRole,   ///< bool: the row is on its way
        CopyRole,      ///< the whole row as words of the contract, separated by tabs; times as ISO 8601 in UTC
    };

    /// `session` outlives this.
    explicit DeviceTableModel(client::Session &session, int pageSize = 500, QObject *parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] bool concerns(const feed::FeedEvent &event) const override { return event.concernsDevices(); }

    using QAbstractTableModel::index;
    /// Of the first column; invalid while the device is not loaded.
    [[nodiscard]] QModelIndex index(const fleet::DeviceHandle &handle) const;
    /// Null for a pending row.
    [[nodiscard]] fleet::DeviceHandle handle(const QModelIndex &index) const;
    [[nodiscard]] const client::Device *device(const QModelIndex &index) const { return rowAt(index); }

    [[nodiscard]] const client::DeviceFilter &filter() const { return m_filter; }
    /// Empties the table and, where it was in use, loads it anew.
    void setFilter(client::DeviceFilter filter);
    /// How many devices the filter lets through, as the server counts; nothing before its first answer.
    [[nodiscard]] std::optional<qint64> total() const;

Q_SIGNALS:
    void filterChanged();

protected:
    [[nodiscard]] client::Task<Expected<rows::Page<client::Device>>> fetch(QString after, QByteArray etag) override;
    [[nodiscard]] QString idOf(const client::Device &row) const override;
    [[nodiscard]] bool isSame(const client::Device &left, const client::Device &right) const override;
    [[nodiscard]] qint64 now() const override;

private:
    client::Session &m_session;
    client::DeviceClient m_client;
    client::DeviceFilter m_filter;
    const int m_pageSize;
};

} // namespace enigm::models::devices

#pragma once

#include "models/devices/DeviceTableModel.h"
#include "views/design/facts/StateWord.h"

#include <QIdentityProxyModel>

#include <optional>

namespace enigm::client {
class Session;
}

namespace enigm::views::devices {

/// The fleet's facts as words: what the table shows, says on hover and copies. Rows on their way stay without words.
class DeviceWordsProxy final : public QIdentityProxyModel
{
    Q_OBJECT

public:
    using Column = models::devices::DeviceTableModel::Column;
    /// The whole value of a cell, for copying: exact times as ISO 8601 in UTC.
    static constexpr int wholeRole = Qt::UserRole + 100;

    /// Both outlive this.
    DeviceWordsProxy(models::devices::DeviceTableModel &table, const client::Session &session,
                     QObject *parent = nullptr);

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Null for a row on its way.
    [[nodiscard]] const client::Device *device(const QModelIndex &index) const;
    /// State and attestation as icon and word; nothing for other columns and for rows on their way.
    [[nodiscard]] std::optional<design::StateWord> stateWord(const QModelIndex &index) const;

private:
    [[nodiscard]] QString text(const client::Device &device, Column column) const;
    [[nodiscard]] QString hover(const client::Device &device, Column column) const;

    models::devices::DeviceTableModel &m_table;
    const client::Session &m_session;
};

/// An attestation outcome with what a sample root behind it means: that it is simulated.
[[nodiscard]] design::StateWord attestationOf(const client::Device &device);
/// "2026-11" of 202611; empty where it is not known.
[[nodiscard]] QString patchText(const client::Device &device);

} // namespace enigm::views::devices

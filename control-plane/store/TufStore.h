#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// A metadata file of the update repository.
struct TufMetadataRow
{
    QString role = {};
    qint64 version = 1;
    QByteArray file = {};
    std::optional<qint64> publishedAt = {}; ///< Unix seconds; nothing: waits for signatures

    friend bool operator==(const TufMetadataRow &, const TufMetadataRow &) = default;
};

/// What the update repository serves, and what waits to be signed.
class TufStore
{
public:
    explicit TufStore(Connection &connection)
        : m_connection(connection)
    {}

    /// In place of what waited for this role. AlreadyExists for a version that is published.
    [[nodiscard]] Expected<void> putPending(const TufMetadataRow &row);
    [[nodiscard]] Expected<void> dropPending(const QString &role);
    /// A file that is served from now on.
    [[nodiscard]] Expected<void> publish(const TufMetadataRow &row);
    /// Forgets what was published of a role below a version.
    [[nodiscard]] Expected<void> forgetBelow(const QString &role, qint64 version);

    /// Published.
    [[nodiscard]] Expected<std::optional<TufMetadataRow>> find(const QString &role, qint64 version) const;
    /// The newest that is published.
    [[nodiscard]] Expected<std::optional<TufMetadataRow>> newest(const QString &role) const;
    /// The newest of each role that is published, by role.
    [[nodiscard]] Expected<std::vector<TufMetadataRow>> served() const;
    /// By role.
    [[nodiscard]] Expected<std::vector<TufMetadataRow>> pending() const;
    /// Every version that was published of a role, oldest first.
    [[nodiscard]] Expected<std::vector<TufMetadataRow>> history(const QString &role) const;

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store

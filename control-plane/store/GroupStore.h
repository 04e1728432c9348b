#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// The last version of a group of devices, as an executed change made it.
struct GroupRow
{
    QString id = {};
    qint64 version = 0;
    std::optional<QByteArray> digest = {};  ///< nothing: it was removed
    QByteArray definition = {};             ///< canonical JSON; empty where it was removed
    std::optional<QString> name = {};       ///< as names are compared, each once; nothing where it was removed
    std::optional<qint64> memberCount = {}; ///< of a static group
    QString change = {};                    ///< reference
    qint64 changedAt = 0;                   ///< of its execution
    qint64 cursor = 0;

    friend bool operator==(const GroupRow &, const GroupRow &) = default;
};

/// Groups of devices, and the devices of static ones.
class GroupStore
{
public:
    explicit GroupStore(Connection &connection)
        : m_connection(connection)
    {}

    /// Inserts or replaces, with all of its devices. AlreadyExists where another group has the name.
    [[nodiscard]] Expected<void> put(const GroupRow &group, std::span<const enigm::fleet::DeviceHandle> members);

    /// Removed ones too.
    [[nodiscard]] Expected<std::optional<GroupRow>> find(const QString &id) const;
    /// The group that is called so.
    [[nodiscard]] Expected<std::optional<GroupRow>> findByName(const QString &name) const;
    /// At most `limit` groups behind the id `after` (empty: from the first), by id; removed ones left out.
    [[nodiscard]] Expected<std::vector<GroupRow>> page(const QString &after, int limit) const;
    /// The devices that a static group lists, by handle.
    [[nodiscard]] Expected<std::vector<enigm::fleet::DeviceHandle>> members(const QString &id) const;
    /// The ids of the static groups that list the device, sorted.
    [[nodiscard]] Expected<std::vector<QString>> listing(const enigm::fleet::DeviceHandle &device) const;
    /// Of the last group that changed; 0 where there is none.
    [[nodiscard]] Expected<qint64> lastCursor() const;

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store

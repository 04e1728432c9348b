#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/ota/RolloutRecord.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// One device of a rollout as stored.
struct RolloutDeviceRow
{
    qint64 rollout = 0; ///< number
    enigm::fleet::DeviceHandle handle = {};
    qint64 place = 0; ///< of its group
    enigm::ota::UpdateState state = enigm::ota::UpdateState::Waiting;
    qint64 since = 0;    ///< when something was heard of it last; 0: never
    qint64 attempts = 0; ///< that have failed
    std::optional<enigm::ota::UpdateFailure> failure = {};

    friend bool operator==(const RolloutDeviceRow &, const RolloutDeviceRow &) = default;
};

/// Which devices of a rollout are asked for; an empty member asks for all.
struct RolloutDeviceFilter
{
    std::optional<qint64> place = {};
    std::optional<enigm::ota::UpdateState> state = {};
};

/// The devices of rollouts: as many rows as devices, so that whole populations are written and read along SQLite's own
/// interface.
class RolloutDeviceStore
{
public:
    explicit RolloutDeviceStore(Connection &connection)
        : m_connection(connection)
    {}

    /// The texts of the handles of some devices one behind the other, and the group of each.
    struct Assigned
    {
        QByteArray handles;
        std::vector<quint8> places;
    };
    [[nodiscard]] Expected<void> assign(qint64 rollout, const Assigned &devices);
    /// Takes back at most `limit` assignments of a rollout; answers how many.
    [[nodiscard]] Expected<int> removeSome(qint64 rollout, int limit);
    [[nodiscard]] Expected<void> update(const RolloutDeviceRow &device);

    /// Calls with the text of the handle of each trusted device, in their order, until it answers false. Of one moment
    /// inside a Reader.
    [[nodiscard]] Expected<void> forEachTrusted(const std::function<bool(QByteArrayView)> &visit) const;
    [[nodiscard]] Expected<std::optional<RolloutDeviceRow>> find(qint64 rollout,
                                                                 const enigm::fleet::DeviceHandle &handle) const;
    /// At most `limit` devices behind the handle text `after` (empty: from the first), by handle.
    [[nodiscard]] Expected<std::vector<RolloutDeviceRow>> page(qint64 rollout, const RolloutDeviceFilter &filter,
                                                               const QString &after, int limit) const;
    /// The same of devices of one group that have something left to do and of which nothing was heard after `time`.
    [[nodiscard]] Expected<std::vector<RolloutDeviceRow>> quietSince(qint64 rollout, qint64 place, qint64 time,
                                                                     const QString &after, int limit) const;

    /// Keeps the handles of a group by members under their root; those that are kept already stay.
    [[nodiscard]] Expected<void> keepMembers(const enigm::ota::RolloutMembers &members,
                                             const std::vector<enigm::fleet::DeviceHandle> &handles, qint64 time);
    [[nodiscard]] Expected<bool> hasMembers(const QByteArray &root) const;
    /// Nothing for a root that nobody handed in.
    [[nodiscard]] Expected<std::optional<std::vector<enigm::fleet::DeviceHandle>>>
    members(const QByteArray &root) const;

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store

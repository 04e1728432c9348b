#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/problems/Problem.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// A posture as it came to be that of a device.
struct PostureRow
{
    QByteArray posture = {}; ///< canonical JSON of the report's body
    qint64 position = 0;     ///< index of its activity entry
    qint64 changed = 0;      ///< when it was first reported, Unix seconds

    friend bool operator==(const PostureRow &, const PostureRow &) = default;
};

/// What a device reports now.
struct CurrentPostureRow
{
    PostureRow posture = {};
    qint64 reported = 0; ///< when it last did

    friend bool operator==(const CurrentPostureRow &, const CurrentPostureRow &) = default;
};

/// What devices have reported of themselves.
class PostureStore
{
public:
    /// Of one device; older ones are in the log alone.
    static constexpr int mostChanges = 256;

    explicit PostureStore(Connection &connection)
        : m_connection(connection)
    {}

    /// Another posture than before, with its place in the history, of which the oldest is forgotten.
    [[nodiscard]] Expected<void> set(const enigm::fleet::DeviceHandle &handle, const PostureRow &posture);
    /// The same posture was reported again; a time before the last is passed over. NotFound.
    [[nodiscard]] Expected<void> setReported(const enigm::fleet::DeviceHandle &handle, qint64 time);

    [[nodiscard]] Expected<std::optional<CurrentPostureRow>> find(const enigm::fleet::DeviceHandle &handle) const;
    /// Newest first.
    [[nodiscard]] Expected<std::vector<PostureRow>> changes(const enigm::fleet::DeviceHandle &handle) const;
    /// How many of these came after `time`.
    [[nodiscard]] Expected<qint64> countSince(const enigm::fleet::DeviceHandle &handle, qint64 time) const;

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store

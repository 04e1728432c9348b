#pragma once

#include "api-client/access/AccessDecision.h"
#include "contract/fleet/DeviceHandle.h"
#include "contract/time/Clock.h"

#include <QHash>

#include <cstddef>
#include <map>

namespace enigm::gateway {

/// Permits for as long as each says of itself, and never longer: not when the control plane is away, and not when the
/// clock was set back. Denials are not kept, since none says for how long it holds.
class DecisionCache
{
public:
    static constexpr std::size_t usualSize = 65'536;

    /// Beyond `most` permits those go first that end first.
    explicit DecisionCache(const time::Clock &clock, std::size_t most = usualSize);

    [[nodiscard]] bool holdsPermit(const fleet::DeviceHandle &device);
    /// `asked`: when the question was sent (Unix seconds), from where validity counts.
    void keep(const fleet::DeviceHandle &device, const client::AccessDecision &permit, qint64 asked);

    /// Until when a permit that was asked for then may be used (Unix seconds).
    [[nodiscard]] static qint64 endOf(const client::AccessDecision &permit, qint64 asked);

    [[nodiscard]] std::size_t size() const { return m_ends.size(); }

private:
    struct Kept
    {
        fleet::DeviceHandle device;
        qint64 asked = 0;
    };
    using Ends = std::multimap<qint64, Kept>; ///< by the first second in which it holds no more

    void drop(Ends::iterator end);

    const time::Clock &m_clock;
    std::size_t m_most;
    Ends m_ends;
    QHash<fleet::DeviceHandle, Ends::iterator> m_places;
};

} // namespace enigm::gateway

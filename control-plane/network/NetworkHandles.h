#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/fleet/RotatingHandles.h"
#include "control-plane/store/Database.h"

#include <array>
#include <map>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <unordered_map>

namespace enigm::controlplane::network {

/// Which device a network handle of the present epoch, or of one that has just ended, names. Derived for every enrolled
/// device when an epoch is first asked for and kept in memory alone: what is stored joins no two names of a device
/// (docs/decisions/0026). Thread-safe.
class NetworkHandles
{
public:
    /// Borrows all.
    NetworkHandles(const store::Database &database, const fleet::RotatingHandles &handles, const time::Clock &clock);

    struct Known
    {
        enigm::fleet::DeviceHandle device; ///< the console's handle
        qint64 until = 0;                  ///< from then on the handle is not taken
    };
    /// Nothing where no device has this handle now. The problems of store and key. Waits where an epoch was not
    /// prepared.
    [[nodiscard]] Expected<std::optional<Known>> find(const enigm::fleet::DeviceHandle &handle);
    /// A device was told its handle of an epoch: it may have enrolled after the epoch was prepared.
    void note(qint64 epoch, const enigm::fleet::DeviceHandle &handle, const enigm::fleet::DeviceHandle &device);
    /// Derives what is needed now, and forgets what no longer is; the next epoch's, too, shortly before it begins.
    /// Takes its time in a large fleet.
    [[nodiscard]] Expected<void> prepare();

private:
    using Pseudonym = std::array<char, enigm::fleet::DeviceHandle::size>;
    struct PseudonymHash
    {
        std::size_t operator()(const Pseudonym &pseudonym) const noexcept;
    };
    struct Epoch
    {
        bool isWhole = false;
        std::unordered_map<Pseudonym, Pseudonym, PseudonymHash> devices; ///< by network handle
    };

    [[nodiscard]] static Pseudonym pseudonymOf(const enigm::fleet::DeviceHandle &handle);
    [[nodiscard]] bool isWhole(qint64 epoch);
    [[nodiscard]] Expected<void> derive(qint64 epoch);

    const store::Database &m_database;
    const fleet::RotatingHandles &m_handles;
    const time::Clock &m_clock;
    std::mutex m_deriving; ///< one epoch at a time
    std::shared_mutex m_mutex;
    std::map<qint64, Epoch> m_epochs; ///< under m_mutex
};

} // namespace enigm::controlplane::network

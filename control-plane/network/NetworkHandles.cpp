#include "control-plane/network/NetworkHandles.h"

#include "contract/encoding/Bech32m.h"
#include "control-plane/network/NetworkEpochs.h"
#include "control-plane/store/Reader.h"

#include <algorithm>
#include <cstring>

namespace enigm::controlplane::network {

using enigm::fleet::DeviceHandle;
using enigm::fleet::HandleAudience;

namespace {

/// Seconds before it begins in which an epoch is prepared.
constexpr qint64 ahead = 600;

} // namespace

std::size_t NetworkHandles::PseudonymHash::operator()(const Pseudonym &pseudonym) const noexcept
{
    std::size_t hash = 0; // the bytes are a keyed hash already, and nobody who chooses them knows the key
    std::memcpy(&hash, pseudonym.data(), sizeof hash);
    return hash;
}

NetworkHandles::NetworkHandles(const store::Database &database, const fleet::RotatingHandles &handles,
                               const time::Clock &clock)
    : m_database(database)
    , m_handles(handles)
    , m_clock(clock)
{}

NetworkHandles::Pseudonym NetworkHandles::pseudonymOf(const DeviceHandle &handle)
{
    const auto decoded = encoding::fromBech32m(handle.text());
    Q_ASSERT(decoded && decoded->bytes.size() == DeviceHandle::size);
    Pseudonym pseudonym{};
    std::copy_n(decoded->bytes.begin(), pseudonym.size(), pseudonym.begin());
    return pseudonym;
}

Expected<std::optional<NetworkHandles::Known>> NetworkHandles::find(const DeviceHandle &handle)
{
    const Pseudonym pseudonym = pseudonymOf(handle);
    for (const qint64 epoch : epochsTakenAt(m_clock.now())) {
        if (!isWhole(epoch)) {
            if (auto derived = derive(epoch); !derived)
                return std::unexpected(derived.error());
        }
        const std::shared_lock lock(m_mutex);
        const auto known = m_epochs.find(epoch);
        if (known == m_epochs.end())
            continue; // it has ended this very moment
        const auto found = known->second.devices.find(pseudonym);
        if (found != known->second.devices.end())
            return Known{.device = DeviceHandle::fromBytes(HandleAudience::Console, found->second),
                         .until = epochTakenUntil(epoch)};
    }
    return std::optional<Known>();
}

void NetworkHandles::note(qint64 epoch, const DeviceHandle &handle, const DeviceHandle &device)
{
    const std::unique_lock lock(m_mutex);
    m_epochs[epoch].devices.insert_or_assign(pseudonymOf(handle), pseudonymOf(device));
}

Expected<void> NetworkHandles::prepare()
{
    const qint64 now = m_clock.now();
    auto needed = epochsTakenAt(now);
    const qint64 next = enigm::fleet::handleEpochAt(now) + 1;
    if (enigm::fleet::handleEpochStart(next) - now <= ahead)
        needed.push_back(next);
    {
        const std::unique_lock lock(m_mutex);
        const qint64 oldest = *std::ranges::min_element(needed);
        m_epochs.erase(m_epochs.begin(), m_epochs.lower_bound(oldest));
    }
    for (const qint64 epoch : needed) {
        if (isWhole(epoch))
            continue;
        if (auto derived = derive(epoch); !derived)
            return derived;
    }
    return {};
}

bool NetworkHandles::isWhole(qint64 epoch)
{
    const std::shared_lock lock(m_mutex);
    const auto known = m_epochs.find(epoch);
    return known != m_epochs.end() && known->second.isWhole;
}

Expected<void> NetworkHandles::derive(qint64 epoch)
{
    const std::scoped_lock deriving(m_deriving);
    if (isWhole(epoch)) // by whoever held the lock
        return {};
    decltype(Epoch::devices) devices;
    auto done = m_handles.forEach(m_database, HandleAudience::Network, epoch,
                                  [&devices](const DeviceHandle &handle, const DeviceHandle &device) {
                                      devices.emplace(pseudonymOf(handle), pseudonymOf(device));
                                  });
    if (!done)
        return done;
    const std::unique_lock lock(m_mutex);
    Epoch &known = m_epochs[epoch];
    known.devices.merge(devices); // what was noted meanwhile stays
    known.isWhole = true;
    return {};
}

} // namespace enigm::controlplane::network

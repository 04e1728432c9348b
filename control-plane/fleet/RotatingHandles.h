#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/problems/Problem.h"
#include "contract/signing/MacKey.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/EnrollmentStore.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace enigm::controlplane::fleet {

/// The keys that derive handles, one an audience, wherever they lie.
struct HandleKeys
{
    std::shared_ptr<const signing::MacKey> console;
    std::shared_ptr<const signing::MacKey> network;
    std::shared_ptr<const signing::MacKey> intelligence;

    [[nodiscard]] const signing::MacKey &of(enigm::fleet::HandleAudience audience) const;
};

/// By which handles network and intelligence know devices: others each epoch (contract/fleet/HandleEpoch.h), derived
/// whenever they are needed and kept nowhere. Thread-safe.
class RotatingHandles
{
public:
    /// Devices that are read at once, so that no snapshot of the store is held through a whole fleet.
    static constexpr int batch = 1000;

    /// Borrows the keys.
    explicit RotatingHandles(const HandleKeys &keys)
        : m_keys(keys)
    {}

    /// The problems of the key.
    [[nodiscard]] Expected<enigm::fleet::DeviceHandle>
    handleOf(const store::HandleOrigin &origin, enigm::fleet::HandleAudience audience, qint64 epoch) const;
    /// The console's handle of the device that had this one in this epoch; nothing where none had. Derives that of
    /// every device until it meets it, and so takes its time: never on a thread that others wait for. Cancelled when
    /// `stop` asks for it.
    [[nodiscard]] Expected<std::optional<enigm::fleet::DeviceHandle>> find(const store::Database &database,
                                                                           const enigm::fleet::DeviceHandle &handle,
                                                                           qint64 epoch,
                                                                           const std::stop_token &stop) const;
    /// Tells the handle of every device in this epoch, and the console's: takes its time as find().
    using Visit =
        std::function<void(const enigm::fleet::DeviceHandle &handle, const enigm::fleet::DeviceHandle &device)>;
    [[nodiscard]] Expected<void> forEach(const store::Database &database, enigm::fleet::HandleAudience audience,
                                         qint64 epoch, const Visit &visit) const;

private:
    const HandleKeys &m_keys;
};

} // namespace enigm::controlplane::fleet

#include "control-plane/fleet/RotatingHandles.h"

#include "control-plane/store/Reader.h"

namespace enigm::controlplane::fleet {

using enigm::fleet::DeviceHandle;
using enigm::fleet::HandleAudience;

namespace {

Expected<std::vector<store::HandleOrigin>> originsAfter(const store::Database &database,
                                                        const std::optional<store::HandleOrigin> &last)
{
    const auto reader = database.read();
    if (!reader)
        return std::unexpected(reader.error());
    return (*reader)->enrollments.origins(last, RotatingHandles::batch);
}

/// Every origin in turn, until `visit`, which answers whether to go on, has had enough.
template <typename Visit>
Expected<void> visitOrigins(const store::Database &database, Visit visit)
{
    std::optional<store::HandleOrigin> last;
    for (;;) {
        auto origins = originsAfter(database, last);
        if (!origins)
            return std::unexpected(origins.error());
        for (const store::HandleOrigin &origin : *origins) {
            const Expected<bool> goesOn = visit(origin);
            if (!goesOn)
                return std::unexpected(goesOn.error());
            if (!*goesOn)
                return {};
        }
        if (origins->size() < static_cast<std::size_t>(RotatingHandles::batch))
            return {};
        last = std::move(origins->back());
    }
}

} // namespace

const signing::MacKey &HandleKeys::of(HandleAudience audience) const
{
    switch (audience) {
    case HandleAudience::Console:
        return *console;
    case HandleAudience::Network:
        return *network;
    case HandleAudience::Intelligence:
        return *intelligence;
    }
    Q_UNREACHABLE();
}

Expected<DeviceHandle> RotatingHandles::handleOf(const store::HandleOrigin &origin, HandleAudience audience,
                                                 qint64 epoch) const
{
    return DeviceHandle::derive({.audience = audience,
                                 .epoch = static_cast<quint64>(epoch),
                                 .attestedKey = origin.key,
                                 .enrolmentNonce = origin.nonce},
                                m_keys.of(audience));
}

Expected<std::optional<DeviceHandle>> RotatingHandles::find(const store::Database &database, const DeviceHandle &handle,
                                                            qint64 epoch, const std::stop_token &stop) const
{
    std::optional<DeviceHandle> found;
    auto done = visitOrigins(database, [&](const store::HandleOrigin &origin) -> Expected<bool> {
        if (stop.stop_requested())
            return refuse(ProblemType::Cancelled);
        const auto derived = handleOf(origin, handle.audience(), epoch);
        if (!derived)
            return std::unexpected(derived.error());
        if (*derived != handle)
            return true;
        auto device = DeviceHandle::parse(origin.device);
        if (!device)
            return std::unexpected(device.error());
        found = std::move(*device);
        return false;
    });
    if (!done)
        return std::unexpected(done.error());
    return found;
}

Expected<void> RotatingHandles::forEach(const store::Database &database, HandleAudience audience, qint64 epoch,
                                        const Visit &visit) const
{
    return visitOrigins(database, [&](const store::HandleOrigin &origin) -> Expected<bool> {
        const auto derived = handleOf(origin, audience, epoch);
        if (!derived)
            return std::unexpected(derived.error());
        const auto device = DeviceHandle::parse(origin.device);
        if (!device)
            return std::unexpected(device.error());
        visit(*derived, *device);
        return true;
    });
}

} // namespace enigm::controlplane::fleet

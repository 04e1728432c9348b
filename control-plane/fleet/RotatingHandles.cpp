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
    const HandleAudience audience = handle.audience();
    std::optional<store::HandleOrigin> last;
    for (;;) {
        if (stop.stop_requested())
            return refuse(ProblemType::Cancelled);
        auto origins = originsAfter(database, last);
        if (!origins)
            return std::unexpected(origins.error());
        for (const store::HandleOrigin &origin : *origins) {
            const auto derived = handleOf(origin, audience, epoch);
            if (!derived)
                return std::unexpected(derived.error());
            if (*derived != handle)
                continue;
            auto found = DeviceHandle::parse(origin.device);
            if (!found)
                return std::unexpected(found.error());
            return std::optional(std::move(*found));
        }
        if (origins->size() < static_cast<std::size_t>(batch))
            return std::optional<DeviceHandle>();
        last = std::move(origins->back());
    }
}

} // namespace enigm::controlplane::fleet

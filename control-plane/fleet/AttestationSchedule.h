#pragma once

#include <QtGlobal>

#include <algorithm>
#include <optional>

namespace enigm::controlplane::fleet {

/// When a device is to attest again, and when what it attested is too old to be believed.
struct AttestationSchedule
{
    static constexpr qint64 day = 86'400;

    qint64 every = 7 * day; ///< seconds; 0: only when it is asked to, and nothing grows too old

    /// Since when an attestation is due that was judged at `judged`, of a device that was asked at `asked`; nothing
    /// where none is.
    [[nodiscard]] std::optional<qint64> dueSince(qint64 judged, std::optional<qint64> asked, qint64 now) const
    {
        std::optional<qint64> since = asked;
        if (every > 0 && judged + every <= now)
            since = std::min(since.value_or(judged + every), judged + every);
        return since;
    }
    /// What was judged before this has lapsed; nothing where nothing does. One attestation may be missed.
    [[nodiscard]] std::optional<qint64> lapsedBefore(qint64 now) const
    {
        return every > 0 ? std::optional(now - 2 * every) : std::nullopt;
    }
};

} // namespace enigm::controlplane::fleet

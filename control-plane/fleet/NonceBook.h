#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QHash>

#include <deque>
#include <mutex>

namespace enigm::controlplane::fleet {

/// The nonces that devices were given for their reports: each for one device, one report and a short while. Kept in
/// memory alone, so that asking for them costs no writing: after a restart devices ask again, and what they had signed
/// before is good no more. Thread-safe.
class NonceBook
{
public:
    static constexpr qsizetype nonceSize = 16;
    /// Seconds that a nonce is good for.
    static constexpr qint64 lifetime = 300;
    /// A device that asks for more loses its oldest, so that none can fill the memory.
    static constexpr std::size_t mostPerDevice = 4;

    struct Nonce
    {
        QByteArray bytes;
        qint64 expires = 0; ///< Unix seconds
    };

    [[nodiscard]] Nonce issue(const enigm::fleet::DeviceHandle &handle, qint64 now);
    /// Uses it up. Replayed where this device was never given it, has used it, or has waited too long.
    [[nodiscard]] Expected<void> use(const enigm::fleet::DeviceHandle &handle, const QByteArray &nonce, qint64 now);

private:
    void forgetExpired(qint64 now);

    std::mutex m_mutex;
    QHash<enigm::fleet::DeviceHandle, std::deque<Nonce>> m_nonces; ///< oldest first; under m_mutex
    qint64 m_swept = 0;                                            ///< Unix seconds; under m_mutex
};

} // namespace enigm::controlplane::fleet

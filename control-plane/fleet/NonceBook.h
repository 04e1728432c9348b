#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <deque>
#include <mutex>

namespace enigm::controlplane::fleet {

/// The nonces that were given to devices for what they are going to sign: each for one subject (a device that is known,
/// or a token), one use and a short while. Kept in memory alone, so that asking for them costs no writing: after a
/// restart devices ask again, and what they had signed before is good no more. Thread-safe.
class NonceBook
{
public:
    /// Seconds that a nonce is good for.
    static constexpr qint64 lifetime = 300;
    // Of reports.
    static constexpr qsizetype reportNonceSize = 16;
    static constexpr std::size_t mostReportNonces = 4;

    struct Nonce
    {
        QByteArray bytes;
        qint64 expires = 0; ///< Unix seconds
    };

    /// A subject that asks for more than `mostPerSubject` loses its oldest, so that none can fill the memory.
    explicit NonceBook(qsizetype nonceSize = reportNonceSize, std::size_t mostPerSubject = mostReportNonces);

    [[nodiscard]] Nonce issue(const QString &subject, qint64 now);
    /// Uses it up. Replayed where this subject was never given it, has used it, or has waited too long.
    [[nodiscard]] Expected<void> use(const QString &subject, const QByteArray &nonce, qint64 now);

private:
    void forgetExpired(qint64 now);

    const qsizetype m_nonceSize;
    const std::size_t m_mostPerSubject;
    std::mutex m_mutex;
    QHash<QString, std::deque<Nonce>> m_nonces; ///< oldest first; under m_mutex
    qint64 m_swept = 0;                         ///< Unix seconds; under m_mutex
};

} // namespace enigm::controlplane::fleet

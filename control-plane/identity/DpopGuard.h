#pragma once

#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <mutex>
#include <set>

namespace enigm::controlplane::identity {

/// Checks DPoP proofs (RFC 9449 section 4.3) against their request and takes each only once. Thread-safe.
///
/// Proofs that were made before this process began are refused, so that the memory of used ones needs no disk.
class DpopGuard
{
public:
    /// Seconds that a proof may lie from now, either way.
    static constexpr qint64 window = 60;

    /// Borrows the clock. Refuses every proof until it knows its address.
    explicit DpopGuard(const time::Clock &clock);

    /// Scheme and authority as clients write them, known once the listener has its port.
    void serveAt(QString baseUrl);
    /// Empty before serveAt().
    [[nodiscard]] QString baseUrl() const;

    struct Question
    {
        QByteArrayView proof;
        QByteArrayView method;
        QByteArrayView path;  ///< as sent, without query
        QByteArrayView token; ///< empty at the token endpoint
    };
    /// A proof that fits its request, not yet used up.
    struct Checked
    {
        QString key;   ///< thumbprint of the key that made the proof
        QByteArray id; ///< digest of key and jti
        qint64 issued = 0;
    };
    /// InvalidDpopProof.
    [[nodiscard]] Expected<Checked> check(const Question &question) const;
    /// Takes the proof, once: DpopReplayed. Apart from check(), so that only what a known key stands behind is
    /// remembered.
    [[nodiscard]] Expected<void> use(const Checked &proof);

private:
    const time::Clock &m_clock;
    const qint64 m_began;
    mutable std::mutex m_mutex;
    QString m_baseUrl;                             ///< under m_mutex
    std::map<qint64, std::set<QByteArray>> m_used; ///< by issue time; under m_mutex
};

} // namespace enigm::controlplane::identity

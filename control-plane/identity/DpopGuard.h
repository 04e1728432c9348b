#pragma once

#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <mutex>
#include <set>
#include <string>

namespace enigm::controlplane::identity {

/// Checks DPoP proofs (RFC 9449 section 4.3) against their request and takes each only once. Thread-safe.
///
/// Proofs that were made before this process began are refused, so that the memory of used ones needs no disk.
class DpopGuard
{
public:
    /// Seconds that a proof may lie from now, either way.
    static constexpr qint64 window = 60;

    /// Borrows the clock. `baseUrl` is scheme and authority as clients write them.
    DpopGuard(const time::Clock &clock, QString baseUrl);

    struct Question
    {
        QByteArrayView proof;
        QByteArrayView method;
        QByteArrayView path;  ///< as sent, without query
        QByteArrayView token; ///< empty at the token endpoint
    };
    /// The thumbprint of the key that made the proof. InvalidDpopProof, DpopReplayed.
    [[nodiscard]] Expected<QString> check(const Question &question);

private:
    [[nodiscard]] bool remember(const std::string &proofId, qint64 issued);

    const time::Clock &m_clock;
    const QString m_baseUrl;
    const qint64 m_began;
    std::mutex m_mutex;
    std::map<qint64, std::set<std::string>> m_used; ///< by issue time; under m_mutex
};

} // namespace enigm::controlplane::identity

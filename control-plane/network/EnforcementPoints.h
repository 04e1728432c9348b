#pragma once

#include "contract/policy/PolicyWords.h"
#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/store/CommitNotice.h"
#include "control-plane/store/Database.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <atomic>
#include <memory>
#include <mutex>

namespace enigm::controlplane::network {

/// An enforcement point that is enrolled.
struct EnforcementPoint
{
    QString id;
    enigm::policy::NetworkPath path = enigm::policy::NetworkPath::VpnNetwork;
};

/// Tells who comes to the listener of enforcement points by the key of the client certificate: the one that the change
/// pinned which enrolled it. TLS has the key proven once for a connection; whether it is still good is asked at each
/// request, which costs a look at the store only after something was written. Thread-safe.
class EnforcementPoints
{
public:
    /// Borrows all.
    EnforcementPoints(const store::Database &database, store::CommitNotice &commits, const time::Clock &clock);

    /// Who has this DER certificate, and that it was seen now. CertificateRefused where no enrolled point has its key.
    [[nodiscard]] Expected<EnforcementPoint> pointOf(const QByteArray &certificate);

    using Seen = QHash<QString, qint64>;
    /// When each was seen last since the last taking, by id: to be written.
    [[nodiscard]] Seen takeSeen();

private:
    using ByKey = QHash<QByteArray, EnforcementPoint>; ///< by base64url of the digest

    [[nodiscard]] Expected<std::shared_ptr<const ByKey>> enrolled();
    [[nodiscard]] Expected<QByteArray> keyOf(const QByteArray &certificate);

    const store::Database &m_database;
    const time::Clock &m_clock;
    std::atomic<quint64> m_commits = 1;
    std::mutex m_mutex;
    // under m_mutex
    std::shared_ptr<const ByKey> m_enrolled;
    quint64 m_upTo = 0; ///< of m_commits, when m_enrolled was known to hold
    qint64 m_cursor = -1;
    QHash<QByteArray, QByteArray> m_keys; ///< of certificates that were read, which come again with every request
    Seen m_seen;
    std::unique_ptr<store::CommitNotice::Subscription> m_subscription;
};

} // namespace enigm::controlplane::network

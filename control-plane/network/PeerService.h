#pragma once

#include "contract/policy/PolicyWords.h"
#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/network/NetworkHandles.h"
#include "control-plane/policy/TrustDecisions.h"
#include "control-plane/store/CommitNotice.h"
#include "control-plane/store/NetworkCredentialStore.h"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace enigm::controlplane::network {

/// The devices that may connect by a way, as its enforcement point knows them.
struct Peers
{
    struct Peer
    {
        enigm::fleet::DeviceHandle handle; ///< the network's
        QByteArray key;                    ///< by which this way knows it; empty where it asks for a certificate
    };
    std::vector<Peer> peers; ///< by handle
    qint64 time = 0;
    qint64 validUntil = 0; ///< from then on it is another set
};

/// Answers which devices may connect by a way: those that have been given credentials of an epoch which is taken and
/// that the policies let. Worked out again when something was written or its time has passed. Thread-safe.
class PeerService
{
public:
    struct Parts
    {
        const store::Database &database;
        store::CommitNotice &commits;
        const time::Clock &clock;
        policy::TrustDecisions &decisions;
        const fleet::RotatingHandles &handles;
    };
    /// Borrows all parts.
    explicit PeerService(const Parts &parts);

    /// Looks at every credential: on a worker. The problems of store and key.
    [[nodiscard]] Expected<std::shared_ptr<const Peers>> peersOf(enigm::policy::NetworkPath path);

private:
    struct Kept
    {
        std::shared_ptr<const Peers> peers;
        quint64 upTo = 0; ///< of m_commits
    };
    [[nodiscard]] Expected<Peers> find(enigm::policy::NetworkPath path) const;
    [[nodiscard]] Expected<void> addEpoch(Peers &peers, enigm::policy::NetworkPath path, qint64 epoch) const;
    [[nodiscard]] Expected<void> addPage(Peers &peers, enigm::policy::NetworkPath path,
                                         const std::vector<store::NetworkCredentialRow> &page) const;

    const Parts m_parts;
    std::atomic<quint64> m_commits = 1;
    std::mutex m_mutex;
    std::map<enigm::policy::NetworkPath, Kept> m_kept; ///< under m_mutex
    std::unique_ptr<store::CommitNotice::Subscription> m_subscription;
};

} // namespace enigm::controlplane::network

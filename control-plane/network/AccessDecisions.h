#pragma once

#include "contract/network/AccessWords.h"
#include "contract/policy/PolicyWords.h"
#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/network/AccessRequest.h"
#include "control-plane/network/EnforcementPoints.h"
#include "control-plane/network/NetworkHandles.h"
#include "control-plane/network/OutcomeTally.h"
#include "control-plane/policy/TrustDecisions.h"

#include <atomic>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace enigm::controlplane::network {

/// A decision as an enforcement point is told it.
struct AccessAnswer
{
    std::optional<enigm::network::DenialReason> denial; ///< nothing: it is a permit
    enigm::policy::Obligations obligations = {};        ///< of a permit
    qint64 time = 0;
    qint64 validUntil = 0; ///< of a permit: after which it has to be asked for again
};

/// Answers what enforcement points ask, and has it counted. What is no question of ours is denied. An answer is given
/// again while nothing was written and half of its time is left, so that one decision does not cost a look at the
/// store. Thread-safe.
class AccessDecisions
{
public:
    struct Parts
    {
        store::CommitNotice &commits;
        const time::Clock &clock;
        policy::TrustDecisions &decisions;
        NetworkHandles &handles;
        OutcomeTally &tally;
        qint64 mostValidity = policy::TrustDecisions::mostValidity; ///< seconds for which a permit may be kept
    };
    /// Borrows all parts.
    explicit AccessDecisions(const Parts &parts);

    /// The problems of store and key.
    [[nodiscard]] Expected<AccessAnswer> decide(const EnforcementPoint &point, const AccessRequest &request);

private:
    /// What is asked, where it means something here.
    struct Asked
    {
        enigm::fleet::DeviceHandle subject;
        enigm::policy::ActionCategory action{};
        log::Resource resource{};
        enigm::policy::NetworkPath path{};

        friend bool operator==(const Asked &, const Asked &) = default;
    };
    struct AskedHash
    {
        std::size_t operator()(const Asked &asked) const noexcept;
    };
    struct Decided
    {
        AccessAnswer answer;
        std::optional<enigm::fleet::DeviceHandle> device; ///< the console's handle
        qint64 keptUntil = 0;
    };

    [[nodiscard]] static std::expected<Asked, enigm::network::DenialReason> asked(const EnforcementPoint &point,
                                                                                  const AccessRequest &request);
    [[nodiscard]] Expected<Decided> decided(const Asked &asked);
    [[nodiscard]] Expected<Decided> judge(const Asked &asked) const;

    Parts m_parts;
    std::atomic<quint64> m_commits = 1;
    std::mutex m_mutex;
    // under m_mutex
    std::unordered_map<Asked, Decided, AskedHash> m_kept;
    quint64 m_upTo = 0; ///< of m_commits, when m_kept was begun
    std::unique_ptr<store::CommitNotice::Subscription> m_subscription;
};

} // namespace enigm::controlplane::network

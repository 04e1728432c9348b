#pragma once

#include "api-client/audit/LogFollower.h"
#include "api-client/session/Session.h"
#include "contract/changes/ChangeBodies.h"
#include "contract/changes/ChangeRecord.h"
#include "contract/log/ActivityEntry.h"

#include <optional>
#include <vector>

namespace enigm::client {

/// Which entries of a change this console has proven to lie in the log and to be those that the record speaks of. What
/// is not proven is the server's word.
struct ProvenEntries
{
    bool request = false;
    std::vector<bool> approvals; ///< rejections among them; in the order of the record
    bool execution = false;      ///< and it counted and did exactly what follows from the signatures
    /// That a resolved handle was answered so: what the control plane says it found, which nobody can compute again.
    bool resolution = false;
};

/// The signatures of a record with their positions, as a quorum is counted over them.
[[nodiscard]] std::vector<changes::LoggedApproval> loggedApprovals(const changes::ChangeRecord &record);

/// Proves the entries of one change under the follower's verified heads.
class EntryProver
{
public:
    /// All outlive this; the record was read before the follower was refreshed.
    EntryProver(Session &session, LogFollower &follower, const changes::ChangeRecord &record);

    /// Whether every position of the record is one that the governance log gives to its index: EntryMismatch otherwise,
    /// Unavailable where the verified log does not reach that far yet.
    [[nodiscard]] Expected<void> checkPositions() const;
    /// Fetches each entry and proves it. One that this operator may not read, or whose body is pruned, is left
    /// unproven, but for the request: its header names the digest of the signed change. Refused where not even that may
    /// be read; a contradiction raises the alarm.
    [[nodiscard]] Task<Expected<ProvenEntries>> prove();

private:
    [[nodiscard]] Expected<void> checkPosition(const changes::LogPosition &position) const;
    /// The entry at this position with its body, proven to lie in the log; nothing where it may not be read.
    struct Found
    {
        log::ActivityEntry entry;
        std::optional<json::Value> body;
    };
    [[nodiscard]] Task<Expected<std::optional<Found>>> find(changes::LogPosition position);
    [[nodiscard]] Task<Expected<bool>> proveBody(changes::LogPosition position, changes::ChangeBody expected);
    [[nodiscard]] Task<Expected<bool>> proveExecution(changes::LogPosition position);
    [[nodiscard]] Task<Expected<bool>> proveResolution(changes::RecordedResolution resolution);
    [[nodiscard]] Expected<void> checkExecution(const log::ActivityEntry &entry, const json::Value &value) const;

    Session &m_session;
    LogFollower &m_follower;
    const changes::ChangeRecord &m_record;
};

} // namespace enigm::client

#pragma once

#include "contract/changes/ChangeRequest.h"
#include "contract/changes/GovernanceFact.h"
#include "contract/changes/Quorum.h"
#include "contract/log/GovernanceEntry.h"
#include "contract/log/MerkleTree.h"
#include "contract/operators/Directory.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QSet>
#include <QString>

#include <span>
#include <vector>

namespace enigm::changes {

/// Replays a governance log from leaf 0, verifying every signature and quorum on the way; trusts only the deployment
/// id.
class GovernanceReplay
{
public:
    /// Verifies leaf 0: payload digest = deployment id, every founder's JWS.
    static Expected<GovernanceReplay> begin(QByteArrayView leaf0, QByteArrayView deploymentId);
    /// All leaves in order; `where` of a refusal is "governance record N".
    static Expected<GovernanceReplay> replay(std::span<const QByteArray> leaves, QByteArrayView deploymentId);

    /// Verifies the next entry (index, quorum at the size before the entry, signed heads, effect) and applies it to
    /// the directory; where it refuses, nothing has changed.
    Expected<void> append(QByteArrayView leaf);

    [[nodiscard]] const operators::Directory &directory() const { return m_directory; }
    /// RFC 6962 root over the leaves so far, 32 bytes.
    [[nodiscard]] QByteArray root() const;
    [[nodiscard]] const std::vector<QByteArray> &leafHashes() const { return m_leafHashes; }
    [[nodiscard]] const log::MerkleTree &tree() const { return m_tree; }

    /// What an entry says of its execution.
    struct Entry
    {
        QByteArray change;     ///< digest; empty for the founding
        log::LogHead activity; ///< the log whose last entry is the execution
        GovernanceFact fact;   ///< of the founding, its time alone
    };
    /// By index.
    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }
    /// How many signatures were verified on the way.
    [[nodiscard]] qint64 signaturesVerified() const { return m_signatures; }

    /// UnknownLogPosition where the log never had this head, as far as it was replayed.
    [[nodiscard]] Expected<void> checkHead(const log::LogHead &governance) const;

    /// The size that this log had when the activity log took its entry `activityIndex`, as far as it was replayed: an
    /// entry of this log is in force from its own `activity.size` on. This is what orders the two logs, and with it
    /// where a key is valid; the `governance_size` of an activity entry is a claim until it was compared.
    [[nodiscard]] qint64 sizeAt(qint64 activityIndex) const;
    /// EntryMismatch where an activity entry claims another size than sizeAt() of its index. The log must have been
    /// replayed beyond the claim.
    [[nodiscard]] Expected<void> checkPosition(qint64 activityIndex, qint64 claimedSize) const;

private:
    explicit GovernanceReplay(operators::Directory directory);
    [[nodiscard]] Expected<void> apply(const log::GovernanceEntry &entry, QByteArrayView leaf);
    [[nodiscard]] Expected<void> recount(const log::GovernanceEntry &entry, const SignedChange &change,
                                         const GovernanceFact &fact) const;
    [[nodiscard]] Expected<void> checkHeads(const SignedChange &change,
                                            std::span<const LoggedApproval> approvals) const;
    void accept(QByteArrayView leaf, Entry entry);

    operators::Directory m_directory;
    log::MerkleTree m_tree;
    std::vector<QByteArray> m_leafHashes;
    std::vector<QByteArray> m_roots; ///< of the log when it had 1, 2, … entries: every signature names one
    std::vector<Entry> m_entries;
    QSet<QString> m_changeIds;
    qint64 m_signatures = 0;
};

/// What a founding gives power to: rules that reach the floors, and a break-glass list that keeps off governance.
/// BelowFloor, UnknownAction, and what checkRule refuses.
[[nodiscard]] Expected<void> checkPowers(const operators::Founding &founding);

/// What a governance change would make of the directory: used to check before commit, to apply, and to preview.
[[nodiscard]] Expected<void> applyGovernance(operators::Directory &directory, const ChangeRequest &request);
[[nodiscard]] Expected<void> applyGovernance(operators::Directory &directory, const Parameters &parameters);

} // namespace enigm::changes

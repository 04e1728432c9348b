#pragma once

#include "contract/log/GovernanceEntry.h"
#include "contract/operators/Directory.h"
#include "contract/problems/Problem.h"

#include <QByteArray>

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

    /// Verifies the next entry (index, quorum, effect) and applies it to the directory.
    Expected<void> append(QByteArrayView leaf);

    [[nodiscard]] const operators::Directory &directory() const { return m_directory; }
    /// RFC 6962 root over the leaves so far, 32 bytes.
    [[nodiscard]] QByteArray root() const;
    [[nodiscard]] const std::vector<QByteArray> &leafHashes() const { return m_leafHashes; }

private:
    explicit GovernanceReplay(operators::Directory directory);
    operators::Directory m_directory;
    std::vector<QByteArray> m_leafHashes;
};

/// What a governance change would make of the directory: used to check before commit, to apply, and to preview.
[[nodiscard]] Expected<void> applyGovernance(operators::Directory &directory, const ChangeRequest &request);

} // namespace enigm::changes

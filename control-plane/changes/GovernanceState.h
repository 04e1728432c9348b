#pragma once

#include "contract/changes/GovernanceReplay.h"
#include "contract/operators/Directory.h"
#include "contract/problems/Problem.h"
#include "control-plane/store/GroupObserver.h"

#include <QByteArray>

#include <memory>
#include <mutex>

namespace enigm::controlplane::changes {

/// The operator directory of this deployment in memory: the governance log replayed and verified when the store is
/// opened, and moved with the commits from then on. Given to the store's Writer as its observer, in front of the
/// sequencer.
class GovernanceState final : public store::GroupObserver
{
public:
    using Replay = enigm::changes::GovernanceReplay;

    /// Borrows the observer that follows the groups behind this one.
    explicit GovernanceState(store::GroupObserver &next);

    /// As committed; null before the founding. Any thread.
    [[nodiscard]] std::shared_ptr<const Replay> current() const;
    /// The directory of current(), sharing its life; null before the founding. Any thread.
    [[nodiscard]] std::shared_ptr<const operators::Directory> directory() const;

    // In jobs, on the writer's thread: with everything that this group has appended so far.
    /// Null before the founding.
    [[nodiscard]] const Replay *working() const { return m_working.get(); }
    /// Takes the founding that the log holds now as its first entry. AlreadyExists, or what GovernanceReplay refuses.
    [[nodiscard]] Expected<void> found(QByteArrayView leaf, QByteArrayView deployment);
    /// Verifies and takes the entry that was just appended to the log; what GovernanceReplay refuses.
    [[nodiscard]] Expected<void> append(QByteArrayView leaf);

    // GroupObserver
    [[nodiscard]] Expected<void> open(store::Transaction &transaction) override;
    void groupBegins() override;
    void jobBegins() override;
    void jobRefused() override;
    [[nodiscard]] Expected<void> finishGroup(store::Transaction &transaction) override;
    void groupCommitted() override;
    void groupAbandoned() override;

private:
    void publish();

    store::GroupObserver &m_next;
    std::shared_ptr<const Replay> m_working;   ///< the writer's
    std::shared_ptr<const Replay> m_beforeJob; ///< the writer's
    mutable std::mutex m_mutex;
    std::shared_ptr<const Replay> m_committed; ///< under m_mutex
};

} // namespace enigm::controlplane::changes

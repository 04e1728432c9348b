#pragma once

#include "control-plane/store/GroupObserver.h"

#include <functional>
#include <list>
#include <memory>
#include <mutex>

namespace enigm::controlplane::store {

/// Tells whoever wants to know that a group is durable and that all who follow the groups have made it visible. Given
/// to the Writer in front of them.
class CommitNotice final : public GroupObserver
{
public:
    /// Borrows the observer that follows the groups behind this one.
    explicit CommitNotice(GroupObserver &next);

    /// Ends with its destruction, which waits for a call that is under way.
    class Subscription
    {
    public:
        ~Subscription();
        Subscription(const Subscription &) = delete;
        Subscription &operator=(const Subscription &) = delete;

    private:
        friend class CommitNotice;
        using Place = std::list<std::function<void()>>::iterator;
        Subscription(CommitNotice &notice, Place place);

        CommitNotice &m_notice;
        Place m_place;
    };
    /// Calls `told` on the writer's thread, which it must not hold up, after each group. Any thread; outlives the
    /// subscription.
    [[nodiscard]] std::unique_ptr<Subscription> subscribe(std::function<void()> told);

    // GroupObserver
    [[nodiscard]] Expected<void> open(Transaction &transaction) override;
    void groupBegins() override;
    void jobBegins() override;
    void jobRefused() override;
    [[nodiscard]] Expected<void> finishGroup(Transaction &transaction) override;
    void groupCommitted() override;
    void groupAbandoned() override;

private:
    GroupObserver &m_next;
    std::mutex m_mutex;
    std::list<std::function<void()>> m_told; ///< under m_mutex
};

} // namespace enigm::controlplane::store

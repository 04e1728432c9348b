#pragma once

#include "contract/problems/Problem.h"

namespace enigm::controlplane::store {

struct Transaction;

/// Follows the writer's groups and keeps state in memory in step with what is committed: the sequencer. Every member is
/// called on the writer's thread.
class GroupObserver
{
public:
    virtual ~GroupObserver() = default;

    /// Once, before the first group, in a transaction of its own that is committed where this succeeds.
    [[nodiscard]] virtual Expected<void> open(Transaction &transaction) = 0;
    /// A group's transaction begins.
    virtual void groupBegins() = 0;
    /// A job of the group begins: what it does must be undone alone by jobRefused.
    virtual void jobBegins() = 0;
    virtual void jobRefused() = 0;
    /// Every job has run: writes what the group needs before it is committed. A problem fails the whole group.
    [[nodiscard]] virtual Expected<void> finishGroup(Transaction &transaction) = 0;
    /// The group is durable: make it visible.
    virtual void groupCommitted() = 0;
    /// Nothing of the group has happened.
    virtual void groupAbandoned() = 0;
};

} // namespace enigm::controlplane::store

#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/store/Share.h"

#include <functional>
#include <memory>

namespace enigm::controlplane::store {

class Database;
class GroupObserver;
struct Transaction;

/// The one writer of a database: group commit over SQLite (see CommitQueue). Thread-safe.
class Writer
{
public:
    using Job = std::move_only_function<Expected<void>(Transaction &)>;
    using Completion = std::move_only_function<void(const Expected<void> &)>;

    /// Borrows both. `observer` may be null: then nothing follows the groups.
    Writer(const Database &database, GroupObserver *observer);
    /// Finishes what waits, as stop().
    ~Writer();
    Writer(const Writer &) = delete;
    Writer &operator=(const Writer &) = delete;

    /// Opens the connection on the writer's thread and the observer in its first transaction.
    [[nodiscard]] Expected<void> start();
    /// Runs the job in the next group, under a savepoint of its own, and calls `completion` on the writer's thread once
    /// the group is durable: with success, with the job's own problem (it alone is undone), or with LogUnavailable
    /// where nothing of the group has happened, or StorageFull where that is for want of space. Unavailable at once
    /// where too much waits or the writer has stopped. What Share::Reserved may take, and that such a job may be run
    /// again after it was undone: see CommitQueue.
    void submit(Job job, Completion completion, Share share = Share::Ordinary);
    /// As submit, and waits; never from a job or a completion.
    [[nodiscard]] Expected<void> submitAndWait(Job job, Share share = Share::Ordinary);
    /// Takes no more jobs, finishes those that wait, closes the connection.
    void stop();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace enigm::controlplane::store

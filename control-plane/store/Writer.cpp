#include "control-plane/store/Writer.h"

#include "control-plane/store/CommitQueue.h"
#include "control-plane/store/Connection.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/GroupObserver.h"
#include "control-plane/store/SpaceReserve.h"
#include "control-plane/store/Transaction.h"

#include <optional>

namespace enigm::controlplane::store {

namespace {

/// Follows nothing, for writers without an observer.
class NoObserver final : public GroupObserver
{
public:
    Expected<void> open(Transaction &) override { return {}; }
    void groupBegins() override {}
    void jobBegins() override {}
    void jobRefused() override {}
    Expected<void> finishGroup(Transaction &) override { return {}; }
    void groupCommitted() override {}
    void groupAbandoned() override {}
};

/// Groups as transactions of the writing connection, jobs as savepoints in them.
class GroupBackend
{
public:
    using Transaction = store::Transaction;
    using Job = Writer::Job;

    GroupBackend(const Database &database, GroupObserver *observer)
        : m_database(database)
        , m_observer(observer ? *observer : m_noObserver)
        , m_reserve(database.reservePath(), database.reserveSize())
    {}

    Expected<void> open()
    {
        if (auto reserved = m_reserve.open(); !reserved)
            return reserved;
        auto connection = m_database.connectWriter();
        if (!connection)
            return std::unexpected(connection.error());
        m_connection = std::move(*connection);
        m_transaction.emplace(*m_connection);
        auto opened = openObserver();
        // As in Database::open.
        while (!opened && opened.error().type == ProblemType::StorageFull && m_reserve.giveUp())
            opened = openObserver();
        return opened;
    }

    bool hasRoom() { return m_reserve.isWhole(); }
    bool openReserve() { return m_reserve.giveUp(); }

    Expected<void> begin()
    {
        m_connection->clearFailure();
        static_cast<void>(m_connection->takeCountedBytes());
        auto begun = m_connection->executeKept(beginSql);
        if (begun)
            m_observer.groupBegins();
        return begun;
    }

    Expected<void> run(Job &job)
    {
        if (auto saved = m_connection->executeKept("SAVEPOINT job"); !saved)
            return saved;
        m_observer.jobBegins();
        auto result = job(*m_transaction);
        // A job may overlook a failure of the disk; the group must not.
        if (result && m_connection->failure())
            result = std::unexpected(*m_connection->failure());
        if (!result) {
            m_observer.jobRefused();
            m_connection->clearFailure();
            if (isLost() || !m_connection->executeKept("ROLLBACK TO job"))
                m_isBroken = true;
        }
        if (!m_isBroken && !m_connection->executeKept("RELEASE job"))
            m_isBroken = true;
        return result;
    }

    bool isLost() const { return m_isBroken || !m_connection->isInTransaction(); }
    bool isFull() const { return m_connection->countedBytes() >= mostBytes; }

    Expected<void> commit()
    {
        auto result = m_observer.finishGroup(*m_transaction);
        if (result)
            result = m_connection->executeKept("COMMIT");
        if (result)
            m_observer.groupCommitted();
        else
            rollback();
        return result;
    }

    void rollback()
    {
        m_isBroken = false;
        undo();
        m_observer.groupAbandoned();
    }

    void close()
    {
        m_transaction.reset();
        m_connection.reset();
    }

private:
    Expected<void> openObserver()
    {
        auto opened = m_connection->executeKept(beginSql);
        if (opened)
            opened = m_observer.open(*m_transaction);
        if (opened)
            opened = m_connection->executeKept("COMMIT");
        if (!opened)
            undo();
        return opened;
    }

    void undo()
    {
        // Where SQLite has undone it already there is nothing to do; where undoing fails, the next BEGIN fails, too.
        if (m_connection->isInTransaction())
            static_cast<void>(m_connection->executeKept("ROLLBACK"));
    }

    static constexpr auto beginSql = "BEGIN IMMEDIATE";
    /// Of leaves and bodies in a group: some pages of the journal more than one commit needs anyway.
    static constexpr qsizetype mostBytes = 4 * 1024 * 1024;

    const Database &m_database;
    NoObserver m_noObserver;
    GroupObserver &m_observer;
    SpaceReserve m_reserve;
    std::unique_ptr<Connection> m_connection;
    std::optional<Transaction> m_transaction;
    bool m_isBroken = false; ///< a savepoint could not be undone
};

} // namespace

class Writer::Impl : public CommitQueue<GroupBackend>
{
public:
    using CommitQueue::CommitQueue;
};

Writer::Writer(const Database &database, GroupObserver *observer)
    : m_impl(std::make_unique<Impl>(Impl::Limits{}, database, observer))
{}

Writer::~Writer() = default;

Expected<void> Writer::start()
{
    return m_impl->start();
}

void Writer::submit(Job job, Completion completion, Share share)
{
    m_impl->submit(std::move(job), std::move(completion), share);
}

Expected<void> Writer::submitAndWait(Job job, Share share)
{
    return m_impl->submitAndWait(std::move(job), share);
}

void Writer::stop()
{
    m_impl->stop();
}

} // namespace enigm::controlplane::store

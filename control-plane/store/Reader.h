#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/store/Connection.h"
#include "control-plane/store/Repositories.h"

#include <memory>

namespace enigm::controlplane::store {

/// A thread's reading connection and how many readers share its snapshot.
struct ReadingConnection
{
    explicit ReadingConnection(std::unique_ptr<Connection> opened)
        : connection(std::move(opened))
        , repositories(*connection)
    {}

    std::unique_ptr<Connection> connection;
    Repositories repositories;
    int readers = 0;
};

/// A snapshot of the database for the duration of a call. Stays on the thread that began it; moves, never copies.
class Reader
{
public:
    [[nodiscard]] static Expected<Reader> begin(ReadingConnection &connection);
    ~Reader();
    Reader(Reader &&other) noexcept;
    Reader &operator=(Reader &&) = delete;
    Reader(const Reader &) = delete;
    Reader &operator=(const Reader &) = delete;

    /// What can be read: the repositories, whose reading members are const.
    const Repositories *operator->() const { return &m_connection->repositories; }

private:
    explicit Reader(ReadingConnection &connection);

    ReadingConnection *m_connection; ///< null once moved from
};

} // namespace enigm::controlplane::store

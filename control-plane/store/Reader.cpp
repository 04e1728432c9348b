#include "control-plane/store/Reader.h"

#include <utility>

namespace enigm::controlplane::store {

Reader::Reader(ReadingConnection &connection)
    : m_connection(&connection)
{
    ++connection.readers;
}

Expected<Reader> Reader::begin(ReadingConnection &connection)
{
    if (connection.readers == 0) {
        if (auto begun = connection.connection->executeKept("BEGIN"); !begun)
            return std::unexpected(begun.error());
    }
    return Reader(connection);
}

Reader::Reader(Reader &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
{}

Reader::~Reader()
{
    if (!m_connection || --m_connection->readers > 0)
        return;
    // Ending a transaction that only read cannot lose anything; where it fails, the next BEGIN says so.
    static_cast<void>(m_connection->connection->executeKept("ROLLBACK"));
}

} // namespace enigm::controlplane::store

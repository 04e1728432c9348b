#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>

namespace enigm::controlplane::store {

class Connection;

/// Sign-in assertions (RFC 7523) that have been used, by a digest of issuer and `jti`.
class AssertionStore
{
public:
    explicit AssertionStore(Connection &connection)
        : m_connection(connection)
    {}

    /// Once: AssertionReplayed afterwards. Remembered until `expires` (Unix seconds).
    [[nodiscard]] Expected<void> use(const QByteArray &jti, qint64 expires);
    [[nodiscard]] Expected<void> removeExpired(qint64 time);

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store

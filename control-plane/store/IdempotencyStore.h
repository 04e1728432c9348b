#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace enigm::controlplane::store {

class Connection;

/// The answer to a write, kept so that its repetition gets the same.
struct IdempotentAnswer
{
    QString operatorId = {};
    QString key = {};        ///< the client's idempotency key
    QByteArray request = {}; ///< digest of the request
    int status = 0;          ///< HTTP
    QByteArray headers = {}; ///< the subset that is repeated, as JSON
    QByteArray body = {};
    qint64 expires = 0; ///< Unix seconds

    friend bool operator==(const IdempotentAnswer &, const IdempotentAnswer &) = default;
};

/// Answers by operator and idempotency key.
class IdempotencyStore
{
public:
    explicit IdempotencyStore(Connection &connection)
        : m_connection(connection)
    {}

    /// AlreadyExists for a key that this operator has used.
    [[nodiscard]] Expected<void> insert(const IdempotentAnswer &answer);
    [[nodiscard]] Expected<std::optional<IdempotentAnswer>> find(const QString &operatorId, const QString &key) const;
    [[nodiscard]] Expected<void> removeExpired(qint64 time);

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store

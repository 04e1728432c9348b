#include "control-plane/store/IdempotencyStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

Expected<void> IdempotencyStore::insert(const IdempotentAnswer &answer)
{
    return Query(m_connection, u"INSERT INTO idempotency (operator, key, request, status, headers, body, expires) "
                               "VALUES (?, ?, ?, ?, ?, ?, ?)"_s)
        .bind(answer.operatorId)
        .bind(answer.key)
        .bind(answer.request)
        .bind(answer.status)
        .bind(answer.headers)
        .bind(answer.body)
        .bind(answer.expires)
        .run();
}

Expected<std::optional<IdempotentAnswer>> IdempotencyStore::find(const QString &operatorId, const QString &key) const
{
    Query query(m_connection, u"SELECT operator, key, request, status, headers, body, expires FROM idempotency "
                              "WHERE operator = ? AND key = ?"_s);
    return query.bind(operatorId).bind(key).first([](const Query &row) {
        return IdempotentAnswer{.operatorId = row.text(0),
                                .key = row.text(1),
                                .request = row.bytes(2),
                                .status = static_cast<int>(row.integer(3)),
                                .headers = row.bytes(4),
                                .body = row.bytes(5),
                                .expires = row.integer(6)};
    });
}

Expected<void> IdempotencyStore::removeExpired(qint64 time)
{
    return Query(m_connection, u"DELETE FROM idempotency WHERE expires < ?"_s).bind(time).run();
}

} // namespace enigm::controlplane::store

#include "control-plane/store/OperatorStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

Expected<void> OperatorStore::setName(const OperatorName &name)
{
    return Query(m_connection, u"INSERT INTO operator (id, name) VALUES (?, ?) "
                               "ON CONFLICT (id) DO UPDATE SET name = excluded.name"_s)
        .bind(name.id)
        .bind(name.name)
        .run();
}

Expected<std::optional<QString>> OperatorStore::name(const QString &operatorId) const
{
    Query query(m_connection, u"SELECT name FROM operator WHERE id = ?"_s);
    return query.bind(operatorId).first([](const Query &row) { return row.text(0); });
}

Expected<std::vector<OperatorName>> OperatorStore::names() const
{
    Query query(m_connection, u"SELECT id, name FROM operator ORDER BY id"_s);
    return query.all([](const Query &row) { return OperatorName{.id = row.text(0), .name = row.text(1)}; });
}

Expected<void> OperatorStore::setPin(const QString &operatorId, const PinVerifier &pin)
{
    return Query(m_connection,
                 u"INSERT INTO operator_pin (operator, n, r, p, salt, hash, failed, locked) "
                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (operator) DO UPDATE SET n = excluded.n, r = excluded.r, "
                 "p = excluded.p, salt = excluded.salt, hash = excluded.hash, failed = excluded.failed, "
                 "locked = excluded.locked"_s)
        .bind(operatorId)
        .bind(pin.n)
        .bind(pin.r)
        .bind(pin.p)
        .bind(pin.salt)
        .bind(pin.hash)
        .bind(pin.failed)
        .bind(pin.locked)
        .run();
}

Expected<std::optional<PinVerifier>> OperatorStore::pin(const QString &operatorId) const
{
    Query query(m_connection, u"SELECT n, r, p, salt, hash, failed, locked FROM operator_pin WHERE operator = ?"_s);
    return query.bind(operatorId).first([](const Query &row) {
        return PinVerifier{.n = row.integer(0),
                           .r = row.integer(1),
                           .p = row.integer(2),
                           .salt = row.bytes(3),
                           .hash = row.bytes(4),
                           .failed = row.integer(5),
                           .locked = row.boolean(6)};
    });
}

Expected<void> OperatorStore::setPinAttempts(const QString &operatorId, qint64 failed, bool locked)
{
    return Query(m_connection, u"UPDATE operator_pin SET failed = ?, locked = ? WHERE operator = ?"_s)
        .bind(failed)
        .bind(locked)
        .bind(operatorId)
        .runOnExisting(u"the PIN of this operator"_s);
}

Expected<void> OperatorStore::removePin(const QString &operatorId)
{
    return Query(m_connection, u"DELETE FROM operator_pin WHERE operator = ?"_s).bind(operatorId).run();
}

} // namespace enigm::controlplane::store

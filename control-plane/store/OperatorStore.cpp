#include "control-plane/store/OperatorStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

OperatorName nameFrom(const Query &row)
{
    return {.id = row.text(0), .name = row.text(1)};
}

} // namespace

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
    Query query(m_connection,
                u"SELECT id, name FROM operator UNION ALL "
                "SELECT operator, min(name) FROM proposed_name JOIN change ON change.id = proposed_name.change "
                "WHERE state IN ('pending', 'approved', 'executing') AND operator NOT IN (SELECT id FROM operator) "
                "GROUP BY operator HAVING count(DISTINCT name) = 1 ORDER BY 1"_s);
    return query.all(nameFrom);
}

Expected<void> OperatorStore::proposeName(const QString &change, const OperatorName &name)
{
    return Query(m_connection, u"INSERT INTO proposed_name (change, operator, name) VALUES (?, ?, ?)"_s)
        .bind(change)
        .bind(name.id)
        .bind(name.name)
        .run();
}

Expected<std::vector<OperatorName>> OperatorStore::proposedNames(const QString &change) const
{
    Query query(m_connection, u"SELECT operator, name FROM proposed_name WHERE change = ? ORDER BY operator"_s);
    return query.bind(change).all(nameFrom);
}

Expected<void> OperatorStore::setPin(const QString &operatorId, const PinVerifier &pin)
{
    if (auto done = Query(m_connection, u"DELETE FROM pin_reset WHERE operator = ?"_s).bind(operatorId).run(); !done)
        return done;
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

Expected<void> OperatorStore::resetPin(const QString &operatorId, const QString &key)
{
    if (auto done = Query(m_connection, u"DELETE FROM operator_pin WHERE operator = ?"_s).bind(operatorId).run(); !done)
        return done;
    return Query(m_connection, u"INSERT INTO pin_reset (operator, key) VALUES (?, ?) "
                               "ON CONFLICT (operator) DO UPDATE SET key = excluded.key"_s)
        .bind(operatorId)
        .bind(key)
        .run();
}

Expected<std::optional<QString>> OperatorStore::pinResetFor(const QString &operatorId) const
{
    Query query(m_connection, u"SELECT key FROM pin_reset WHERE operator = ?"_s);
    return query.bind(operatorId).first([](const Query &row) { return row.text(0); });
}

} // namespace enigm::controlplane::store

#include "control-plane/store/CosignatureStore.h"

#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

const QString isNotNewest = u" AND size < (SELECT max(size) FROM cosignature AS other "
                            "WHERE other.log = cosignature.log AND other.witness = cosignature.witness)"_s;

StoredCosignature cosignatureFrom(const Query &row)
{
    return {.size = row.integer(0),
            .witness = row.text(1),
            .keyId = static_cast<quint32>(row.integer(2)),
            .signature = row.bytes(3),
            .time = row.integer(4),
            .since = row.integer(5)};
}

} // namespace

Expected<void> CosignatureStore::put(LogId log, const StoredCosignature &cosignature)
{
    return Query(m_connection, u"INSERT INTO cosignature (log, size, witness, key_id, signature, time, since) "
                               "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (log, size, witness) DO UPDATE "
                               "SET key_id = excluded.key_id, signature = excluded.signature, time = excluded.time "
                               "WHERE excluded.time > cosignature.time OR excluded.key_id <> cosignature.key_id"_s)
        .bind(int(log))
        .bind(cosignature.size)
        .bind(cosignature.witness)
        .bind(qint64(cosignature.keyId))
        .bind(cosignature.signature)
        .bind(cosignature.time)
        .bind(cosignature.since)
        .run();
}

Expected<void> CosignatureStore::removeBelow(LogId log, qint64 size)
{
    return Query(m_connection, u"DELETE FROM cosignature WHERE log = ? AND size < ?"_s + isNotNewest)
        .bind(int(log))
        .bind(size)
        .run();
}

Expected<void> CosignatureStore::removeOlder(LogId log, qint64 time, qint64 spared)
{
    return Query(m_connection, u"DELETE FROM cosignature WHERE log = ? AND time < ? AND size <> ?"_s + isNotNewest)
        .bind(int(log))
        .bind(time)
        .bind(spared)
        .run();
}

Expected<std::vector<StoredCosignature>> CosignatureStore::from(LogId log, qint64 least) const
{
    Query query(m_connection, u"SELECT size, witness, key_id, signature, time, since FROM cosignature "
                              "WHERE log = ? AND size >= ? ORDER BY size DESC, witness"_s);
    return query.bind(int(log)).bind(least).all(cosignatureFrom);
}

Expected<std::vector<StoredCosignature>> CosignatureStore::of(LogId log, qint64 size) const
{
    Query query(m_connection, u"SELECT size, witness, key_id, signature, time, since FROM cosignature "
                              "WHERE log = ? AND size = ? ORDER BY witness"_s);
    return query.bind(int(log)).bind(size).all(cosignatureFrom);
}

Expected<std::vector<StoredCosignature>> CosignatureStore::newest(LogId log) const
{
    Query query(m_connection, u"SELECT size, witness, key_id, signature, time, since FROM cosignature "
                              "WHERE log = ? AND size = (SELECT max(size) FROM cosignature AS other "
                              "WHERE other.log = cosignature.log AND other.witness = cosignature.witness) "
                              "ORDER BY witness"_s);
    return query.bind(int(log)).all(cosignatureFrom);
}

} // namespace enigm::controlplane::store

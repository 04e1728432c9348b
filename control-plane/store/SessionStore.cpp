#include "control-plane/store/SessionStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

constexpr auto columns = "id, token, operator, key, dpop, created, expires, ended"_L1;

SessionRow sessionFrom(const Query &row)
{
    return {.id = row.text(0),
            .token = row.bytes(1),
            .operatorId = row.text(2),
            .key = row.text(3),
            .dpop = row.text(4),
            .created = row.integer(5),
            .expires = row.integer(6),
            .ended = row.integerOrNull(7)};
}

} // namespace

Expected<void> SessionStore::insert(const SessionRow &session)
{
    return Query(m_connection, u"INSERT INTO session (%1) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s.arg(columns))
        .bind(session.id)
        .bind(session.token)
        .bind(session.operatorId)
        .bind(session.key)
        .bind(session.dpop)
        .bind(session.created)
        .bind(session.expires)
        .bind(session.ended)
        .run();
}

Expected<void> SessionStore::replaceToken(const QString &id, const QByteArray &token, const QString &dpop)
{
    return Query(m_connection, u"UPDATE session SET token = ?, dpop = ? WHERE id = ?"_s)
        .bind(token)
        .bind(dpop)
        .bind(id)
        .runOnExisting(u"the session"_s);
}

Expected<void> SessionStore::end(const QString &id, qint64 time)
{
    return Query(m_connection, u"UPDATE session SET ended = ? WHERE id = ? AND ended IS NULL"_s)
        .bind(time)
        .bind(id)
        .runOnExisting(u"the session"_s);
}

Expected<int> SessionStore::endAllOf(const QString &operatorId, qint64 time)
{
    Query query(m_connection, u"UPDATE session SET ended = ? WHERE operator = ? AND ended IS NULL"_s);
    return query.bind(time).bind(operatorId).runCounting();
}

Expected<int> SessionStore::endAllOfKey(const QString &key, qint64 time)
{
    Query query(m_connection, u"UPDATE session SET ended = ? WHERE key = ? AND ended IS NULL"_s);
    return query.bind(time).bind(key).runCounting();
}

Expected<void> SessionStore::removeExpired(qint64 time)
{
    return Query(m_connection, u"DELETE FROM session WHERE expires < ?"_s).bind(time).run();
}

Expected<std::optional<SessionRow>> SessionStore::find(const QString &id) const
{
    Query query(m_connection, u"SELECT %1 FROM session WHERE id = ?"_s.arg(columns));
    return query.bind(id).first(sessionFrom);
}

Expected<std::optional<SessionRow>> SessionStore::findByToken(const QByteArray &token) const
{
    Query query(m_connection, u"SELECT %1 FROM session WHERE token = ?"_s.arg(columns));
    return query.bind(token).first(sessionFrom);
}

Expected<std::vector<SessionRow>> SessionStore::open(const QString &operatorId, qint64 time) const
{
    const bool ofAll = operatorId.isEmpty();
    Query query(m_connection, u"SELECT %1 FROM session WHERE ended IS NULL AND expires > ? %2 "
                              "ORDER BY created DESC, id DESC"_s.arg(columns, ofAll ? ""_L1 : "AND operator = ?"_L1));
    query.bind(time);
    if (!ofAll)
        query.bind(operatorId);
    return query.all(sessionFrom);
}

Expected<void> SessionStore::insertStepUp(const StepUpRow &stepUp)
{
    return Query(m_connection, u"INSERT INTO step_up (token, session, bound, created, expires, used) "
                               "VALUES (?, ?, ?, ?, ?, ?)"_s)
        .bind(stepUp.token)
        .bind(stepUp.session)
        .bind(stepUp.bound)
        .bind(stepUp.created)
        .bind(stepUp.expires)
        .bind(stepUp.used)
        .run();
}

Expected<std::optional<StepUpRow>> SessionStore::findStepUp(const QByteArray &token) const
{
    Query query(m_connection, u"SELECT token, session, bound, created, expires, used FROM step_up WHERE token = ?"_s);
    return query.bind(token).first([](const Query &row) {
        return StepUpRow{.token = row.bytes(0),
                         .session = row.text(1),
                         .bound = row.bytes(2),
                         .created = row.integer(3),
                         .expires = row.integer(4),
                         .used = row.integerOrNull(5)};
    });
}

Expected<void> SessionStore::useStepUp(const QByteArray &token, qint64 time)
{
    Query query(m_connection, u"UPDATE step_up SET used = ? WHERE token = ? AND used IS NULL AND expires > ?"_s);
    const auto changed = query.bind(time).bind(token).bind(time).runCounting();
    if (!changed)
        return std::unexpected(changed.error());
    if (*changed == 0)
        return refuse(ProblemType::StepUpUsed, u"a step-up serves once, and not for long"_s);
    return {};
}

} // namespace enigm::controlplane::store

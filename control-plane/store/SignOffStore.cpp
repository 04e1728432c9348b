#include "control-plane/store/SignOffStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

using operators::SigningAuthority;

Expected<SignOffRow> signOffFrom(const Query &row)
{
    const auto authority = operators::signingAuthorityOf(row.text(1));
    if (!authority)
        return refuse(ProblemType::Unavailable, u"the database names a signing authority that there is not"_s);
    return SignOffRow{
        .release = row.text(0), .authority = *authority, .change = row.text(2), .executedAt = row.integer(3)};
}

} // namespace

Expected<void> SignOffStore::insert(const SignOffRow &signOff)
{
    return Query(m_connection,
                 u"INSERT INTO release_sign_off (\"release\", authority, change, executed_at) VALUES (?, ?, ?, ?)"_s)
        .bind(signOff.release)
        .bind(operators::toWord(signOff.authority))
        .bind(signOff.change)
        .bind(signOff.executedAt)
        .run();
}

Expected<std::optional<SignOffRow>> SignOffStore::find(const QString &release, SigningAuthority authority) const
{
    return Query(m_connection, u"SELECT \"release\", authority, change, executed_at FROM release_sign_off "
                               "WHERE \"release\" = ? AND authority = ?"_s)
        .bind(release)
        .bind(operators::toWord(authority))
        .first(signOffFrom);
}

Expected<std::vector<SignOffRow>> SignOffStore::waiting(SigningAuthority authority, int limit) const
{
    return Query(m_connection,
                 u"SELECT o.\"release\", o.authority, o.change, o.executed_at FROM release_sign_off o "
                 "LEFT JOIN release_signature s ON s.\"release\" = o.\"release\" AND s.authority = o.authority "
                 "WHERE o.authority = ? AND s.\"release\" IS NULL ORDER BY o.executed_at, o.\"release\" LIMIT ?"_s)
        .bind(operators::toWord(authority))
        .bind(limit)
        .all(signOffFrom);
}

} // namespace enigm::controlplane::store

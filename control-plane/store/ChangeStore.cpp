#include "control-plane/store/ChangeStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/Query.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

constexpr auto columns = "id, digest, state, action, class, requester, request, targets, approve_by, execute_by, "
                         "requested_at, requested_governance, requested_time, executed_at, executed_governance, "
                         "executed_time, failure, cursor, beyond_limit, cancelled_by"_L1;

template <typename T>
Expected<T> known(std::optional<T> value, const QString &word)
{
    if (value)
        return *value;
    return refuse(ProblemType::Unavailable, u"the database holds the unknown word %1"_s.arg(word));
}

Expected<changes::ChangeState> stateOf(const QString &word)
{
    return known(changes::changeStateOf(word), word);
}

Expected<changes::Decision> decisionOf(const QString &text)
{
    for (const auto decision : {changes::Decision::Approve, changes::Decision::Reject}) {
        if (text == changes::word(decision))
            return decision;
    }
    return known<changes::Decision>(std::nullopt, text);
}

changes::LogPosition positionFrom(const Query &row, int column)
{
    return {.index = row.integer(column), .governanceSize = row.integer(column + 1), .time = row.integer(column + 2)};
}

Expected<ChangeRow> changeFrom(const Query &row)
{
    const auto state = stateOf(row.text(2));
    if (!state)
        return std::unexpected(state.error());
    const auto actionClass = known(changes::actionClassOf(row.text(4)), row.text(4));
    if (!actionClass)
        return std::unexpected(actionClass.error());
    ChangeRow change{.id = row.text(0),
                     .digest = row.bytes(1),
                     .state = *state,
                     .action = row.text(3),
                     .actionClass = *actionClass,
                     .requester = row.text(5),
                     .request = row.bytes(6),
                     .targets = row.bytes(7),
                     .approveBy = row.integer(8),
                     .executeBy = row.integer(9),
                     .requested = positionFrom(row, 10),
                     .executed = std::nullopt,
                     .failure = row.textOrNull(16),
                     .cursor = row.integer(17),
                     .cancelledBy = row.textOrNull(19),
                     .beyondLimit = row.integer(18) != 0};
    if (!row.isNull(13))
        change.executed = positionFrom(row, 13);
    return change;
}

Expected<ChangeSignatureRow> signatureFrom(const Query &row)
{
    const auto decision = decisionOf(row.text(3));
    if (!decision)
        return std::unexpected(decision.error());
    return ChangeSignatureRow{.digest = row.bytes(0),
                              .change = row.text(1),
                              .approver = row.text(2),
                              .decision = *decision,
                              .jws = row.bytes(4),
                              .position = positionFrom(row, 5)};
}

void sortNewestFirst(std::vector<ChangeRow> &changes)
{
    std::ranges::sort(changes, std::greater(), [](const ChangeRow &change) { return change.requested.index; });
}

} // namespace

Expected<void> ChangeStore::insert(const ChangeRow &change, std::span<const fleet::DeviceHandle> targets)
{
    Query query(m_connection, u"INSERT INTO change (%1, devices) "
                              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s.arg(columns));
    query.bind(change.id)
        .bind(change.digest)
        .bind(changes::word(change.state))
        .bind(change.action)
        .bind(changes::word(change.actionClass))
        .bind(change.requester)
        .bind(change.request)
        .bind(change.targets)
        .bind(change.approveBy)
        .bind(change.executeBy)
        .bind(change.requested.index)
        .bind(change.requested.governanceSize)
        .bind(change.requested.time);
    query.bind(change.executed.transform([](const auto &position) { return position.index; }))
        .bind(change.executed.transform([](const auto &position) { return position.governanceSize; }))
        .bind(change.executed.transform([](const auto &position) { return position.time; }))
        .bind(change.failure)
        .bind(change.cursor)
        .bind(change.beyondLimit)
        .bind(change.cancelledBy)
        .bind(static_cast<qint64>(targets.size()));
    if (auto done = query.run(ProblemType::Replayed); !done)
        return done;
    for (const fleet::DeviceHandle &handle : targets) {
        auto done = Query(m_connection, u"INSERT INTO change_target (handle, change) VALUES (?, ?)"_s)
                        .bind(handle.text())
                        .bind(change.id)
                        .run();
        if (!done)
            return done;
    }
    return {};
}

Expected<void> ChangeStore::setState(const QString &id, changes::ChangeState state, qint64 cursor)
{
    return Query(m_connection, u"UPDATE change SET state = ?, cursor = ? WHERE id = ?"_s)
        .bind(changes::word(state))
        .bind(cursor)
        .bind(id)
        .runOnExisting(u"the change"_s);
}

Expected<void> ChangeStore::setExecuted(const QString &id, changes::ChangeState state,
                                        const changes::LogPosition &position, qint64 cursor)
{
    return Query(m_connection, u"UPDATE change SET state = ?, executed_at = ?, executed_governance = ?, "
                               "executed_time = ?, cursor = ? WHERE id = ?"_s)
        .bind(changes::word(state))
        .bind(position.index)
        .bind(position.governanceSize)
        .bind(position.time)
        .bind(cursor)
        .bind(id)
        .runOnExisting(u"the change"_s);
}

Expected<void> ChangeStore::touch(const QString &id, qint64 cursor)
{
    return Query(m_connection, u"UPDATE change SET cursor = ? WHERE id = ?"_s)
        .bind(cursor)
        .bind(id)
        .runOnExisting(u"the change"_s);
}

Expected<void> ChangeStore::setBeyondLimit(const QString &id, bool isBeyond)
{
    return Query(m_connection, u"UPDATE change SET beyond_limit = ? WHERE id = ?"_s)
        .bind(isBeyond)
        .bind(id)
        .runOnExisting(u"the change"_s);
}

Expected<void> ChangeStore::setCancelled(const QString &id, const QString &by)
{
    return Query(m_connection, u"UPDATE change SET cancelled_by = ? WHERE id = ?"_s)
        .bind(by)
        .bind(id)
        .runOnExisting(u"the change"_s);
}

Expected<void> ChangeStore::setFailed(const QString &id, const QString &slug, qint64 cursor)
{
    return Query(m_connection, u"UPDATE change SET state = ?, failure = ?, cursor = ? WHERE id = ?"_s)
        .bind(changes::word(changes::ChangeState::Failed))
        .bind(slug)
        .bind(cursor)
        .bind(id)
        .runOnExisting(u"the change"_s);
}

Expected<void> ChangeStore::insertSignature(const ChangeSignatureRow &signature)
{
    auto done = Query(m_connection, u"INSERT INTO change_signature (digest, change, approver, decision, jws, position, "
                                    "governance, time) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s)
                    .bind(signature.digest)
                    .bind(signature.change)
                    .bind(signature.approver)
                    .bind(changes::word(signature.decision))
                    .bind(signature.jws)
                    .bind(signature.position.index)
                    .bind(signature.position.governanceSize)
                    .bind(signature.position.time)
                    .run(ProblemType::Replayed);
    if (done || done.error().type != ProblemType::Replayed)
        return done;
    Query known(m_connection, u"SELECT 1 FROM change_signature WHERE digest = ?"_s);
    const auto isReplayed = known.bind(signature.digest).next();
    if (!isReplayed)
        return std::unexpected(isReplayed.error());
    return *isReplayed ? done : refuse(ProblemType::AlreadySigned);
}

Expected<void> ChangeStore::insertWithdrawal(const ChangeWithdrawalRow &withdrawal)
{
    return Query(m_connection, u"INSERT INTO change_withdrawal (change, digest, jws, position, governance, time) "
                               "VALUES (?, ?, ?, ?, ?, ?)"_s)
        .bind(withdrawal.change)
        .bind(withdrawal.digest)
        .bind(withdrawal.jws)
        .bind(withdrawal.position.index)
        .bind(withdrawal.position.governanceSize)
        .bind(withdrawal.position.time)
        .run(ProblemType::Replayed);
}

Expected<void> ChangeStore::useNonce(const QByteArray &nonce)
{
    return Query(m_connection, u"INSERT INTO signed_nonce (nonce) VALUES (?)"_s).bind(nonce).run(ProblemType::Replayed);
}

Expected<void> ChangeStore::insertText(const changes::FreeText &text, qint64 time)
{
    return Query(m_connection, u"INSERT INTO free_text (digest, salt, text, stored_at) VALUES (?, ?, ?, ?) "
                               "ON CONFLICT (digest) DO NOTHING"_s)
        .bind(text.digest())
        .bind(text.salt)
        .bind(text.text)
        .bind(time)
        .run();
}

Expected<int> ChangeStore::pruneTexts(qint64 time)
{
    Query query(m_connection, u"DELETE FROM free_text WHERE stored_at < ?"_s);
    return query.bind(time).runCounting();
}

Expected<std::optional<ChangeRow>> ChangeStore::find(const QString &id) const
{
    Query query(m_connection, u"SELECT %1 FROM change WHERE id = ?"_s.arg(columns));
    return query.bind(id).first(changeFrom);
}

Expected<std::optional<ChangeRow>> ChangeStore::findByDigest(const QByteArray &digest) const
{
    Query query(m_connection, u"SELECT %1 FROM change WHERE digest = ?"_s.arg(columns));
    return query.bind(digest).first(changeFrom);
}

Expected<std::optional<ChangeRow>> ChangeStore::findByExecution(qint64 index) const
{
    Query query(m_connection, u"SELECT %1 FROM change WHERE executed_at = ?"_s.arg(columns));
    return query.bind(index).first(changeFrom);
}

Expected<std::vector<ChangeSignatureRow>> ChangeStore::signatures(const QString &id) const
{
    Query query(m_connection, u"SELECT digest, change, approver, decision, jws, position, governance, time "
                              "FROM change_signature WHERE change = ? ORDER BY position"_s);
    return query.bind(id).all(signatureFrom);
}

Expected<std::optional<ChangeWithdrawalRow>> ChangeStore::withdrawal(const QString &id) const
{
    Query query(m_connection, u"SELECT change, digest, jws, position, governance, time FROM change_withdrawal "
                              "WHERE change = ?"_s);
    return query.bind(id).first([](const Query &row) {
        return ChangeWithdrawalRow{
            .change = row.text(0), .digest = row.bytes(1), .jws = row.bytes(2), .position = positionFrom(row, 3)};
    });
}

Expected<std::optional<changes::FreeText>> ChangeStore::text(const QByteArray &digest) const
{
    Query query(m_connection, u"SELECT salt, text FROM free_text WHERE digest = ?"_s);
    return query.bind(digest).first(
        [](const Query &row) { return changes::FreeText{.salt = row.bytes(0), .text = row.text(1)}; });
}

Expected<std::vector<ChangeRow>> ChangeStore::page(const std::vector<changes::ChangeState> &states,
                                                   std::optional<qint64> before, int limit) const
{
    const qint64 below = before.value_or(std::numeric_limits<qint64>::max());
    if (states.empty())
        return pageOf(std::nullopt, below, limit);
    // One indexed page a state, merged, as with devices.
    std::vector<ChangeRow> merged;
    for (const changes::ChangeState state : states) {
        auto page = pageOf(state, below, limit);
        if (!page)
            return page;
        std::ranges::move(*page, std::back_inserter(merged));
    }
    sortNewestFirst(merged);
    if (merged.size() > static_cast<std::size_t>(limit))
        merged.erase(merged.begin() + limit, merged.end());
    return merged;
}

Expected<std::vector<ChangeRow>> ChangeStore::pageOf(std::optional<changes::ChangeState> state, qint64 before,
                                                     int limit) const
{
    Query query(m_connection,
                u"SELECT %1 FROM change WHERE %2 requested_at < ? ORDER BY requested_at DESC LIMIT ?"_s.arg(
                    columns, state ? "state = ? AND"_L1 : ""_L1));
    if (state)
        query.bind(changes::word(*state));
    return query.bind(before).bind(limit).all(changeFrom);
}

Expected<std::vector<ChangeRow>> ChangeStore::naming(const fleet::DeviceHandle &handle,
                                                     const std::vector<changes::ChangeState> &states) const
{
    Query query(
        m_connection,
        u"SELECT %1 FROM change WHERE id IN (SELECT change FROM change_target WHERE handle = ?)"_s.arg(columns));
    auto found = query.bind(handle.text()).all(changeFrom);
    if (!found)
        return found;
    std::erase_if(
        *found, [&states](const ChangeRow &change) { return std::ranges::find(states, change.state) == states.end(); });
    sortNewestFirst(*found);
    return found;
}

Expected<std::vector<ChangeRow>> ChangeStore::changedSince(qint64 cursor, int limit) const
{
    Query query(m_connection, u"SELECT %1 FROM change WHERE cursor > ? ORDER BY cursor LIMIT ?"_s.arg(columns));
    return query.bind(cursor).bind(limit).all(changeFrom);
}

Expected<std::vector<ChangeRow>> ChangeStore::waiting() const
{
    Query query(m_connection, u"SELECT %1 FROM change WHERE state = ? ORDER BY requested_at"_s.arg(columns));
    return query.bind(changes::word(changes::ChangeState::Pending)).all(changeFrom);
}

Expected<std::vector<ChangeRow>> ChangeStore::due(qint64 time, int limit) const
{
    Query query(
        m_connection,
        u"SELECT %1 FROM change WHERE state = ? AND approve_by < ? ORDER BY requested_at LIMIT ?"_s.arg(columns));
    return query.bind(changes::word(changes::ChangeState::Pending)).bind(time).bind(limit).all(changeFrom);
}

Expected<qint64> ChangeStore::devicesReachedSince(qint64 time, const QStringList &actions) const
{
    qint64 devices = 0;
    for (const QString &action : actions) {
        Query query(m_connection,
                    u"SELECT coalesce(sum(devices), 0) FROM change WHERE action = ? AND executed_time > ?"_s);
        const auto reached =
            query.bind(action).bind(time).first([](const Query &row) { return Expected<qint64>(row.integer(0)); });
        if (!reached)
            return std::unexpected(reached.error());
        devices += reached->value_or(0);
    }
    return devices;
}

Expected<std::map<changes::ChangeState, qint64>> ChangeStore::countByState() const
{
    Query query(m_connection, u"SELECT state, count(*) FROM change GROUP BY state"_s);
    const auto rows = query.all([](const Query &row) -> Expected<std::pair<changes::ChangeState, qint64>> {
        const auto state = stateOf(row.text(0));
        if (!state)
            return std::unexpected(state.error());
        return std::pair(*state, row.integer(1));
    });
    if (!rows)
        return std::unexpected(rows.error());
    return std::map(rows->begin(), rows->end());
}

} // namespace enigm::controlplane::store

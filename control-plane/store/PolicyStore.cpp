#include "control-plane/store/PolicyStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

constexpr auto policyColumns = "id, version, name, for_all, change, changed_at, cursor, in_force_by, assigned_by"_L1;
constexpr auto versionColumns = "policy, version, digest, document, change, published_at"_L1;
/// A draft that was dropped leaves its revision, so that nobody takes another for it.
constexpr auto isThere = "length(document) > 0"_L1;
constexpr auto draftColumns = "id, revision, document, author, saved_at, cursor"_L1;

PolicyRow policyFrom(const Query &row)
{
    return {.id = row.text(0),
            .version = row.integer(1),
            .name = row.text(2),
            .isAssignedToAll = row.boolean(3),
            .change = row.text(4),
            .changedAt = row.integer(5),
            .cursor = row.integer(6),
            .inForceBy = row.text(7),
            .assignedBy = row.text(8)};
}

PolicyVersionRow versionFrom(const Query &row)
{
    return {.policy = row.text(0),
            .version = row.integer(1),
            .digest = row.bytes(2),
            .document = row.bytes(3),
            .change = row.text(4),
            .publishedAt = row.integer(5)};
}

PolicyDraftRow draftFrom(const Query &row)
{
    return {.id = row.text(0),
            .revision = row.integer(1),
            .document = row.bytes(2),
            .author = row.text(3),
            .savedAt = row.integer(4),
            .cursor = row.integer(5)};
}

} // namespace

Expected<void> PolicyStore::addVersion(const PolicyVersionRow &version)
{
    Query insert(m_connection, u"INSERT INTO policy_version (%1) VALUES (?, ?, ?, ?, ?, ?)"_s.arg(versionColumns));
    return insert.bind(version.policy)
        .bind(version.version)
        .bind(version.digest)
        .bind(version.document)
        .bind(version.change)
        .bind(version.publishedAt)
        .run();
}

Expected<void> PolicyStore::put(const PolicyRow &policy, std::span<const QString> groups)
{
    Query insert(m_connection,
                 u"INSERT INTO policy (%1) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
                 "version = excluded.version, name = excluded.name, for_all = excluded.for_all, "
                 "change = excluded.change, changed_at = excluded.changed_at, cursor = excluded.cursor, "
                 "in_force_by = excluded.in_force_by, assigned_by = excluded.assigned_by"_s.arg(policyColumns));
    auto done = insert.bind(policy.id)
                    .bind(policy.version)
                    .bind(policy.name)
                    .bind(policy.isAssignedToAll)
                    .bind(policy.change)
                    .bind(policy.changedAt)
                    .bind(policy.cursor)
                    .bind(policy.inForceBy)
                    .bind(policy.assignedBy)
                    .run();
    if (done)
        done = Query(m_connection, u"DELETE FROM policy_group WHERE policy = ?"_s).bind(policy.id).run();
    for (const QString &group : groups) {
        if (!done)
            break;
        done = Query(m_connection, u"INSERT INTO policy_group (policy, device_group) VALUES (?, ?)"_s)
                   .bind(policy.id)
                   .bind(group)
                   .run();
    }
    return done;
}

Expected<std::optional<PolicyRow>> PolicyStore::find(const QString &id) const
{
    Query query(m_connection, u"SELECT %1 FROM policy WHERE id = ?"_s.arg(policyColumns));
    return query.bind(id).first(policyFrom);
}

Expected<std::optional<PolicyRow>> PolicyStore::findByName(const QString &name) const
{
    Query query(m_connection, u"SELECT %1 FROM policy WHERE name = ?"_s.arg(policyColumns));
    return query.bind(name).first(policyFrom);
}

Expected<std::vector<PolicyRow>> PolicyStore::page(const QString &after, int limit) const
{
    Query query(m_connection, u"SELECT %1 FROM policy WHERE id > ? ORDER BY id LIMIT ?"_s.arg(policyColumns));
    return query.bind(after).bind(limit).all(policyFrom);
}

Expected<std::vector<PolicyVersionRow>> PolicyStore::versions(const QString &policy) const
{
    Query query(m_connection,
                u"SELECT %1 FROM policy_version WHERE policy = ? ORDER BY version DESC"_s.arg(versionColumns));
    return query.bind(policy).all(versionFrom);
}

Expected<std::optional<PolicyVersionRow>> PolicyStore::version(const QString &policy, qint64 version) const
{
    Query query(m_connection, u"SELECT %1 FROM policy_version WHERE policy = ? AND version = ?"_s.arg(versionColumns));
    return query.bind(policy).bind(version).first(versionFrom);
}

Expected<std::vector<QString>> PolicyStore::groups(const QString &policy) const
{
    Query query(m_connection, u"SELECT device_group FROM policy_group WHERE policy = ? ORDER BY device_group"_s);
    return query.bind(policy).all([](const Query &row) { return row.text(0); });
}

Expected<std::vector<PolicyInForceRow>> PolicyStore::inForce() const
{
    Query query(m_connection,
                u"SELECT policy.id, policy.version, policy.name, policy.for_all, policy.change, policy.changed_at, "
                "policy.cursor, policy.in_force_by, policy.assigned_by, policy_version.document FROM policy JOIN "
                "policy_version ON "
                "policy_version.policy = policy.id AND policy_version.version = policy.version ORDER BY policy.id"_s);
    auto rows = query.all(
        [](const Query &row) { return PolicyInForceRow{.policy = policyFrom(row), .document = row.bytes(9)}; });
    if (!rows)
        return rows;
    for (PolicyInForceRow &row : *rows) {
        auto assigned = groups(row.policy.id);
        if (!assigned)
            return std::unexpected(assigned.error());
        row.groups = std::move(*assigned);
    }
    return rows;
}

Expected<std::vector<AssignedVersionRow>> PolicyStore::assignedVersions() const
{
    Query query(m_connection,
                u"SELECT policy.id, policy_version.digest, policy.for_all FROM policy JOIN policy_version "
                "ON policy_version.policy = policy.id AND policy_version.version = policy.version "
                "ORDER BY policy.id"_s);
    auto rows = query.all([](const Query &row) {
        return AssignedVersionRow{.policy = row.text(0), .digest = row.bytes(1), .isAssignedToAll = row.boolean(2)};
    });
    if (!rows)
        return rows;
    for (AssignedVersionRow &row : *rows) {
        auto assigned = groups(row.policy);
        if (!assigned)
            return std::unexpected(assigned.error());
        row.groups = std::move(*assigned);
    }
    return rows;
}

Expected<qint64> PolicyStore::lastCursor() const
{
    Query query(m_connection, u"SELECT coalesce(max(cursor), 0) FROM policy"_s);
    const auto cursor = query.first([](const Query &row) { return row.integer(0); });
    if (!cursor)
        return std::unexpected(cursor.error());
    return cursor->value_or(0);
}

Expected<std::vector<QString>> PolicyStore::changedSince(qint64 cursor, int limit) const
{
    Query query(m_connection, u"SELECT id FROM policy WHERE cursor > ? UNION "
                              "SELECT id FROM policy_draft WHERE cursor > ? ORDER BY id LIMIT ?"_s);
    return query.bind(cursor).bind(cursor).bind(limit).all([](const Query &row) { return row.text(0); });
}

Expected<qint64> PolicyStore::saveDraft(const PolicyDraftRow &draft)
{
    const auto bindSaved = [&draft](Query &query) -> Query & {
        return query.bind(draft.document).bind(draft.author).bind(draft.savedAt).bind(draft.cursor).bind(draft.id);
    };
    const QString isPresent = draft.revision == 0 ? u"NOT %1"_s.arg(isThere) : u"%1 AND revision = ?"_s.arg(isThere);
    Query update(m_connection, u"UPDATE policy_draft SET revision = revision + 1, document = ?, author = ?, "
                               "saved_at = ?, cursor = ? WHERE id = ? AND %1"_s.arg(isPresent));
    bindSaved(update);
    if (draft.revision != 0)
        update.bind(draft.revision);
    const auto updated = update.runCounting();
    if (!updated)
        return std::unexpected(updated.error());
    if (*updated == 0 && draft.revision != 0)
        return refuse(ProblemType::PreconditionFailed, u"Somebody has saved another draft since."_s, draft.id);
    if (*updated == 0) {
        Query insert(m_connection, u"INSERT INTO policy_draft (document, author, saved_at, cursor, id, revision) "
                                   "VALUES (?, ?, ?, ?, ?, 1)"_s);
        if (const auto saved = bindSaved(insert).run(ProblemType::PreconditionFailed); !saved)
            return std::unexpected(saved.error());
    }
    const auto saved = this->draft(draft.id);
    return saved ? Expected<qint64>((*saved)->revision) : std::unexpected(saved.error());
}

Expected<void> PolicyStore::dropDraft(const QString &id, qint64 revision, qint64 cursor)
{
    Query update(m_connection, u"UPDATE policy_draft SET revision = revision + 1, document = ?, cursor = ? "
                               "WHERE id = ? AND %1 AND revision = ?"_s.arg(isThere));
    const auto dropped = update.bind(QByteArray("")).bind(cursor).bind(id).bind(revision).runCounting();
    if (!dropped)
        return std::unexpected(dropped.error());
    if (*dropped != 0)
        return {};
    const auto present = draft(id);
    if (!present)
        return std::unexpected(present.error());
    if (!*present)
        return refuse(ProblemType::NotFound, u"There is no such draft."_s, id);
    return refuse(ProblemType::PreconditionFailed, u"Somebody has saved another draft since."_s, id);
}

Expected<std::optional<PolicyDraftRow>> PolicyStore::draft(const QString &id) const
{
    Query query(m_connection, u"SELECT %1 FROM policy_draft WHERE id = ? AND %2"_s.arg(draftColumns, isThere));
    return query.bind(id).first(draftFrom);
}

Expected<std::vector<PolicyDraftRow>> PolicyStore::drafts(const QString &after, int limit) const
{
    Query query(m_connection,
                u"SELECT %1 FROM policy_draft WHERE id > ? AND %2 ORDER BY id LIMIT ?"_s.arg(draftColumns, isThere));
    return query.bind(after).bind(limit).all(draftFrom);
}

} // namespace enigm::controlplane::store

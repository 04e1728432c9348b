#include "control-plane/store/ReleaseStore.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/Query.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

using enigm::ota::ReleaseFacts;
using enigm::ota::RolloutModel;
using operators::SigningAuthority;

constexpr auto columns = "id, manifest, manifest_digest, artifact, length, build, imported_by, begun_at, received, "
                         "complete_at, installed, confirmed_at, cursor, sha1"_L1;
constexpr auto isThere = "removed = 0"_L1;

ReleaseRow releaseFrom(const Query &row)
{
    return {.id = row.text(0),
            .manifest = row.bytes(1),
            .manifestDigest = row.bytes(2),
            .artifact = row.bytes(3),
            .sha1 = row.bytes(13),
            .length = row.integer(4),
            .build = row.text(5),
            .importedBy = row.text(6),
            .begunAt = row.integer(7),
            .received = row.integer(8),
            .completeAt = row.integerOrNull(9),
            .installed = row.integer(10),
            .confirmedAt = row.integerOrNull(11),
            .cursor = row.integer(12)};
}

std::unexpected<Problem> unknownWord(const QString &word)
{
    return refuse(ProblemType::OutOfRange, u"the store has a word of releases that is not known"_s, word);
}

Expected<ReleaseSignatureRow> signatureFrom(const Query &row)
{
    const auto authority = operators::signingAuthorityOf(row.text(1));
    if (!authority)
        return unknownWord(row.text(1));
    return ReleaseSignatureRow{.release = row.text(0),
                               .authority = *authority,
                               .jws = row.bytes(2),
                               .key = row.text(3),
                               .change = row.text(4),
                               .signedAt = row.integer(5)};
}

/// (word of a model, time).
Expected<std::pair<RolloutModel, qint64>> modelFrom(const Query &row)
{
    const auto model = enigm::ota::fromWord<RolloutModel>(row.text(0));
    if (!model)
        return unknownWord(row.text(0));
    return std::pair(*model, row.integer(1));
}

void keepEarlier(std::optional<qint64> &kept, qint64 time)
{
    kept = kept ? std::min(*kept, time) : time;
}

std::optional<qint64> &factOf(ReleaseFacts &facts, RolloutModel model)
{
    switch (model) {
    case RolloutModel::Validation:
        return facts.validation;
    case RolloutModel::Limited:
        return facts.limited;
    case RolloutModel::Stable:
    case RolloutModel::Security:
        return facts.stable;
    }
    Q_UNREACHABLE();
}

} // namespace

Expected<void> ReleaseStore::insert(const ReleaseRow &release)
{
    Query insert(m_connection,
                 u"INSERT INTO release (%1) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s.arg(columns));
    return insert.bind(release.id)
        .bind(release.manifest)
        .bind(release.manifestDigest)
        .bind(release.artifact)
        .bind(release.length)
        .bind(release.build)
        .bind(release.importedBy)
        .bind(release.begunAt)
        .bind(release.received)
        .bind(release.completeAt)
        .bind(release.installed)
        .bind(release.confirmedAt)
        .bind(release.cursor)
        .bind(release.sha1)
        .run();
}

Expected<void> ReleaseStore::setReceived(const QString &id, qint64 received, qint64 cursor)
{
    Query update(m_connection, u"UPDATE release SET received = ?, cursor = ? WHERE id = ? AND %1"_s.arg(isThere));
    return update.bind(received).bind(cursor).bind(id).runOnExisting(id);
}

Expected<void> ReleaseStore::setComplete(const QString &id, const QByteArray &sha1, qint64 time, qint64 cursor)
{
    Query update(m_connection, u"UPDATE release SET received = length, sha1 = ?, complete_at = ?, cursor = ? "
                               "WHERE id = ? AND %1"_s.arg(isThere));
    return update.bind(sha1).bind(time).bind(cursor).bind(id).runOnExisting(id);
}

Expected<void> ReleaseStore::remove(const QString &id, qint64 cursor)
{
    Query update(m_connection, u"UPDATE release SET removed = 1, cursor = ? WHERE id = ? AND %1"_s.arg(isThere));
    return update.bind(cursor).bind(id).runOnExisting(id);
}

Expected<void> ReleaseStore::setInstalled(const QString &id, qint64 devices, qint64 first, qint64 cursor)
{
    Query update(m_connection, u"UPDATE release SET installed = ?, confirmed_at = coalesce(confirmed_at, ?), "
                               "cursor = ? WHERE id = ? AND %1"_s.arg(isThere));
    return update.bind(devices).bind(first).bind(cursor).bind(id).runOnExisting(id);
}

Expected<void> ReleaseStore::addSignature(const ReleaseSignatureRow &signature, qint64 cursor)
{
    if (auto there = touch(signature.release, cursor); !there)
        return there;
    Query insert(m_connection, u"INSERT INTO release_signature (release, authority, jws, \"key\", change, signed_at) "
                               "VALUES (?, ?, ?, ?, ?, ?)"_s);
    return insert.bind(signature.release)
        .bind(operators::toWord(signature.authority))
        .bind(signature.jws)
        .bind(signature.key)
        .bind(signature.change)
        .bind(signature.signedAt)
        .run();
}

Expected<void> ReleaseStore::setManifestSignature(ReleaseSignatureRow signature, qint64 cursor)
{
    signature.authority = SigningAuthority::Manifest;
    return addSignature(signature, cursor);
}

Expected<void> ReleaseStore::setProductionSignature(ReleaseSignatureRow signature, qint64 cursor)
{
    signature.authority = SigningAuthority::Production;
    return addSignature(signature, cursor);
}

Expected<void> ReleaseStore::publish(const PublicationRow &publication, qint64 cursor)
{
    if (auto there = touch(publication.release, cursor); !there)
        return there;
    Query insert(m_connection, u"INSERT INTO release_publication (release, channel, published_at) VALUES (?, ?, ?) "
                               "ON CONFLICT DO NOTHING"_s);
    return insert.bind(publication.release)
        .bind(enigm::ota::toWord(publication.channel))
        .bind(publication.publishedAt)
        .run();
}

Expected<void> ReleaseStore::setRolledOut(const QString &id, RolloutModel model, qint64 time, qint64 cursor)
{
    if (auto there = touch(id, cursor); !there)
        return there;
    Query insert(m_connection, u"INSERT INTO release_rollout (release, model, begun_at) VALUES (?, ?, ?) "
                               "ON CONFLICT DO NOTHING"_s);
    return insert.bind(id).bind(enigm::ota::toWord(model)).bind(time).run();
}

Expected<void> ReleaseStore::touch(const QString &id, qint64 cursor)
{
    Query update(m_connection, u"UPDATE release SET cursor = ? WHERE id = ? AND %1"_s.arg(isThere));
    return update.bind(cursor).bind(id).runOnExisting(id);
}

Expected<std::optional<ReleaseRow>> ReleaseStore::find(const QString &id) const
{
    Query query(m_connection, u"SELECT %1 FROM release WHERE id = ? AND %2"_s.arg(columns, isThere));
    return query.bind(id).first(releaseFrom);
}

Expected<std::optional<ReleaseRow>> ReleaseStore::findByManifest(const QByteArray &digest) const
{
    Query query(m_connection, u"SELECT %1 FROM release WHERE manifest_digest = ? AND %2"_s.arg(columns, isThere));
    return query.bind(digest).first(releaseFrom);
}

Expected<std::vector<ReleaseRow>> ReleaseStore::withArtifact(const QByteArray &digest) const
{
    Query query(m_connection,
                u"SELECT %1 FROM release WHERE artifact = ? AND complete_at IS NOT NULL AND %2 ORDER BY id DESC"_s.arg(
                    columns, isThere));
    return query.bind(digest).all(releaseFrom);
}

Expected<std::vector<ReleaseRow>> ReleaseStore::page(const QString &after, int limit) const
{
    const QString older = after.isEmpty() ? QString() : u"id < ? AND "_s;
    Query query(m_connection,
                u"SELECT %1 FROM release WHERE %2%3 ORDER BY id DESC LIMIT ?"_s.arg(columns, older, isThere));
    if (!after.isEmpty())
        query.bind(after);
    return query.bind(limit).all(releaseFrom);
}

Expected<std::vector<ReleaseSignatureRow>> ReleaseStore::signatures(const QString &id) const
{
    Query query(m_connection, u"SELECT release, authority, jws, \"key\", change, signed_at FROM release_signature "
                              "WHERE release = ? ORDER BY authority"_s);
    return query.bind(id).all(signatureFrom);
}

Expected<std::vector<PublicationRow>> ReleaseStore::publications(const QString &id) const
{
    Query query(m_connection, u"SELECT channel, published_at FROM release_publication WHERE release = ? "
                              "ORDER BY published_at, channel"_s);
    return query.bind(id).all([&id](const Query &row) -> Expected<PublicationRow> {
        const auto published = modelFrom(row);
        if (!published)
            return std::unexpected(published.error());
        return PublicationRow{.release = id, .channel = published->first, .publishedAt = published->second};
    });
}

Expected<ReleaseFacts> ReleaseStore::facts(const ReleaseRow &release) const
{
    ReleaseFacts facts{.begun = release.begunAt, .received = release.completeAt, .confirmed = release.confirmedAt};
    const auto made = signatures(release.id);
    if (!made)
        return std::unexpected(made.error());
    for (const ReleaseSignatureRow &signature : *made)
        (signature.authority == SigningAuthority::Manifest ? facts.manifestSigned : facts.productionSigned) =
            signature.signedAt;
    const auto channels = publications(release.id);
    if (!channels)
        return std::unexpected(channels.error());
    for (const PublicationRow &publication : *channels)
        keepEarlier(facts.published, publication.publishedAt);
    Query query(m_connection, u"SELECT model, begun_at FROM release_rollout WHERE release = ?"_s);
    const auto rollouts = query.bind(release.id).all(modelFrom);
    if (!rollouts)
        return std::unexpected(rollouts.error());
    for (const auto &[model, time] : *rollouts)
        keepEarlier(factOf(facts, model), time);
    return facts;
}

Expected<std::vector<QString>> ReleaseStore::ids() const
{
    Query query(m_connection, u"SELECT id FROM release WHERE %1 ORDER BY id"_s.arg(isThere));
    return query.all([](const Query &row) { return row.text(0); });
}

Expected<qint64> ReleaseStore::awaited() const
{
    Query query(
        m_connection,
        u"SELECT coalesce(sum(length - received), 0) FROM release WHERE complete_at IS NULL AND %1"_s.arg(isThere));
    const auto bytes = query.first([](const Query &row) { return row.integer(0); });
    if (!bytes)
        return std::unexpected(bytes.error());
    return bytes->value_or(0);
}

Expected<std::vector<QString>> ReleaseStore::changedSince(qint64 cursor, int limit) const
{
    Query query(m_connection, u"SELECT id FROM release WHERE cursor > ? ORDER BY id LIMIT ?"_s);
    return query.bind(cursor).bind(limit).all([](const Query &row) { return row.text(0); });
}

} // namespace enigm::controlplane::store

#include "control-plane/store/EnrollmentStore.h"

#include "contract/json/JsonParser.h"
#include "contract/operators/Members.h"
#include "control-plane/store/Query.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

using enigm::enrollment::Enrollment;
using enigm::fleet::DeviceHandle;

constexpr auto profileColumns = "id, token, name, uses, used, created, expires, creator, level, keys, replaces, "
                                "revoked, device_group"_L1;
constexpr auto enrollmentColumns = "handle, nonce, tls_key, chain, enrolled_at, profile, replaces"_L1;

/// Binary values as one JSON list, which is what a chain is wherever it goes.
QByteArray listed(const std::vector<QByteArray> &values)
{
    return json::canonical(operators::valueOf(values));
}

Expected<std::vector<QByteArray>> digestsFrom(const QByteArray &stored)
{
    const auto list = json::parse(stored);
    if (!list)
        return std::unexpected(list.error());
    std::vector<QByteArray> digests;
    for (const json::Value &item : list->array()) {
        auto digest = operators::parseDigest(item, u"keys"_s);
        if (!digest)
            return std::unexpected(digest.error());
        digests.push_back(std::move(*digest));
    }
    return digests;
}

Expected<std::optional<DeviceHandle>> handleFrom(const std::optional<QString> &text)
{
    if (!text)
        return std::optional<DeviceHandle>();
    auto handle = DeviceHandle::parse(*text);
    if (!handle)
        return std::unexpected(handle.error());
    return std::optional(std::move(*handle));
}

Expected<ProfileRow> profileFrom(const Query &row)
{
    auto keys = digestsFrom(row.bytes(9));
    if (!keys)
        return std::unexpected(keys.error());
    auto replaces = handleFrom(row.textOrNull(10));
    if (!replaces)
        return std::unexpected(replaces.error());
    ProfileRow profile{.id = row.text(0),
                       .token = row.bytes(1),
                       .name = row.text(2),
                       .uses = row.integer(3),
                       .used = row.integer(4),
                       .created = row.integer(5),
                       .expires = row.integer(6),
                       .creator = row.text(7),
                       .keys = std::move(*keys),
                       .replaces = std::move(*replaces),
                       .revoked = row.integerOrNull(11),
                       .group = row.textOrNull(12)};
    if (const auto level = row.textOrNull(8))
        profile.leastLevel = enigm::fleet::securityLevelFromWord(*level);
    return profile;
}

Expected<Enrollment> enrollmentFrom(const Query &row)
{
    auto handle = DeviceHandle::parse(row.text(0));
    if (!handle)
        return std::unexpected(handle.error());
    auto chain = andThen(json::parse(row.bytes(3)),
                         [](const json::Value &value) { return enrollment::parseChain(value, u"chain"_s); });
    if (!chain)
        return std::unexpected(chain.error());
    auto replaces = handleFrom(row.textOrNull(6));
    if (!replaces)
        return std::unexpected(replaces.error());
    return Enrollment{.handle = std::move(*handle),
                      .nonce = row.bytes(1),
                      .tlsKey = row.bytes(2),
                      .chain = std::move(*chain),
                      .enrolledAt = row.integer(4),
                      .profile = row.textOrNull(5),
                      .replaces = std::move(*replaces)};
}

HandleOrigin originFrom(const Query &row)
{
    return {.device = row.text(0), .key = row.text(1), .nonce = row.bytes(2)};
}

std::optional<QString> textOf(const std::optional<DeviceHandle> &handle)
{
    return handle ? std::optional(handle->text()) : std::nullopt;
}

} // namespace

Expected<void> EnrollmentStore::insertProfile(const ProfileRow &profile)
{
    std::optional<QString> level;
    if (profile.leastLevel)
        level = enigm::fleet::toWord(*profile.leastLevel);
    return Query(m_connection,
                 u"INSERT INTO enrollment_profile (%1) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s.arg(
                     profileColumns))
        .bind(profile.id)
        .bind(profile.token)
        .bind(profile.name)
        .bind(profile.uses)
        .bind(profile.used)
        .bind(profile.created)
        .bind(profile.expires)
        .bind(profile.creator)
        .bind(level)
        .bind(listed(profile.keys))
        .bind(textOf(profile.replaces))
        .bind(profile.revoked)
        .bind(profile.group)
        .run();
}

Expected<void> EnrollmentStore::revokeProfile(const QString &id, qint64 time)
{
    return Query(m_connection, u"UPDATE enrollment_profile SET revoked = coalesce(revoked, ?) WHERE id = ?"_s)
        .bind(time)
        .bind(id)
        .runOnExisting(id);
}

Expected<void> EnrollmentStore::useProfile(const QString &id)
{
    return Query(m_connection, u"UPDATE enrollment_profile SET used = used + 1 WHERE id = ?"_s)
        .bind(id)
        .runOnExisting(id);
}

Expected<std::optional<ProfileRow>> EnrollmentStore::profile(const QString &id) const
{
    Query query(m_connection, u"SELECT %1 FROM enrollment_profile WHERE id = ?"_s.arg(profileColumns));
    return query.bind(id).first(profileFrom);
}

Expected<std::optional<ProfileRow>> EnrollmentStore::profileOfToken(const QByteArray &digest) const
{
    Query query(m_connection, u"SELECT %1 FROM enrollment_profile WHERE token = ?"_s.arg(profileColumns));
    return query.bind(digest).first(profileFrom);
}

Expected<std::vector<ProfileRow>> EnrollmentStore::profiles(const QString &after, int limit) const
{
    Query query(m_connection, u"SELECT %1 FROM enrollment_profile %2 ORDER BY id DESC LIMIT ?"_s.arg(
                                  profileColumns, after.isEmpty() ? ""_L1 : "WHERE id < ?"_L1));
    if (!after.isEmpty())
        query.bind(after);
    return query.bind(limit).all(profileFrom);
}

Expected<void> EnrollmentStore::insert(const Enrollment &enrollment)
{
    return Query(m_connection, u"INSERT INTO enrollment (%1) VALUES (?, ?, ?, ?, ?, ?, ?)"_s.arg(enrollmentColumns))
        .bind(enrollment.handle.text())
        .bind(enrollment.nonce)
        .bind(enrollment.tlsKey)
        .bind(listed(enrollment.chain))
        .bind(enrollment.enrolledAt)
        .bind(enrollment.profile)
        .bind(textOf(enrollment.replaces))
        .run();
}

Expected<std::optional<QString>> EnrollmentStore::groupFor(const DeviceHandle &handle) const
{
    Query query(m_connection, u"SELECT device_group FROM enrollment JOIN enrollment_profile ON enrollment_profile.id = "
                              "enrollment.profile WHERE enrollment.handle = ?"_s);
    const auto group = query.bind(handle.text()).first([](const Query &row) { return row.textOrNull(0); });
    if (!group)
        return std::unexpected(group.error());
    return group->value_or(std::nullopt);
}

Expected<std::optional<Enrollment>> EnrollmentStore::find(const DeviceHandle &handle) const
{
    Query query(m_connection, u"SELECT %1 FROM enrollment WHERE handle = ?"_s.arg(enrollmentColumns));
    return query.bind(handle.text()).first(enrollmentFrom);
}

Expected<std::optional<HandleOrigin>> EnrollmentStore::origin(const DeviceHandle &handle) const
{
    Query query(m_connection, u"SELECT device.handle, device.key, enrollment.nonce FROM device JOIN enrollment "
                              "ON enrollment.handle = device.handle WHERE device.handle = ?"_s);
    return query.bind(handle.text()).first(originFrom);
}

Expected<std::vector<HandleOrigin>> EnrollmentStore::origins(const std::optional<HandleOrigin> &after, int limit) const
{
    Query query(m_connection, u"SELECT device.handle, device.key, enrollment.nonce FROM device CROSS JOIN enrollment "
                              "INDEXED BY enrollment_by_origin ON enrollment.handle = device.handle WHERE (device.key, "
                              "device.handle) > (?, ?) "
                              "ORDER BY device.key, device.handle LIMIT ?"_s);
    return query.bind(after ? after->key : QString())
        .bind(after ? after->device : QString())
        .bind(limit)
        .all(originFrom);
}

} // namespace enigm::controlplane::store

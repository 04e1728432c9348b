#pragma once

#include "contract/problems/Problem.h"

#include <QString>

#include <optional>
#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// How an enforcement point, or the control plane for it, has decided in a span of time.
struct PointCounts
{
    qint64 from = 0; ///< Unix seconds
    qint64 to = 0;
    qint64 permits = 0;
    qint64 denials = 0;

    friend bool operator==(const PointCounts &, const PointCounts &) = default;
};

/// An enforcement point, as an executed change enrolled it.
struct EnforcementPointRow
{
    QString id = {}; ///< UUIDv7
    QString name = {};
    QString nameKey = {};        ///< as names are compared
    QString path = {};           ///< word of policy::NetworkPath
    QString key = {};            ///< base64url of the SHA-256 of its SubjectPublicKeyInfo
    QString enrolledChange = {}; ///< reference
    qint64 enrolledAt = 0;       ///< of its execution
    std::optional<QString> revokedChange = {};
    std::optional<qint64> revokedAt = {};
    std::optional<qint64> lastSeen = {};
    std::optional<PointCounts> decided = {};  ///< what it asked last
    std::optional<PointCounts> reported = {}; ///< what it reported last
    qint64 cursor = 0;                        ///< of its enrolment or revocation

    friend bool operator==(const EnforcementPointRow &, const EnforcementPointRow &) = default;
};

/// Enforcement points. Of those that are there no two have one name; a key is good for one enrolment and, once revoked,
/// for none.
class EnforcementPointStore
{
public:
    explicit EnforcementPointStore(Connection &connection)
        : m_connection(connection)
    {}

    /// AlreadyExists for an id or key that was ever there, and for a name that is taken.
    [[nodiscard]] Expected<void> insert(const EnforcementPointRow &point);
    /// NotFound where there is none that is not revoked.
    [[nodiscard]] Expected<void> revoke(const QString &id, const QString &change, qint64 time, qint64 cursor);
    // NotFound.
    [[nodiscard]] Expected<void> setSeen(const QString &id, qint64 time);
    [[nodiscard]] Expected<void> setDecided(const QString &id, const PointCounts &counts);
    [[nodiscard]] Expected<void> setReported(const QString &id, const PointCounts &counts);

    /// Revoked ones too.
    [[nodiscard]] Expected<std::optional<EnforcementPointRow>> find(const QString &id) const;
    [[nodiscard]] Expected<std::optional<EnforcementPointRow>> findByKey(const QString &key) const;
    /// Of those that are there, by the name as names are compared.
    [[nodiscard]] Expected<std::optional<EnforcementPointRow>> findByName(const QString &nameKey) const;
    /// At most `limit` behind the id `after` (empty: from the first), by id; revoked ones too.
    [[nodiscard]] Expected<std::vector<EnforcementPointRow>> page(const QString &after, int limit) const;
    /// Those that are there, by id.
    [[nodiscard]] Expected<std::vector<EnforcementPointRow>> enrolled() const;
    /// Of the last that was enrolled or revoked; 0 where there is none.
    [[nodiscard]] Expected<qint64> lastCursor() const;

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store

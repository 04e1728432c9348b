#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// A version of a policy, as an executed change published it.
struct PolicyVersionRow
{
    QString policy = {};
    qint64 version = 1;
    QByteArray digest = {};
    QByteArray document = {}; ///< canonical JSON
    QString change = {};      ///< reference
    qint64 publishedAt = 0;   ///< of its execution

    friend bool operator==(const PolicyVersionRow &, const PolicyVersionRow &) = default;
};

/// How a policy stands.
struct PolicyRow
{
    QString id = {};
    qint64 version = 1; ///< the one in force; after a rollback not the last there is
    QString name = {};  ///< as names are compared, each once
    bool isAssignedToAll = false;
    QString change = {}; ///< reference of the last that published, assigned or rolled back
    qint64 changedAt = 0;
    qint64 cursor = 0;
    QString inForceBy = {};  ///< reference of the change that put the version in force
    QString assignedBy = {}; ///< of the one that said for whom it is; empty where nobody has

    friend bool operator==(const PolicyRow &, const PolicyRow &) = default;
};

/// A policy in force with what is needed to decide by it.
struct PolicyInForceRow
{
    PolicyRow policy = {};
    QByteArray document = {};
    std::vector<QString> groups = {}; ///< by id; what else it is assigned to besides all

    friend bool operator==(const PolicyInForceRow &, const PolicyInForceRow &) = default;
};

/// The version of a policy that is in force, and for whom.
struct AssignedVersionRow
{
    QString policy = {};
    QByteArray digest = {};
    bool isAssignedToAll = false;
    std::vector<QString> groups = {}; ///< by id

    friend bool operator==(const AssignedVersionRow &, const AssignedVersionRow &) = default;
};

/// Something that somebody is writing.
struct PolicyDraftRow
{
    QString id = {}; ///< of the policy that it is to be
    qint64 revision = 0;
    QByteArray document = {}; ///< as written, whether it can be meant or not
    QString author = {};      ///< operator who saved it last
    qint64 savedAt = 0;
    qint64 cursor = 0;

    friend bool operator==(const PolicyDraftRow &, const PolicyDraftRow &) = default;
};

/// Policies: every version there ever was, which of them is in force and for whom, and drafts of the next.
class PolicyStore
{
public:
    explicit PolicyStore(Connection &connection)
        : m_connection(connection)
    {}

    /// AlreadyExists for a version that is there.
    [[nodiscard]] Expected<void> addVersion(const PolicyVersionRow &version);
    /// Inserts or replaces, with all groups that it is assigned to. AlreadyExists where another policy has the name.
    [[nodiscard]] Expected<void> put(const PolicyRow &policy, std::span<const QString> groups);

    [[nodiscard]] Expected<std::optional<PolicyRow>> find(const QString &id) const;
    /// By name key.
    [[nodiscard]] Expected<std::optional<PolicyRow>> findByName(const QString &name) const;
    /// At most `limit` policies behind the id `after` (empty: from the first), by id.
    [[nodiscard]] Expected<std::vector<PolicyRow>> page(const QString &after, int limit) const;
    /// Newest first.
    [[nodiscard]] Expected<std::vector<PolicyVersionRow>> versions(const QString &policy) const;
    [[nodiscard]] Expected<std::optional<PolicyVersionRow>> version(const QString &policy, qint64 version) const;
    [[nodiscard]] Expected<std::vector<QString>> groups(const QString &policy) const;
    /// Every policy in force, by id.
    [[nodiscard]] Expected<std::vector<PolicyInForceRow>> inForce() const;
    /// The same without what they say.
    [[nodiscard]] Expected<std::vector<AssignedVersionRow>> assignedVersions() const;
    /// Of the last policy that changed; 0 where there is none.
    [[nodiscard]] Expected<qint64> lastCursor() const;
    /// At most `limit` ids, sorted, of policies that changed or whose drafts did after `cursor`.
    [[nodiscard]] Expected<std::vector<QString>> changedSince(qint64 cursor, int limit) const;

    /// Saves what is based on revision `revision`, and answers the new one, which no draft of this policy has had.
    /// PreconditionFailed where that is not the present one (0: there is none).
    [[nodiscard]] Expected<qint64> saveDraft(const PolicyDraftRow &draft);
    /// NotFound; PreconditionFailed where it is of another revision.
    [[nodiscard]] Expected<void> dropDraft(const QString &id, qint64 revision, qint64 cursor);
    [[nodiscard]] Expected<std::optional<PolicyDraftRow>> draft(const QString &id) const;
    /// At most `limit` drafts behind the id `after` (empty: from the first), by id.
    [[nodiscard]] Expected<std::vector<PolicyDraftRow>> drafts(const QString &after, int limit) const;

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store

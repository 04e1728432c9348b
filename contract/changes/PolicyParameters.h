#pragma once

#include "contract/json/ObjectReader.h"
#include "contract/policy/PolicyDocument.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::changes {

/// The groups that a policy is assigned to, by id, sorted, each once; nothing: every device. None: nobody.
using AssignedGroups = std::optional<std::vector<QString>>;
inline constexpr std::size_t mostAssignedGroups = 256;

/// How a policy stands after its last change: {"digest","groups":[id]|null,"last","policy","version"}.
struct PolicyStanding
{
    QString policy;     ///< UUIDv7
    qint64 version = 1; ///< the one in force
    qint64 last = 1;    ///< the last there is; after a rollback not the one in force
    QByteArray digest;  ///< of the version in force (policy::PolicyVersion)
    AssignedGroups groups = std::vector<QString>();

    [[nodiscard]] json::Value toJson() const;
    /// SHA-256 of the canonical JSON: what the next change of the policy names as replaced, so that of two changes
    /// that were asked for at once only one can be carried out.
    [[nodiscard]] QByteArray replacedBy() const;
    friend bool operator==(const PolicyStanding &, const PolicyStanding &) = default;
};

/// {"document","policy","replaces":digest|null,"version"} of policy.publish: the whole of the next version, which is in
/// force for whom the policy is assigned to. A new policy is assigned to nobody.
struct PublishPolicyParameters
{
    policy::PolicyVersion version;
    std::optional<QByteArray> replaces; ///< PolicyStanding::replacedBy; nothing where the policy is new

    /// Fails the reader where the document is not in its canonical form: one meaning has one spelling.
    static PublishPolicyParameters read(json::ObjectReader &reader);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const PublishPolicyParameters &, const PublishPolicyParameters &) = default;
};

/// {"groups":[id]|null,"policy","replaces":digest} of policy.assign: for whom the policy is from now on.
struct AssignPolicyParameters
{
    QString policy;
    AssignedGroups groups;
    QByteArray replaces;

    static AssignPolicyParameters read(json::ObjectReader &reader);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const AssignPolicyParameters &, const AssignPolicyParameters &) = default;
};

/// {"digest","policy","replaces":digest,"version"} of policy.rollback: a version that was in force before is again.
struct RollBackPolicyParameters
{
    QString policy;
    qint64 version = 1;
    QByteArray digest; ///< of that version
    QByteArray replaces;

    static RollBackPolicyParameters read(json::ObjectReader &reader);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const RollBackPolicyParameters &, const RollBackPolicyParameters &) = default;
};

// How a policy stands after a change of it, given how it stands (nothing: nobody has heard of it). AlreadyExists for a
// new policy whose id was used before, NotFound for one that is not there, Drifted where it stands otherwise than the
// change replaces.

/// `kind`: of the versions before; OutOfRange for a version of another kind.
[[nodiscard]] Expected<PolicyStanding> standingAfter(const PublishPolicyParameters &change,
                                                     const std::optional<PolicyStanding> &before,
                                                     std::optional<policy::PolicyKind> kind);
[[nodiscard]] Expected<PolicyStanding> standingAfter(const AssignPolicyParameters &change,
                                                     const std::optional<PolicyStanding> &before);
/// `published`: the digest of the version that is to be in force again, as it was published; nothing: it never was.
[[nodiscard]] Expected<PolicyStanding> standingAfter(const RollBackPolicyParameters &change,
                                                     const std::optional<PolicyStanding> &before,
                                                     const std::optional<QByteArray> &published);

} // namespace enigm::changes

#pragma once

#include "contract/changes/PolicyParameters.h"
#include "contract/policy/PolicyDocument.h"
#include "contract/problems/Problem.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace enigm::changes {

/// A policy as executed changes made it.
struct FoldedPolicy
{
    PolicyStanding standing;
    policy::PolicyVersion inForce;
};

/// The policies as executed changes made them: the only proof of what is in force, and for whom.
class PolicyFold
{
public:
    // Each takes one execution: what standingAfter refuses, and AlreadyExists where another policy has the name.
    Expected<void> apply(const PublishPolicyParameters &change);
    Expected<void> apply(const AssignPolicyParameters &change);
    Expected<void> apply(const RollBackPolicyParameters &change);

    /// An execution whose content is withheld made something of this policy: from now on nothing is known of it.
    void forget(const QString &policy);
    /// The same where it is withheld even of which policy.
    void forgetAll();

    /// Nothing for a policy that is not there, or was forgotten.
    [[nodiscard]] std::optional<FoldedPolicy> find(const QString &policy) const;
    /// By id.
    [[nodiscard]] std::vector<FoldedPolicy> policies() const;

private:
    struct Known
    {
        PolicyStanding standing;
        std::map<qint64, policy::PolicyVersion> versions;
    };
    [[nodiscard]] std::optional<PolicyStanding> standingOf(const QString &policy) const;
    [[nodiscard]] Expected<void> checkName(const policy::PolicyVersion &version) const;
    [[nodiscard]] static FoldedPolicy folded(const Known &known);
    void rename(const QString &policy);
    /// A policy of which nothing is known, though it may be there.
    [[nodiscard]] bool isDark(const QString &policy) const;

    QHash<QString, Known> m_policies;
    QHash<QString, QString> m_names; ///< id by name key, of the versions in force
    QSet<QString> m_forgotten;
    bool m_isAnyForgotten = false;
};

} // namespace enigm::changes

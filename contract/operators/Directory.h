#pragma once

#include "contract/operators/Founding.h"
#include "contract/operators/GovernedAcceptance.h"
#include "contract/operators/Role.h"
#include "contract/operators/Rule.h"
#include "contract/operators/UpdateKeys.h"
#include "contract/problems/Problem.h"
#include "contract/signing/PublicKey.h"

#include <QHash>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::operators {

/// Who may sign what, at every position of the governance log: a fold of its entries that remembers its history.
///
/// Positions are governance log sizes: entry i is in force at every size > i. So a key added by entry a and revoked by
/// entry r is valid at sizes a+1 … r. This class applies facts that were verified; changes::GovernanceReplay verifies.
class Directory
{
public:
    struct Key
    {
        signing::PublicKey key;
        QString operatorId;
        qint64 addedBy = 0;              ///< index of the entry
        std::optional<qint64> revokedBy; ///< index of the entry
        [[nodiscard]] bool isValidAt(qint64 governanceSize) const
        {
            return governanceSize > addedBy && (!revokedBy || governanceSize <= *revokedBy);
        }
    };
    struct RolesSince
    {
        qint64 entry = 0;
        Roles roles;
    };
    struct Operator
    {
        QString id;
        std::vector<RolesSince> history;
        std::vector<QString> keys; ///< thumbprints, in order of addition
        [[nodiscard]] Roles rolesAt(qint64 governanceSize) const;
    };
    struct WitnessRecord
    {
        Witness witness;
        qint64 addedBy = 0;
        std::optional<qint64> removedBy;
        [[nodiscard]] bool isActiveAt(qint64 governanceSize) const;
    };

    /// The directory at governance size 1.
    explicit Directory(Founding founding);
    /// The same, where the deployment id of the founding was computed already.
    Directory(Founding founding, QByteArray deploymentId);

    [[nodiscard]] const Founding &founding() const { return m_founding; }
    [[nodiscard]] const QByteArray &deploymentId() const { return m_deploymentId; }
    [[nodiscard]] bool isSample() const { return m_founding.sample; }
    /// Number of governance entries applied.
    [[nodiscard]] qint64 size() const { return m_size; }

    [[nodiscard]] const Operator *findOperator(const QString &id) const;
    [[nodiscard]] const std::vector<Operator> &operators() const { return m_operators; }
    /// By RFC 7638 thumbprint; valid until the directory is changed.
    [[nodiscard]] const Key *findKey(const QString &thumbprint) const;
    /// Whether the operator signed the founding.
    [[nodiscard]] bool isFounder(const QString &operatorId) const;
    /// Whether any key of the operator is valid at a position.
    [[nodiscard]] bool hasValidKey(const QString &operatorId, qint64 governanceSize) const;
    [[nodiscard]] const std::vector<WitnessRecord> &witnesses() const { return m_witnesses; }
    /// Whether a co-signature of this witness counts towards the threshold at a position: it is in force there, and
    /// stand-ins count in a sample only.
    [[nodiscard]] bool counts(const WitnessRecord &record, qint64 governanceSize) const
    {
        return record.isActiveAt(governanceSize) && (!record.witness.standIn || isSample());
    }
    /// The rule in force for an action at a position; null where only the default of the action binds.
    [[nodiscard]] const Rule *ruleAt(const QString &action, qint64 governanceSize) const;
    /// What attestations are judged by at a position, of 1 or more.
    [[nodiscard]] const GovernedAcceptance &acceptanceAt(qint64 governanceSize) const;
    /// The same where the log stands now.
    [[nodiscard]] const GovernedAcceptance &acceptance() const { return m_acceptances.back().acceptance; }

    /// Whether attestations are or were judged by the revocation list of this digest.
    [[nodiscard]] bool hasGoverned(QByteArrayView revocation) const;

    /// The keys that releases are signed with at a position, of 1 or more.
    [[nodiscard]] const UpdateKeys &updateKeysAt(qint64 governanceSize) const;
    /// The same where the log stands now.
    [[nodiscard]] const UpdateKeys &updateKeys() const { return m_updateKeys.back().keys; }
    /// Whether root metadata of the update repository with this digest is or was in force.
    [[nodiscard]] bool hasNamedTufRoot(QByteArrayView digest) const;

    // One per effect of a governance entry; each advances size() by one, or refuses and changes nothing. Refusals:
    // AlreadyExists, RoleConflict, NotFound.
    Expected<void> admitOperator(const QString &id, Roles roles, const std::vector<signing::PublicKey> &keys);
    Expected<void> addKey(const QString &operatorId, const signing::PublicKey &key);
    Expected<void> revokeKey(const QString &operatorId, const QString &thumbprint);
    Expected<void> addWitness(Witness witness);
    Expected<void> removeWitness(const QString &name);
    /// AlreadyExists for the one that is in force.
    Expected<void> setAcceptance(GovernedAcceptance acceptance);
    /// AlreadyExists for those that are in force; OutOfRange for an operator's key, and for no root where there is one.
    Expected<void> setUpdateKeys(UpdateKeys keys);

    /// RoleConflict where a person may not hold these together.
    [[nodiscard]] Expected<void> checkRoles(Roles roles) const { return m_founding.checkRoles(roles); }

private:
    struct RuleSince
    {
        qint64 entry = 0;
        Rule rule;
    };
    struct AcceptanceSince
    {
        qint64 entry = 0;
        GovernedAcceptance acceptance;
    };
    struct UpdateKeysSince
    {
        qint64 entry = 0;
        UpdateKeys keys;
    };
    [[nodiscard]] Expected<void> checkNewKey(const signing::PublicKey &key) const;
    void insertKey(Operator &person, const signing::PublicKey &key, qint64 entry);

    Founding m_founding;
    QByteArray m_deploymentId;
    qint64 m_size = 1;
    std::vector<Operator> m_operators;
    QHash<QString, Key> m_keys;
    std::vector<WitnessRecord> m_witnesses;
    std::vector<RuleSince> m_rules;
    std::vector<AcceptanceSince> m_acceptances; ///< oldest first; never empty
    std::vector<UpdateKeysSince> m_updateKeys;  ///< the same
};

} // namespace enigm::operators

#pragma once

#include "contract/json/JsonValue.h"
#include "contract/log/LogHead.h"
#include "contract/operators/Role.h"
#include "contract/operators/Rule.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Jws.h"
#include "contract/signing/PublicKey.h"

#include <QLatin1StringView>
#include <QMap>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace enigm::operators {

inline constexpr auto foundingTyp = QLatin1StringView("enigm-founding+jws");

/// {"devices","window"}: more than this many devices within so many seconds.
struct DeviceBudget
{
    qint64 devices = 0;
    qint64 window = 0; ///< seconds
    friend bool operator==(const DeviceBudget &, const DeviceBudget &) = default;
};

struct Founder
{
    QString operatorId; ///< UUIDv7
    signing::PublicKey key;
    Roles roles;
};

/// A witness of the logs: a C2SP name and an Ed25519 key that co-signs checkpoints.
struct Witness
{
    QString name;
    signing::PublicKey key;
    bool standIn = false; ///< run by the deployment itself; shown, never counted as independent

    /// {"key":JWK,"name","stand_in"}
    static Expected<Witness> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
};

/// Leaf 0 of the governance log (`docs/contract.md`, "Founding").
struct Founding
{
    QString name; ///< of the organisation's deployment
    qint64 created = 0;
    bool sample = false;
    std::vector<Founder> founders;
    int recoveryQuorum = 0;
    std::vector<Rule> rules;
    std::vector<std::pair<Role, Role>> roleConflicts;
    signing::PublicKey governanceLogKey; ///< Ed25519
    signing::PublicKey activityLogKey;   ///< Ed25519
    std::vector<Witness> witnesses;
    int witnessThreshold = 0;
    qint64 witnessMaxAge = 0;           ///< seconds
    std::vector<QByteArray> tlsDigests; ///< SHA-256 of SubjectPublicKeyInfo
    std::vector<QByteArray> deviceCaDigests;
    std::optional<QByteArray> tufRoot;
    std::vector<signing::PublicKey> otaManifestKeys;
    std::vector<signing::PublicKey> otaProductionKeys;
    std::vector<QByteArray> attestationRoots; ///< SHA-256 of SubjectPublicKeyInfo
    std::vector<QByteArray> bootKeys;
    QString minAttestationLevel; ///< "software", "trusted-environment", "strongbox"
    int minPatch = 0;            ///< YYYYMM
    DeviceBudget brake;
    DeviceBudget suspension;
    std::vector<QString> breakGlassActions;
    QMap<QString, qint64> retention; ///< category word -> days; what is not named is kept

    /// Strict, and sound in itself: founders are different people with different keys whose roles do not conflict, each
    /// action has one rule at most. Whether its rules reach the floors is checked by changes::GovernanceReplay.
    static Expected<Founding> fromJson(const json::Value &payload, const QString &pointer = {});
    [[nodiscard]] json::Value toJson() const;
    /// SHA-256 of the canonical payload alone: the deployment id, 32 bytes.
    [[nodiscard]] QByteArray deploymentId() const;

    /// RoleConflict where a person may not hold these together; OutOfRange for none at all.
    [[nodiscard]] Expected<void> checkRoles(Roles roles) const;

private:
    [[nodiscard]] Expected<void> check(const QString &pointer) const;
    [[nodiscard]] Expected<void> checkFounders(const QString &pointer) const;
    [[nodiscard]] Expected<void> checkUpdateKeys(const QString &pointer) const;
};

// Parts of the payload that a draft of it is made of, too.

/// {"devices","window"}
[[nodiscard]] Expected<DeviceBudget> parseBudget(const json::Value &value, const QString &pointer);
/// Two sorted role words that one person may not hold together.
[[nodiscard]] Expected<std::pair<Role, Role>> parseRoleConflict(const json::Value &value, const QString &pointer);
/// {category: days}
[[nodiscard]] Expected<QMap<QString, qint64>> parseRetention(const json::Value &value, const QString &pointer);

/// The C2SP origin lines of the two logs of a deployment: "enigm-command/<base64url of the id>/governance" and
/// ".../activity".
[[nodiscard]] QString governanceOrigin(QByteArrayView deploymentId);
[[nodiscard]] QString activityOrigin(QByteArrayView deploymentId);

} // namespace enigm::operators

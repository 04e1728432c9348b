#pragma once

#include "contract/changes/Action.h"
#include "contract/changes/Parameters.h"
#include "contract/fleet/DeviceState.h"
#include "contract/json/JsonValue.h"
#include "contract/log/LogHead.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Jws.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::changes {

inline constexpr auto changeTyp = QLatin1StringView("enigm-change+jws");

/// What a change says of its targets; {category, count, from, max_skipped, root}.
struct TargetClaim
{
    log::Resource category = log::Resource::Device;
    qint64 count = 0;
    std::vector<fleet::DeviceState> from; ///< sorted by word
    int maxSkipped = 0;                   ///< per mille of count
    QByteArray root;                      ///< of TargetSet
};

/// Versions that must not move while the change waits; each may be null.
struct ChangeBase
{
    std::optional<qint64> policy;
    std::optional<qint64> release;
};

/// The signed request of a privileged change (`docs/contract.md`, "Signed payloads"), typ enigm-change+jws.
struct ChangeRequest
{
    QByteArray deployment; ///< 32 bytes
    QString id;            ///< UUIDv7: the change reference
    QString action;
    ActionClass actionClass = ActionClass::Governance;
    QString requester;    ///< operator id
    QString installation; ///< UUIDv7 of the console installation
    log::LogHead governance;
    log::LogHead activity;
    TargetClaim targets;
    json::Value parameters;              ///< by the schema of the action
    std::optional<ChangeBase> base;      ///< null for every action of this release
    QByteArray reason;                   ///< digest of FreeText
    std::optional<QByteArray> reference; ///< digest of FreeText
    qint64 created = 0;
    qint64 approveBy = 0;
    qint64 executeBy = 0;
    std::optional<qint64> obeyBy;
    QByteArray nonce; ///< 16 bytes

    /// Checks everything that the bytes alone can tell: shape, known action, its class, clocks in order
    /// (created < approve_by <= execute_by, <= obey_by; each at most maxWaiting after created, obey_by of a rollout at
    /// most maxRollout), target claim against the action, parameters by schema.
    static Expected<ChangeRequest> fromJson(const json::Value &payload);
    [[nodiscard]] json::Value toJson() const;

    static constexpr qint64 maxWaiting = 7 * 24 * 3600;
    /// Of obey_by of a rollout, which takes its groups one after the other.
    static constexpr qint64 maxRollout = 180 * 24 * 3600;
};

/// The parameters by the schema of the action.
[[nodiscard]] Expected<Parameters> parametersOf(const ChangeRequest &request);
/// The row of the action table that a request falls under: the class of key.revoke depends on whose key it is.
/// UnknownAction, or the problem of its parameters.
[[nodiscard]] Expected<const Action *> actionOf(const ChangeRequest &request);

/// A parsed request together with its exact signed bytes. Its signature is checked against a directory by the quorum.
struct SignedChange
{
    signing::Jws jws;
    ChangeRequest request;
    Parameters parameters = {}; ///< of the request, read

    static Expected<SignedChange> parse(QByteArrayView compact);
    /// What will be signed, checked as parse() checks it: nobody signs what nobody would accept.
    static Expected<signing::UnsignedJws> prepare(const ChangeRequest &request, const signing::PublicKey &key);
    static Expected<SignedChange> sign(const ChangeRequest &request, const signing::Signer &signer);
    [[nodiscard]] const QByteArray &digest() const { return jws.digest(); }
};

} // namespace enigm::changes

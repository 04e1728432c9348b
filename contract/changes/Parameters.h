#pragma once

#include "contract/changes/EnforcementParameters.h"
#include "contract/changes/GroupParameters.h"
#include "contract/changes/PolicyParameters.h"
#include "contract/changes/ReleaseParameters.h"
#include "contract/changes/ResolveParameters.h"
#include "contract/changes/RolloutParameters.h"
#include "contract/fleet/DeviceState.h"
#include "contract/operators/Founding.h"
#include "contract/operators/GovernedAcceptance.h"
#include "contract/operators/Role.h"
#include "contract/operators/UpdateKeys.h"
#include "contract/problems/Problem.h"
#include "contract/signing/PublicKey.h"

#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace enigm::changes {

// The `parameters` member by action. Each is strict: all members, no other.

struct NoParameters
{ ///< {} for device.admit, deny, restrict, suspend, revoke, replace, retire, wipe
};
struct AdmitParameters
{ ///< {"group"} of device.admit: the static group that the devices join, by id; {} where they join none
    QString group;
};
struct ReactivateParameters
{ ///< {"to"} of device.reactivate
    fleet::DeviceState to = fleet::DeviceState::Trusted;
};
struct AdmitOperatorParameters
{ ///< {"keys":[JWK],"operator","roles":[…]} of operator.admit
    QString operatorId;
    operators::Roles roles;
    std::vector<signing::PublicKey> keys;
};
struct AddKeyParameters
{ ///< {"key":JWK,"operator"} of key.add
    QString operatorId;
    signing::PublicKey key;
};
struct RevokeKeyParameters
{ ///< {"key":thumbprint,"operator"} of key.revoke
    QString operatorId;
    QString key;
};
struct AddWitnessParameters
{ ///< {"key":JWK,"name","stand_in"} of witness.add
    operators::Witness witness;
};
struct RemoveWitnessParameters
{ ///< {"name"} of witness.remove
    QString name;
};
struct SetAttestationParameters
{ ///< {"boot_keys","min_level","min_patch","revocation","roots"} of attestation.set: the whole new value
    operators::GovernedAcceptance acceptance;
};

struct SetUpdateKeysParameters
{ ///< {"manifest","production","tuf_root"} of ota-key.set: the whole new value
    operators::UpdateKeys keys;
};

using Parameters =
    std::variant<NoParameters, ReactivateParameters, AdmitOperatorParameters, AddKeyParameters, RevokeKeyParameters,
                 AddWitnessParameters, RemoveWitnessParameters, ChangeGroupParameters, AdmitParameters,
                 ResolveHandleParameters, SetAttestationParameters, PublishPolicyParameters, AssignPolicyParameters,
                 RollBackPolicyParameters, EnrollPointParameters, RevokePointParameters, SignManifestParameters,
                 SignProductionParameters, StartRolloutParameters, ResumeRolloutParameters, PauseRolloutParameters,
                 HaltRolloutParameters, WithdrawRolloutParameters, SetUpdateKeysParameters>;

[[nodiscard]] Expected<Parameters> parseParameters(const QString &action, const json::Value &value,
                                                   const QString &pointer);
[[nodiscard]] json::Value toJson(const Parameters &parameters);

/// The id of the policy that a change is about; nothing for a change about something else.
[[nodiscard]] std::optional<QString> policyOf(const Parameters &parameters);

/// The id of the release that a change signs off; nothing for a change about something else.
[[nodiscard]] std::optional<QString> releaseOf(const Parameters &parameters);
/// The id of the rollout that a change starts, resumes or stops; nothing for a change about something else.
[[nodiscard]] std::optional<QString> rolloutOf(const Parameters &parameters);

} // namespace enigm::changes

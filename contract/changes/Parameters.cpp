#include "contract/changes/Parameters.h"

#include "contract/changes/Action.h"
#include "contract/changes/TargetSet.h"
#include "contract/fleet/DeviceTransition.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace enigm::changes {

namespace {

constexpr std::size_t maxKeysOfOperator = 8;

template <typename T>
Expected<Parameters> finished(json::ObjectReader &reader, T parameters)
{
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return Parameters(std::move(parameters));
}

Expected<Parameters> parseNone(json::ObjectReader &reader)
{
    return finished(reader, NoParameters{});
}

Expected<Parameters> parseAdmit(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    if (value.kind() != json::Value::Kind::Object || value.object().isEmpty())
        return parseNone(reader);
    AdmitParameters parameters{.group = reader.uuid("group"_L1)};
    return finished(reader, std::move(parameters));
}

Expected<Parameters> parseReactivate(json::ObjectReader &reader)
{
    const ReactivateParameters parameters{.to = reader.with("to"_L1, parseDeviceState)};
    const auto open = fleet::toStates(fleet::DeviceAct::Reactivate);
    if (!reader.hasFailed() && std::ranges::find(open, parameters.to) == open.end())
        reader.fail(
            {ProblemType::OutOfRange, u"Reactivation leads to trusted or restricted."_s, reader.pointerTo("to"_L1)});
    return finished(reader, parameters);
}

Expected<Parameters> parseAdmitOperator(json::ObjectReader &reader)
{
    AdmitOperatorParameters parameters{
        .operatorId = reader.uuid("operator"_L1),
        .roles = reader.with("roles"_L1, operators::parseRoles),
        .keys = reader.list("keys"_L1, operators::parseP256),
    };
    if (!reader.hasFailed() && (parameters.keys.empty() || parameters.keys.size() > maxKeysOfOperator))
        reader.fail({ProblemType::OutOfRange, u"An operator is admitted with one to %1 keys."_s.arg(maxKeysOfOperator),
                     reader.pointerTo("keys"_L1)});
    return finished(reader, std::move(parameters));
}

Expected<Parameters> parseAddKey(json::ObjectReader &reader)
{
    AddKeyParameters parameters{
        .operatorId = reader.uuid("operator"_L1),
        .key = reader.with("key"_L1, operators::parseP256),
    };
    return finished(reader, std::move(parameters));
}

Expected<Parameters> parseRevokeKey(json::ObjectReader &reader)
{
    RevokeKeyParameters parameters{
        .operatorId = reader.uuid("operator"_L1),
        .key = operators::readThumbprint(reader, "key"_L1),
    };
    return finished(reader, std::move(parameters));
}

Expected<Parameters> parseRemoveWitness(json::ObjectReader &reader)
{
    RemoveWitnessParameters parameters{.name = reader.text("name"_L1)};
    return finished(reader, std::move(parameters));
}

/// Of parameters that read themselves.
template <typename T>
Expected<Parameters> parseOwn(json::ObjectReader &reader)
{
    T parameters = T::read(reader);
    return finished(reader, std::move(parameters));
}

Expected<Parameters> parseSetAttestation(json::ObjectReader &reader)
{
    SetAttestationParameters parameters{.acceptance = operators::GovernedAcceptance::read(reader)};
    return finished(reader, std::move(parameters));
}

Expected<Parameters> parseSetUpdateKeys(json::ObjectReader &reader)
{
    SetUpdateKeysParameters parameters{.keys = operators::UpdateKeys::read(reader)};
    return finished(reader, std::move(parameters));
}

struct Schema
{
    QLatin1StringView action;
    Expected<Parameters> (*parse)(json::ObjectReader &);
};

// witness.add has none here, as its parameters are the witness itself, nor device.admit, which has two.
constexpr std::array schemas{
    Schema{cancelAll, parseNone},
    Schema{"device.deny"_L1, parseNone},
    Schema{"device.reactivate"_L1, parseReactivate},
    Schema{"device.replace"_L1, parseNone},
    Schema{"device.restrict"_L1, parseNone},
    Schema{"device.retire"_L1, parseNone},
    Schema{"device.revoke"_L1, parseNone},
    Schema{"device.suspend"_L1, parseNone},
    Schema{fleet::wipeAction, parseNone},
    Schema{"key.add"_L1, parseAddKey},
    Schema{"key.revoke"_L1, parseRevokeKey},
    Schema{"operator.admit"_L1, parseAdmitOperator},
    Schema{"witness.remove"_L1, parseRemoveWitness},
    Schema{groupChange, parseOwn<ChangeGroupParameters>},
    Schema{resolveHandle, parseOwn<ResolveHandleParameters>},
    Schema{attestationSet, parseSetAttestation},
    Schema{policyPublish, parseOwn<PublishPolicyParameters>},
    Schema{policyAssign, parseOwn<AssignPolicyParameters>},
    Schema{policyRollback, parseOwn<RollBackPolicyParameters>},
    Schema{pointEnroll, parseOwn<EnrollPointParameters>},
    Schema{pointRevoke, parseOwn<RevokePointParameters>},
    Schema{releaseSignManifest, parseOwn<SignManifestParameters>},
    Schema{releaseSignProduction, parseOwn<SignProductionParameters>},
    Schema{rolloutStart, parseOwn<StartRolloutParameters>},
    Schema{rolloutResume, parseOwn<ResumeRolloutParameters>},
    Schema{rolloutPause, parseOwn<PauseRolloutParameters>},
    Schema{rolloutHalt, parseOwn<HaltRolloutParameters>},
    Schema{rolloutWithdraw, parseOwn<WithdrawRolloutParameters>},
    Schema{updateKeysSet, parseSetUpdateKeys},
};

json::Value valueOf(const NoParameters &)
{
    return json::Object();
}

json::Value valueOf(const AdmitParameters &parameters)
{
    return json::Object{{"group"_L1, parameters.group}};
}

json::Value valueOf(const ReactivateParameters &parameters)
{
    return json::Object{{"to"_L1, QString(fleet::toWord(parameters.to))}};
}

json::Value valueOf(const AdmitOperatorParameters &parameters)
{
    return json::Object{
        {"keys"_L1, operators::valueOf(parameters.keys)},
        {"operator"_L1, parameters.operatorId},
        {"roles"_L1, operators::valueOf(parameters.roles.words())},
    };
}

json::Value valueOf(const AddKeyParameters &parameters)
{
    return json::Object{{"key"_L1, parameters.key.jwk()}, {"operator"_L1, parameters.operatorId}};
}

json::Value valueOf(const RevokeKeyParameters &parameters)
{
    return json::Object{{"key"_L1, parameters.key}, {"operator"_L1, parameters.operatorId}};
}

json::Value valueOf(const AddWitnessParameters &parameters)
{
    return parameters.witness.toJson();
}

json::Value valueOf(const RemoveWitnessParameters &parameters)
{
    return json::Object{{"name"_L1, parameters.name}};
}

template <typename T>
    requires requires(const T &parameters) { parameters.toJson(); }
json::Value valueOf(const T &parameters)
{
    return parameters.toJson();
}

json::Value valueOf(const SetUpdateKeysParameters &parameters)
{
    return parameters.keys.toJson();
}

json::Value valueOf(const SetAttestationParameters &parameters)
{
    return parameters.acceptance.toJson();
}

} // namespace

Expected<Parameters> parseParameters(const QString &action, const json::Value &value, const QString &pointer)
{
    if (action == "witness.add"_L1) {
        auto witness = operators::Witness::fromJson(value, pointer);
        if (!witness)
            return std::unexpected(witness.error());
        return Parameters(AddWitnessParameters{.witness = std::move(*witness)});
    }
    if (action == fleet::toAction(fleet::DeviceAct::Admit))
        return parseAdmit(value, pointer);
    const auto schema = std::ranges::find(schemas, action, &Schema::action);
    if (schema == schemas.end())
        return refuse(ProblemType::UnknownAction, u"This action is not known."_s, u"/action"_s);
    json::ObjectReader reader(value, pointer);
    return schema->parse(reader);
}

json::Value toJson(const Parameters &parameters)
{
    return std::visit([](const auto &each) { return valueOf(each); }, parameters);
}

std::optional<QString> policyOf(const Parameters &parameters)
{
    if (const auto *const published = std::get_if<PublishPolicyParameters>(&parameters))
        return published->version.policy;
    if (const auto *const assigned = std::get_if<AssignPolicyParameters>(&parameters))
        return assigned->policy;
    if (const auto *const rolledBack = std::get_if<RollBackPolicyParameters>(&parameters))
        return rolledBack->policy;
    return std::nullopt;
}

std::optional<QString> releaseOf(const Parameters &parameters)
{
    if (const auto *const manifest = std::get_if<SignManifestParameters>(&parameters))
        return manifest->manifest.release;
    if (const auto *const production = std::get_if<SignProductionParameters>(&parameters))
        return production->release;
    return std::nullopt;
}

std::optional<QString> rolloutOf(const Parameters &parameters)
{
    return std::visit(
        [](const auto &each) -> std::optional<QString> {
            if constexpr (requires { each.rollout; })
                return each.rollout;
            else
                return std::nullopt;
        },
        parameters);
}

} // namespace enigm::changes

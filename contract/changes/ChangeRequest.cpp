#include "contract/changes/ChangeRequest.h"

#include "contract/changes/Parameters.h"
#include "contract/changes/TargetSet.h"
#include "contract/fleet/DeviceTransition.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::changes {

namespace {

using operators::valueOf;

Expected<log::Resource> parseResource(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A resource is a word."_s, pointer);
    const auto resource = log::resourceOf(value.text());
    if (!resource)
        return refuse(ProblemType::OutOfRange, u"This resource is not known."_s, pointer);
    return *resource;
}

Expected<ActionClass> parseClass(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A class is a word."_s, pointer);
    const auto actionClass = actionClassOf(value.text());
    if (!actionClass)
        return refuse(ProblemType::WrongClass, u"This class is not known."_s, pointer);
    return *actionClass;
}

Expected<TargetClaim> parseClaim(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    TargetClaim claim{
        .category = reader.with("category"_L1, parseResource),
        .count = reader.integer("count"_L1, 0, static_cast<qint64>(TargetSet::maxTargets)),
        .from = reader.list("from"_L1, parseDeviceState),
        .maxSkipped = static_cast<int>(reader.integer("max_skipped"_L1, 0, 1000)),
        .root = reader.bytes("root"_L1, 32),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    std::vector<fleet::DeviceState> sorted = claim.from;
    sortByWord(sorted);
    if (sorted != claim.from || std::ranges::adjacent_find(sorted) != sorted.end())
        return refuse(ProblemType::NotCanonical, u"States are sorted by their words, each once."_s,
                      pointer + u"/from"_s);
    return claim;
}

/// `base` is null, or names what must not move. Both members null would be a second way to write null.
Expected<std::optional<ChangeBase>> parseBase(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<ChangeBase>();
    json::ObjectReader reader(value, pointer);
    const ChangeBase base{.policy = reader.integerOrNull("policy"_L1), .release = reader.integerOrNull("release"_L1)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (!base.policy && !base.release)
        return refuse(ProblemType::NotCanonical, u"A base that names nothing is written null."_s, pointer);
    return std::optional(base);
}

json::Value claimValue(const TargetClaim &claim)
{
    json::Array from;
    for (const fleet::DeviceState state : claim.from)
        from.push_back(QString(fleet::toWord(state)));
    return json::Object{
        {"category"_L1, word(claim.category)}, {"count"_L1, claim.count},        {"from"_L1, std::move(from)},
        {"max_skipped"_L1, claim.maxSkipped},  {"root"_L1, valueOf(claim.root)},
    };
}

json::Value orNull(const std::optional<qint64> &number)
{
    return number ? json::Value(*number) : json::Value();
}

json::Value baseValue(const std::optional<ChangeBase> &base)
{
    if (!base)
        return {};
    return json::Object{{"policy"_L1, orNull(base->policy)}, {"release"_L1, orNull(base->release)}};
}

Expected<void> checkClocks(const ChangeRequest &request)
{
    if (request.created >= request.approveBy || request.approveBy > request.executeBy)
        return refuse(ProblemType::ClockOutOfRange, u"A change is created, then approved, then executed."_s,
                      u"/approve_by"_s);
    if (request.obeyBy && *request.obeyBy < request.executeBy)
        return refuse(ProblemType::ClockOutOfRange, u"A device obeys after execution."_s, u"/obey_by"_s);
    if (request.executeBy - request.created > ChangeRequest::maxWaiting)
        return refuse(ProblemType::ClockOutOfRange, u"No change waits longer than a week."_s, u"/execute_by"_s);
    const qint64 mostToObey = request.action == rolloutStart ? ChangeRequest::maxRollout : ChangeRequest::maxWaiting;
    if (request.obeyBy && *request.obeyBy - request.created > mostToObey)
        return refuse(ProblemType::ClockOutOfRange,
                      u"No device obeys a change that is older than %1 days."_s.arg(mostToObey / 86'400),
                      u"/obey_by"_s);
    return {};
}

Expected<void> checkDeviceClaim(const ChangeRequest &request, const Parameters &parameters)
{
    const TargetClaim &claim = request.targets;
    if (claim.count == 0 || claim.from.empty())
        return refuse(ProblemType::OutOfRange, u"The change names no device, or no state to move it from."_s,
                      u"/targets"_s);
    std::optional<fleet::DeviceState> to;
    if (const auto *const reactivate = std::get_if<ReactivateParameters>(&parameters))
        to = reactivate->to;
    for (const fleet::DeviceState from : claim.from) {
        if (!fleet::stateAfter(request.action, from, to))
            return refuse(ProblemType::TargetState, u"From %1 this act is not possible."_s.arg(fleet::toWord(from)),
                          u"/targets/from"_s);
    }
    return {};
}

/// Whether the claim is of no target at all.
bool claimsNothing(const TargetClaim &claim)
{
    return claim.count == 0 && claim.from.empty() && claim.maxSkipped == 0 && claim.root == TargetSet().root();
}

/// The devices of a static group are claimed as they are, in whatever states; no other change of a group has any.
Expected<void> checkGroupClaim(const TargetClaim &claim, const Parameters &parameters)
{
    if (claimsNothing(claim))
        return {};
    const auto *const group = std::get_if<ChangeGroupParameters>(&parameters);
    if (!group || !group->isStatic())
        return refuse(ProblemType::OutOfRange, u"Only a group that lists its devices has targets."_s, u"/targets"_s);
    if (claim.count == 0 || claim.from.empty() || claim.maxSkipped != 0)
        return refuse(ProblemType::OutOfRange, u"The devices of a group are there, all of them."_s, u"/targets"_s);
    return {};
}

Expected<void> checkClaim(const ChangeRequest &request, const Action &action, const Parameters &parameters)
{
    const TargetClaim &claim = request.targets;
    if (claim.category != action.resource)
        return refuse(ProblemType::OutOfRange, u"The action is about something else."_s, u"/targets/category"_s);
    if (action.subject == Subject::Devices)
        return checkDeviceClaim(request, parameters);
    if (action.subject == Subject::Groups)
        return checkGroupClaim(claim, parameters);
    if (!claimsNothing(claim))
        return refuse(ProblemType::OutOfRange, u"The action has no targets."_s, u"/targets"_s);
    return {};
}

Expected<void> checkMeaning(const ChangeRequest &request, const Parameters &parameters)
{
    const auto action = actionOf(request);
    if (!action)
        return std::unexpected(action.error());
    if ((*action)->actionClass != request.actionClass)
        return refuse(ProblemType::WrongClass, u"The class of this act is %1."_s.arg(word((*action)->actionClass)),
                      u"/class"_s);
    if ((*action)->isObeyed != request.obeyBy.has_value())
        return refuse(ProblemType::ClockOutOfRange, u"A time to obey by is set where devices obey, and only there."_s,
                      u"/obey_by"_s);
    if (request.base)
        return refuse(ProblemType::OutOfRange, u"No policy and no release bears on this act."_s, u"/base"_s);
    if (auto sound = checkClocks(request); !sound)
        return sound;
    if (const auto *const resolved = std::get_if<ResolveHandleParameters>(&parameters)) {
        if (auto sound = resolved->checkBegun(request.created); !sound)
            return sound;
    }
    return checkClaim(request, **action, parameters);
}

ChangeRequest readMembers(json::ObjectReader &reader)
{
    operators::readVersion1(reader);
    return {
        .deployment = reader.bytes("deployment"_L1, 32),
        .id = reader.uuid("id"_L1),
        .action = reader.text("action"_L1),
        .actionClass = reader.with("class"_L1, parseClass),
        .requester = reader.uuid("requester"_L1),
        .installation = reader.uuid("installation"_L1),
        .governance = reader.with("governance"_L1, log::LogHead::fromJson),
        .activity = reader.with("activity"_L1, log::LogHead::fromJson),
        .targets = reader.with("targets"_L1, parseClaim),
        .parameters = reader.value("parameters"_L1),
        .base = reader.with("base"_L1, parseBase),
        .reason = reader.bytes("reason"_L1, 32),
        .reference = reader.bytesOrNull("reference"_L1, 32),
        .created = reader.integer("created"_L1, 1),
        .approveBy = reader.integer("approve_by"_L1, 1),
        .executeBy = reader.integer("execute_by"_L1, 1),
        .obeyBy = reader.integerOrNull("obey_by"_L1),
        .nonce = reader.bytes("nonce"_L1, 16),
    };
}

/// A request with its parameters, which hold keys and are read once.
struct ReadRequest
{
    ChangeRequest request;
    Parameters parameters;
};

Expected<ReadRequest> readRequest(const json::Value &payload)
{
    json::ObjectReader reader(payload);
    ChangeRequest request = readMembers(reader);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    auto parameters = parametersOf(request);
    if (!parameters)
        return std::unexpected(parameters.error());
    if (auto sound = checkMeaning(request, *parameters); !sound)
        return std::unexpected(sound.error());
    return ReadRequest{.request = std::move(request), .parameters = std::move(*parameters)};
}

SignedChange signedChange(signing::Jws jws, ReadRequest read)
{
    return {.jws = std::move(jws), .request = std::move(read.request), .parameters = std::move(read.parameters)};
}

} // namespace

Expected<ChangeRequest> ChangeRequest::fromJson(const json::Value &payload)
{
    auto read = readRequest(payload);
    if (!read)
        return std::unexpected(read.error());
    return std::move(read->request);
}

json::Value ChangeRequest::toJson() const
{
    return json::Object{
        {"action"_L1, action},
        {"activity"_L1, activity.toJson()},
        {"approve_by"_L1, approveBy},
        {"base"_L1, baseValue(base)},
        {"class"_L1, word(actionClass)},
        {"created"_L1, created},
        {"deployment"_L1, valueOf(deployment)},
        {"execute_by"_L1, executeBy},
        {"governance"_L1, governance.toJson()},
        {"id"_L1, id},
        {"installation"_L1, installation},
        {"nonce"_L1, valueOf(nonce)},
        {"obey_by"_L1, orNull(obeyBy)},
        {"parameters"_L1, parameters},
        {"reason"_L1, valueOf(reason)},
        {"reference"_L1, valueOf(reference)},
        {"requester"_L1, requester},
        {"targets"_L1, claimValue(targets)},
        {"v"_L1, 1},
    };
}

Expected<Parameters> parametersOf(const ChangeRequest &request)
{
    return parseParameters(request.action, request.parameters, u"/parameters"_s);
}

Expected<const Action *> actionOf(const ChangeRequest &request)
{
    const Action *const action = findAction(request.action);
    if (!action)
        return refuse(ProblemType::UnknownAction, u"This action is not known."_s, u"/action"_s);
    if (request.action != "key.revoke"_L1)
        return action;
    const auto parameters = parametersOf(request);
    if (!parameters)
        return std::unexpected(parameters.error());
    const auto *const revocation = std::get_if<RevokeKeyParameters>(&*parameters);
    return revocation && revocation->operatorId == request.requester ? &ownKeyRevocation() : action;
}

Expected<SignedChange> SignedChange::parse(QByteArrayView compact)
{
    auto jws = signing::Jws::parse(compact, changeTyp);
    if (!jws)
        return std::unexpected(jws.error());
    auto read = readRequest(jws->payload());
    if (!read)
        return std::unexpected(read.error());
    return signedChange(std::move(*jws), std::move(*read));
}

Expected<signing::UnsignedJws> SignedChange::prepare(const ChangeRequest &request, const signing::PublicKey &key)
{
    const json::Value payload = request.toJson();
    if (const auto checked = readRequest(payload); !checked)
        return std::unexpected(checked.error());
    return signing::UnsignedJws::make(changeTyp, payload, key);
}

Expected<SignedChange> SignedChange::sign(const ChangeRequest &request, const signing::Signer &signer)
{
    const auto prepared = prepare(request, signer.publicKey());
    if (!prepared)
        return std::unexpected(prepared.error());
    auto jws = prepared->sign(signer);
    if (!jws)
        return std::unexpected(jws.error());
    auto parameters = parametersOf(request); // which was read while it was prepared
    if (!parameters)
        return std::unexpected(parameters.error());
    return SignedChange{.jws = std::move(*jws), .request = request, .parameters = std::move(*parameters)};
}

} // namespace enigm::changes

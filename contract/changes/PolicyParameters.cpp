#include "contract/changes/PolicyParameters.h"

#include "contract/encoding/Uuid.h"
#include "contract/json/JsonParser.h"
#include "contract/operators/Members.h"
#include "contract/signing/Secret.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::changes {

namespace {

Expected<policy::PolicyDocument> parseCanonical(const json::Value &value, const QString &pointer)
{
    auto document = policy::PolicyDocument::fromJson(value, pointer);
    if (document && json::canonical(document->toJson()) != json::canonical(value))
        return refuse(ProblemType::NotCanonical, u"Lists of a policy that is signed are sorted."_s, pointer);
    return document;
}

Expected<AssignedGroups> parseGroups(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return AssignedGroups();
    if (value.kind() != json::Value::Kind::Array || value.array().size() > mostAssignedGroups)
        return refuse(ProblemType::OutOfRange,
                      u"Null, or a list of at most %1 groups is expected."_s.arg(mostAssignedGroups), pointer);
    std::vector<QString> groups;
    for (const json::Value &item : value.array()) {
        if (item.kind() != json::Value::Kind::Text)
            return refuse(ProblemType::WrongType, u"A group is named by its id."_s, pointer);
        const auto group = encoding::parseUuid7(item.text());
        if (!group)
            return std::unexpected(group.error().under(pointer));
        groups.push_back(*group);
    }
    if (std::ranges::adjacent_find(groups, std::ranges::greater_equal()) != groups.end())
        return refuse(ProblemType::NotCanonical, u"Groups are sorted by their ids, each once."_s, pointer);
    return AssignedGroups(std::move(groups));
}

json::Value valueOf(const AssignedGroups &groups)
{
    return groups ? json::Value(operators::valueOf(*groups)) : json::Value();
}

Expected<void> checkFollows(const QString &policy, const QByteArray &replaces,
                            const std::optional<PolicyStanding> &before)
{
    if (!before)
        return refuse(ProblemType::NotFound, u"There is no such policy."_s, policy);
    if (before->replacedBy() != replaces)
        return refuse(ProblemType::Drifted, u"The policy was changed since; look at how it stands now and ask again."_s,
                      policy);
    return {};
}

} // namespace

json::Value PolicyStanding::toJson() const
{
    return json::Object{{"digest"_L1, operators::valueOf(digest)},
                        {"groups"_L1, valueOf(groups)},
                        {"last"_L1, last},
                        {"policy"_L1, policy},
                        {"version"_L1, version}};
}

QByteArray PolicyStanding::replacedBy() const
{
    return signing::sha256(json::canonical(toJson()));
}

PublishPolicyParameters PublishPolicyParameters::read(json::ObjectReader &reader)
{
    PublishPolicyParameters parameters{
        .version = {.policy = reader.uuid("policy"_L1),
                    .version = reader.integer("version"_L1, 1),
                    .document = reader.with("document"_L1, parseCanonical)},
        .replaces = reader.bytesOrNull("replaces"_L1, 32),
    };
    if (!reader.hasFailed() && (parameters.version.version == 1) == parameters.replaces.has_value())
        reader.fail({ProblemType::OutOfRange,
                     u"The first version of a policy replaces nothing, and every other does."_s,
                     reader.pointerTo("replaces"_L1)});
    return parameters;
}

json::Value PublishPolicyParameters::toJson() const
{
    return json::Object{{"document"_L1, version.document.toJson()},
                        {"policy"_L1, version.policy},
                        {"replaces"_L1, operators::valueOf(replaces)},
                        {"version"_L1, version.version}};
}

AssignPolicyParameters AssignPolicyParameters::read(json::ObjectReader &reader)
{
    return {.policy = reader.uuid("policy"_L1),
            .groups = reader.with("groups"_L1, parseGroups),
            .replaces = reader.bytes("replaces"_L1, 32)};
}

json::Value AssignPolicyParameters::toJson() const
{
    return json::Object{
        {"groups"_L1, valueOf(groups)}, {"policy"_L1, policy}, {"replaces"_L1, operators::valueOf(replaces)}};
}

RollBackPolicyParameters RollBackPolicyParameters::read(json::ObjectReader &reader)
{
    return {.policy = reader.uuid("policy"_L1),
            .version = reader.integer("version"_L1, 1),
            .digest = reader.bytes("digest"_L1, 32),
            .replaces = reader.bytes("replaces"_L1, 32)};
}

json::Value RollBackPolicyParameters::toJson() const
{
    return json::Object{{"digest"_L1, operators::valueOf(digest)},
                        {"policy"_L1, policy},
                        {"replaces"_L1, operators::valueOf(replaces)},
                        {"version"_L1, version}};
}

Expected<PolicyStanding> standingAfter(const PublishPolicyParameters &change,
                                       const std::optional<PolicyStanding> &before,
                                       std::optional<policy::PolicyKind> kind)
{
    const policy::PolicyVersion &next = change.version;
    if (!change.replaces && before)
        return refuse(ProblemType::AlreadyExists, u"A policy has this id."_s, next.policy);
    PolicyStanding standing{
        .policy = next.policy, .version = next.version, .last = next.version, .digest = next.digest()};
    if (!change.replaces)
        return standing;
    if (auto follows = checkFollows(next.policy, *change.replaces, before); !follows)
        return std::unexpected(follows.error());
    if (next.version != before->last + 1)
        return refuse(ProblemType::OutOfRange, u"The next version of the policy is %1."_s.arg(before->last + 1),
                      u"/parameters/version"_s);
    if (kind && *kind != next.document.kind)
        return refuse(ProblemType::OutOfRange, u"A policy stays of its kind."_s, u"/parameters/document/kind"_s);
    standing.groups = before->groups;
    return standing;
}

Expected<PolicyStanding> standingAfter(const AssignPolicyParameters &change,
                                       const std::optional<PolicyStanding> &before)
{
    if (auto follows = checkFollows(change.policy, change.replaces, before); !follows)
        return std::unexpected(follows.error());
    if (before->groups == change.groups)
        return refuse(ProblemType::OutOfRange, u"The policy is assigned so already."_s, u"/parameters/groups"_s);
    PolicyStanding standing = *before;
    standing.groups = change.groups;
    return standing;
}

Expected<PolicyStanding> standingAfter(const RollBackPolicyParameters &change,
                                       const std::optional<PolicyStanding> &before,
                                       const std::optional<QByteArray> &published)
{
    if (auto follows = checkFollows(change.policy, change.replaces, before); !follows)
        return std::unexpected(follows.error());
    if (!published || *published != change.digest)
        return refuse(ProblemType::NotFound, u"The policy never had this version."_s, u"/parameters/version"_s);
    if (before->version == change.version)
        return refuse(ProblemType::OutOfRange, u"This version is in force."_s, u"/parameters/version"_s);
    PolicyStanding standing = *before;
    standing.version = change.version;
    standing.digest = change.digest;
    return standing;
}

} // namespace enigm::changes

#include "contract/changes/GroupParameters.h"

#include "contract/operators/Members.h"

using namespace Qt::StringLiterals;

namespace enigm::changes {

namespace {

Expected<std::optional<GroupDefinition>> parseDefinition(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<GroupDefinition>();
    auto definition = GroupDefinition::fromJson(value, pointer);
    if (!definition)
        return std::unexpected(definition.error());
    return std::optional(std::move(*definition));
}

} // namespace

ChangeGroupParameters ChangeGroupParameters::read(json::ObjectReader &reader)
{
    ChangeGroupParameters parameters{
        .group = reader.uuid("group"_L1),
        .version = reader.integer("version"_L1, 1),
        .replaces = reader.bytesOrNull("replaces"_L1, 32),
        .definition = reader.with("definition"_L1, parseDefinition),
    };
    if (!reader.hasFailed() && (parameters.version == 1) == parameters.replaces.has_value())
        reader.fail({ProblemType::OutOfRange, u"The first version of a group replaces none, and every other does."_s,
                     reader.pointerTo("replaces"_L1)});
    if (!reader.hasFailed() && !parameters.replaces && !parameters.definition)
        reader.fail({ProblemType::OutOfRange, u"A new group is defined."_s, reader.pointerTo("definition"_L1)});
    return parameters;
}

json::Value ChangeGroupParameters::toJson() const
{
    return json::Object{{"definition"_L1, definition ? definition->toJson() : json::Value()},
                        {"group"_L1, group},
                        {"replaces"_L1, operators::valueOf(replaces)},
                        {"version"_L1, version}};
}

std::optional<DeviceGroup> ChangeGroupParameters::after(const TargetSet &targets) const
{
    if (!definition)
        return std::nullopt;
    return DeviceGroup{.id = group, .version = version, .definition = *definition, .members = targets.devices()};
}

ChangeGroupParameters ChangeGroupParameters::creating(const QString &group, GroupDefinition definition)
{
    return {.group = group, .version = 1, .replaces = {}, .definition = std::move(definition)};
}

ChangeGroupParameters ChangeGroupParameters::changing(const DeviceGroup &before, GroupDefinition definition)
{
    return {.group = before.id,
            .version = before.version + 1,
            .replaces = before.digest(),
            .definition = std::move(definition)};
}

ChangeGroupParameters ChangeGroupParameters::removing(const DeviceGroup &before)
{
    return {.group = before.id, .version = before.version + 1, .replaces = before.digest(), .definition = {}};
}

Expected<void> checkFollows(const ChangeGroupParameters &change, const std::optional<GroupStanding> &standing)
{
    if (!change.replaces) {
        if (standing)
            return refuse(ProblemType::AlreadyExists, u"A group has, or had, this id."_s, change.group);
        return {};
    }
    if (!standing)
        return refuse(ProblemType::NotFound, u"No group has this id."_s, change.group);
    if (!standing->digest)
        return refuse(ProblemType::NotFound, u"The group was removed."_s, change.group);
    if (standing->version + 1 != change.version || *standing->digest != *change.replaces)
        return refuse(ProblemType::Drifted,
                      u"The group is at version %1 now, and not at the one that this change replaces; ask again."_s.arg(
                          standing->version),
                      change.group);
    return {};
}

} // namespace enigm::changes

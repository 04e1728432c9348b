#include "contract/changes/DeviceGroup.h"

#include "contract/changes/TargetSet.h"
#include "contract/encoding/GivenName.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/signing/Secret.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace enigm::changes {

namespace {

Expected<std::optional<fleet::GroupRule>> parseRule(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<fleet::GroupRule>();
    auto rule = fleet::GroupRule::fromJson(value, pointer);
    if (!rule)
        return std::unexpected(rule.error());
    return std::optional(std::move(*rule));
}

} // namespace

Expected<GroupDefinition> GroupDefinition::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    GroupDefinition definition{.name = reader.text("name"_L1), .rule = reader.with("rule"_L1, parseRule)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (auto sound = checkGroupName(definition.name); !sound)
        return std::unexpected(sound.error().under(pointer + u"/name"_s));
    return definition;
}

json::Value GroupDefinition::toJson() const
{
    return json::Object{{"name"_L1, name}, {"rule"_L1, rule ? rule->toJson() : json::Value()}};
}

Expected<void> checkGroupName(const QString &name)
{
    return encoding::checkGivenName(name, GroupDefinition::maxName);
}

Expected<DeviceGroup> DeviceGroup::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    DeviceGroup group{
        .id = reader.uuid("group"_L1),
        .version = reader.integer("version"_L1, 1),
        .definition = reader.with("definition"_L1, GroupDefinition::fromJson),
        .members = reader.list("members"_L1, parseConsoleHandle),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    const QString place = pointer + u"/members"_s;
    if (group.members.size() > TargetSet::maxTargets || (!group.isStatic() && !group.members.empty()))
        return refuse(ProblemType::OutOfRange,
                      u"A group lists at most %1 devices, and by rule none."_s.arg(TargetSet::maxTargets), place);
    if (std::ranges::adjacent_find(group.members, std::ranges::greater_equal()) != group.members.end())
        return refuse(ProblemType::NotCanonical, u"Devices are sorted by handle, each once."_s, place);
    return group;
}

json::Value DeviceGroup::toJson() const
{
    json::Array handles;
    handles.reserve(members.size());
    for (const fleet::DeviceHandle &member : members)
        handles.emplace_back(member.text());
    return json::Object{{"definition"_L1, definition.toJson()},
                        {"group"_L1, id},
                        {"members"_L1, std::move(handles)},
                        {"version"_L1, version}};
}

QByteArray DeviceGroup::digest() const
{
    return signing::sha256(json::canonical(toJson()));
}

Expected<DeviceGroup> DeviceGroup::joinedBy(const std::vector<fleet::DeviceHandle> &handles) const
{
    if (!isStatic())
        return refuse(ProblemType::OutOfRange, u"Devices are in this group by its rule; it lists none."_s, id);
    DeviceGroup next{.id = id, .version = version + 1, .definition = definition, .members = {}};
    std::ranges::set_union(members, handles, std::back_inserter(next.members));
    if (next.members.size() > TargetSet::maxTargets)
        return refuse(ProblemType::OutOfRange, u"A group lists at most %1 devices."_s.arg(TargetSet::maxTargets), id);
    return next;
}

MemberChanges memberChanges(const std::vector<fleet::DeviceHandle> &before,
                            const std::vector<fleet::DeviceHandle> &after)
{
    MemberChanges changes;
    std::ranges::set_difference(after, before, std::back_inserter(changes.added));
    std::ranges::set_difference(before, after, std::back_inserter(changes.dropped));
    return changes;
}

} // namespace enigm::changes

#include "contract/device/DeviceMemory.h"

#include "contract/changes/TargetSet.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::device {

namespace {

using operators::valueOf;

/// Some hundred bytes, and a hundred more for each policy; nothing else is read.
constexpr json::Limits limits{.depth = 4, .bytes = 256 * 1024};

Expected<std::optional<log::LogHead>> parseHead(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<log::LogHead>();
    auto head = log::LogHead::fromJson(value, pointer);
    if (!head)
        return std::unexpected(head.error());
    if (head->size == 0)
        return refuse(ProblemType::NotCanonical, u"A log of which nothing was seen is written null."_s, pointer);
    return std::optional(std::move(*head));
}

json::Value headValue(const std::optional<log::LogHead> &head)
{
    return head ? head->toJson() : json::Value();
}

Expected<PolicyMark> parseMark(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    PolicyMark mark{.policy = reader.uuid("policy"_L1),
                    .inForce = reader.integerOrNull("in_force"_L1),
                    .assigned = reader.integerOrNull("assigned"_L1)};
    if (!reader.hasFailed() && !mark.inForce && !mark.assigned)
        reader.fail({ProblemType::NotCanonical, u"A policy of which nothing was taken over is left out."_s, pointer});
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return mark;
}

Expected<std::optional<UpdateMark>> parseUpdate(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<UpdateMark>();
    json::ObjectReader reader(value, pointer);
    const UpdateMark mark{.execution = reader.integer("execution"_L1),
                          .rollbackIndex = reader.integer("rollback_index"_L1)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return std::optional(mark);
}

json::Value updateValue(const std::optional<UpdateMark> &mark)
{
    if (!mark)
        return {};
    return json::Object{{"execution"_L1, mark->execution}, {"rollback_index"_L1, mark->rollbackIndex}};
}

json::Value indexValue(const std::optional<qint64> &index)
{
    return index ? json::Value(*index) : json::Value();
}

} // namespace

PolicyMark &DeviceMemory::markOf(const QString &policy)
{
    const auto place = std::ranges::lower_bound(policies, policy, {}, &PolicyMark::policy);
    if (place != policies.end() && place->policy == policy)
        return *place;
    return *policies.insert(place, {.policy = policy, .inForce = {}, .assigned = {}});
}

QByteArray DeviceMemory::toBytes() const
{
    json::Array marks;
    for (const PolicyMark &mark : policies)
        marks.emplace_back(json::Object{{"assigned"_L1, indexValue(mark.assigned)},
                                        {"in_force"_L1, indexValue(mark.inForce)},
                                        {"policy"_L1, mark.policy}});
    return json::canonical(json::Object{
        {"activity"_L1, headValue(activity)},
        {"deployment"_L1, valueOf(deployment)},
        {"governance"_L1, headValue(governance)},
        {"handle"_L1, handle.text()},
        {"key"_L1, key},
        {"obeyed"_L1, indexValue(obeyed)},
        {"policies"_L1, std::move(marks)},
        {"state"_L1, fleet::toWord(state)},
        {"update"_L1, updateValue(update)},
        {"v"_L1, 1},
        {"wiped"_L1, indexValue(wiped)},
    });
}

Expected<DeviceMemory> DeviceMemory::parse(QByteArrayView bytes)
{
    const auto value = json::parseSigned(bytes, limits);
    if (!value)
        return std::unexpected(value.error());
    json::ObjectReader reader(*value);
    operators::readVersion1(reader);
    DeviceMemory memory{
        .deployment = reader.bytes("deployment"_L1, 32),
        .handle = reader.with("handle"_L1, changes::parseConsoleHandle),
        .key = operators::readThumbprint(reader, "key"_L1),
        .state = reader.with("state"_L1, changes::parseDeviceState),
        .governance = reader.with("governance"_L1, parseHead),
        .activity = reader.with("activity"_L1, parseHead),
        .obeyed = reader.integerOrNull("obeyed"_L1),
        .wiped = reader.integerOrNull("wiped"_L1),
        .policies = reader.list("policies"_L1, parseMark),
        .update = reader.with("update"_L1, parseUpdate),
    };
    if (!reader.hasFailed() && std::ranges::adjacent_find(memory.policies, std::ranges::greater_equal(),
                                                          &PolicyMark::policy) != memory.policies.end())
        reader.fail({ProblemType::NotCanonical, u"Policies are sorted by their ids, each once."_s, u"/policies"_s});
    if (!reader.hasFailed() && memory.wiped && (!memory.obeyed || *memory.obeyed < *memory.wiped))
        reader.fail({ProblemType::OutOfRange, u"A wipe is a command that was obeyed."_s, u"/wiped"_s});
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return memory;
}

} // namespace enigm::device

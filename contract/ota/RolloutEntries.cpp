#include "contract/ota/RolloutEntries.h"

#include "contract/json/ObjectReader.h"
#include "contract/json/WordReader.h"
#include "contract/operators/Members.h"
#include "contract/ota/RolloutPlan.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace enigm::ota {

namespace {

constexpr auto actionPrefix = "rollout."_L1;
constexpr std::array ownKinds{RolloutEventKind::GroupOpened, RolloutEventKind::GroupSoaking,
                              RolloutEventKind::GroupCompleted, RolloutEventKind::Completed, RolloutEventKind::Halted};

log::ActivityEntry entryOf(RolloutEventKind kind, const QByteArray &change)
{
    return {.category = log::Category::OtaOutcome,
            .action = actionPrefix + toWord(kind),
            .resource = log::Resource::Rollout,
            .actor = u"control-plane"_s,
            .outcome = log::Outcome::Done,
            .change = change,
            .handles = {},
            .body = {}};
}

Expected<RolloutFrozen::Group> parseGroup(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    RolloutFrozen::Group group{.count = reader.integer("count"_L1), .root = reader.bytes("root"_L1, 32)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return group;
}

} // namespace

Expected<RolloutFrozen> RolloutFrozen::fromJson(const json::Value &value)
{
    json::ObjectReader reader(value);
    RolloutFrozen frozen{.change = reader.bytes("change"_L1, 32),
                         .rollout = reader.uuid("rollout"_L1),
                         .groups = reader.list("groups"_L1, parseGroup)};
    if (!reader.hasFailed() && (frozen.groups.empty() || frozen.groups.size() > RolloutPlan::mostGroups))
        reader.fail({ProblemType::OutOfRange, u"No plan has as many groups."_s, reader.pointerTo("groups"_L1)});
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return frozen;
}

json::Value RolloutFrozen::toJson() const
{
    json::Array list;
    for (const Group &group : groups)
        list.push_back(json::Object{{"count"_L1, group.count}, {"root"_L1, operators::valueOf(group.root)}});
    return json::Object{
        {"change"_L1, operators::valueOf(change)}, {"groups"_L1, std::move(list)}, {"rollout"_L1, rollout}};
}

log::ActivityEntry RolloutFrozen::describe() const
{
    return entryOf(RolloutEventKind::Frozen, change);
}

std::optional<RolloutEventKind> RolloutMove::kindOf(QStringView action)
{
    if (!action.startsWith(actionPrefix))
        return std::nullopt;
    const auto kind = fromWord<RolloutEventKind>(action.sliced(actionPrefix.size()));
    return kind && std::ranges::find(ownKinds, *kind) != ownKinds.end() ? kind : std::nullopt;
}

Expected<RolloutMove> RolloutMove::fromJson(RolloutEventKind kind, const json::Value &value)
{
    json::ObjectReader reader(value);
    RolloutMove move{.kind = kind,
                     .change = reader.bytes("change"_L1, 32),
                     .rollout = reader.uuid("rollout"_L1),
                     .group = reader.integerOrNull("group"_L1),
                     .reason = reader.with("reason"_L1, json::wordOrNullBy(fromWord<HaltReason>)),
                     .confirmed = reader.integer("confirmed"_L1),
                     .failed = reader.integer("failed"_L1)};
    if (!reader.hasFailed() && std::ranges::find(ownKinds, kind) == ownKinds.end())
        reader.fail({ProblemType::OutOfRange, u"No rollout does this by itself."_s, {}});
    const bool isOfGroup = kind != RolloutEventKind::Completed;
    const auto most = static_cast<qint64>(RolloutPlan::mostGroups);
    if (!reader.hasFailed() && (move.group.has_value() != isOfGroup || move.group.value_or(0) >= most))
        reader.fail({ProblemType::OutOfRange, u"What happens to a group, and nothing else, names it."_s,
                     reader.pointerTo("group"_L1)});
    const bool isHalt = kind == RolloutEventKind::Halted;
    if (!reader.hasFailed() && (move.reason.has_value() != isHalt || move.reason == HaltReason::Asked))
        reader.fail({ProblemType::OutOfRange, u"A halt that nobody asked for, and nothing else, has a reason."_s,
                     reader.pointerTo("reason"_L1)});
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return move;
}

json::Value RolloutMove::toJson() const
{
    return json::Object{{"change"_L1, operators::valueOf(change)},
                        {"confirmed"_L1, confirmed},
                        {"failed"_L1, failed},
                        {"group"_L1, group ? json::Value(*group) : json::Value()},
                        {"reason"_L1, reason ? json::Value(toWord(*reason)) : json::Value()},
                        {"rollout"_L1, rollout}};
}

log::ActivityEntry RolloutMove::describe() const
{
    return entryOf(kind, change);
}

} // namespace enigm::ota

#include "contract/ota/RolloutRecord.h"

#include "contract/json/ObjectReader.h"
#include "contract/json/WordReader.h"
#include "contract/operators/Members.h"

using namespace Qt::StringLiterals;

namespace enigm::ota {

namespace {

template <typename T>
json::Value numberOrNull(const std::optional<T> &number)
{
    return number ? json::Value(*number) : json::Value();
}

json::Value textOrNull(const std::optional<QString> &text)
{
    return text ? json::Value(*text) : json::Value();
}

template <RolloutWord Enum>
json::Value wordOrNull(const std::optional<Enum> &value)
{
    return value ? json::Value(toWord(*value)) : json::Value();
}

template <typename T>
json::Array listOf(const std::vector<T> &items)
{
    json::Array list;
    list.reserve(items.size());
    for (const T &item : items)
        list.push_back(item.toJson());
    return list;
}

template <typename T>
Expected<T> finished(json::ObjectReader &reader, T value)
{
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return value;
}

GroupCounts readCounts(json::ObjectReader &reader)
{
    return {.count = reader.integer("count"_L1),
            .waiting = reader.integer("waiting"_L1),
            .offered = reader.integer("offered"_L1),
            .downloading = reader.integer("downloading"_L1),
            .verified = reader.integer("verified"_L1),
            .installed = reader.integer("installed"_L1),
            .confirmed = reader.integer("confirmed"_L1),
            .failed = reader.integer("failed"_L1),
            .notEligible = reader.integer("not_eligible"_L1),
            .withdrawn = reader.integer("withdrawn"_L1)};
}

Expected<std::optional<RolloutHalt>> parseHaltOrNull(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<RolloutHalt>();
    auto halt = RolloutHalt::fromJson(value, pointer);
    if (!halt)
        return std::unexpected(halt.error());
    return std::optional(std::move(*halt));
}

struct ReleaseName
{
    QString id;
    QString version;
};

Expected<ReleaseName> parseRelease(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    return finished(reader, ReleaseName{.id = reader.uuid("id"_L1), .version = reader.text("version"_L1)});
}

Expected<fleet::DeviceHandle> parseHandle(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A handle is expected."_s, pointer);
    auto handle = fleet::DeviceHandle::parse(value.text());
    if (!handle)
        return std::unexpected(handle.error().under(pointer));
    return handle;
}

Expected<qint64> parseCount(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    return finished(reader, reader.integer("count"_L1));
}

qint64 GroupCounts::*countOf(UpdateState state)
{
    switch (state) {
    case UpdateState::Waiting:
        return &GroupCounts::waiting;
    case UpdateState::Offered:
        return &GroupCounts::offered;
    case UpdateState::Downloading:
        return &GroupCounts::downloading;
    case UpdateState::Verified:
        return &GroupCounts::verified;
    case UpdateState::Installed:
        return &GroupCounts::installed;
    case UpdateState::Confirmed:
        return &GroupCounts::confirmed;
    case UpdateState::Failed:
        return &GroupCounts::failed;
    case UpdateState::Withdrawn:
        return &GroupCounts::withdrawn;
    case UpdateState::NotEligible:
        return &GroupCounts::notEligible;
    }
    Q_UNREACHABLE();
}

} // namespace

qint64 GroupCounts::of(UpdateState state) const
{
    return this->*countOf(state);
}

qint64 &GroupCounts::of(UpdateState state)
{
    return this->*countOf(state);
}

Expected<RolloutGroupRecord> RolloutGroupRecord::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    RolloutGroupRecord group{.index = reader.integer("index"_L1),
                             .name = reader.text("name"_L1),
                             .state = reader.with("state"_L1, json::wordBy(fromWord<GroupState>)),
                             .counts = readCounts(reader),
                             .forgiven = reader.integer("forgiven"_L1),
                             .opened = reader.integerOrNull("opened"_L1),
                             .soaksUntil = reader.integerOrNull("soaks_until"_L1),
                             .completed = reader.integerOrNull("completed"_L1)};
    return finished(reader, std::move(group));
}

json::Value RolloutGroupRecord::toJson() const
{
    return json::Object{{"completed"_L1, numberOrNull(completed)},
                        {"confirmed"_L1, counts.confirmed},
                        {"count"_L1, counts.count},
                        {"downloading"_L1, counts.downloading},
                        {"failed"_L1, counts.failed},
                        {"forgiven"_L1, forgiven},
                        {"index"_L1, index},
                        {"installed"_L1, counts.installed},
                        {"name"_L1, name},
                        {"not_eligible"_L1, counts.notEligible},
                        {"offered"_L1, counts.offered},
                        {"opened"_L1, numberOrNull(opened)},
                        {"soaks_until"_L1, numberOrNull(soaksUntil)},
                        {"state"_L1, toWord(state)},
                        {"verified"_L1, counts.verified},
                        {"waiting"_L1, counts.waiting},
                        {"withdrawn"_L1, counts.withdrawn}};
}

Expected<FailureCount> FailureCount::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    FailureCount failures{.failure = reader.with("failure"_L1, json::wordBy(fromWord<UpdateFailure>)),
                          .count = reader.integer("count"_L1)};
    return finished(reader, failures);
}

json::Value FailureCount::toJson() const
{
    return json::Object{{"count"_L1, count}, {"failure"_L1, toWord(failure)}};
}

Expected<RolloutHalt> RolloutHalt::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    const bool isAutomatic = reader.boolean("automatic"_L1);
    RolloutHalt halt{.by = reader.textOrNull("by"_L1),
                     .group = reader.integerOrNull("group"_L1),
                     .reason = reader.with("reason"_L1, json::wordBy(fromWord<HaltReason>)),
                     .time = reader.integer("time"_L1)};
    if (!reader.hasFailed() && isAutomatic == halt.by.has_value())
        reader.fail({ProblemType::OutOfRange, u"Either somebody halted it, or nobody did."_s, pointer});
    return finished(reader, std::move(halt));
}

json::Value RolloutHalt::toJson() const
{
    return json::Object{{"automatic"_L1, !by.has_value()},
                        {"by"_L1, textOrNull(by)},
                        {"group"_L1, numberOrNull(group)},
                        {"reason"_L1, toWord(reason)},
                        {"time"_L1, time}};
}

Expected<RolloutRecord> RolloutRecord::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    const ReleaseName release = reader.with("release"_L1, parseRelease);
    RolloutRecord record{.id = reader.uuid("id"_L1),
                         .change = reader.uuid("change"_L1),
                         .askedBy = reader.text("asked_by"_L1),
                         .approvedBy = reader.texts("approved_by"_L1),
                         .release = release.id,
                         .version = release.version,
                         .plan = reader.with("plan"_L1, RolloutPlan::fromJson),
                         .state = reader.with("state"_L1, json::wordBy(fromWord<RolloutState>)),
                         .standing = reader.bytes("standing"_L1, 32),
                         .started = reader.integer("started"_L1),
                         .obeyBy = reader.integer("obey_by"_L1),
                         .isFrozen = reader.boolean("frozen"_L1),
                         .outside = reader.integer("outside"_L1),
                         .groups = reader.list("groups"_L1, RolloutGroupRecord::fromJson),
                         .failures = reader.list("failures"_L1, FailureCount::fromJson),
                         .halted = reader.with("halted"_L1, parseHaltOrNull)};
    const RolloutModel model = reader.with("model"_L1, json::wordBy(fromWord<RolloutModel>));
    if (!reader.hasFailed() && (model != record.plan.model || record.groups.size() != record.plan.groups.size()))
        reader.fail({ProblemType::OutOfRange, u"Model and groups are those of the plan."_s, pointer});
    return finished(reader, std::move(record));
}

json::Value RolloutRecord::toJson() const
{
    return json::Object{{"approved_by"_L1, operators::valueOf(approvedBy)},
                        {"asked_by"_L1, askedBy},
                        {"change"_L1, change},
                        {"failures"_L1, listOf(failures)},
                        {"frozen"_L1, isFrozen},
                        {"groups"_L1, listOf(groups)},
                        {"halted"_L1, halted ? halted->toJson() : json::Value()},
                        {"id"_L1, id},
                        {"model"_L1, toWord(plan.model)},
                        {"obey_by"_L1, obeyBy},
                        {"outside"_L1, outside},
                        {"plan"_L1, plan.toJson()},
                        {"release"_L1, json::Object{{"id"_L1, release}, {"version"_L1, version}}},
                        {"standing"_L1, operators::valueOf(standing)},
                        {"started"_L1, started},
                        {"state"_L1, toWord(state)}};
}

Expected<RolloutDevice> RolloutDevice::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    RolloutDevice device{.handle = reader.with("handle"_L1, parseHandle),
                         .group = reader.integer("group"_L1),
                         .state = reader.with("state"_L1, json::wordBy(fromWord<UpdateState>)),
                         .failure = reader.with("failure"_L1, json::wordOrNullBy(fromWord<UpdateFailure>)),
                         .attempts = reader.integer("attempts"_L1),
                         .time = reader.integerOrNull("time"_L1)};
    return finished(reader, std::move(device));
}

json::Value RolloutDevice::toJson() const
{
    return json::Object{{"attempts"_L1, attempts},   {"failure"_L1, wordOrNull(failure)},
                        {"group"_L1, group},         {"handle"_L1, handle.text()},
                        {"state"_L1, toWord(state)}, {"time"_L1, numberOrNull(time)}};
}

Expected<RolloutEvent> RolloutEvent::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    RolloutEvent event{.id = reader.integer("id"_L1),
                       .kind = reader.with("kind"_L1, json::wordBy(fromWord<RolloutEventKind>)),
                       .group = reader.integerOrNull("group"_L1),
                       .time = reader.integer("time"_L1),
                       .who = reader.textOrNull("who"_L1),
                       .change = reader.textOrNull("change"_L1),
                       .reason = reader.with("reason"_L1, json::wordOrNullBy(fromWord<HaltReason>)),
                       .entry = reader.integer("entry"_L1)};
    return finished(reader, std::move(event));
}

json::Value RolloutEvent::toJson() const
{
    return json::Object{{"change"_L1, textOrNull(change)},
                        {"entry"_L1, entry},
                        {"group"_L1, numberOrNull(group)},
                        {"id"_L1, id},
                        {"kind"_L1, toWord(kind)},
                        {"reason"_L1, wordOrNull(reason)},
                        {"time"_L1, time},
                        {"who"_L1, textOrNull(who)}};
}

Expected<RolloutPreview> RolloutPreview::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    RolloutPreview preview{.groups = reader.list("groups"_L1, parseCount), .outside = reader.integer("outside"_L1)};
    return finished(reader, std::move(preview));
}

json::Value RolloutPreview::toJson() const
{
    json::Array list;
    for (const qint64 count : groups)
        list.emplace_back(json::Object{{"count"_L1, count}});
    return json::Object{{"groups"_L1, std::move(list)}, {"outside"_L1, outside}};
}

} // namespace enigm::ota

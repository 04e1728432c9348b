#include "contract/ota/RolloutGroup.h"

#include "contract/encoding/GivenName.h"
#include "contract/encoding/Uuid.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"

using namespace Qt::StringLiterals;

namespace enigm::ota {

namespace {

constexpr qint64 mostDevices = 100'000'000;
constexpr qint64 minutesOfDay = qint64(24) * 60;

/// With `parse`, or nothing for null.
template <typename T>
Expected<std::optional<T>> parseOrNull(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<T>();
    auto parsed = T::fromJson(value, pointer);
    if (!parsed)
        return std::unexpected(parsed.error());
    return std::optional(std::move(*parsed));
}

template <typename T>
json::Value valueOrNull(const std::optional<T> &value)
{
    return value ? value->toJson() : json::Value();
}

json::Value valueOrNull(const std::optional<qint64> &number)
{
    return number ? json::Value(*number) : json::Value();
}

Expected<std::optional<QString>> parseGroupOrNull(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<QString>();
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A group is named by its id."_s, pointer);
    auto group = encoding::parseUuid7(value.text());
    if (!group)
        return std::unexpected(group.error().under(pointer));
    return std::optional(std::move(*group));
}

std::optional<qint64> numberOrNull(json::ObjectReader &reader, QLatin1StringView name, qint64 least, qint64 most)
{
    const std::optional<qint64> number = reader.integerOrNull(name);
    if (!reader.hasFailed() && number && (*number < least || *number > most))
        reader.fail({ProblemType::OutOfRange, u"The number must lie between %1 and %2"_s.arg(least).arg(most),
                     reader.pointerTo(name)});
    return number;
}

QString readName(json::ObjectReader &reader)
{
    QString name = reader.text("name"_L1);
    if (!reader.hasFailed()) {
        if (auto good = encoding::checkGivenName(name, RolloutGroup::longestName); !good)
            reader.fail(good.error().under(reader.pointerTo("name"_L1)));
    }
    return name;
}

} // namespace

Expected<RolloutMembers> RolloutMembers::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    RolloutMembers members{.count = reader.integer("count"_L1, 1, mostDevices),
                           .group = reader.with("group"_L1, parseGroupOrNull),
                           .root = reader.bytes("root"_L1, 32)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return members;
}

json::Value RolloutMembers::toJson() const
{
    return json::Object{{"count"_L1, count},
                        {"group"_L1, group ? json::Value(*group) : json::Value()},
                        {"root"_L1, operators::valueOf(root)}};
}

Expected<ErrorThreshold> ErrorThreshold::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    // A share of 1,000 is one that is never exceeded.
    const ErrorThreshold errors{.count = numberOrNull(reader, "count"_L1, 0, mostDevices),
                                .share = numberOrNull(reader, "share"_L1, 0, wholeShare - 1)};
    if (!reader.hasFailed() && !errors.count && !errors.share)
        reader.fail(
            {ProblemType::OutOfRange, u"A count or a share of failures that halts the rollout is needed."_s, pointer});
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return errors;
}

json::Value ErrorThreshold::toJson() const
{
    return json::Object{{"count"_L1, valueOrNull(count)}, {"share"_L1, valueOrNull(share)}};
}

Expected<DailyWindow> DailyWindow::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    const DailyWindow window{.from = static_cast<int>(reader.integer("from"_L1, 0, minutesOfDay - 1)),
                             .to = static_cast<int>(reader.integer("to"_L1, 0, minutesOfDay - 1))};
    if (!reader.hasFailed() && window.from == window.to)
        reader.fail({ProblemType::OutOfRange, u"A window that has no end is written null."_s, pointer});
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return window;
}

json::Value DailyWindow::toJson() const
{
    return json::Object{{"from"_L1, from}, {"to"_L1, to}};
}

bool DailyWindow::holdsAt(qint64 time) const
{
    const auto minute = static_cast<int>(time / 60 % minutesOfDay);
    return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

Expected<RolloutGroup> RolloutGroup::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    RolloutGroup group{
        .name = readName(reader),
        .members = reader.with("members"_L1, parseOrNull<RolloutMembers>),
        .share = numberOrNull(reader, "share"_L1, 1, wholeShare),
        .starts = reader.integer("starts"_L1, 1),
        .window = reader.with("window"_L1, parseOrNull<DailyWindow>),
        .success = reader.integer("success"_L1, 1, wholeShare),
        .errors = reader.with("errors"_L1, ErrorThreshold::fromJson),
        .soak = reader.integer("soak"_L1, 0, longestSoak),
    };
    if (!reader.hasFailed() && group.members.has_value() == group.share.has_value())
        reader.fail({ProblemType::OutOfRange, u"A group is given by its members or by a share, and not by both."_s,
                     reader.pointerTo("share"_L1)});
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return group;
}

json::Value RolloutGroup::toJson() const
{
    return json::Object{{"errors"_L1, errors.toJson()},
                        {"members"_L1, valueOrNull(members)},
                        {"name"_L1, name},
                        {"share"_L1, valueOrNull(share)},
                        {"soak"_L1, soak},
                        {"starts"_L1, starts},
                        {"success"_L1, success},
                        {"window"_L1, valueOrNull(window)}};
}

} // namespace enigm::ota

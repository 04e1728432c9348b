#include "contract/feed/FeedEvent.h"

#include "contract/encoding/Uuid.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"

#include <algorithm>

namespace enigm::feed {

using namespace Qt::StringLiterals;

namespace {

constexpr auto changedName = "changed"_L1;
constexpr auto resetName = "reset"_L1;
constexpr auto many = "many"_L1;
constexpr qint64 highest = (qint64(1) << 53) - 1;

json::Value sizeValue(const std::optional<qint64> &size)
{
    return size ? json::Value(*size) : json::Value();
}

template <typename T, typename TextOf>
json::Value namesValue(const std::optional<std::vector<T>> &names, TextOf textOf)
{
    if (!names)
        return many;
    json::Array texts;
    for (const T &name : *names)
        texts.emplace_back(textOf(name));
    return texts;
}

/// The word for too many, or as many as are named, each by `parse`.
template <typename T, typename Parse>
std::optional<std::vector<T>> readNames(json::ObjectReader &reader, QLatin1StringView member, Parse parse)
{
    const json::Value value = reader.value(member);
    if (value == json::Value(many))
        return std::nullopt;
    std::vector<T> names;
    if (value.kind() != json::Value::Kind::Array || value.array().size() > FeedEvent::mostNames) {
        reader.fail({ProblemType::OutOfRange, u"A list of few names is expected."_s, reader.pointerTo(member)});
        return names;
    }
    for (const json::Value &item : value.array()) {
        auto name =
            item.kind() == json::Value::Kind::Text ? parse(item.text()) : Expected<T>(refuse(ProblemType::WrongType));
        if (!name) {
            reader.fail(name.error().under(reader.pointerTo(member)));
            return names;
        }
        names.push_back(std::move(*name));
    }
    return names;
}

Expected<FeedEvent> readChanged(const json::Value &value)
{
    json::ObjectReader reader(value);
    FeedEvent event{
        .devices = readNames<fleet::DeviceHandle>(reader, "devices"_L1, &fleet::DeviceHandle::parse),
        .changes = readNames<QString>(reader, "changes"_L1, &encoding::parseUuid7),
        .policies = readNames<QString>(reader, "policies"_L1, &encoding::parseUuid7),
        .releases = readNames<QString>(reader, "releases"_L1, &encoding::parseUuid7),
        .rollouts = readNames<QString>(reader, "rollouts"_L1, &encoding::parseUuid7),
        .activitySize = reader.integerOrNull("activity_size"_L1),
        .governanceSize = reader.integerOrNull("governance_size"_L1),
    };
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return event;
}

Expected<FeedEvent> readReset(const json::Value &value)
{
    json::ObjectReader reader(value);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return FeedEvent{.isReset = true};
}

} // namespace

Expected<qint64> parseCursor(QByteArrayView text)
{
    bool isNumber = false;
    const qint64 cursor = text.toLongLong(&isNumber);
    if (!isNumber || cursor < 0 || cursor > highest || QByteArray::number(cursor) != text)
        return refuse(ProblemType::OutOfRange, u"A cursor is a number that the feed has sent."_s, u"cursor"_s);
    return cursor;
}

bool FeedEvent::isEmpty() const
{
    return !concernsDevices() && !concernsChanges() && !concernsPolicies() && !concernsReleases() &&
           !concernsRollouts() && !concernsActivity() && !concernsGovernance();
}

bool FeedEvent::concernsDevice(const fleet::DeviceHandle &handle) const
{
    return isReset || !devices || std::ranges::find(*devices, handle) != devices->end();
}

QLatin1StringView FeedEvent::name() const
{
    return isReset ? resetName : changedName;
}

json::Value FeedEvent::toJson() const
{
    if (isReset)
        return json::Object();
    const auto asItIs = [](const QString &name) { return name; };
    return json::Object{{"activity_size"_L1, sizeValue(activitySize)},
                        {"changes"_L1, namesValue(changes, asItIs)},
                        {"devices"_L1, namesValue(devices, [](const auto &handle) { return handle.text(); })},
                        {"governance_size"_L1, sizeValue(governanceSize)},
                        {"policies"_L1, namesValue(policies, asItIs)},
                        {"releases"_L1, namesValue(releases, asItIs)},
                        {"rollouts"_L1, namesValue(rollouts, asItIs)}};
}

QByteArray FeedEvent::toEventStream() const
{
    return "id: " + QByteArray::number(cursor) + "\nevent: " + QByteArray(name().data(), name().size()) +
           "\ndata: " + json::canonical(toJson()) + "\n\n";
}

Expected<std::optional<FeedEvent>> FeedEvent::parse(QByteArrayView id, QByteArrayView name, QByteArrayView data)
{
    if (name != changedName && name != resetName)
        return std::nullopt;
    const auto cursor = parseCursor(id);
    if (!cursor)
        return std::unexpected(cursor.error());
    auto event = andThen(json::parse(data), name == resetName ? &readReset : &readChanged);
    if (!event)
        return std::unexpected(event.error());
    event->cursor = *cursor;
    return std::move(*event);
}

} // namespace enigm::feed

#include "control-plane/fleet/DeviceTimeline.h"

#include "contract/changes/ChangeState.h"
#include "contract/fleet/CommandState.h"
#include "contract/json/JsonParser.h"
#include "control-plane/fleet/DeviceMoves.h"
#include "control-plane/store/Reader.h"

#include <QStringList>

#include <algorithm>
#include <compare>
#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::fleet {

namespace {

using enigm::fleet::CommandState;
using enigm::fleet::DeviceEventKind;
using enigm::fleet::DeviceHandle;
using Events = std::vector<DeviceEvent>;

template <typename T>
json::Value orNull(const std::optional<T> &value)
{
    return value ? json::Value(*value) : json::Value();
}

/// Where an event stands: no two of a device share it, so that a page ends at one place whatever has happened since.
struct Place
{
    qint64 time = 0;
    qint64 entry = -1;
    int kind = 0;

    friend auto operator<=>(const Place &, const Place &) = default;

    [[nodiscard]] static Place of(const DeviceEvent &event)
    {
        return {.time = event.time, .entry = event.entry.value_or(-1), .kind = std::to_underlying(event.kind)};
    }
    [[nodiscard]] QString toText() const { return u"%1.%2.%3"_s.arg(time).arg(entry).arg(kind); }
    [[nodiscard]] static Expected<Place> parse(const QString &text)
    {
        const QStringList parts = text.split(u'.');
        if (parts.size() == 3) {
            const Place place{.time = parts[0].toLongLong(), .entry = parts[1].toLongLong(), .kind = parts[2].toInt()};
            if (place.toText() == text)
                return place;
        }
        return refuse(ProblemType::OutOfRange, u"No page of a timeline ends here."_s, u"after"_s);
    }
};

/// Its enrolment, and what its attestations came to: the first, each that came to something else, and the last.
Expected<void> addAttestations(Events &events, const store::Repositories &store, const store::DeviceRow &device)
{
    const auto changes = store.attestations.changes(device.handle);
    if (!changes)
        return std::unexpected(changes.error());
    const auto add = [&events](qint64 time, const QString &outcome, std::optional<qint64> entry = {}) {
        events.push_back({.kind = DeviceEventKind::Attested, .time = time, .entry = entry, .state = outcome});
    };
    events.push_back({.kind = DeviceEventKind::Enrolled, .time = device.enrolledAt});
    const bool isWhole = changes->size() < static_cast<std::size_t>(store::AttestationStore::mostChanges);
    if (isWhole)
        add(device.enrolledAt, changes->empty() ? device.attestation.outcome : changes->front().before);
    for (const store::AttestationChangeRow &change : *changes)
        add(change.judged, change.outcome, change.position);
    // The last one is told where it came to the same as the one before, and so is no change.
    const qint64 last = device.attestation.judged;
    const auto since = std::ranges::lower_bound(*changes, last, {}, &store::AttestationChangeRow::judged);
    if (last > device.enrolledAt && (since == changes->end() || since->judged != last))
        add(last, since == changes->end() ? device.attestation.outcome : since->before);
    return {};
}

Expected<void> addPostures(Events &events, const store::Repositories &store, const DeviceHandle &handle)
{
    const auto postures = store.postures.changes(handle);
    if (!postures)
        return std::unexpected(postures.error());
    for (const store::PostureRow &row : *postures) {
        auto posture = json::parse(row.posture);
        if (!posture)
            return std::unexpected(posture.error());
        events.push_back({.kind = DeviceEventKind::Posture,
                          .time = row.changed,
                          .entry = row.position,
                          .posture = std::move(*posture)});
    }
    return {};
}

Expected<void> addChanges(Events &events, const store::Repositories &store, const DeviceHandle &handle)
{
    const auto moves = movesOf(store, handle);
    if (!moves)
        return std::unexpected(moves.error());
    for (const DeviceMove &move : *moves)
        events.push_back({.kind = DeviceEventKind::Executed,
                          .time = move.time,
                          .entry = move.index,
                          .action = move.action,
                          .change = move.change});
    const auto open = openChangesOf(store, handle);
    if (!open)
        return std::unexpected(open.error());
    for (const store::ChangeRow &change : *open)
        events.push_back({.kind = DeviceEventKind::Asked,
                          .time = change.requested.time,
                          .entry = change.requested.index,
                          .action = change.action,
                          .change = change.id,
                          .state = enigm::changes::word(change.state)});
    return {};
}

Expected<void> addCommands(Events &events, const store::Repositories &store, const DeviceHandle &handle, qint64 now)
{
    const auto commands = store.commands.ofDevice(handle);
    if (!commands)
        return std::unexpected(commands.error());
    for (const store::CommandRow &command : *commands) {
        const DeviceEvent base{.entry = command.execution, .action = command.action, .change = command.change};
        const auto add = [&](DeviceEventKind kind, qint64 time) -> DeviceEvent & {
            DeviceEvent &event = events.emplace_back(base);
            event.kind = kind;
            event.time = time;
            return event;
        };
        if (command.delivered)
            add(DeviceEventKind::Delivered, *command.delivered);
        if (command.answered) {
            DeviceEvent &answer = add(DeviceEventKind::Answered, *command.answered);
            answer.state = toWord(command.state);
            answer.problem = command.problem;
        }
        if (enigm::fleet::commandStateAt(command.state, command.obeyBy, now) == CommandState::Expired)
            add(DeviceEventKind::Expired, command.obeyBy);
    }
    return {};
}

Expected<Events> eventsOf(const store::Repositories &store, const store::DeviceRow &device, qint64 now)
{
    Events events;
    if (auto added = addAttestations(events, store, device); !added)
        return std::unexpected(added.error());
    if (auto added = addPostures(events, store, device.handle); !added)
        return std::unexpected(added.error());
    if (auto added = addChanges(events, store, device.handle); !added)
        return std::unexpected(added.error());
    if (auto added = addCommands(events, store, device.handle, now); !added)
        return std::unexpected(added.error());
    std::ranges::sort(events, std::ranges::greater(), Place::of);
    return events;
}

} // namespace

json::Value DeviceEvent::toJson() const
{
    return json::Object{{"action"_L1, orNull(action)}, {"change"_L1, orNull(change)},
                        {"entry"_L1, orNull(entry)},   {"kind"_L1, toWord(kind)},
                        {"posture"_L1, posture},       {"problem"_L1, orNull(problem)},
                        {"state"_L1, orNull(state)},   {"time"_L1, time}};
}

json::Value DeviceEventPage::toJson() const
{
    json::Array events;
    for (const DeviceEvent &event : items)
        events.push_back(event.toJson());
    return json::Object{{"items"_L1, std::move(events)}, {"next"_L1, orNull(next)}};
}

DeviceTimeline::DeviceTimeline(const store::Database &database, const time::Clock &clock)
    : m_database(database)
    , m_clock(clock)
{}

Expected<DeviceEventPage> DeviceTimeline::page(const QString &handle, const QString &after, int limit) const
{
    const auto parsed = DeviceHandle::parse(handle);
    if (!parsed)
        return std::unexpected(parsed.error());
    const auto place = after.isEmpty() ? Expected<Place>(Place{}) : Place::parse(after);
    if (!place)
        return std::unexpected(place.error());
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::Repositories &store = *reader->operator->();
    const auto device = store.devices.find(*parsed);
    if (!device)
        return std::unexpected(device.error());
    if (!*device)
        return refuse(ProblemType::NotFound, u"No device has this handle."_s, handle);
    auto events = eventsOf(store, **device, m_clock.now());
    if (!events)
        return std::unexpected(events.error());
    DeviceEventPage page{.items = std::move(*events), .next = {}};
    if (!after.isEmpty())
        std::erase_if(page.items, [&](const DeviceEvent &event) { return Place::of(event) >= *place; });
    if (page.items.size() > static_cast<std::size_t>(limit)) {
        page.items.resize(static_cast<std::size_t>(limit));
        page.next = Place::of(page.items.back()).toText();
    }
    return page;
}

} // namespace enigm::controlplane::fleet

#include "control-plane/fleet/DeviceReader.h"

#include "contract/json/JsonParser.h"
#include "control-plane/fleet/DeviceMoves.h"
#include "control-plane/fleet/Group.h"
#include "control-plane/store/Reader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::fleet {

namespace {

Device deviceOf(const store::DeviceRow &row, bool isSample)
{
    return {.handle = row.handle,
            .key = row.key,
            .state = row.state,
            .attestation = row.attestation.outcome,
            .attested = row.attestation.judged,
            .attestationAsked = row.attestationAsked,
            .patch = row.attestation.patch,
            .securityLevel = row.attestation.securityLevel,
            .simulated = isSample,
            .enrolled = row.enrolledAt,
            .lastSeen = row.lastSeen};
}

/// The same, with the group that it is to join while it waits to be admitted.
Expected<Device> deviceOf(const store::DeviceRow &row, const store::Repositories &store, bool isSample)
{
    Device device = deviceOf(row, isSample);
    if (row.state != enigm::fleet::DeviceState::PendingEnrollment)
        return device;
    auto group = store.enrollments.groupFor(row.handle);
    if (!group)
        return std::unexpected(group.error());
    device.joins = std::move(*group);
    return device;
}

Expected<std::vector<Device>> devicesOf(const std::vector<store::DeviceRow> &rows, const store::Repositories &store,
                                        bool isSample)
{
    std::vector<Device> devices;
    devices.reserve(rows.size());
    for (const store::DeviceRow &row : rows) {
        auto device = deviceOf(row, store, isSample);
        if (!device)
            return std::unexpected(device.error());
        devices.push_back(std::move(*device));
    }
    return devices;
}

/// Handles are shown in groups, so that spaces and hyphens are forgiven, and case.
store::DeviceFilter filterOf(const DeviceQuery &query)
{
    QString text = query.text.toLower();
    text.removeIf([](QChar character) { return character.isSpace() || character == u'-'; });
    store::DeviceFilter filter{.states = query.states};
    // Every handle begins alike, and an index finds beginnings.
    const QString beginning = enigm::fleet::handlePrefix(enigm::fleet::HandleAudience::Console) + u'1';
    if (text.startsWith(beginning))
        filter.handlePrefix = text;
    else
        filter.handlePart = text;
    return filter;
}

/// One page, one device too long where there is another; and how many there are in all, by state.
struct Found
{
    std::vector<store::DeviceRow> rows;
    std::map<enigm::fleet::DeviceState, qint64> counts;
};

/// Of `devices`, which is a store of all or of those of a group, with the scope of the group before the filter.
template <typename Store, typename... Scope>
Expected<Found> findIn(const Store &devices, const store::DeviceFilter &filter, const QString &after, int limit,
                       const Scope &...scope)
{
    auto rows = devices.page(scope..., filter, after, limit + 1);
    if (!rows)
        return std::unexpected(rows.error());
    auto counts = devices.countByState(scope..., filter);
    if (!counts)
        return std::unexpected(counts.error());
    return Found{.rows = std::move(*rows), .counts = std::move(*counts)};
}

Expected<Found> findIn(const QString &group, const store::Repositories &store, bool isSample,
                       const store::DeviceFilter &filter, const QString &after, int limit)
{
    const auto listed = groupOf(group, store);
    if (!listed)
        return std::unexpected(listed.error());
    const auto scope = scopeOf(*listed, store, isSample);
    if (!scope)
        return std::unexpected(scope.error());
    return findIn(store.groupDevices, filter, after, limit, *scope);
}

DeviceCommand commandOf(const store::CommandRow &row, qint64 now)
{
    return {.execution = row.execution,
            .action = row.action,
            .change = row.change,
            .state = enigm::fleet::commandStateAt(row.state, row.obeyBy, now),
            .queued = row.queued,
            .obeyBy = row.obeyBy,
            .delivered = row.delivered,
            .answered = row.answered,
            .problem = row.problem};
}

Expected<std::optional<ReportedPosture>> postureOf(const store::Repositories &store,
                                                   const enigm::fleet::DeviceHandle &handle)
{
    Expected<std::optional<ReportedPosture>> posture;
    const auto row = store.postures.find(handle);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return posture;
    auto report = json::parse((*row)->posture.posture);
    if (!report)
        return std::unexpected(report.error());
    ReportedPosture &told = posture->emplace();
    told.report = std::move(*report);
    told.entry = (*row)->posture.position;
    told.changed = (*row)->posture.changed;
    told.reported = (*row)->reported;
    return posture;
}

Expected<std::optional<ConfirmedPolicies>> policiesOf(const store::Repositories &store,
                                                      const enigm::fleet::DeviceHandle &handle)
{
    Expected<std::optional<ConfirmedPolicies>> policies;
    const auto row = store.heldPolicies.find(handle);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return policies;
    auto report = json::parse((*row)->report);
    if (!report)
        return std::unexpected(report.error());
    ConfirmedPolicies &told = policies->emplace();
    told.report = std::move(*report);
    told.entry = (*row)->position;
    told.changed = (*row)->changed;
    return policies;
}

} // namespace

DeviceReader::DeviceReader(const store::Database &database, const time::Clock &clock, bool isSample)
    : m_database(database)
    , m_clock(clock)
    , m_isSample(isSample)
{}

Expected<DevicePage> DeviceReader::page(const DeviceQuery &query, const QString &after, int limit) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::Repositories &store = *reader->operator->();
    const store::DeviceFilter filter = filterOf(query);
    auto found = query.group.isEmpty() ? findIn(store.devices, filter, after, limit)
                                       : findIn(query.group, store, m_isSample, filter, after, limit);
    if (!found)
        return std::unexpected(found.error());
    DevicePage page;
    if (found->rows.size() > static_cast<std::size_t>(limit)) {
        found->rows.pop_back();
        page.next = found->rows.back().handle.text();
    }
    auto items = devicesOf(found->rows, store, m_isSample);
    if (!items)
        return std::unexpected(items.error());
    page.items = std::move(*items);
    for (const auto &[state, count] : found->counts) {
        if (query.states.empty() || std::ranges::find(query.states, state) != query.states.end())
            page.total += count;
    }
    return page;
}

Expected<DeviceSummary> DeviceReader::summary() const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    auto counts = (*reader)->devices.countByState();
    if (!counts)
        return std::unexpected(counts.error());
    return DeviceSummary{.states = std::move(*counts)};
}

Expected<DeviceDetail> DeviceReader::detail(const QString &handle) const
{
    const auto parsed = enigm::fleet::DeviceHandle::parse(handle);
    if (!parsed)
        return std::unexpected(parsed.error());
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::Repositories &store = *reader->operator->();
    const auto row = store.devices.find(*parsed);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return refuse(ProblemType::NotFound, u"No device has this handle."_s, handle);
    const auto facts = json::parse((*row)->attestation.facts);
    if (!facts)
        return std::unexpected(facts.error());
    auto device = deviceOf(**row, store, m_isSample);
    if (!device)
        return std::unexpected(device.error());
    DeviceDetail detail{.device = std::move(*device),
                        .attestationFacts = *facts,
                        .posture = {},
                        .policies = {},
                        .history = {},
                        .commands = {},
                        .waiting = {}};
    const auto commands = store.commands.ofDevice(*parsed);
    if (!commands)
        return std::unexpected(commands.error());
    for (const store::CommandRow &command : *commands)
        detail.commands.push_back(commandOf(command, m_clock.now()));
    auto posture = postureOf(store, *parsed);
    if (!posture)
        return std::unexpected(posture.error());
    detail.posture = std::move(*posture);
    auto policies = policiesOf(store, *parsed);
    if (!policies)
        return std::unexpected(policies.error());
    detail.policies = std::move(*policies);
    auto moves = movesOf(store, *parsed);
    if (!moves)
        return std::unexpected(moves.error());
    detail.history = std::move(*moves);
    const auto open = openChangesOf(store, *parsed);
    if (!open)
        return std::unexpected(open.error());
    for (const store::ChangeRow &change : *open)
        detail.waiting.push_back(change.id);
    return detail;
}

Expected<std::vector<ChangeCommand>> DeviceReader::commandsOf(const QString &change) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto rows = (*reader)->commands.ofChange(change);
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<ChangeCommand> commands;
    for (const store::CommandRow &row : *rows)
        commands.push_back({.handle = row.handle, .command = commandOf(row, m_clock.now())});
    return commands;
}

} // namespace enigm::controlplane::fleet

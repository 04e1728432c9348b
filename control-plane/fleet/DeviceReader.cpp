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
            .attested = row.enrolledAt,
            .patch = row.attestation.patch,
            .securityLevel = row.attestation.securityLevel,
            .simulated = isSample,
            .enrolled = row.enrolledAt,
            .lastSeen = row.lastSeen};
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

/// Nothing where no group was asked for.
Expected<std::optional<store::GroupScope>> scopeAskedFor(const QString &group, const store::Repositories &store,
                                                         bool isSample)
{
    if (group.isEmpty())
        return std::optional<store::GroupScope>();
    const auto listed = groupOf(group, store);
    if (!listed)
        return std::unexpected(listed.error());
    auto scope = scopeOf(*listed, store, isSample);
    if (!scope)
        return std::unexpected(scope.error());
    return std::optional(std::move(*scope));
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
    const auto row = store.postures.find(handle);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return std::optional<ReportedPosture>();
    auto report = json::parse((*row)->posture.posture);
    if (!report)
        return std::unexpected(report.error());
    return std::optional(ReportedPosture{.report = std::move(*report),
                                         .entry = (*row)->posture.position,
                                         .changed = (*row)->posture.changed,
                                         .reported = (*row)->reported});
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
    const auto scope = scopeAskedFor(query.group, store, m_isSample);
    if (!scope)
        return std::unexpected(scope.error());
    const store::DeviceFilter filter = filterOf(query);
    auto rows = *scope ? store.groupDevices.page(**scope, filter, after, limit + 1)
                       : store.devices.page(filter, after, limit + 1);
    if (!rows)
        return std::unexpected(rows.error());
    const auto counts = *scope ? store.groupDevices.countByState(**scope, filter) : store.devices.countByState(filter);
    if (!counts)
        return std::unexpected(counts.error());
    DevicePage page;
    if (rows->size() > static_cast<std::size_t>(limit)) {
        rows->pop_back();
        page.next = rows->back().handle.text();
    }
    for (const store::DeviceRow &row : *rows)
        page.items.push_back(deviceOf(row, m_isSample));
    for (const auto &[state, count] : *counts) {
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
    DeviceDetail detail{.device = deviceOf(**row, m_isSample),
                        .attestationFacts = *facts,
                        .posture = {},
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

} // namespace enigm::controlplane::fleet

#include "control-plane/feed/FeedReader.h"

#include "control-plane/store/Reader.h"

namespace enigm::controlplane::feed {

using store::LogId;

namespace {

constexpr int oneTooMany = static_cast<int>(FeedEvent::mostNames) + 1;

/// The names of these rows, or nothing for too many.
template <typename Row, typename Name>
auto namesOf(const std::vector<Row> &rows, Name Row::*name) -> std::optional<std::vector<Name>>
{
    if (rows.size() > FeedEvent::mostNames)
        return std::nullopt;
    std::vector<Name> names;
    for (const Row &row : rows)
        names.push_back(row.*name);
    return names;
}

} // namespace

FeedReader::FeedReader(const store::Database &database, const audit::CheckpointBoard &board)
    : m_database(database)
    , m_board(board)
{}

qint64 FeedReader::cursor() const
{
    return m_board.current()->cursor;
}

Expected<FeedEvent> FeedReader::since(std::optional<qint64> cursor) const
{
    const auto published = m_board.current(); // before the snapshot, which then holds all that it covers
    FeedEvent event{.cursor = published->cursor};
    if (!cursor || *cursor > event.cursor) {
        event.isReset = true;
        return event;
    }
    if (*cursor == event.cursor)
        return event;
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto devices = (*reader)->devices.changedSince(*cursor, oneTooMany);
    if (!devices)
        return std::unexpected(devices.error());
    event.devices = namesOf(*devices, &store::DeviceRow::handle);
    const auto changes = (*reader)->changes.changedSince(*cursor, oneTooMany);
    if (!changes)
        return std::unexpected(changes.error());
    event.changes = namesOf(*changes, &store::ChangeRow::id);
    auto policies = (*reader)->policies.changedSince(*cursor, oneTooMany);
    if (!policies)
        return std::unexpected(policies.error());
    event.policies = policies->size() > FeedEvent::mostNames ? std::nullopt : std::optional(std::move(*policies));
    auto releases = (*reader)->releases.changedSince(*cursor, oneTooMany);
    if (!releases)
        return std::unexpected(releases.error());
    event.releases = releases->size() > FeedEvent::mostNames ? std::nullopt : std::optional(std::move(*releases));
    auto rollouts = (*reader)->rollouts.changedSince(*cursor, oneTooMany);
    if (!rollouts)
        return std::unexpected(rollouts.error());
    event.rollouts = rollouts->size() > FeedEvent::mostNames ? std::nullopt : std::optional(std::move(*rollouts));
    for (const auto &[log, size] : {std::pair(LogId::Activity, &FeedEvent::activitySize),
                                    std::pair(LogId::Governance, &FeedEvent::governanceSize)}) {
        const auto last = (*reader)->log.lastCursor(log);
        if (!last)
            return std::unexpected(last.error());
        if (*last > *cursor)
            event.*size = published->of(log).head.size;
    }
    return event;
}

} // namespace enigm::controlplane::feed

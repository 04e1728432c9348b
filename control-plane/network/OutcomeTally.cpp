#include "control-plane/network/OutcomeTally.h"

#include <algorithm>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::network {

using enigm::network::OutcomeSource;

namespace {

/// Beyond, what was answered last is forgotten, and the next answer to each device counts as a change.
constexpr std::size_t mostLast = 200'000;
constexpr qint64 hour = 3'600;

struct EntryKind
{
    QLatin1StringView action;
    log::Outcome outcome;
};
constexpr EntryKind denied{"network.denied"_L1, log::Outcome::Refused};
constexpr EntryKind changed{"network.changed"_L1, log::Outcome::Done};
constexpr EntryKind permitted{"network.permitted"_L1, log::Outcome::Done};

/// Writes the entries of one kind of decision at one point.
class Entries
{
public:
    Entries(audit::Sequencer &sequencer, store::Transaction &transaction, const OutcomeTally::Kind &kind,
            const OutcomeTally::Count &count, qint64 time)
        : m_sequencer(sequencer)
        , m_transaction(transaction)
        , m_kind(kind)
        , m_count(count)
        , m_time(time)
    {}

    [[nodiscard]] Expected<void> write() const
    {
        if (!m_kind.denial) {
            if (auto named = writeNamed(changed); !named)
                return std::unexpected(named.error());
            return append(permitted, m_count.count, {});
        }
        const auto named = writeNamed(denied);
        if (!named)
            return std::unexpected(named.error());
        return *named == m_count.count ? Expected<void>() : append(denied, m_count.count - *named, {});
    }

private:
    /// As many entries as it takes to name every device; answers how often they were counted.
    [[nodiscard]] Expected<qint64> writeNamed(const EntryKind &entry) const
    {
        qint64 written = 0;
        std::vector<QString> handles;
        qint64 part = 0;
        for (const auto &[device, times] : m_count.devices) { // sorted, as an entry wants them
            handles.push_back(device);
            part += times;
            if (handles.size() < log::ActivityEntry::maxHandles && device != m_count.devices.rbegin()->first)
                continue;
            if (auto done = append(entry, part, std::exchange(handles, {})); !done)
                return std::unexpected(done.error());
            written += std::exchange(part, 0);
        }
        return written;
    }
    [[nodiscard]] Expected<void> append(const EntryKind &entry, qint64 count, std::vector<QString> handles) const
    {
        const json::Value category =
            m_kind.denial ? json::Value(enigm::network::toWord(*m_kind.denial)) : json::Value();
        const auto body = log::ActivityBody::make(json::Object{{"category"_L1, category},
                                                               {"count"_L1, count},
                                                               {"from"_L1, m_count.from},
                                                               {"path"_L1, enigm::policy::toWord(m_kind.path)},
                                                               {"to"_L1, m_count.to}});
        log::ActivityEntry header{.time = m_time,
                                  .category = log::Category::NetworkOutcome,
                                  .action = entry.action,
                                  .resource = log::Resource::NetworkPath,
                                  .actor = m_kind.point,
                                  .outcome = entry.outcome,
                                  .change = {},
                                  .handles = std::move(handles),
                                  .body = {}};
        const auto appended = m_sequencer.appendActivity(m_transaction, std::move(header), body);
        return appended ? Expected<void>() : std::unexpected(appended.error());
    }

    audit::Sequencer &m_sequencer;
    store::Transaction &m_transaction;
    const OutcomeTally::Kind &m_kind;
    const OutcomeTally::Count &m_count;
    const qint64 m_time;
};

void add(store::PointCounts &counts, const OutcomeTally::Kind &kind, const OutcomeTally::Count &count)
{
    counts.from = counts.to == 0 ? count.from : std::min(counts.from, count.from);
    counts.to = std::max(counts.to, count.to);
    (kind.denial ? counts.denials : counts.permits) += count.count;
}

store::NetworkOutcomeRow rowOf(const OutcomeTally::Kind &kind, const OutcomeTally::Count &count)
{
    return {.hour = count.to - count.to % hour,
            .point = kind.point,
            .source = enigm::network::toWord(OutcomeSource::Decided),
            .decision = enigm::network::decisionWord(!kind.denial),
            .category = kind.denial ? QString(enigm::network::toWord(*kind.denial)) : QString(),
            .count = count.count};
}

} // namespace

void OutcomeTally::note(const EnforcementPoint &point, std::optional<enigm::network::DenialReason> denial,
                        const std::optional<enigm::fleet::DeviceHandle> &device, qint64 time)
{
    const std::scoped_lock lock(m_mutex);
    Count &count = m_counts[{.point = point.id, .path = point.path, .denial = denial}];
    if (count.count == 0)
        count.from = time;
    ++count.count;
    count.to = time;
    if (!device)
        return;
    const bool isNew = isChange(point.id, device->text(), !denial);
    if (denial || isNew)
        ++count.devices[device->text()];
}

bool OutcomeTally::isChange(const QString &point, const QString &device, bool isPermit)
{
    if (m_last.size() >= mostLast)
        m_last.clear();
    const auto [last, isFirst] = m_last.try_emplace(point + device, isPermit);
    return std::exchange(last->second, isPermit) != isPermit || isFirst;
}

OutcomeTally::Counts OutcomeTally::take()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_counts, {});
}

void OutcomeTally::giveBack(const Counts &counts)
{
    const std::scoped_lock lock(m_mutex);
    for (const auto &[kind, missed] : counts) {
        Count &count = m_counts[kind];
        count.from = count.count == 0 ? missed.from : std::min(count.from, missed.from);
        count.to = std::max(count.to, missed.to);
        count.count += missed.count;
        for (const auto &[device, times] : missed.devices)
            count.devices[device] += times;
    }
}

Expected<void> OutcomeTally::write(audit::Sequencer &sequencer, store::Transaction &transaction, const Counts &counts,
                                   qint64 time)
{
    std::map<QString, store::PointCounts> points;
    for (const auto &[kind, count] : counts) {
        if (auto done = Entries(sequencer, transaction, kind, count, time).write(); !done)
            return done;
        if (auto done = transaction.networkOutcomes.add(rowOf(kind, count)); !done)
            return done;
        add(points[kind.point], kind, count);
    }
    for (const auto &[point, last] : points) {
        if (auto done = transaction.enforcementPoints.setDecided(point, last); !done)
            return done;
    }
    return {};
}

} // namespace enigm::controlplane::network

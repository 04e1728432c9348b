#include "control-plane/ota/RolloutClock.h"

#include "contract/log/ActivityEntry.h"
#include "control-plane/ota/DeviceIntake.h"
#include "control-plane/store/Reader.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

using enigm::ota::GroupState;
using enigm::ota::RolloutState;
using enigm::ota::UpdateFailure;
using enigm::ota::UpdateState;

namespace {

/// Of devices that were silent for too long, in one entry.
constexpr int sweepPage = log::ActivityEntry::maxHandles;
/// Looks through a group, in the time in which its devices become silent: how late silence is noticed at most.
constexpr qint64 sweepsInSilence = 24;

qint64 quietFrom(const StoredRollout &rollout, const store::RolloutGroupRow &group)
{
    return std::max(group.opened.value_or(0), rollout.row.resumedAt);
}

bool isSweepDue(const StoredRollout &rollout, const store::RolloutGroupRow &group, qint64 now)
{
    const qint64 silentAfter = rollout.plan.silentAfter;
    return group.state != GroupState::Waiting && group.counts.underWay() > 0 &&
           now >= quietFrom(rollout, group) + silentAfter && now >= group.swept + silentAfter / sweepsInSilence;
}

} // namespace

RolloutClock::RolloutClock(Parts parts)
    : m_parts(parts)
    , m_freezer(parts)
{}

Expected<void> RolloutClock::tick(const std::stop_token &stop)
{
    std::vector<store::RolloutRow> unfrozen;
    std::vector<store::RolloutRow> active;
    {
        const auto reader = m_parts.database.read();
        if (!reader)
            return std::unexpected(reader.error());
        auto waiting = (*reader)->rollouts.unfrozen();
        auto running = (*reader)->rollouts.inState(RolloutState::Active);
        if (!waiting || !running)
            return std::unexpected(waiting ? running.error() : waiting.error());
        unfrozen = std::move(*waiting);
        active = std::move(*running);
    }
    Expected<void> result;
    const auto keep = [&result](const Expected<void> &done) {
        if (result && !done)
            result = done;
    };
    for (const store::RolloutRow &row : unfrozen)
        keep(m_freezer.freeze(row.id, stop));
    for (const store::RolloutRow &row : active) {
        if (stop.stop_requested())
            return refuse(ProblemType::Cancelled, u"The program ends."_s);
        keep(sweep(row, stop));
        keep(advance(row));
    }
    return result;
}

Expected<void> RolloutClock::advance(const store::RolloutRow &row)
{
    {
        const auto reader = m_parts.database.read();
        if (!reader)
            return std::unexpected(reader.error());
        const auto stored = StoredRollout::load(*reader->operator->(), row.id);
        if (!stored)
            return std::unexpected(stored.error());
        Course course = stored->course();
        // At most ticks there is nothing to write.
        if (!stored->row.isFrozen || ota::advance(stored->plan, course, m_parts.clock.now()).empty())
            return {};
    }
    return m_parts.writer.submitAndWait([&](store::Transaction &transaction) -> Expected<void> {
        auto present = StoredRollout::load(transaction, row.id);
        if (!present)
            return std::unexpected(present.error());
        return RolloutJournal(m_parts.sequencer, transaction, m_parts.clock.now()).advance(*present);
    });
}

Expected<void> RolloutClock::sweep(const store::RolloutRow &row, const std::stop_token &stop)
{
    std::optional<StoredRollout> stored;
    {
        const auto reader = m_parts.database.read();
        if (!reader)
            return std::unexpected(reader.error());
        auto loaded = StoredRollout::load(*reader->operator->(), row.id);
        if (!loaded)
            return std::unexpected(loaded.error());
        stored = std::move(*loaded);
    }
    for (const store::RolloutGroupRow &group : stored->groups) {
        if (!isSweepDue(*stored, group, m_parts.clock.now()))
            continue;
        if (auto done = sweepGroup(*stored, group, stop); !done)
            return done;
    }
    return {};
}

Expected<void> RolloutClock::sweepGroup(const StoredRollout &rollout, const store::RolloutGroupRow &group,
                                        const std::stop_token &stop)
{
    const qint64 now = m_parts.clock.now();
    QString after;
    for (bool isLast = false; !isLast;) {
        if (stop.stop_requested())
            return refuse(ProblemType::Cancelled, u"The program ends."_s);
        std::vector<store::RolloutDeviceRow> quiet;
        {
            const auto reader = m_parts.database.read();
            if (!reader)
                return std::unexpected(reader.error());
            auto page = (*reader)->rolloutDevices.quietSince(group.rollout, group.place, now - rollout.plan.silentAfter,
                                                             after, sweepPage);
            if (!page)
                return std::unexpected(page.error());
            quiet = std::move(*page);
        }
        isLast = quiet.size() < static_cast<std::size_t>(sweepPage);
        if (!quiet.empty())
            after = quiet.back().handle.text();
        std::erase_if(quiet, [&](const store::RolloutDeviceRow &device) {
            const auto due = silentAt(courseOf(device), rollout.plan, quietFrom(rollout, group));
            return !due || *due > now;
        });
        if (quiet.empty())
            continue;
        if (auto done = failSilent(rollout.row.id, quiet); !done)
            return done;
    }
    return m_parts.writer.submitAndWait([&](store::Transaction &transaction) -> Expected<void> {
        auto present = transaction.rollouts.group(group.rollout, group.place);
        if (!present)
            return std::unexpected(present.error());
        (*present)->swept = now;
        return transaction.rollouts.update(**present);
    });
}

Expected<void> RolloutClock::failSilent(const QString &rollout, const std::vector<store::RolloutDeviceRow> &devices)
{
    return m_parts.writer.submitAndWait([&](store::Transaction &transaction) -> Expected<void> {
        auto present = StoredRollout::load(transaction, rollout);
        if (!present)
            return std::unexpected(present.error());
        // Nobody is heard of a rollout that was stopped meanwhile.
        if (present->row.state != RolloutState::Active)
            return {};
        RolloutJournal journal(m_parts.sequencer, transaction, m_parts.clock.now());
        DeviceIntake intake(journal, *present);
        std::vector<store::RolloutDeviceRow> silent;
        for (const store::RolloutDeviceRow &device : devices) {
            auto row = transaction.rolloutDevices.find(present->row.number, device.handle);
            if (!row)
                return std::unexpected(row.error());
            if (!*row || **row != device)
                continue; // it was heard of just now
            const auto heard = intake.hear(**row, {.state = UpdateState::Failed, .failure = UpdateFailure::Silent});
            if (!heard)
                return std::unexpected(heard.error());
            if (*heard)
                silent.push_back(std::move(**row));
        }
        if (silent.empty())
            return {};
        if (auto noted = journal.noteSilent(*present, silent); !noted)
            return noted;
        return journal.advance(*present);
    });
}

} // namespace enigm::controlplane::ota

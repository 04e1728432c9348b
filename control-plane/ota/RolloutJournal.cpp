#include "control-plane/ota/RolloutJournal.h"

#include "contract/ota/RolloutEntries.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

using enigm::ota::RolloutEvent;
using enigm::ota::RolloutEventKind;
using enigm::ota::RolloutFrozen;
using enigm::ota::RolloutHalt;
using enigm::ota::RolloutMove;

namespace {

RolloutMove moveOf(const StoredRollout &rollout, const Step &step)
{
    RolloutMove move{.kind = step.kind,
                     .change = rollout.row.digest,
                     .rollout = rollout.row.id,
                     .group = step.group ? std::optional(static_cast<qint64>(*step.group)) : std::nullopt,
                     .reason = step.reason};
    for (const store::RolloutGroupRow &group : rollout.groups) {
        if (move.group.value_or(group.place) != group.place)
            continue;
        move.confirmed += group.counts.confirmed;
        move.failed += group.counts.failed;
    }
    return move;
}

} // namespace

Expected<audit::Appended> RolloutJournal::append(log::ActivityEntry entry, json::Value body)
{
    entry.time = m_now;
    return m_sequencer.appendActivity(m_transaction, std::move(entry), log::ActivityBody::make(std::move(body)));
}

Expected<void> RolloutJournal::advance(StoredRollout &rollout)
{
    if (!rollout.row.isFrozen)
        return {};
    Course course = rollout.course();
    const std::vector<Step> steps = ota::advance(rollout.plan, course, m_now);
    if (steps.empty())
        return {};
    rollout.take(course);
    for (const Step &step : steps) {
        if (auto done = write(rollout, step); !done)
            return done;
    }
    for (const store::RolloutGroupRow &group : rollout.groups) {
        if (auto done = m_transaction.rollouts.update(group); !done)
            return done;
    }
    return m_transaction.rollouts.update(rollout.row);
}

Expected<void> RolloutJournal::write(StoredRollout &rollout, const Step &step)
{
    const RolloutMove move = moveOf(rollout, step);
    const auto appended = append(move.describe(), move.toJson());
    if (!appended)
        return std::unexpected(appended.error());
    rollout.row.cursor = appended->cursor;
    if (step.kind == RolloutEventKind::Halted || step.kind == RolloutEventKind::Completed)
        rollout.row.entry = appended->position.index;
    if (step.kind == RolloutEventKind::Halted)
        rollout.row.halted = RolloutHalt{.by = {}, .group = move.group, .reason = *step.reason, .time = m_now};
    return m_transaction.rollouts.addEvent(rollout.row.number, {.kind = step.kind,
                                                                .group = move.group,
                                                                .time = m_now,
                                                                .reason = step.reason,
                                                                .entry = appended->position.index});
}

Expected<void> RolloutJournal::freeze(StoredRollout &rollout, const std::vector<QByteArray> &roots)
{
    RolloutFrozen frozen{.change = rollout.row.digest, .rollout = rollout.row.id, .groups = {}};
    for (std::size_t i = 0; i < rollout.groups.size(); ++i) {
        const store::RolloutGroupRow &group = rollout.groups[i];
        frozen.groups.push_back({.count = group.counts.count, .root = roots[i]});
        if (auto done = m_transaction.rollouts.setCounts(group.rollout, group.place, group.counts); !done)
            return done;
    }
    const auto appended = append(frozen.describe(), frozen.toJson());
    if (!appended)
        return std::unexpected(appended.error());
    rollout.row.isFrozen = true;
    rollout.row.cursor = appended->cursor;
    if (auto done = m_transaction.rollouts.addEvent(
            rollout.row.number, {.kind = RolloutEventKind::Frozen, .time = m_now, .entry = appended->position.index});
        !done)
        return done;
    return m_transaction.rollouts.update(rollout.row);
}

Expected<void> RolloutJournal::noteSilent(const StoredRollout &rollout,
                                          const std::vector<store::RolloutDeviceRow> &devices)
{
    log::ActivityEntry entry{.time = m_now,
                             .category = log::Category::OtaOutcome,
                             .action = u"update.silent"_s,
                             .resource = log::Resource::Device,
                             .actor = u"control-plane"_s,
                             .outcome = log::Outcome::Failed,
                             .change = rollout.row.digest,
                             .handles = {},
                             .body = {}};
    for (const store::RolloutDeviceRow &device : devices)
        entry.handles.push_back(device.handle.text());
    const auto appended = m_sequencer.appendActivity(m_transaction, std::move(entry), std::nullopt);
    if (!appended)
        return std::unexpected(appended.error());
    return {};
}

} // namespace enigm::controlplane::ota

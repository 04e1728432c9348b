#include "control-plane/ota/RolloutReader.h"

#include "contract/changes/RolloutParameters.h"
#include "control-plane/fleet/Group.h"
#include "control-plane/ota/ChangePeople.h"
#include "control-plane/ota/Population.h"
#include "control-plane/ota/RolloutService.h"
#include "control-plane/ota/StoredRollout.h"
#include "control-plane/store/Reader.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

using enigm::fleet::DeviceHandle;
using enigm::ota::GroupCounts;
using enigm::ota::GroupState;
using enigm::ota::RolloutDevice;
using enigm::ota::RolloutRecord;
using enigm::ota::RolloutState;
using enigm::ota::UpdateState;

namespace {

constexpr int groupPage = 1'000;

template <typename Items, typename Next>
json::Value pageJson(const Items &items, Next next)
{
    json::Array list;
    list.reserve(items.size());
    for (const auto &item : items)
        list.push_back(item.toJson());
    return json::Object{{"items"_L1, std::move(list)}, {"next"_L1, next ? json::Value(*next) : json::Value()}};
}

/// Takes away what was asked for beyond the limit, to learn whether there is more.
template <typename Rows>
bool cutTo(Rows &rows, int limit)
{
    const bool hasMore = rows.size() > static_cast<std::size_t>(limit);
    if (hasMore)
        rows.pop_back();
    return hasMore;
}

/// Whoever was not done when a rollout was withdrawn has been taken out of it.
UpdateState shownState(const store::RolloutRow &rollout, UpdateState state)
{
    return rollout.state == RolloutState::Withdrawn && !isFinal(state) ? UpdateState::Withdrawn : state;
}

GroupCounts shownCounts(const store::RolloutRow &rollout, const GroupCounts &counts)
{
    if (rollout.state != RolloutState::Withdrawn)
        return counts;
    return {.count = counts.count,
            .confirmed = counts.confirmed,
            .failed = counts.failed,
            .withdrawn = counts.withdrawn + counts.underWay() + counts.notEligible};
}

bool hasHaltedAll(const store::RolloutRow &rollout, qint64 group)
{
    return rollout.state == RolloutState::Halted && rollout.halted && rollout.halted->group == group;
}

enigm::ota::RolloutGroupRecord groupRecord(const StoredRollout &rollout, std::size_t index)
{
    const store::RolloutGroupRow &row = rollout.groups[index];
    const enigm::ota::RolloutGroup &plan = rollout.plan.groups[index];
    enigm::ota::RolloutGroupRecord record{.index = row.place,
                                          .name = plan.name,
                                          .state = row.state,
                                          .counts = shownCounts(rollout.row, row.counts),
                                          .forgiven = row.forgiven,
                                          .opened = row.opened,
                                          .completed = row.completed};
    // While it stands nobody knows until when.
    const bool isStopped = rollout.row.state == RolloutState::Paused || rollout.row.state == RolloutState::Halted;
    if (row.succeeded && !(isStopped && row.state == GroupState::Soaking))
        record.soaksUntil = *row.succeeded + plan.soak;
    if (hasHaltedAll(rollout.row, row.place))
        record.state = GroupState::Halted;
    return record;
}

} // namespace

json::Value RolloutPage::toJson() const
{
    return pageJson(items, next);
}

json::Value RolloutDevicePage::toJson() const
{
    return pageJson(items, next);
}

json::Value RolloutEventPage::toJson() const
{
    return pageJson(items, next);
}

RolloutReader::RolloutReader(const store::Database &database, ReleaseSource release, bool isSample)
    : m_database(database)
    , m_release(std::move(release))
    , m_isSample(isSample)
{}

Expected<RolloutPage> RolloutReader::page(const QString &after, int limit) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    auto rows = (*reader)->rollouts.page(after, limit + 1);
    if (!rows)
        return std::unexpected(rows.error());
    RolloutPage page;
    if (cutTo(*rows, limit))
        page.next = rows->back().id;
    for (store::RolloutRow &row : *rows) {
        auto record = recordOf(*reader->operator->(), std::move(row));
        if (!record)
            return std::unexpected(record.error());
        page.items.push_back(std::move(*record));
    }
    return page;
}

Expected<RolloutRecord> RolloutReader::record(const QString &id) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    auto stored = StoredRollout::load(*reader->operator->(), id);
    if (!stored)
        return std::unexpected(stored.error());
    return recordOf(*reader->operator->(), std::move(stored->row));
}

Expected<RolloutRecord> RolloutReader::recordOf(const store::Repositories &store, store::RolloutRow row) const
{
    const auto stored = StoredRollout::of(store, std::move(row));
    if (!stored)
        return std::unexpected(stored.error());
    auto failures = store.rollouts.failures(stored->row.number);
    if (!failures)
        return std::unexpected(failures.error());
    const auto release = m_release(stored->row.release);
    if (!release)
        return std::unexpected(release.error());
    auto people = peopleOf(store, stored->row.change);
    if (!people)
        return std::unexpected(people.error());
    const enigm::changes::RolloutStanding standing{
        .rollout = stored->row.id, .state = stored->row.state, .entry = stored->row.entry};
    RolloutRecord record{.id = stored->row.id,
                         .change = stored->row.change,
                         .askedBy = std::move(people->askedBy),
                         .approvedBy = std::move(people->approvedBy),
                         .release = stored->row.release,
                         .version = *release ? (*release)->version : QString(),
                         .plan = stored->plan,
                         .state = stored->row.state,
                         .standing = standing.digest(),
                         .started = stored->row.startedAt,
                         .obeyBy = stored->row.obeyBy,
                         .isFrozen = stored->row.isFrozen,
                         .outside = stored->row.outside,
                         .failures = std::move(*failures)};
    // What once halted it is an event; here is what holds it now.
    if (stored->row.state == RolloutState::Halted)
        record.halted = stored->row.halted;
    for (std::size_t i = 0; i < stored->groups.size(); ++i)
        record.groups.push_back(groupRecord(*stored, i));
    return record;
}

Expected<RolloutDevicePage> RolloutReader::devices(const QString &id, const store::RolloutDeviceFilter &filter,
                                                   const QString &after, int limit) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto stored = StoredRollout::load(*reader->operator->(), id);
    if (!stored)
        return std::unexpected(stored.error());
    auto rows = (*reader)->rolloutDevices.page(stored->row.number, filter, after, limit + 1);
    if (!rows)
        return std::unexpected(rows.error());
    RolloutDevicePage page;
    if (cutTo(*rows, limit))
        page.next = rows->back().handle.text();
    for (store::RolloutDeviceRow &row : *rows)
        page.items.push_back({.handle = std::move(row.handle),
                              .group = row.place,
                              .state = shownState(stored->row, row.state),
                              .failure = row.failure,
                              .attempts = row.attempts,
                              .time = row.since > 0 ? std::optional(row.since) : std::nullopt});
    return page;
}

Expected<RolloutEventPage> RolloutReader::events(const QString &id, std::optional<qint64> before, int limit) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto stored = StoredRollout::load(*reader->operator->(), id);
    if (!stored)
        return std::unexpected(stored.error());
    auto events = (*reader)->rollouts.events(stored->row.number, before, limit + 1);
    if (!events)
        return std::unexpected(events.error());
    RolloutEventPage page;
    if (cutTo(*events, limit))
        page.next = events->back().id;
    page.items = std::move(*events);
    return page;
}

Expected<enigm::ota::RolloutPreview> RolloutReader::preview(const enigm::ota::RolloutPlan &plan) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::RolloutDeviceStore &devices = (*reader)->rolloutDevices;
    const auto membership = membershipOf(plan, log::Hash().toBytes(), devices);
    if (!membership)
        return std::unexpected(membership.error());
    enigm::ota::RolloutPreview preview{.groups = std::vector<qint64>(plan.groups.size())};
    const auto passed = devices.forEachTrusted([&](QByteArrayView handle) {
        const auto group = membership->groupOf(handle);
        ++(group ? preview.groups[*group] : preview.outside);
        return true;
    });
    if (!passed)
        return std::unexpected(passed.error());
    return preview;
}

Expected<std::vector<DeviceHandle>> RolloutReader::devicesOf(const QString &deviceGroup) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::Repositories &store = *reader->operator->();
    const auto group = fleet::groupOf(deviceGroup, store);
    if (!group)
        return std::unexpected(group.error());
    const auto scope = fleet::scopeOf(*group, store, m_isSample);
    if (!scope)
        return std::unexpected(scope.error());
    std::vector<DeviceHandle> handles;
    for (QString after; handles.size() <= RolloutService::mostMembers;) {
        auto page = store.groupDevices.page(*scope, {}, after, groupPage);
        if (!page)
            return std::unexpected(page.error());
        for (store::DeviceRow &row : *page)
            handles.push_back(std::move(row.handle));
        if (page->size() < static_cast<std::size_t>(groupPage))
            break;
        after = handles.back().text();
    }
    return handles;
}

} // namespace enigm::controlplane::ota

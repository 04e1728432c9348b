#include "control-plane/fleet/DeviceMoves.h"

#include "contract/log/ActivityEntry.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::fleet {

namespace {

using enigm::changes::ChangeState;

/// The execution of a change moved the device if its entry names it; otherwise the device was skipped.
Expected<std::optional<DeviceMove>> moveBy(const store::Repositories &store, const store::ChangeRow &change,
                                           const QString &handle)
{
    if (!change.executed)
        return std::optional<DeviceMove>();
    const qint64 index = change.executed->index;
    const auto entries = store.log.entries(store::LogId::Activity, index, index + 1);
    if (!entries)
        return std::unexpected(entries.error());
    if (entries->empty())
        return refuse(ProblemType::EntryMismatch, u"The execution has no entry."_s, u"activity record %1"_s.arg(index));
    const auto entry = log::ActivityEntry::parse(entries->front().leaf);
    if (!entry)
        return std::unexpected(entry.error());
    if (!std::ranges::binary_search(entry->handles, handle))
        return std::optional<DeviceMove>();
    return std::optional(DeviceMove{.index = index, .time = entry->time, .action = change.action, .change = change.id});
}

} // namespace

Expected<std::vector<DeviceMove>> movesOf(const store::Repositories &store, const enigm::fleet::DeviceHandle &handle)
{
    const auto executed = store.changes.naming(handle, {ChangeState::Executed});
    if (!executed)
        return std::unexpected(executed.error());
    std::vector<DeviceMove> moves;
    for (const store::ChangeRow &change : *executed) {
        auto move = moveBy(store, change, handle.text());
        if (!move)
            return std::unexpected(move.error());
        if (*move)
            moves.push_back(std::move(**move));
    }
    std::ranges::sort(moves, {}, &DeviceMove::index);
    return moves;
}

Expected<std::vector<store::ChangeRow>> openChangesOf(const store::Repositories &store,
                                                      const enigm::fleet::DeviceHandle &handle)
{
    return store.changes.naming(handle, {ChangeState::Pending, ChangeState::Approved, ChangeState::Executing});
}

} // namespace enigm::controlplane::fleet

#include "tests/control-plane/ota/RolloutRules.h"

#include "contract/log/MerkleFrontier.h"
#include "control-plane/store/Reader.h"
#include "tests/support/history/Require.h"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::test {

using ota::GroupState;
using ota::RolloutEvent;
using ota::RolloutEventKind;
using ota::RolloutRecord;
using ota::RolloutState;

namespace {

constexpr int page = 1'000;
constexpr std::size_t asked = 40; ///< devices of a rollout that was stopped

QString nameOf(const RolloutEvent &event)
{
    return u"%1 %2 at entry %3"_s.arg(ota::toWord(event.kind), QString::number(event.group.value_or(-1)),
                                      QString::number(event.entry));
}

bool isOwn(const RolloutEvent &event)
{
    return !event.who && event.kind != RolloutEventKind::Frozen;
}

/// All devices of a rollout, as they are read.
template <typename Visit>
void forEachDevice(RolloutEngine &engine, const QString &rollout, Visit visit)
{
    QString after;
    for (bool isLast = false; !isLast;) {
        const auto some = require(engine.rollouts().reader().devices(rollout, {}, after, page));
        std::ranges::for_each(some.items, visit);
        isLast = !some.next;
        after = some.next.value_or(QString());
    }
}

} // namespace

/// Where the events of a rollout lead, one after the other.
class RolloutRules::Replay
{
public:
    explicit Replay(std::size_t groups)
        : m_groups(groups, GroupState::Waiting)
    {}

    /// Whether this could come next.
    [[nodiscard]] bool take(const RolloutEvent &event)
    {
        switch (event.kind) {
        case RolloutEventKind::Started:
            return !std::exchange(m_isStarted, true);
        case RolloutEventKind::Frozen:
            return m_isStarted && !std::exchange(m_isFrozen, true);
        case RolloutEventKind::GroupOpened:
            return isNext(*event.group) && move(*event.group, GroupState::Waiting, GroupState::Running);
        case RolloutEventKind::GroupSoaking:
            return move(*event.group, GroupState::Running, GroupState::Soaking);
        case RolloutEventKind::GroupCompleted:
            return move(*event.group, GroupState::Soaking, GroupState::Completed) ||
                   move(*event.group, GroupState::Running, GroupState::Completed);
        case RolloutEventKind::Completed:
            return isActive() && std::ranges::count(m_groups, GroupState::Completed) == std::ssize(m_groups) &&
                   lead(RolloutState::Completed);
        case RolloutEventKind::Halted:
            return (event.who ? isOpen() && m_state != RolloutState::Halted : isActive()) && lead(RolloutState::Halted);
        case RolloutEventKind::Paused:
            return m_state == RolloutState::Active && lead(RolloutState::Paused);
        case RolloutEventKind::Resumed:
            return isOpen() && m_state != RolloutState::Active && lead(RolloutState::Active);
        case RolloutEventKind::Withdrawn:
            return isOpen() && lead(RolloutState::Withdrawn);
        }
        Q_UNREACHABLE();
    }

    /// Whether a rollout that stands so is what they lead to.
    [[nodiscard]] bool isAt(const RolloutRecord &record) const
    {
        return m_isStarted && m_isFrozen == record.isFrozen && m_state == record.state &&
               std::ranges::equal(m_groups, record.groups, [](GroupState state, const auto &group) {
                   return group.state == state || group.state == GroupState::Halted;
               });
    }

private:
    [[nodiscard]] bool isOpen() const { return m_isStarted && !ota::isFinal(m_state); }
    [[nodiscard]] bool isActive() const { return m_isFrozen && m_state == RolloutState::Active; }
    [[nodiscard]] bool isNext(qint64 group) const
    {
        return group == 0 || m_groups[static_cast<std::size_t>(group - 1)] == GroupState::Completed;
    }
    bool lead(RolloutState state)
    {
        m_state = state;
        return true;
    }
    bool move(qint64 group, GroupState from, GroupState to)
    {
        GroupState &state = m_groups[static_cast<std::size_t>(group)];
        if (!isActive() || state != from)
            return false;
        state = to;
        return true;
    }

    bool m_isStarted = false;
    bool m_isFrozen = false;
    RolloutState m_state = RolloutState::Active;
    std::vector<GroupState> m_groups;
};

RolloutRules::RolloutRules(RolloutEngine &engine)
    : m_engine(engine)
{
    const qint64 size = engine.logs().board().current()->of(controlplane::audit::LogId::Activity).head.size;
    for (const auto &record : require(engine.logs().reader().records(0, size))) {
        const auto entry = require(log::ActivityEntry::parse(record.leaf));
        if (entry.resource != log::Resource::Rollout)
            continue;
        if (const auto kind = ota::RolloutMove::kindOf(entry.action)) {
            auto move = require(ota::RolloutMove::fromJson(*kind, record.body->value));
            m_written[move.rollout].moves.push_back({.entry = record.index, .move = std::move(move)});
        } else if (entry.action == "rollout.frozen"_L1) {
            auto frozen = require(ota::RolloutFrozen::fromJson(record.body->value));
            m_written[frozen.rollout].frozen.push_back(std::move(frozen));
        }
    }
}

std::vector<RolloutEvent> RolloutRules::events(const QString &rollout) const
{
    const auto newest = require(m_engine.rollouts().reader().events(rollout, {}, page)).items;
    return {newest.rbegin(), newest.rend()};
}

QString RolloutRules::brokenBy(const QString &rollout) const
{
    const RolloutRecord record = m_engine.record(rollout);
    for (const QString &broken : {brokenInLog(record), brokenInRows(record), brokenByOffers(record)}) {
        if (!broken.isEmpty())
            return u"rollout %1, %2: %3"_s.arg(rollout, ota::toWord(record.state), broken);
    }
    return {};
}

QString RolloutRules::brokenInLog(const RolloutRecord &record) const
{
    const Written written = m_written.value(record.id);
    if (written.frozen.size() != (record.isFrozen ? 1U : 0U))
        return u"%1 entries say who it is for"_s.arg(written.frozen.size());
    Replay replay(record.groups.size());
    auto logged = written.moves.begin();
    for (const RolloutEvent &event : events(record.id)) {
        if (!replay.take(event))
            return nameOf(event) + u" came out of turn"_s;
        if (!isOwn(event))
            continue;
        if (logged == written.moves.end() || logged->entry != event.entry || logged->move.kind != event.kind ||
            logged->move.group != event.group || logged->move.reason != event.reason)
            return nameOf(event) + u" is not what the log says"_s;
        ++logged;
    }
    if (logged != written.moves.end())
        return u"the log says of %1 what the rows do not"_s.arg(ota::toWord(logged->move.kind));
    return replay.isAt(record) ? QString() : u"it is not where its events have led it"_s;
}

QString RolloutRules::brokenInRows(const RolloutRecord &record) const
{
    if (!record.isFrozen)
        return {}; // what was written of its devices is written anew
    std::vector<ota::GroupCounts> counted(record.groups.size());
    std::vector<log::MerkleFrontier> trees(record.groups.size());
    std::map<ota::UpdateFailure, qint64> failed;
    forEachDevice(m_engine, record.id, [&](const ota::RolloutDevice &device) {
        const auto group = static_cast<std::size_t>(device.group);
        ++counted[group].count;
        ++counted[group].of(device.state);
        trees[group].append(log::leafHash(device.handle.text().toLatin1()));
        if (device.state == ota::UpdateState::Failed && device.failure)
            ++failed[*device.failure];
    });
    const ota::RolloutFrozen frozen = m_written.value(record.id).frozen.front();
    for (std::size_t i = 0; i < counted.size(); ++i) {
        if (counted[i] != record.groups[i].counts)
            return u"the devices of group %1 are counted otherwise"_s.arg(i);
        if (trees[i].size() != frozen.groups[i].count || trees[i].root().toBytes() != frozen.groups[i].root)
            return u"group %1 has other devices than were frozen"_s.arg(i);
    }
    std::map<ota::UpdateFailure, qint64> kept;
    for (const ota::FailureCount &failure : record.failures) {
        if (failure.count != 0)
            kept.emplace(failure.failure, failure.count);
    }
    return kept == failed ? QString() : u"failures are counted otherwise"_s;
}

QString RolloutRules::brokenByOffers(const RolloutRecord &record) const
{
    if (record.state == RolloutState::Active)
        return {};
    // Those that have begun ask first: there is nothing that they may go on with.
    std::vector<fleet::DeviceHandle> begun;
    std::vector<fleet::DeviceHandle> others;
    const auto some = require(m_engine.rollouts().reader().devices(record.id, {}, {}, page));
    for (const ota::RolloutDevice &device : some.items)
        (device.state == ota::UpdateState::Waiting ? others : begun).push_back(device.handle);
    begun.insert(begun.end(), others.begin(), others.end());
    for (const fleet::DeviceHandle &device : std::span(begun).first(std::min(asked, begun.size()))) {
        const auto offer = require(m_engine.rollouts().offers().offerFor(device));
        if (offer && !offer->isCancelled && offer->rollout == record.id)
            return device.text() + u" was offered it"_s;
    }
    return {};
}

} // namespace enigm::test

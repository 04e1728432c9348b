#include "tests/stories/kill/BusyDesk.h"

using namespace Qt::StringLiterals;

namespace enigm::test {

using fleet::DeviceState;

namespace {

constexpr int devicesKnown = 200;

} // namespace

BusyDesk::BusyDesk(const deployment::DeploymentFile &file, const SamplePerson &person, const time::Clock &clock,
                   Acknowledged &acknowledged, const QMap<QString, QByteArray> &notes, std::mt19937::result_type seed)
    : m_desk(file, person, clock)
    , m_acknowledged(acknowledged)
    , m_random(seed)
{
    m_desk.checkpoints.notes = notes;
}

void BusyDesk::start()
{
    m_work.emplace(work());
}

BusyDesk::Done BusyDesk::work()
{
    auto done = co_await settleIn();
    while (done)
        done = co_await doSomething();
    co_return done;
}

BusyDesk::Done BusyDesk::settleIn()
{
    const auto info = co_await m_desk.signIn();
    if (!info)
        co_return std::unexpected(info.error());
    m_acknowledged.noteEntry(m_desk.person.id, u"session.started"_s);
    client::DeviceFilter active;
    active.states.push_back(DeviceState::Trusted);
    active.states.push_back(DeviceState::Restricted);
    const auto page = co_await m_desk.devices.page(std::move(active), {}, devicesKnown);
    if (!page)
        co_return std::unexpected(page.error());
    m_devices = page->devices;
    co_return Expected<void>();
}

BusyDesk::Done BusyDesk::doSomething()
{
    const bool asks = m_desk.session.info()->roles.has(operators::Role::Administrator);
    if (asks && chance(25)) {
        if (const auto own = m_acknowledged.takeFrom(m_desk.person.id, m_random))
            co_return co_await withdraw(*own);
    }
    if (!asks && chance(80)) {
        if (const auto other = m_acknowledged.takeFromOthers(m_desk.person.id, m_random))
            co_return co_await decide(*other);
    }
    if (chance(30))
        co_return co_await look();
    if (!asks || chance(20))
        co_return co_await ask(u"device.restrict"_s, DeviceState::Trusted);
    if (chance(30))
        co_return co_await ask(u"device.reactivate"_s, DeviceState::Restricted);
    co_return co_await ask(u"device.revoke"_s, DeviceState::Trusted);
}

std::optional<changes::TargetSet> BusyDesk::pick(DeviceState state)
{
    std::vector<std::size_t> fit;
    for (std::size_t i = 0; i < m_devices.size(); ++i) {
        if (m_devices[i].state == state)
            fit.push_back(i);
    }
    if (fit.empty())
        return std::nullopt;
    const std::size_t chosen = fit[std::uniform_int_distribution<std::size_t>(0, fit.size() - 1)(m_random)];
    const changes::TargetLeaf leaf = m_devices[chosen].leaf();
    m_devices.erase(m_devices.begin() + static_cast<std::ptrdiff_t>(chosen));
    return require(changes::TargetSet::make({leaf}));
}

void BusyDesk::note(const changes::ChangeRecord &record)
{
    m_acknowledged.noteChange(record);
    m_acknowledged.noteHeads(m_desk.follower.governanceHead(), m_desk.follower.activityHead());
}

BusyDesk::Done BusyDesk::ask(QString action, DeviceState from)
{
    auto targets = pick(from);
    if (!targets)
        co_return co_await look();
    client::ChangeDraft draft;
    draft.action = action;
    draft.targets = std::move(*targets);
    draft.reason = u"Lost"_s;
    if (action == "device.reactivate"_L1)
        draft.parameters = changes::ReactivateParameters{.to = DeviceState::Trusted};
    const auto record = co_await m_desk.changes.request(std::move(draft), action);
    if (record)
        note(*record);
    else if (record.error().type != ProblemType::TargetState) // somebody else's act moved the device meanwhile
        co_return std::unexpected(record.error());
    co_return Expected<void>();
}

BusyDesk::Done BusyDesk::withdraw(QString reference)
{
    const changes::SignedChange change = m_acknowledged.changes().at(reference).change;
    const auto record = co_await m_desk.changes.withdraw(change, u"Withdraw"_s);
    if (!record)
        co_return std::unexpected(record.error());
    note(*record);
    co_return Expected<void>();
}

BusyDesk::Done BusyDesk::decide(QString reference)
{
    const auto change = co_await m_desk.changes.verified(reference);
    if (!change)
        co_return std::unexpected(change.error());
    m_acknowledged.noteEntry(m_desk.person.id, u"audit.read"_s); // its entry was read with its body
    const auto decision = chance(50) ? changes::Decision::Approve : changes::Decision::Reject;
    const auto record = co_await m_desk.changes.decide(*change, decision, u"Seen"_s, u"Decide"_s);
    if (!record)
        co_return std::unexpected(record.error());
    note(*record);
    co_return Expected<void>();
}

/// A restricted read, which is an entry by itself.
BusyDesk::Done BusyDesk::look()
{
    for (const auto &[reference, record] : m_acknowledged.changes()) {
        if (record.change.request.requester != m_desk.person.id)
            continue;
        const auto page = co_await m_desk.audit.entries(record.requested.index, 1);
        if (!page)
            co_return std::unexpected(page.error());
        m_acknowledged.noteEntry(m_desk.person.id, u"audit.read"_s);
        co_return Expected<void>();
    }
    const auto refreshed = co_await m_desk.follower.refresh();
    if (refreshed)
        m_acknowledged.noteHeads(m_desk.follower.governanceHead(), m_desk.follower.activityHead());
    co_return refreshed;
}

} // namespace enigm::test

#include "contract/encoding/Uuid.h"
#include "tests/control-plane/ota/RolloutRules.h"
#include "tests/support/LogGuard.h"
#include "tests/support/LossyVfs.h"
#include "tests/support/Power.h"
#include "tests/support/PowerCuts.h"
#include "tests/support/history/Require.h"

#include <QDir>
#include <QHash>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <span>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using ota::RolloutEvent;
using ota::RolloutState;
using ota::UpdateFailure;
using ota::UpdateState;

namespace {

constexpr int deviceCount = 4'200; ///< more than one batch of assignments
constexpr qint64 soak = 100;
constexpr qint64 silentAfter = 3'600;

/// A control plane on a disk of which a power cut leaves what was synced.
struct Life
{
    Life(const QString &folder, const LogKeys &keys, qint64 elapsed)
        : directory(folder)
        , vfs(&power)
        , engine(std::make_unique<RolloutEngine>(folder, keys, vfs.name()))
    {
        engine->clock.advance(elapsed);
    }

    QString directory;
    Power power;
    LossyVfs vfs;
    std::unique_ptr<RolloutEngine> engine;
};

qint64 entriesOf(RolloutEngine &engine)
{
    return engine.logs().board().current()->of(controlplane::audit::LogId::Activity).head.size;
}

/// Oldest first.
std::vector<RolloutEvent> eventsOf(RolloutEngine &engine, const QString &rollout)
{
    const auto newest = require(engine.rollouts().reader().events(rollout, {}, 1'000)).items;
    return {newest.rbegin(), newest.rend()};
}

/// What was seen of a rollout while there was power: nobody may see what can be lost.
struct Seen
{
    bool isFrozen = false;
    std::vector<RolloutEvent> events = {}; ///< oldest first
    QHash<QString, UpdateState> devices = {};
};

/// Whether a device that was seen so may be in that state once the power has gone amid something else.
bool mayBe(UpdateState now, UpdateState seen)
{
    if (now == seen)
        return true;
    return seen == UpdateState::Offered && now != UpdateState::Waiting && now != UpdateState::NotEligible;
}

} // namespace

/// A machine that loses its power amid rollouts, again and again, and with it the writes that were not synced, all of
/// them or some: no group advances twice, nobody is offered what was stopped, nothing that was seen is lost.
class RolloutLossTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostAndNothingHappensTwice_data();
    void nothingIsLostAndNothingHappensTwice();

private:
    /// What is under way as the power goes, and how many writes and syncs it may take before.
    struct Moment
    {
        const char *name;
        void (RolloutLossTest::*before)(Life &);
        void (RolloutLossTest::*act)(Life &);
        int mostSteps;
    };
    static const std::vector<Moment> moments;

    [[nodiscard]] int upTo(int most) { return std::uniform_int_distribution(0, most)(m_random); }

    // What people, devices and time do to the rollout that was started last.
    void nothing(Life &) {}
    void start(Life &life);
    void tick(Life &life);
    void confirm(Life &life) { hear(life, 12, false); }
    void fail(Life &life) { hear(life, 12, true); }
    void halt(Life &life) { execute(life, changes::HaltRolloutParameters{{m_rollout}}); }
    void pause(Life &life) { execute(life, changes::PauseRolloutParameters{{m_rollout}}); }
    void withdraw(Life &life) { execute(life, changes::WithdrawRolloutParameters{{m_rollout}}); }
    void resume(Life &life);
    void watch(Life &life);  ///< until the soaking group has soaked
    void forget(Life &life); ///< the devices are silent for too long

    void begin(Life &life);   ///< started and frozen, the first group open
    void advance(Life &life); ///< the second group soaks
    void stop(Life &life);    ///< halted by people
    void anything(Life &life);

    void execute(Life &life, const changes::Parameters &change);
    void hear(Life &life, int devices, bool mayFail);
    void note(Life &life, const fleet::DeviceHandle &device, UpdateState state);
    void look(Life &life);

    /// Those that were touched since the last cut, or all.
    void check(Life &life, bool all = false);
    [[nodiscard]] QString lostOf(Life &life, const QString &rollout, const Seen &seen) const;

    std::mt19937 m_random = powerCutMoments();
    QString m_rollout;
    std::map<QString, Seen> m_seen;
    std::set<QString> m_touched;
};

const std::vector<RolloutLossTest::Moment> RolloutLossTest::moments{
    {"a start", &RolloutLossTest::nothing, &RolloutLossTest::start, 30},
    {"the writing of a population", &RolloutLossTest::start, &RolloutLossTest::tick, 700},
    {"a group's advance", &RolloutLossTest::begin, &RolloutLossTest::confirm, 150},
    {"a halt by itself", &RolloutLossTest::begin, &RolloutLossTest::fail, 150},
    {"a halt by people", &RolloutLossTest::begin, &RolloutLossTest::halt, 30},
    {"a resumption", &RolloutLossTest::stop, &RolloutLossTest::resume, 30},
    {"the end of a soak", &RolloutLossTest::advance, &RolloutLossTest::watch, 40},
    {"silence", &RolloutLossTest::begin, &RolloutLossTest::forget, 60},
    {"a withdrawal", &RolloutLossTest::advance, &RolloutLossTest::withdraw, 30},
};

void RolloutLossTest::start(Life &life)
{
    ota::RolloutPlan plan;
    plan.silentAfter = silentAfter;
    // The last group holds all that are left: what it takes to complete it nobody reports here.
    for (const int share : {10, 290, 700})
        plan.groups.push_back({.name = u"Group %1"_s.arg(plan.groups.size()),
                               .share = share,
                               .starts = life.engine->clock.now(),
                               .success = plan.groups.size() == 2 ? ota::wholeShare : 1,
                               .errors = {.count = 2},
                               .soak = plan.groups.size() == 1 ? soak : 0});
    const changes::StartRolloutParameters change{.rollout = encoding::makeUuid7(life.engine->clock.nowMilliseconds()),
                                                 .release = RolloutEngine::release,
                                                 .manifest = QByteArray(32, 'm'),
                                                 .plan = plan};
    m_rollout = change.rollout;
    m_touched.insert(m_rollout);
    require(life.engine->execute(change));
    look(life);
}

void RolloutLossTest::tick(Life &life)
{
    require(life.engine->rollouts().clock().tick({}));
    look(life);
}

void RolloutLossTest::execute(Life &life, const changes::Parameters &change)
{
    const auto done = life.engine->execute(change);
    QVERIFY2(done || done.error().type == ProblemType::TargetState, done ? "" : qPrintable(done.error().toString()));
    look(life);
}

void RolloutLossTest::resume(Life &life)
{
    execute(life, changes::ResumeRolloutParameters{.rollout = m_rollout,
                                                   .standing = life.engine->record(m_rollout).standing});
}

void RolloutLossTest::watch(Life &life)
{
    life.engine->clock.advance(soak);
    tick(life);
}

void RolloutLossTest::forget(Life &life)
{
    life.engine->clock.advance(silentAfter);
    tick(life);
}

void RolloutLossTest::begin(Life &life)
{
    start(life);
    tick(life);
}

void RolloutLossTest::advance(Life &life)
{
    begin(life);
    for (int i = 0; i < 20 && life.engine->record(m_rollout).groups[1].state != ota::GroupState::Soaking; ++i)
        confirm(life);
    QCOMPARE(life.engine->record(m_rollout).groups[1].state, ota::GroupState::Soaking);
}

void RolloutLossTest::stop(Life &life)
{
    begin(life);
    confirm(life);
    halt(life);
}

void RolloutLossTest::anything(Life &life)
{
    static const std::vector<void (RolloutLossTest::*)(Life &)> acts{
        &RolloutLossTest::tick,  &RolloutLossTest::confirm, &RolloutLossTest::fail,
        &RolloutLossTest::halt,  &RolloutLossTest::pause,   &RolloutLossTest::resume,
        &RolloutLossTest::watch, &RolloutLossTest::forget,  &RolloutLossTest::withdraw};
    if (ota::isFinal(life.engine->record(m_rollout).state))
        return start(life);
    (this->*acts[static_cast<std::size_t>(upTo(static_cast<int>(acts.size()) - 1))])(life);
}

/// Some devices ask; whoever is offered the update confirms it, or fails.
void RolloutLossTest::hear(Life &life, int devices, bool mayFail)
{
    // Most of them of a group that is open, so that something comes of it.
    std::vector<fleet::DeviceHandle> asking;
    const auto record = life.engine->record(m_rollout);
    for (std::size_t i = 0; i < record.groups.size() && asking.empty(); ++i) {
        if (record.groups[i].state == ota::GroupState::Completed)
            continue;
        const auto waiting = require(life.engine->rollouts().reader().devices(
            m_rollout, {.place = static_cast<qint64>(i), .state = UpdateState::Waiting}, {}, devices));
        for (const ota::RolloutDevice &device : waiting.items)
            asking.push_back(device.handle);
    }
    for (const fleet::DeviceHandle &device : asking) {
        const auto offer = require(life.engine->rollouts().offers().offerFor(device));
        if (!offer || offer->isCancelled || offer->rollout != m_rollout)
            continue;
        QCOMPARE(life.engine->record(m_rollout).state, RolloutState::Active);
        note(life, device, UpdateState::Offered);
        const bool fails = mayFail && upTo(2) != 0;
        require(life.engine->report(device, offer->execution, fails ? UpdateState::Failed : UpdateState::Confirmed,
                                    fails ? std::optional(UpdateFailure::Boot) : std::nullopt));
        note(life, device, fails ? UpdateState::Failed : UpdateState::Confirmed);
        if (!life.power.isOn())
            break;
    }
    look(life);
}

void RolloutLossTest::note(Life &life, const fleet::DeviceHandle &device, UpdateState state)
{
    if (life.power.isOn())
        m_seen[m_rollout].devices.insert(device.text(), state);
}

void RolloutLossTest::look(Life &life)
{
    const bool isFrozen = life.engine->record(m_rollout).isFrozen;
    std::vector<RolloutEvent> events = eventsOf(*life.engine, m_rollout);
    if (!life.power.isOn())
        return;
    Seen &seen = m_seen[m_rollout];
    seen.isFrozen = isFrozen;
    seen.events = std::move(events);
}

QString RolloutLossTest::lostOf(Life &life, const QString &rollout, const Seen &seen) const
{
    if (!life.engine->rollouts().reader().record(rollout))
        return u"all of %1"_s.arg(rollout);
    const std::vector<RolloutEvent> events = eventsOf(*life.engine, rollout);
    if (events.size() < seen.events.size() ||
        !std::ranges::equal(seen.events, std::span(events).first(seen.events.size())))
        return u"an event of %1"_s.arg(rollout);
    if (seen.isFrozen && !life.engine->record(rollout).isFrozen)
        return u"the population of %1"_s.arg(rollout);
    const auto reader = require(life.engine->logs().database().read());
    const auto row = require(reader->rollouts.find(rollout));
    for (auto device = seen.devices.cbegin(); device != seen.devices.cend(); ++device) {
        const auto kept =
            require(reader->rolloutDevices.find(row->number, require(fleet::DeviceHandle::parse(device.key()))));
        if (!kept || !mayBe(kept->state, *device))
            return u"what %1 has said"_s.arg(device.key());
    }
    return {};
}

void RolloutLossTest::check(Life &life, bool all)
{
    require(life.engine->logs().check());
    const RolloutRules rules(*life.engine);
    for (const auto &[rollout, seen] : m_seen) {
        if (!all && !m_touched.contains(rollout))
            continue;
        QCOMPARE(lostOf(life, rollout, seen), QString());
        QCOMPARE(rules.brokenBy(rollout), QString());
    }
}

void RolloutLossTest::nothingIsLostAndNothingHappensTwice_data()
{
    QTest::addColumn<Loss>("loss");
    QTest::newRow("all unsynced writes are lost") << Loss::All;
    QTest::newRow("some unsynced writes are lost") << Loss::Some;
}

void RolloutLossTest::nothingIsLostAndNothingHappensTwice()
{
    QFETCH(Loss, loss);
    m_seen.clear();
    m_touched.clear();
    const LogKeys keys = LogKeys::generate();
    QTemporaryDir directory;
    const int cuts = powerCuts();
    int lost = 0;
    auto life = std::make_unique<Life>(directory.filePath(u"0"_s), keys, 0);
    life->engine->populate(deviceCount);
    for (int cut = 1; cut <= cuts; ++cut) {
        const Moment &moment = moments[static_cast<std::size_t>(cut - 1) % moments.size()];
        (this->*moment.before)(*life);
        life->power.goAfter(upTo(moment.mostSteps));
        (this->*moment.act)(*life);
        while (life->power.isOn() && !QTest::currentTestFailed())
            anything(*life);
        if (QTest::currentTestFailed())
            return;
        const qint64 elapsed = life->engine->clock.now() - RolloutEngine::epoch;
        const qint64 believed = entriesOf(*life->engine);
        life->engine.reset();
        const QString image = directory.filePath(QString::number(cut));
        life->vfs.writeImage(life->directory, image, loss, m_random);
        QDir(life->directory).removeRecursively();
        life = std::make_unique<Life>(image, keys, elapsed);
        lost += entriesOf(*life->engine) < believed ? 1 : 0;
        // As it is found, and once what was left half is made whole.
        check(*life);
        for (int i = 0; i < 2 && !QTest::currentTestFailed(); ++i)
            require(life->engine->rollouts().clock().tick({}));
        if (!QTest::currentTestFailed())
            check(*life);
        if (QTest::currentTestFailed())
            QFAIL(moment.name);
        m_touched.clear();
    }
    check(*life, true);
    // Otherwise nothing was tried.
    QVERIFY(lost > 0);
}

ENIGM_TEST_MAIN(RolloutLossTest)
#include "RolloutLossTest.moc"

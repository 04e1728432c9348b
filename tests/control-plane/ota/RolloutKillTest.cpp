#include "contract/encoding/Uuid.h"
#include "tests/control-plane/ota/RolloutRules.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QCoreApplication>
#include <QHash>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <random>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using ota::RolloutState;
using ota::UpdateState;

namespace {

constexpr auto childArgument = "--roll-out-until-killed";
constexpr int deviceCount = 9'000; ///< more than one batch of assignments
constexpr int perGroup = 40;       ///< that are heard of before a group is done

/// Says what has become durable.
void tell(const QStringList &words)
{
    const QByteArray line = words.join(u' ').toLatin1() + '\n';
    if (::write(STDOUT_FILENO, line.constData(), std::size_t(line.size())) != line.size())
        ::_exit(1);
}

changes::StartRolloutParameters starting(RolloutEngine &engine)
{
    ota::RolloutPlan plan;
    plan.silentAfter = 86'400;
    for (int i = 0; i < 3; ++i)
        plan.groups.push_back({.name = u"Group %1"_s.arg(i),
                               .share = 10 + 300 * i,
                               .starts = engine.clock.now(),
                               .success = 1 + i,
                               .errors = {.count = 2}});
    return {.rollout = encoding::makeUuid7(engine.clock.nowMilliseconds()),
            .release = RolloutEngine::release,
            .manifest = QByteArray(32, 'm'),
            .plan = plan};
}

/// Some devices ask, and those that were offered the update confirm it or fail; after a halt no one is offered it.
void askAround(RolloutEngine &engine, const QString &rollout, std::mt19937 &random, bool mayFail)
{
    for (int i = 0; i < perGroup; ++i) {
        const auto device = RolloutEngine::handleOf(static_cast<int>(random() % deviceCount));
        const auto offer = require(engine.rollouts().offers().offerFor(device));
        if (!offer || offer->isCancelled || offer->rollout != rollout)
            continue;
        tell({u"offered"_s, rollout, device.text()});
        const bool fails = mayFail && random() % 4 == 0;
        require(engine.report(device, offer->execution, fails ? UpdateState::Failed : UpdateState::Confirmed,
                              fails ? std::optional(ota::UpdateFailure::Boot) : std::nullopt));
        tell({fails ? u"failed"_s : u"confirmed"_s, rollout, device.text()});
    }
}

/// The child: starts rollouts, lets them go on, halts and resumes them, one after the other, and says what is durable.
int rollOutUntilKilled(const QString &directory, const QString &keyPath, unsigned seed)
{
    std::mt19937 random(seed);
    const LogKeys keys = LogKeys::keptIn(keyPath);
    RolloutEngine engine(directory, keys);
    require(engine.rollouts().clock().tick({})); // what was left half
    tell({u"ready"_s});
    for (;;) {
        const auto start = starting(engine);
        require(engine.execute(start));
        tell({u"started"_s, start.rollout});
        require(engine.rollouts().clock().tick({}));
        tell({u"ticked"_s, start.rollout});
        for (int turn = 0; turn < 6; ++turn) {
            askAround(engine, start.rollout, random, turn % 2 == 1);
            require(engine.rollouts().clock().tick({}));
        }
        if (engine.record(start.rollout).state == RolloutState::Active) {
            require(engine.execute(changes::HaltRolloutParameters{{start.rollout}}));
            tell({u"halted"_s, start.rollout});
        }
        askAround(engine, start.rollout, random, true);
        require(engine.rollouts().clock().tick({}));
        require(engine.execute(changes::WithdrawRolloutParameters{{start.rollout}}));
        tell({u"withdrawn"_s, start.rollout});
    }
}

/// What the child has said of one rollout.
struct Told
{
    bool isHalted = false;
    bool isWithdrawn = false;
    bool wasOfferedTooLate = false;
    QHash<QString, UpdateState> devices;
};

} // namespace

/// A control plane that is killed amid rollouts, again and again: no group advances twice, nobody is offered what was
/// halted, nothing that was answered is lost.
class RolloutKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostAndNothingHappensTwice();

private:
    /// Starts the child, kills it once it has said `least` things, and takes what it said.
    void killAfter(int least, unsigned seed);
    void take(const QByteArray &line);
    void check(RolloutEngine &engine);

    QTemporaryDir m_directory;
    QHash<QString, Told> m_told;
};

void RolloutKillTest::take(const QByteArray &line)
{
    const QStringList words = QString::fromLatin1(line).split(u' ');
    if (words.size() < 2)
        return;
    Told &told = m_told[words[1]];
    if (words[0] == "halted"_L1)
        told.isHalted = true;
    if (words[0] == "withdrawn"_L1)
        told.isWithdrawn = true;
    if (words[0] == "offered"_L1 && (told.isHalted || told.isWithdrawn))
        told.wasOfferedTooLate = true;
    if (words[0] == "confirmed"_L1)
        told.devices.insert(words[2], UpdateState::Confirmed);
    if (words[0] == "failed"_L1)
        told.devices.insert(words[2], UpdateState::Failed);
}

void RolloutKillTest::killAfter(int least, unsigned seed)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(),
                {QLatin1StringView(childArgument), m_directory.filePath(u"data"_s), m_directory.filePath(u"key"_s),
                 QString::number(seed)});
    QVERIFY(child.waitForStarted());
    QByteArray output;
    while (output.count('\n') < least && child.waitForReadyRead(60'000))
        output += child.readAllStandardOutput();
    ::kill(pid_t(child.processId()), SIGKILL);
    child.waitForFinished();
    output += child.readAllStandardOutput();
    QVERIFY(output.count('\n') >= least);
    // The last line may be cut short by the kill.
    for (const QByteArray &line : output.left(output.lastIndexOf('\n')).split('\n'))
        take(line);
}

void RolloutKillTest::check(RolloutEngine &engine)
{
    require(engine.logs().check());
    const RolloutRules rules(engine);
    for (auto told = m_told.cbegin(); told != m_told.cend(); ++told) {
        const ota::RolloutRecord record = engine.record(told.key());
        QVERIFY(!told->wasOfferedTooLate);
        QVERIFY(!told->isHalted || record.state == RolloutState::Halted || record.state == RolloutState::Withdrawn);
        QVERIFY(!told->isWithdrawn || record.state == RolloutState::Withdrawn);
        QCOMPARE(rules.brokenBy(told.key()), QString());
        const auto reader = require(engine.logs().database().read());
        const auto row = require(reader->rollouts.find(told.key()));
        for (auto device = told->devices.cbegin(); device != told->devices.cend(); ++device) {
            const auto kept =
                require(reader->rolloutDevices.find(row->number, require(fleet::DeviceHandle::parse(device.key()))));
            QVERIFY(kept && kept->state == *device);
        }
    }
}

void RolloutKillTest::nothingIsLostAndNothingHappensTwice()
{
    std::mt19937 random(20261126);
    const LogKeys keys = LogKeys::keptIn(m_directory.filePath(u"key"_s));
    RolloutEngine(m_directory.filePath(u"data"_s), keys).populate(deviceCount);
    int frozen = 0;
    // Who is killed at random has not always come to a halt, or to a report: go on until both were met.
    const auto metBoth = [this] {
        return std::ranges::any_of(m_told, &Told::isHalted) &&
               std::ranges::any_of(m_told, [](const Told &told) { return !told.devices.isEmpty(); });
    };
    for (int round = 0; round < 8 || (round < 60 && !metBoth()); ++round) {
        // Every other round right after a start, amid the writing of the population.
        const int least = round % 2 == 0 ? 2 : std::uniform_int_distribution(3, 200)(random);
        killAfter(least, static_cast<unsigned>(random()));
        if (QTest::currentTestFailed())
            return;
        RolloutEngine engine(m_directory.filePath(u"data"_s), keys);
        check(engine);
        if (QTest::currentTestFailed())
            return;
        // What was left half is made whole, once.
        require(engine.rollouts().clock().tick({}));
        require(engine.rollouts().clock().tick({}));
        check(engine);
        for (auto told = m_told.cbegin(); told != m_told.cend(); ++told)
            frozen += engine.record(told.key()).isFrozen ? 1 : 0;
    }
    // Otherwise nothing was tried.
    QVERIFY(frozen > 0);
    QVERIFY(metBoth());
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1StringView(childArgument))
        return rollOutUntilKilled(arguments.value(2), arguments.value(3), arguments.value(4).toUInt());
    RolloutKillTest test;
    return runGuarded(test, argc, argv);
}

#include "RolloutKillTest.moc"

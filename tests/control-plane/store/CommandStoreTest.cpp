#include "contract/signing/Secret.h"
#include "tests/control-plane/store/OpenStore.h"
#include "tests/support/LogGuard.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::controlplane;
using fleet::CommandState;
using fleet::DeviceHandle;
using store::CommandRow;
using store::Transaction;
using test::handleOf;

namespace {

const QString revocation = u"change 1"_s;

CommandRow commandOf(int device, qint64 execution)
{
    return {.handle = handleOf(device), .execution = execution, .change = revocation, .obeyBy = 3000, .cursor = 7};
}

/// As it is read: with what its change says.
CommandRow readCommandOf(int device, qint64 execution)
{
    CommandRow command = commandOf(device, execution);
    command.digest = signing::sha256("change");
    command.action = u"device.revoke"_s;
    command.queued = 1500;
    return command;
}

} // namespace

/// What every database must keep of the commands to devices.
class CommandStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aCommandIsReadWithItsChange();
    void aCommandIsQueuedOnce();
    void theFirstDeliveryCounts();
    void anAnswerIsNoDelivery();
    void aDeviceHasItsCommandsInTheOrderOfTheirExecution();

private:
    using Job = test::OpenStore::Job;
    [[nodiscard]] Expected<void> write(Job job) { return m_store->write(std::move(job)); }
    [[nodiscard]] Expected<void> deliver(qint64 time);
    [[nodiscard]] store::Reader read() const { return m_store->read(); }

    std::unique_ptr<test::OpenStore> m_store;
};

void CommandStoreTest::init()
{
    m_store = std::make_unique<test::OpenStore>();
    const std::vector both{handleOf(1), handleOf(2)};
    QVERIFY(write([&](Transaction &t) -> Expected<void> {
        const store::ChangeRow change{.id = revocation,
                                      .digest = signing::sha256("change"),
                                      .state = changes::ChangeState::Pending,
                                      .action = u"device.revoke"_s,
                                      .actionClass = changes::ActionClass::Final,
                                      .requester = u"operator"_s,
                                      .request = "a.b.c"_ba,
                                      .targets = "[]"_ba,
                                      .approveBy = 1000,
                                      .executeBy = 2000,
                                      .requested = {.index = 1, .governanceSize = 3, .time = 900},
                                      .executed = std::nullopt,
                                      .failure = std::nullopt,
                                      .cursor = 1};
        if (auto done = t.changes.insert(change, both); !done)
            return done;
        return t.changes.setExecuted(revocation, changes::ChangeState::Executed,
                                     {.index = 40, .governanceSize = 3, .time = 1500}, 6);
    }));
    for (const auto &[device, execution] : {std::pair(1, 41), std::pair(1, 40), std::pair(2, 40)})
        QVERIFY(write([&](Transaction &t) { return t.commands.insert(commandOf(device, execution)); }));
}

void CommandStoreTest::cleanup()
{
    m_store.reset();
}

Expected<void> CommandStoreTest::deliver(qint64 time)
{
    return write([time](Transaction &t) { return t.commands.setDelivered(handleOf(1), 40, time, time); });
}

void CommandStoreTest::aCommandIsReadWithItsChange()
{
    QCOMPARE(**read()->commands.find(handleOf(1), 40), readCommandOf(1, 40));
    QCOMPARE(*read()->commands.find(handleOf(2), 41), std::nullopt);
    QCOMPARE(*read()->commands.find(handleOf(3), 40), std::nullopt);
}

void CommandStoreTest::aCommandIsQueuedOnce()
{
    QCOMPARE(write([](Transaction &t) { return t.commands.insert(commandOf(1, 40)); }).error().type,
             ProblemType::AlreadyExists);
    // And of a change that there is.
    QVERIFY(!write([](Transaction &t) {
        CommandRow stray = commandOf(1, 50);
        stray.change = u"change 2"_s;
        return t.commands.insert(stray);
    }));
}

void CommandStoreTest::theFirstDeliveryCounts()
{
    QVERIFY(deliver(1600));
    QVERIFY(deliver(1700));
    CommandRow expected = readCommandOf(1, 40);
    expected.state = CommandState::Delivered;
    expected.delivered = 1600;
    expected.cursor = 1600;
    QCOMPARE(**read()->commands.find(handleOf(1), 40), expected);
    QCOMPARE(**read()->commands.find(handleOf(2), 40), readCommandOf(2, 40));
}

void CommandStoreTest::anAnswerIsNoDelivery()
{
    CommandRow expected = readCommandOf(1, 40);
    expected.state = CommandState::Refused;
    expected.answered = 1800;
    expected.entry = 57;
    expected.problem = u"drifted"_s;
    QVERIFY(write([&](Transaction &t) { return t.commands.setAnswered(expected, 9); }));
    QVERIFY(deliver(1900));
    expected.cursor = 9;
    QCOMPARE(**read()->commands.find(handleOf(1), 40), expected);
    QCOMPARE(write([](Transaction &t) { return t.commands.setAnswered(commandOf(2, 41), 9); }).error().type,
             ProblemType::NotFound);
}

void CommandStoreTest::aDeviceHasItsCommandsInTheOrderOfTheirExecution()
{
    const auto commands = *read()->commands.ofDevice(handleOf(1));
    QCOMPARE(commands.size(), 2U);
    QCOMPARE(commands[0].execution, 40);
    QCOMPARE(commands[1].execution, 41);
    QVERIFY(read()->commands.ofDevice(handleOf(3))->empty());
}

ENIGM_TEST_MAIN(CommandStoreTest)
#include "CommandStoreTest.moc"

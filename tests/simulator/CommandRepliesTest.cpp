#include "simulator/device/CommandReplies.h"

#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace enigm::simulator;
using namespace Qt::StringLiterals;

/// What a device makes of the answers at its own routes.
class CommandRepliesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itsCommandsAreListed();
    void aNonceHasSixteenBytes();
    void aStateIsAWord();
    void whatWasReportedIsNewsOrNot();
    void anythingElseIsRefused_data();
    void anythingElseIsRefused();
};

namespace {

const QByteArray command = R"({"action":"device.suspend","change":")" + QByteArray(43, 'A') +
                           R"(","execution":57,"obey_by":1800000000,"state":"queued"})";

} // namespace

void CommandRepliesTest::itsCommandsAreListed()
{
    const QByteArray one = R"({"commands":[)" + command + "]}";
    const QByteArray none = R"({"commands":[]})";
    const auto commands = readCommands(one);
    QCOMPARE(commands->size(), 1U);
    QCOMPARE(commands->front().action, u"device.suspend"_s);
    QCOMPARE(commands->front().change, QByteArray(32, '\0'));
    QCOMPARE(commands->front().execution, 57);
    QVERIFY(readCommands(none)->empty());
}

void CommandRepliesTest::aNonceHasSixteenBytes()
{
    const auto answerOf = [](qsizetype characters) -> QByteArray {
        return R"({"expires":1,"nonce":")" + QByteArray(characters, 'A') + "\"}";
    };
    QCOMPARE(*readNonce(answerOf(22)), QByteArray(16, '\0'));
    QVERIFY(!readNonce(answerOf(20)));
}

void CommandRepliesTest::aStateIsAWord()
{
    const QByteArray known = R"({"state":"acknowledged"})";
    const QByteArray unknown = R"({"state":"done"})";
    QCOMPARE(*readState(known), fleet::CommandState::Acknowledged);
    QVERIFY(!readState(unknown));
}

void CommandRepliesTest::whatWasReportedIsNewsOrNot()
{
    QCOMPARE(*readTaken(R"({"changed":true,"time":1800000000})"), true);
    QCOMPARE(*readTaken(R"({"changed":false,"time":1800000000})"), false);
    QVERIFY(!readTaken(R"({"changed":1,"time":1800000000})"));
}

void CommandRepliesTest::anythingElseIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no object") << QByteArray("[]");
    QTest::newRow("no list") << QByteArray(R"({"commands":{}})");
    QTest::newRow("a member missing") << QByteArray(R"({"commands":[{"action":"device.suspend"}]})");
    QTest::newRow("one more") << R"({"commands":[)" + command.chopped(1) + R"(,"more":1}]})";
    QTest::newRow("no digest") << R"({"commands":[)" + QByteArray(command).replace(QByteArray(43, 'A'), "AAAA") + "]}";
    QTest::newRow("no such state") << R"({"commands":[)" + QByteArray(command).replace("queued", "asleep") + "]}";
}

void CommandRepliesTest::anythingElseIsRefused()
{
    QFETCH(const QByteArray, body);
    QVERIFY(!readCommands(body));
    QVERIFY(!readNonce(body));
    QVERIFY(!readState(body));
    QVERIFY(!readTaken(body));
}

ENIGM_TEST_MAIN(CommandRepliesTest)
#include "CommandRepliesTest.moc"

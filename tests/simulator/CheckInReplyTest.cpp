#include "simulator/device/CheckInReply.h"

#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace enigm::simulator;
using namespace Qt::StringLiterals;

using Outcome = CheckInResult::Outcome;

/// What a device makes of the answer to its check-in.
class CheckInReplyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAcceptedDeviceLearnsItsState();
    void aRefusedDeviceLearnsWhy();
    void whatIsNoAnswerHasFailed_data();
    void whatIsNoAnswerHasFailed();
    void anAnswerIsCompleteByItsLength();
};

namespace {

const fleet::DeviceHandle device = fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Console, {'a', 'b', 'c'});

QByteArray response(const QByteArray &status, const QByteArray &body)
{
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray acceptance(const QString &handle, const QByteArray &state)
{
    return R"({"attestation_due":null,"governance_checkpoint":"note","handle":")" + handle.toLatin1() +
           R"(","state":")" + state + R"(","time":1800000000})";
}

} // namespace

void CheckInReplyTest::anAcceptedDeviceLearnsItsState()
{
    const CheckInResult result =
        readCheckInReply(device, readReply(response("200 OK", acceptance(device.text(), "trusted"))));
    QCOMPARE(result.outcome, Outcome::Accepted);
    QCOMPARE(result.state, fleet::DeviceState::Trusted);
    QCOMPARE(result.handle, device);
    QVERIFY(!result.problem);
}

void CheckInReplyTest::aRefusedDeviceLearnsWhy()
{
    const QByteArray body =
        R"({"status":403,"title":"The device is refused","type":"urn:enigm:problem:device-refused"})";
    const CheckInResult result = readCheckInReply(device, readReply(response("403 Forbidden", body)));
    QCOMPARE(result.outcome, Outcome::Refused);
    QCOMPARE(result.problem->type, ProblemType::DeviceRefused);
}

void CheckInReplyTest::whatIsNoAnswerHasFailed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half a head") << QByteArray("HTTP/1.1 200 OK\r\n");
    QTest::newRow("another protocol") << QByteArray("HTTP/1.0 200 OK\r\n\r\n{}");
    QTest::newRow("no status") << QByteArray("HTTP/1.1 abc\r\n\r\n{}");
    QTest::newRow("no JSON") << response("200 OK", "hello");
    QTest::newRow("a member missing") << response("200 OK", "{}");
    QTest::newRow("no such state") << response("200 OK", acceptance(device.text(), "sleeping"));
    QTest::newRow("another device") << response("200 OK", acceptance(u"edh1other"_s, "trusted"));
    QTest::newRow("no problem that is known") << response("403 Forbidden", R"({"type":"about:blank"})");
}

void CheckInReplyTest::whatIsNoAnswerHasFailed()
{
    QFETCH(const QByteArray, bytes);
    const CheckInResult result = readCheckInReply(device, readReply(bytes));
    QCOMPARE(result.outcome, Outcome::Failed);
    QVERIFY(result.problem.has_value());
}

void CheckInReplyTest::anAnswerIsCompleteByItsLength()
{
    const QByteArray whole = response("200 OK", "{}");
    QVERIFY(isComplete(whole));
    for (qsizetype size = 0; size < whole.size(); ++size)
        QVERIFY(!isComplete(whole.first(size)));
    QVERIFY(isComplete("HTTP/1.1 204 None\r\ncontent-length:0\r\nX: y\r\n\r\n"));
    QVERIFY(!isComplete("HTTP/1.1 200 OK\r\n\r\n{}"));
}

ENIGM_TEST_MAIN(CheckInReplyTest)
#include "CheckInReplyTest.moc"

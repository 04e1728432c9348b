#include "contract/feed/FeedEvent.h"

#include "contract/encoding/Uuid.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace Qt::StringLiterals;
using feed::FeedEvent;
using fleet::DeviceHandle;
using fleet::HandleAudience;

/// What the change feed says, and what is refused of somebody who says otherwise.
class FeedEventTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReadAsItWasWritten_data();
    void isReadAsItWasWritten();
    void saysWhatItConcerns();
    void namesNoMoreThanItSays();
    void passesOverWhatANewerServerSays();
    void isRefused_data();
    void isRefused();
    void cursorsAreNumbers_data();
    void cursorsAreNumbers();
};

namespace {

DeviceHandle device(char number)
{
    return DeviceHandle::fromBytes(HandleAudience::Console, {number});
}

QString change()
{
    return encoding::makeUuid7(1'800'000'000'000);
}

/// The lines of an event, after their field names.
QList<QByteArray> linesOf(const FeedEvent &event)
{
    QList<QByteArray> lines;
    for (const QByteArray &line : event.toEventStream().split('\n'))
        lines.append(line.sliced(line.indexOf(' ') + 1));
    return lines;
}

} // namespace

void FeedEventTest::isReadAsItWasWritten_data()
{
    QTest::addColumn<FeedEvent>("event");
    QTest::newRow("nothing") << FeedEvent{.cursor = 0};
    QTest::newRow("reset") << FeedEvent{.cursor = 7, .isReset = true};
    QTest::newRow("devices") << FeedEvent{.cursor = 8, .devices = {{device(1), device(2)}}};
    QTest::newRow("too many devices") << FeedEvent{.cursor = 9, .devices = std::nullopt};
    QTest::newRow("changes") << FeedEvent{.cursor = 10, .changes = {{change()}}, .activitySize = 12};
    QTest::newRow("policies") << FeedEvent{.cursor = 10, .policies = {{change()}}};
    QTest::newRow("rollouts") << FeedEvent{.cursor = 10, .rollouts = {{change()}}};
    QTest::newRow("too many rollouts") << FeedEvent{.cursor = 10, .rollouts = std::nullopt};
    QTest::newRow("too many policies") << FeedEvent{.cursor = 10, .policies = std::nullopt};
    QTest::newRow("releases") << FeedEvent{.cursor = 10, .releases = {{change()}}};
    QTest::newRow("too many releases") << FeedEvent{.cursor = 10, .releases = std::nullopt};
    QTest::newRow("rules") << FeedEvent{.cursor = 11, .changes = std::nullopt, .activitySize = 13, .governanceSize = 4};
}

void FeedEventTest::isReadAsItWasWritten()
{
    QFETCH(FeedEvent, event);
    const QByteArray bytes = event.toEventStream();
    QVERIFY(bytes.startsWith("id: ") && bytes.endsWith("\n\n"));
    const QList<QByteArray> lines = linesOf(event);
    QCOMPARE(lines.size(), 5);
    const auto read = FeedEvent::parse(lines[0], lines[1], lines[2]);
    QVERIFY(read && *read);
    QCOMPARE(**read, event);
}

void FeedEventTest::saysWhatItConcerns()
{
    QVERIFY(FeedEvent{}.isEmpty());
    const FeedEvent one{.cursor = 1, .devices = {{device(1)}}};
    QVERIFY(one.concernsDevices() && one.concernsDevice(device(1)) && !one.concernsDevice(device(2)));
    QVERIFY(!one.concernsChanges() && !one.concernsActivity() && !one.concernsGovernance() && !one.isEmpty());
    QVERIFY((FeedEvent{.devices = std::nullopt}.concernsDevice(device(2))));
    QVERIFY((FeedEvent{.changes = {{change()}}}.concernsChanges()));
    QVERIFY((FeedEvent{.activitySize = 1}.concernsActivity()));
    QVERIFY((FeedEvent{.governanceSize = 1}.concernsGovernance()));
    const FeedEvent all{.isReset = true};
    QVERIFY(all.concernsDevice(device(3)) && all.concernsDevices() && all.concernsChanges() && all.concernsActivity() &&
            all.concernsGovernance() && !all.isEmpty());
}

void FeedEventTest::namesNoMoreThanItSays()
{
    FeedEvent event{.cursor = 1};
    for (std::size_t i = 0; i < FeedEvent::mostNames; ++i)
        event.devices->push_back(device(static_cast<char>(i)));
    QList<QByteArray> lines = linesOf(event);
    QVERIFY(FeedEvent::parse(lines[0], lines[1], lines[2]));
    QVERIFY(event.toEventStream().size() < 4096);
    event.devices->push_back(device(99));
    lines = linesOf(event);
    QCOMPARE(FeedEvent::parse(lines[0], lines[1], lines[2]).error().type, ProblemType::OutOfRange);
}

void FeedEventTest::passesOverWhatANewerServerSays()
{
    const auto read = FeedEvent::parse("5", "weather", "fine");
    QVERIFY(read);
    QVERIFY(!*read);
}

void FeedEventTest::isRefused_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<ProblemType>("problem");
    const QByteArray nothing =
        R"({"activity_size":null,"changes":[],"devices":[],"governance_size":null,"policies":[],"releases":[],"rollouts":[]})";
    const auto with = [&nothing](const char *member, const char *value) {
        return QByteArray(nothing).replace(member, value);
    };
    QTest::newRow("no cursor") << ""_ba << "changed"_ba << nothing << ProblemType::OutOfRange;
    QTest::newRow("no JSON") << "1"_ba << "changed"_ba << "{"_ba << ProblemType::MalformedJson;
    QTest::newRow("no object") << "1"_ba << "changed"_ba << "[]"_ba << ProblemType::WrongType;
    QTest::newRow("a member too few") << "1"_ba << "changed"_ba << "{}"_ba << ProblemType::MissingMember;
    QTest::newRow("a member too many") << "1"_ba << "reset"_ba << R"({"why":1})"_ba << ProblemType::UnknownMember;
    QTest::newRow("another word") << "1"_ba << "changed"_ba << with(R"("devices":[])", R"("devices":"all")")
                                  << ProblemType::OutOfRange;
    QTest::newRow("no handle") << "1"_ba << "changed"_ba << with(R"("devices":[])", R"("devices":["x"])")
                               << ProblemType::MalformedHandle;
    QTest::newRow("no text") << "1"_ba << "changed"_ba << with(R"("devices":[])", R"("devices":[1])")
                             << ProblemType::WrongType;
    QTest::newRow("no reference") << "1"_ba << "changed"_ba << with(R"("changes":[])", R"("changes":["x"])")
                                  << ProblemType::MalformedEncoding;
    QTest::newRow("no release") << "1"_ba << "changed"_ba << with(R"("releases":[])", R"("releases":["x"])")
                                << ProblemType::MalformedEncoding;
    QTest::newRow("no policy") << "1"_ba << "changed"_ba << with(R"("policies":[])", R"("policies":["x"])")
                               << ProblemType::MalformedEncoding;
    QTest::newRow("no size") << "1"_ba << "changed"_ba << with(R"("activity_size":null)", R"("activity_size":-1)")
                             << ProblemType::OutOfRange;
}

void FeedEventTest::isRefused()
{
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, data);
    QFETCH(ProblemType, problem);
    const auto read = FeedEvent::parse(id, name, data);
    QVERIFY(!read);
    QCOMPARE(problemSlug(read.error().type), problemSlug(problem));
}

void FeedEventTest::cursorsAreNumbers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("cursor"); // -1: refused
    QTest::newRow("zero") << "0"_ba << qint64(0);
    QTest::newRow("largest") << "9007199254740991"_ba << qint64(9007199254740991);
    QTest::newRow("larger") << "9007199254740992"_ba << qint64(-1);
    for (const char *const text : {"", "-1", "+1", "01", " 1", "1 ", "1.0", "0x1", "99999999999999999999"})
        QTest::addRow("'%s'", text) << QByteArray(text) << qint64(-1);
}

void FeedEventTest::cursorsAreNumbers()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, cursor);
    QCOMPARE(feed::parseCursor(text).value_or(-1), cursor);
}

ENIGM_TEST_MAIN(FeedEventTest)
#include "FeedEventTest.moc"

#include "api-client/feed/EventStreamParser.h"

#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace Qt::StringLiterals;
using client::EventStreamParser;
using client::StreamEvent;

using Events = std::vector<StreamEvent>;

/// What a server says is taken apart, in whatever pieces it arrives, and only as much of it as fits.
class EventStreamParserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsAreTakenApart_data();
    void eventsAreTakenApart();
    void piecesMakeNoDifference();
    void whatFitsNowhereIsRefused_data();
    void whatFitsNowhereIsRefused();
};

void EventStreamParserTest::eventsAreTakenApart_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Events>("events");
    QTest::newRow("nothing") << ""_ba << Events{};
    QTest::newRow("a beat") << ":\n\n"_ba << Events{};
    QTest::newRow("an event") << "id: 7\nevent: changed\ndata: {}\n\n"_ba << Events{{"7", "changed", "{}"}};
    QTest::newRow("without spaces") << "id:7\nevent:changed\ndata:{}\n\n"_ba << Events{{"7", "changed", "{}"}};
    QTest::newRow("one space alone is left out") << "data:  x\n\n"_ba << Events{{"", "", " x"}};
    QTest::newRow("two") << "id: 1\ndata: a\n\nid: 2\ndata: b\n\n"_ba << Events{{"1", "", "a"}, {"2", "", "b"}};
    QTest::newRow("the id stays") << "id: 1\ndata: a\n\ndata: b\n\n"_ba << Events{{"1", "", "a"}, {"1", "", "b"}};
    QTest::newRow("the name does not") << "event: x\ndata: a\n\ndata: b\n\n"_ba
                                       << Events{{"", "x", "a"}, {"", "", "b"}};
    QTest::newRow("several lines") << "data: a\ndata:\ndata: b\n\n"_ba << Events{{"", "", "a\n\nb"}};
    QTest::newRow("a field without colon") << "data\n\n"_ba << Events{{"", "", ""}};
    QTest::newRow("no data, no event") << "id: 3\nevent: x\n\ndata: a\n\n"_ba << Events{{"3", "", "a"}};
    QTest::newRow("a comment within") << "data: a\n: what\ndata: b\n\n"_ba << Events{{"", "", "a\nb"}};
    QTest::newRow("an unknown field") << "retry: 5\nmood: fine\ndata: a\n\n"_ba << Events{{"", "", "a"}};
    QTest::newRow("not ended") << "id: 7\ndata: {}\n"_ba << Events{};
    QTest::newRow("UTF-8") << "data: f\u00fcr\n\n"_ba << Events{{"", "", "f\u00fcr"}};
}

void EventStreamParserTest::eventsAreTakenApart()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Events, events);
    const auto parsed = EventStreamParser().parse(bytes);
    QVERIFY(parsed);
    QVERIFY(*parsed == events);
}

void EventStreamParserTest::piecesMakeNoDifference()
{
    const QByteArray bytes =
        ":\n\nid: 1\nevent: changed\ndata: a\ndata: b\n\n:\n\nid: 2\nevent: reset\ndata: {}\n\n"_ba;
    const Events whole = *EventStreamParser().parse(bytes);
    QCOMPARE(whole.size(), 2U);
    for (qsizetype size = 1; size < bytes.size(); ++size) {
        EventStreamParser parser;
        Events events;
        for (qsizetype at = 0; at < bytes.size(); at += size) {
            const auto parsed = parser.parse(QByteArrayView(bytes).sliced(at, std::min(size, bytes.size() - at)));
            QVERIFY(parsed);
            events.insert(events.end(), parsed->begin(), parsed->end());
        }
        QVERIFY(events == whole);
    }
}

void EventStreamParserTest::whatFitsNowhereIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ProblemType>("problem");
    const QByteArray line(EventStreamParser::mostLine + 1, 'x');
    QTest::newRow("a line") << line + '\n' << ProblemType::TooLarge;
    QTest::newRow("a line that never ends") << line << ProblemType::TooLarge;
    QTest::newRow("a comment") << ':' + line << ProblemType::TooLarge;
    QTest::newRow("an event") << ("data: " + QByteArray(1000, 'x') + '\n').repeated(40) << ProblemType::TooLarge;
    QTest::newRow("a carriage return") << "data: a\r\n\r\n"_ba << ProblemType::UnexpectedAnswer;
    QTest::newRow("a zero") << QByteArray("data: a\0\n\n", 10) << ProblemType::UnexpectedAnswer;
    QTest::newRow("no UTF-8") << "data: \xff\n\n"_ba << ProblemType::UnexpectedAnswer;
}

void EventStreamParserTest::whatFitsNowhereIsRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(ProblemType, problem);
    const auto parsed = EventStreamParser().parse(bytes);
    QVERIFY(!parsed);
    QCOMPARE(problemSlug(parsed.error().type), problemSlug(problem));
}

ENIGM_TEST_MAIN(EventStreamParserTest)
#include "EventStreamParserTest.moc"

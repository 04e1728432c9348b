#include "control-plane/http/HeadReader.h"

#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace enigm::controlplane::http;
using namespace Qt::StringLiterals;

class HeadReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAHeadThatComesAtOnceAndKeepsWhatFollows();
    void readsAHeadThatComesByteByByte();
    void refusesWhatHasTwoReadings_data();
    void refusesWhatHasTwoReadings();
    void refusesBeforeTheHeadIsWhole_data();
    void refusesBeforeTheHeadIsWhole();
    void keepsTheLimits();
};

void HeadReaderTest::readsAHeadThatComesAtOnceAndKeepsWhatFollows()
{
    HeadReader reader({});
    const QByteArray head = "POST /v1/changes?dry=1 HTTP/1.1\r\nHost: [::1]:4711\r\nX-Empty:\r\ncontent-LENGTH: 12 \r\n"
                            "Connection: keep-alive, Close\r\nExpect: 100-Continue\r\n\r\n";
    QCOMPARE(reader.feed(head + "body and more"), HeadReader::Progress::Complete);
    QCOMPARE(reader.size(), head.size());
    const Head read = reader.takeHead();
    QCOMPARE(read.method, "POST"_ba);
    QCOMPARE(read.target, "/v1/changes?dry=1"_ba);
    QCOMPARE(read.contentLength, 12);
    QVERIFY(read.hasBody() && !read.chunked && read.wantsClose && read.expectsContinue);
    QCOMPARE(read.headers.value("HOST"), "[::1]:4711"_ba);
    QCOMPARE(read.headers.value("x-empty"), QByteArray(""));
    QVERIFY(!read.headers.value("absent"));
}

void HeadReaderTest::readsAHeadThatComesByteByByte()
{
    const QByteArray head = "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"_ba;
    HeadReader reader({});
    for (qsizetype size = 1; size < head.size(); ++size)
        QCOMPARE(reader.feed(head.first(size)), HeadReader::Progress::NeedMore);
    QCOMPARE(reader.feed(head), HeadReader::Progress::Complete);
    QVERIFY(reader.takeHead().chunked);
}

void HeadReaderTest::refusesWhatHasTwoReadings_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::newRow("folded field") << "A: b\r\n c"_ba;
    QTest::newRow("blank before the colon") << "A : b"_ba;
    QTest::newRow("no name") << ": b"_ba;
    QTest::newRow("no colon") << "A"_ba;
    QTest::newRow("NUL in a value") << "A: b\0c"_ba;
    QTest::newRow("lone carriage return") << "A: b\rc"_ba;
    QTest::newRow("bytes beyond ASCII") << "A: \xc3\xa9"_ba;
    QTest::newRow("second Host") << "Host: b"_ba;
    QTest::newRow("two lengths") << "Content-Length: 1\r\nContent-Length: 1"_ba;
    QTest::newRow("list of lengths") << "Content-Length: 1, 1"_ba;
    QTest::newRow("signed length") << "Content-Length: +1"_ba;
    QTest::newRow("empty length") << "Content-Length:"_ba;
    QTest::newRow("overflowing length") << "Content-Length: 99999999999999999999"_ba;
    QTest::newRow("length and coding") << "Content-Length: 1\r\nTransfer-Encoding: chunked"_ba;
    QTest::newRow("other coding") << "Transfer-Encoding: gzip, chunked"_ba;
    QTest::newRow("chunked twice") << "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"_ba;
    QTest::newRow("chunked behind a blank") << "Transfer-Encoding: \x0b"
                                               "chunked"_ba;
    QTest::newRow("two credentials") << "Authorization: DPoP a\r\nauthorization: DPoP b"_ba;
}

void HeadReaderTest::refusesWhatHasTwoReadings()
{
    QFETCH(const QByteArray, fields);
    HeadReader reader({});
    QCOMPARE(reader.feed("POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n"), HeadReader::Progress::Refused);
    QCOMPARE(reader.problem().type, ProblemType::MalformedRequest);
}

void HeadReaderTest::refusesBeforeTheHeadIsWhole_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ProblemType>("type");
    QTest::newRow("empty line first") << "\r\n"_ba << ProblemType::MalformedRequest;
    QTest::newRow("bare line feed") << "GET / HTTP/1.1\n"_ba << ProblemType::MalformedRequest;
    QTest::newRow("NUL") << "GET /\0"_ba << ProblemType::MalformedRequest;
    QTest::newRow("TLS within TLS") << "\x16\x03\x01"_ba << ProblemType::MalformedRequest;
    QTest::newRow("no target") << "GET HTTP/1.1\r\n"_ba << ProblemType::MalformedRequest;
    QTest::newRow("two blanks") << "GET  / HTTP/1.1\r\n"_ba << ProblemType::MalformedRequest;
    QTest::newRow("method that is no token") << "G(T / HTTP/1.1\r\n"_ba << ProblemType::MalformedRequest;
    QTest::newRow("HTTP/0.9") << "GET /\r\n"_ba << ProblemType::MalformedRequest;
    QTest::newRow("HTTP/1.0") << "GET / HTTP/1.0\r\n"_ba << ProblemType::UnsupportedHttpVersion;
    QTest::newRow("HTTP/2.0") << "PRI * HTTP/2.0\r\n"_ba << ProblemType::UnsupportedHttpVersion;
    QTest::newRow("lower-case version") << "GET / http/1.1\r\n"_ba << ProblemType::MalformedRequest;
}

void HeadReaderTest::refusesBeforeTheHeadIsWhole()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const ProblemType, type);
    HeadReader reader({});
    QCOMPARE(reader.feed(bytes), HeadReader::Progress::Refused);
    QCOMPARE(reader.problem().type, type);
}

void HeadReaderTest::keepsTheLimits()
{
    const HeadLimits limits{.bytes = 256, .targetBytes = 64, .fields = 3};
    const auto outcome = [&](const QByteArray &bytes) {
        HeadReader reader(limits);
        const HeadReader::Progress progress = reader.feed(bytes);
        return progress == HeadReader::Progress::Refused ? problemStatus(reader.problem().type) : 0;
    };
    const QByteArray start = "GET / HTTP/1.1\r\nHost: a\r\n"_ba;
    QCOMPARE(outcome("GET /" + QByteArray(63, 'a') + " HTTP/1.1\r\n"), 0);
    QCOMPARE(outcome("GET /" + QByteArray(64, 'a') + " HTTP/1.1\r\n"), 414);
    QCOMPARE(outcome("GET /" + QByteArray(100, 'a')), 414);
    QCOMPARE(outcome(start + "A: b\r\nC: d\r\n\r\n"), 0);
    QCOMPARE(outcome(start + "A: b\r\nC: d\r\nE: f\r\n"), 431);
    QCOMPARE(outcome(start + "A: " + QByteArray(200, 'b')), 0);
    QCOMPARE(outcome(start + "A: " + QByteArray(256, 'b')), 431);
}

ENIGM_TEST_MAIN(HeadReaderTest)
#include "HeadReaderTest.moc"

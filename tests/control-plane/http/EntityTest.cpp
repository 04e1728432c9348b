#include "control-plane/http/Entity.h"

#include "control-plane/http/Probes.h"
#include "control-plane/http/Stats.h"
#include "control-plane/http/WireFormat.h"
#include "tests/support/LogGuard.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace enigm;
using namespace enigm::controlplane::http;
using namespace Qt::StringLiterals;

class EntityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tagsBytesStrongly();
    void answersNotModifiedWhereTheTagIsKnown_data();
    void answersNotModifiedWhereTheTagIsKnown();
    void comparesIfMatchStrongly();
    void writesProblemsAsRfc9457Says();
    void writesHeadsThatCannotBeBrokenOutOf();
    void writesDatesWhateverTheLocale();
    void tellsProbesWhetherItIsReady();
    void countsForPrometheus();
};

namespace {

Request getWith(const QByteArray &name, const QByteArray &value)
{
    Request request;
    request.method = "GET"_ba;
    request.headers.add(name, value);
    return request;
}

Response answerOf(const Route &route, const Request &request = {})
{
    Response answer;
    route.handler(request, Respond([&](Response response) { answer = std::move(response); }));
    return answer;
}

} // namespace

void EntityTest::tagsBytesStrongly()
{
    QVERIFY(strongEtag("a").startsWith('"') && strongEtag("a").endsWith('"'));
    QCOMPARE(strongEtag("a"), strongEtag("a"));
    QVERIFY(strongEtag("a") != strongEtag("b"));
}

void EntityTest::answersNotModifiedWhereTheTagIsKnown_data()
{
    const QByteArray etag = strongEtag("body");
    QTest::addColumn<QByteArray>("known");
    QTest::addColumn<int>("status");
    QTest::newRow("same") << etag << 304;
    QTest::newRow("weak") << "W/" + etag << 304;
    QTest::newRow("one of several") << "\"x\" , " + etag << 304;
    QTest::newRow("any") << "*"_ba << 304;
    QTest::newRow("other") << "\"x\""_ba << 200;
    QTest::newRow("unquoted") << etag.sliced(1, etag.size() - 2) << 200;
}

void EntityTest::answersNotModifiedWhereTheTagIsKnown()
{
    QFETCH(const QByteArray, known);
    QFETCH(const int, status);
    const Response answer = conditional(getWith("If-None-Match"_ba, known), Response::text("body"_ba, "text/plain"_ba));
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.headers.value("ETag"), strongEtag("body"));
    QCOMPARE(answer.body.isEmpty(), status == 304);
    QCOMPARE(answer.headers.contains("Content-Type"), status == 200);
}

void EntityTest::comparesIfMatchStrongly()
{
    const QByteArray etag = strongEtag("body");
    QVERIFY(checkIfMatch(getWith("If-Match"_ba, etag), etag));
    QVERIFY(checkIfMatch(getWith("If-Match"_ba, "*"_ba), etag));
    QVERIFY(checkIfMatch({}, etag));
    QCOMPARE(checkIfMatch({}, etag, true).error().type, ProblemType::PreconditionFailed);
    QVERIFY(!checkIfMatch(getWith("If-Match"_ba, "W/" + etag), etag));
    QVERIFY(!checkIfMatch(getWith("If-Match"_ba, "\"x\""_ba), etag));
}

void EntityTest::writesProblemsAsRfc9457Says()
{
    const Response answer = Response::problem(
        {.type = ProblemType::WrongPin, .detail = u"Four attempts remain."_s, .where = u"/pin"_s}, u"urn:x:1"_s);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.headers.value("Content-Type"), "application/problem+json"_ba);
    const QJsonObject members = QJsonDocument::fromJson(answer.body).object();
    QCOMPARE(members, (QJsonObject{{u"type"_s, u"urn:enigm:problem:wrong-pin"_s},
                                   {u"title"_s, u"The PIN was wrong"_s},
                                   {u"status"_s, 400},
                                   {u"detail"_s, u"Four attempts remain."_s},
                                   {u"where"_s, u"/pin"_s},
                                   {u"instance"_s, u"urn:x:1"_s}}));
}

void EntityTest::writesHeadsThatCannotBeBrokenOutOf()
{
    const std::string head = responseHead(Response::text("body"_ba, "text/plain"_ba), true, 0);
    QCOMPARE(
        QByteArray::fromStdString(head),
        "HTTP/1.1 200 OK\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\nX-Content-Type-Options: nosniff\r\n"
        "Cache-Control: no-store\r\nContent-Type: text/plain\r\nContent-Length: 4\r\nConnection: close\r\n\r\n"_ba);
    const std::string empty =
        responseHead(Response::empty().with("Cache-Control"_ba, "no-cache"_ba), false, 1'000'000'000);
    QCOMPARE(QByteArray::fromStdString(empty),
             "HTTP/1.1 204 No Content\r\nDate: Sun, 09 Sep 2001 01:46:40 GMT\r\nX-Content-Type-Options: nosniff\r\n"
             "Cache-Control: no-cache\r\n\r\n"_ba);
}

void EntityTest::writesDatesWhateverTheLocale()
{
    QCOMPARE(QByteArray::fromStdString(imfFixdate(784111777)), "Sun, 06 Nov 1994 08:49:37 GMT"_ba);
}

void EntityTest::tellsProbesWhetherItIsReady()
{
    QCOMPARE(answerOf(healthRoute()).status, 200);
    QCOMPARE(answerOf(readyRoute([](ReadyAnswer answer) { answer({}); })).status, 200);
    const Response waiting =
        answerOf(readyRoute([](ReadyAnswer answer) { answer(refuse(ProblemType::LogUnavailable, u"secret"_s)); }));
    QCOMPARE(waiting.status, 503);
    QVERIFY(!waiting.body.contains("secret"));
    const Route document = documentRoute(u"/openapi.yaml"_s, "openapi: 3.1.0\n"_ba, "application/yaml"_ba);
    const Response whole = answerOf(document, getWith("Accept"_ba, "*/*"_ba));
    QCOMPARE(whole.body, "openapi: 3.1.0\n"_ba);
    QCOMPARE(answerOf(document, getWith("If-None-Match"_ba, *whole.headers.value("ETag"))).status, 304);
}

void EntityTest::countsForPrometheus()
{
    Counters counters;
    ++counters.requests;
    counters.countResponse(200);
    counters.countResponse(204);
    counters.countResponse(503);
    const QByteArray text = answerOf(metricsRoute([&] { return counters.snapshot().prometheusText("devices"); })).body;
    QVERIFY(
        text.contains("# TYPE enigm_http_requests_total counter\nenigm_http_requests_total{listener=\"devices\"} 1\n"));
    QVERIFY(text.contains("enigm_http_responses_total{listener=\"devices\",class=\"2xx\"} 2\n"));
    QVERIFY(text.contains("enigm_http_responses_total{listener=\"devices\",class=\"5xx\"} 1\n"));
}

ENIGM_TEST_MAIN(EntityTest)
#include "EntityTest.moc"

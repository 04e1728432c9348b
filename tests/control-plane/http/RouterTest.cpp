#include "control-plane/http/Router.h"

#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace enigm::controlplane::http;
using namespace Qt::StringLiterals;

class RouterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsTheRouteAndItsParameters();
    void prefersFixedPartsOverVariableOnes();
    void saysWhyThereIsNoRoute();
    void takesOnlyTheMediaTypesOfTheRoute();

private:
    [[nodiscard]] QString found(const char *method, std::vector<QString> path) const;
    Router m_router;
};

void RouterTest::initTestCase()
{
    const auto add = [this](QByteArray method, QString path, QByteArrayList mediaTypes = {}) {
        m_router.add({.method = std::move(method),
                      .path = std::move(path),
                      .handler = [](const Request &, Respond respond) { respond(Response::empty()); },
                      .mediaTypes = std::move(mediaTypes)});
    };
    add("GET"_ba, u"/"_s);
    add("GET"_ba, u"/log/{log}/tile/{rest*}"_s);
    add("GET"_ba, u"/v1/changes/{id}"_s);
    add("GET"_ba, u"/v1/changes/mine"_s);
    add("POST"_ba, u"/v1/changes"_s, {"application/jose"_ba});
    add("GET"_ba, u"/v1/changes"_s);
    add("POST"_ba, u"/v1/changes/{id}/approvals"_s, {"application/jose"_ba});
}

QString RouterTest::found(const char *method, std::vector<QString> path) const
{
    const auto match = m_router.match(method, path);
    if (!match)
        return QString::number(match.error().status) + u' ' +
               QString::fromLatin1(match.error().headers.value("Allow").value_or(QByteArray()));
    QString text = match->route->path;
    for (const auto &[name, value] : match->parameters)
        text += u' ' + name + u'=' + value;
    return text;
}

void RouterTest::findsTheRouteAndItsParameters()
{
    QCOMPARE(found("GET", {}), u"/"_s);
    QCOMPARE(found("HEAD", {u"v1"_s, u"changes"_s}), u"/v1/changes"_s);
    QCOMPARE(found("GET", {u"v1"_s, u"changes"_s, u"7"_s}), u"/v1/changes/{id} id=7"_s);
    QCOMPARE(found("POST", {u"v1"_s, u"changes"_s, u"7"_s, u"approvals"_s}), u"/v1/changes/{id}/approvals id=7"_s);
    QCOMPARE(found("GET", {u"log"_s, u"activity"_s, u"tile"_s, u"0"_s, u"x001"_s, u"067"_s}),
             u"/log/{log}/tile/{rest*} log=activity rest=0/x001/067"_s);
}

void RouterTest::prefersFixedPartsOverVariableOnes()
{
    QCOMPARE(found("GET", {u"v1"_s, u"changes"_s, u"mine"_s}), u"/v1/changes/mine"_s);
}

void RouterTest::saysWhyThereIsNoRoute()
{
    QCOMPARE(found("GET", {u"v2"_s}), u"404 "_s);
    QCOMPARE(found("GET", {u"v1"_s, u"changes"_s, QString()}), u"404 "_s);
    QCOMPARE(found("GET", {u"log"_s, u"activity"_s, u"tile"_s}), u"404 "_s);
    QCOMPARE(found("GET", {u"v1"_s, u"changes"_s, u"7"_s, u"approvals"_s}), u"405 POST"_s);
    QCOMPARE(found("DELETE", {u"v1"_s, u"changes"_s}), u"405 GET, HEAD, POST"_s);
    QCOMPARE(found("OPTIONS", {u"v1"_s, u"changes"_s}), u"405 GET, HEAD, POST"_s);
    QCOMPARE(found("BREW", {u"v1"_s, u"changes"_s}), u"501 "_s);
    QCOMPARE(found("get", {u"v1"_s, u"changes"_s}), u"501 "_s);
}

void RouterTest::takesOnlyTheMediaTypesOfTheRoute()
{
    const auto match = m_router.match("POST", {u"v1"_s, u"changes"_s});
    QVERIFY(match);
    const auto accepts = [&](const QByteArray &type, bool hasBody = true) {
        Headers headers;
        headers.add("Content-Type"_ba, type);
        return Router::checkMediaType(*match->route, headers, hasBody).has_value();
    };
    QVERIFY(accepts("application/jose"_ba));
    QVERIFY(accepts("Application/JOSE; charset=utf-8"_ba));
    QVERIFY(!accepts("application/json"_ba));
    QVERIFY(!accepts({}));
    QVERIFY(!accepts("application/jose"_ba, false));
    Headers encoded;
    encoded.add("Content-Type"_ba, "application/jose"_ba);
    encoded.add("Content-Encoding"_ba, "gzip"_ba);
    QVERIFY(!Router::checkMediaType(*match->route, encoded, true));
    const auto bodiless = m_router.match("GET", {u"v1"_s, u"changes"_s});
    QVERIFY(Router::checkMediaType(*bodiless->route, {}, false));
    QVERIFY(!Router::checkMediaType(*bodiless->route, {}, true));
}

ENIGM_TEST_MAIN(RouterTest)
#include "RouterTest.moc"

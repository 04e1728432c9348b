#include "contract/fleet/HandleEpoch.h"
#include "contract/json/JsonParser.h"
#include "tests/control-plane/api/TestConsole.h"
#include "tests/control-plane/network/GatewayTestBed.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"
#include "tests/support/history/Require.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;

/// The evaluations that the AuthZEN working group publishes. They carry another application's policy: each is answered
/// in the standard's form and denied here, whatever that application says; the scenario beside this file, in the same
/// form, carries our decisions.
class AuthzenCasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anotherApplicationsEvaluationsFailClosed();
    void soTheyDoTogether();
    void ourOwnScenarioIsDecidedAsItSays_data();
    void ourOwnScenarioIsDecidedAsItSays();
    void whatIsNotOfTheStandardsFormIsRefused_data();
    void whatIsNotOfTheStandardsFormIsRefused();

private:
    [[nodiscard]] json::Array published() const;
    /// One of ours, with the handles of this deployment put in.
    [[nodiscard]] QByteArray filled(const json::Value &request);

    std::unique_ptr<GatewayTestBed> m_bed;
    std::unique_ptr<TestPoint> m_point;
};

namespace {

constexpr auto evaluation = "/access/v1/evaluation";
constexpr auto evaluations = "/access/v1/evaluations";
constexpr auto denied = R"({"context":{"reason":"unknown-subject"},"decision":false})";

json::Array casesIn(const QByteArray &text)
{
    return require(json::parse(text)).object().find(u"evaluation")->array();
}

} // namespace

void AuthzenCasesTest::initTestCase()
{
    m_bed = std::make_unique<GatewayTestBed>();
    m_bed->publish(openPaths());
    m_point = m_bed->enrol(policy::NetworkPath::ProxyNetwork);
}

json::Array AuthzenCasesTest::published() const
{
    return casesIn(
        readFile(vectorsDirectory() + u"/authzen/authzen-todo-backend/test/decisions-authorization-api-1_0-01.json"_s));
}

void AuthzenCasesTest::anotherApplicationsEvaluationsFailClosed()
{
    ENIGM_REQUIRE_VECTORS();
    const json::Array cases = published();
    QCOMPARE(cases.size(), 40U);
    for (const json::Value &one : cases) {
        const auto reply =
            m_point->ask("POST", "/access/v1/evaluation", json::canonical(*one.object().find(u"request")));
        QVERIFY(reply);
        QCOMPARE(reply->status, 200);
        QCOMPARE(reply->header("Content-Type"), "application/json"_ba);
        QCOMPARE(reply->body, QByteArray(denied));
    }
}

void AuthzenCasesTest::soTheyDoTogether()
{
    ENIGM_REQUIRE_VECTORS();
    json::Array all;
    for (const json::Value &one : published())
        all.push_back(*one.object().find(u"request"));
    const auto reply =
        m_point->ask("POST", "/access/v1/evaluations", json::canonical(json::Object{{"evaluations"_L1, all}}));
    QVERIFY(reply);
    QCOMPARE(reply->status, 200);
    const json::Array answers = memberOf(*reply, "evaluations"_L1).array();
    QCOMPARE(answers.size(), all.size());
    for (const json::Value &answer : answers)
        QCOMPARE(json::canonical(answer), QByteArray(denied));
}

QByteArray AuthzenCasesTest::filled(const json::Value &request)
{
    QByteArray text = json::canonical(request);
    text.replace("TRUSTED", m_bed->networkHandle(m_bed->trusted()).text().toLatin1());
    text.replace("SUSPENDED", m_bed->networkHandle(m_bed->suspended()).text().toLatin1());
    const qint64 past = fleet::handleEpochAt(m_bed->deployment.clock.now()) - 2;
    text.replace("PAST", m_bed->networkHandle(m_bed->trusted(), past).text().toLatin1());
    text.replace("CONSOLES", m_bed->trusted().text().toLatin1());
    return text;
}

void AuthzenCasesTest::ourOwnScenarioIsDecidedAsItSays_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<bool>("expected");
    const json::Array cases = casesIn(readFile(QStringLiteral(ENIGM_AUTHZEN_SCENARIO)));
    QVERIFY(cases.size() >= 10);
    int number = 0;
    for (const json::Value &one : cases)
        QTest::addRow("%d", ++number) << json::canonical(*one.object().find(u"request"))
                                      << one.object().find(u"expected")->boolean();
}

void AuthzenCasesTest::ourOwnScenarioIsDecidedAsItSays()
{
    QFETCH(const QByteArray, request);
    QFETCH(const bool, expected);
    const QByteArray body = filled(require(json::parse(request)));
    const auto reply = m_point->ask("POST", "/access/v1/evaluation", body);
    QVERIFY(reply);
    QCOMPARE(reply->status, 200);
    QCOMPARE(memberOf(*reply, "decision"_L1).boolean(), expected);
    const auto batch = m_point->ask("POST", "/access/v1/evaluations", "{\"evaluations\":[" + body + "]}");
    QCOMPARE(memberOf(*batch, "evaluations"_L1).array().front().object().find(u"decision")->boolean(), expected);
}

void AuthzenCasesTest::whatIsNotOfTheStandardsFormIsRefused_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const QByteArray entities = R"("subject":{"type":"device","id":"x"},"resource":{"type":"t","id":"x"})";
    const QByteArray whole = entities + R"(,"action":{"name":"x"})";
    QTest::newRow("no JSON") << QByteArray(evaluation) << "{"_ba << 400;
    QTest::newRow("a list") << QByteArray(evaluation) << "[]"_ba << 400;
    QTest::newRow("no action") << QByteArray(evaluation) << '{' + entities + '}' << 400;
    QTest::newRow("a subject that is a text")
        << QByteArray(evaluation) << R"({"subject":"device","resource":{"type":"t","id":"x"},"action":{"name":"x"}})"_ba
        << 400;
    QTest::newRow("a subject without its id")
        << QByteArray(evaluation)
        << R"({"subject":{"type":"device"},"resource":{"type":"t","id":"x"},"action":{"name":"x"}})"_ba << 400;
    QTest::newRow("a name that is a number")
        << QByteArray(evaluation) << '{' + entities + R"(,"action":{"name":1}})" << 400;
    QTest::newRow("a context that is a list") << QByteArray(evaluation) << '{' + whole + R"(,"context":[]})" << 400;
    QTest::newRow("properties that are a text")
        << QByteArray(evaluation) << '{' + entities + R"(,"action":{"name":"x","properties":"y"}})" << 400;
    QTest::newRow("a twin") << QByteArray(evaluation) << '{' + whole + R"(,"action":{"name":"x"}})" << 400;
    QTest::newRow("another semantic") << QByteArray(evaluations)
                                      << '{' + whole + R"(,"options":{"evaluations_semantic":"any"}})" << 400;
    QTest::newRow("evaluations that are an object")
        << QByteArray(evaluations) << '{' + whole + R"(,"evaluations":{}})" << 400;
    QTest::newRow("an evaluation without a subject")
        << QByteArray(evaluations) << R"({"evaluations":[{"action":{"name":"x"}}]})"_ba << 400;
    QTest::newRow("too many") << QByteArray(evaluations)
                              << '{' + whole + R"(,"evaluations":[{})" + QByteArray(",{}").repeated(256) + "]}" << 413;
    QTest::newRow("too much") << QByteArray(evaluation) << '{' + whole + R"(,"x":")" + QByteArray(17'000, 'x') + "\"}"
                              << 413;
}

void AuthzenCasesTest::whatIsNotOfTheStandardsFormIsRefused()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, body);
    QFETCH(const int, status);
    const auto reply = m_point->ask("POST", target, body);
    QVERIFY(reply);
    QCOMPARE(reply->status, status);
    QCOMPARE(reply->header("Content-Type"), "application/problem+json"_ba);
}

ENIGM_TEST_MAIN(AuthzenCasesTest)
#include "AuthzenCasesTest.moc"

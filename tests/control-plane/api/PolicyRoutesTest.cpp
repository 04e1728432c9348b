#include "contract/encoding/Uuid.h"
#include "contract/json/JsonParser.h"
#include "tests/contract/policy/ExamplePolicies.h"
#include "tests/control-plane/api/PublishedPolicies.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using fleet::DeviceState;

/// Policies, drafts and decisions over HTTP.
class PolicyRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyOperatorReads_data();
    void everyOperatorReads();
    void policiesAreTagged();
    void wrongRequestsAreRefused_data();
    void wrongRequestsAreRefused();
    void administratorsAloneWriteDrafts_data();
    void administratorsAloneWriteDrafts();
    void aDraftIsSavedOnTheOneBefore();
    void savingASecondTimeAnswersAsTheFirst();
    void aDraftIsDropped();
    void aMalformedPolicyIsRefusedWithItsPlace();
    void aDecisionIsNoEntryAndTellsNoReason();
    void whoMayKnowReadsWhyAndLeavesAnEntry_data();
    void whoMayKnowReadsWhyAndLeavesAnEntry();
    void othersAreNotToldWhy_data();
    void othersAreNotToldWhy();
    void anApproverReadsWhyInAReview();
    void nobodyAsksUnasked();

private:
    [[nodiscard]] TestConsole &console(const QString &person);
    [[nodiscard]] RawReply put(const QByteArray &draft, const QByteArray &tag, const QByteArray &document = "{}",
                               const QByteArray &key = {}, const QString &person = u"administrator-1"_s);

    std::unique_ptr<TestDeployment> m_deployment;
    std::map<QString, std::unique_ptr<TestConsole>> m_consoles;
    QByteArray m_suspended; ///< a handle
};

namespace {

const QString policyId = u"0197f9a0-0000-7000-8000-000000000001"_s;
const QByteArray drafts = "/v1/policy-drafts/"_ba;
const QByteArray connecting = "/decision?action=connect&resource=network-path&network_path=vpn-network"_ba;

QByteArray draftId(int number)
{
    return "0197f9a0-0000-7000-8000-0000000001" + QByteArray::number(number).rightJustified(2, '0');
}

} // namespace

void PolicyRoutesTest::initTestCase()
{
    m_deployment = std::make_unique<TestDeployment>(60);
    publishAndAssign(console(u"administrator-1"_s), console(u"approver-1"_s), policyId,
                     {.kind = policy::PolicyKind::NetworkPath,
                      .name = u"Paths"_s,
                      .rules = {test::allowAll(u"all"_s)},
                      .settings = {}});
    QVERIFY(put(draftId(1), "\"0\"").status == 200);
    m_suspended = m_deployment->devices(DeviceState::Suspended).leaves().front().handle.text().toLatin1();
}

TestConsole &PolicyRoutesTest::console(const QString &person)
{
    auto &console = m_consoles[person];
    if (!console)
        console = std::make_unique<TestConsole>(*m_deployment, person);
    return *console;
}

RawReply PolicyRoutesTest::put(const QByteArray &draft, const QByteArray &tag, const QByteArray &document,
                               const QByteArray &key, const QString &person)
{
    return console(person).send({.method = "PUT",
                                 .target = drafts + draft,
                                 .body = R"({"document":)" + document + '}',
                                 .idempotencyKey = key,
                                 .moreFields = tag.isEmpty() ? QByteArray() : "If-Match: " + tag + "\r\n"});
}

void PolicyRoutesTest::everyOperatorReads_data()
{
    QTest::addColumn<QString>("person");
    for (const char *const person : {"administrator-2", "approver-2", "reviewer-1", "release-manager-1"})
        QTest::newRow(person) << QString::fromLatin1(person);
}

void PolicyRoutesTest::everyOperatorReads()
{
    QFETCH(QString, person);
    for (const QByteArray &target :
         {"/v1/policies"_ba, "/v1/policies/" + policyId.toLatin1(),
          "/v1/policies/" + policyId.toLatin1() + "/versions/1", "/v1/policy-drafts"_ba, drafts + draftId(1),
          "/v1/device-inputs?limit=3"_ba, "/v1/devices/" + m_suspended + "/decisions",
          "/v1/devices/" + m_suspended + connecting})
        QVERIFY2(console(person).get(target).status == 200, target.constData());
    const json::Value page = console(person).getJson("/v1/policies");
    const json::Value &listed = page.object().find("items"_L1)->array().front();
    QCOMPARE(listed.object().find("name"_L1)->text(), u"Paths"_s);
    QCOMPARE(listed.object().find("assigned"_L1)->object().find("all"_L1)->boolean(), true);
}

void PolicyRoutesTest::policiesAreTagged()
{
    const RawReply reply = console(u"approver-1"_s).get("/v1/policies");
    const QByteArray tag = reply.header("ETag");
    QVERIFY(!tag.isEmpty());
    QCOMPARE(console(u"approver-1"_s)
                 .send({.target = "/v1/policies", .moreFields = "If-None-Match: " + tag + "\r\n"})
                 .status,
             304);
}

void PolicyRoutesTest::wrongRequestsAreRefused_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("slug");
    const QByteArray policy = "/v1/policies/" + policyId.toLatin1();
    const QByteArray device = "/v1/devices/" + m_suspended;
    const QByteArray nobody = "/v1/devices/edh1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";
    const auto row = [](const char *name, const QByteArray &target, const QByteArray &slug) {
        QTest::newRow(name) << target << slug;
    };
    row("an unknown policy", "/v1/policies/" + draftId(99), "not-found");
    row("an unknown version", policy + "/versions/2", "not-found");
    row("no version", policy + "/versions/01", "not-found");
    row("an unknown draft", drafts + draftId(99), "not-found");
    row("too many drafts", "/v1/policy-drafts?limit=101", "out-of-range");
    row("too many devices", "/v1/device-inputs?limit=10001", "out-of-range");
    row("another parameter", policy + "?limit=1", "unknown-member");
    row("no handle", nobody + "/decisions", "malformed-handle");
    row("no action", device + "/decision?resource=device", "missing-member");
    row("an unknown action", device + "/decision?action=fly&resource=device", "out-of-range");
    row("what operators do", device + "/decision?action=read&resource=device", "out-of-range");
    row("what is not done to it", device + "/decision?action=connect&resource=device", "out-of-range");
    row("an unknown path", device + "/decision?action=connect&resource=network-path&network_path=air", "out-of-range");
    row("a parameter of one question", device + "/decisions?action=connect", "unknown-member");
    row("half a wish to know", device + "/decisions?explain=yes", "out-of-range");
    row("a review without it", device + "/decisions?change=" + draftId(99), "missing-member");
    row("an unknown review", device + "/decisions?explain=true&change=" + draftId(99), "not-found");
}

void PolicyRoutesTest::wrongRequestsAreRefused()
{
    QFETCH(QByteArray, target);
    QTEST(slugOf(console(u"reviewer-1"_s).get(target)), "slug");
}

void PolicyRoutesTest::administratorsAloneWriteDrafts_data()
{
    QTest::addColumn<QString>("person");
    for (const char *const person : {"approver-1", "reviewer-1", "release-manager-1"})
        QTest::newRow(person) << QString::fromLatin1(person);
}

void PolicyRoutesTest::administratorsAloneWriteDrafts()
{
    QFETCH(QString, person);
    QCOMPARE(slugOf(put(draftId(2), "\"0\"", "{}", {}, person)), "not-permitted"_ba);
    const RawReply dropped =
        console(person).send({.method = "DELETE", .target = drafts + draftId(2), .moreFields = "If-Match: \"1\"\r\n"});
    QCOMPARE(slugOf(dropped), "not-permitted"_ba);
}

void PolicyRoutesTest::aDraftIsSavedOnTheOneBefore()
{
    const qint64 before = m_deployment->activitySize();
    const RawReply saved = put(draftId(3), "\"0\"", R"({"name":"Half a policy"})");
    QCOMPARE(saved.status, 200);
    QCOMPARE(memberOf(saved, "revision"_L1), json::Value(1));
    QCOMPARE(m_deployment->entries(before), QStringList{u"policy.draft done"_s});
    for (const QByteArray &tag : {"\"0\""_ba, "\"2\""_ba, ""_ba, "1"_ba, "*"_ba, "W/\"1\""_ba})
        QCOMPARE(slugOf(put(draftId(3), tag)), "precondition-failed"_ba);
    const RawReply read = console(u"approver-1"_s).get(drafts + draftId(3));
    QCOMPARE(read.header("ETag"), "\"1\""_ba);
    QCOMPARE(memberOf(read, "document"_L1).object().find("name"_L1)->text(), u"Half a policy"_s);
    QCOMPARE(memberOf(put(draftId(3), read.header("ETag"), "{}"), "revision"_L1), json::Value(2));
}

void PolicyRoutesTest::savingASecondTimeAnswersAsTheFirst()
{
    const QByteArray key = encoding::makeUuid7(m_deployment->clock.nowMilliseconds()).toLatin1();
    const RawReply first = put(draftId(4), "\"0\"", "{}", key);
    const RawReply second = put(draftId(4), "\"0\"", "{}", key);
    QCOMPARE(second.status, 200);
    QCOMPARE(second.body, first.body);
    QCOMPARE(slugOf(put(draftId(4), "\"1\"", "{}", "-")), "idempotency-key-missing"_ba);
}

void PolicyRoutesTest::aDraftIsDropped()
{
    QCOMPARE(put(draftId(5), "\"0\"").status, 200);
    const auto drop = [this](const QByteArray &tag) {
        return console(u"administrator-2"_s)
            .send({.method = "DELETE", .target = drafts + draftId(5), .moreFields = "If-Match: " + tag + "\r\n"});
    };
    QCOMPARE(slugOf(drop("\"7\"")), "precondition-failed"_ba);
    QCOMPARE(drop("\"1\"").status, 204);
    QCOMPARE(slugOf(drop("\"1\"")), "not-found"_ba);
    QCOMPARE(slugOf(put(draftId(5), "\"1\"")), "precondition-failed"_ba);
}

void PolicyRoutesTest::aMalformedPolicyIsRefusedWithItsPlace()
{
    const auto analyse = [this](const QByteArray &document) {
        return console(u"approver-1"_s)
            .send({.method = "POST",
                   .target = "/v1/policy-analysis",
                   .body = R"({"assigned":null,"document":)" + document + R"(,"policy":")" + draftId(6) + "\"}"});
    };
    const RawReply malformed = analyse(examplePolicyWith(R"("connect")", R"("fly")"));
    QCOMPARE(slugOf(malformed), "out-of-range"_ba);
    QVERIFY(memberOf(malformed, "where"_L1).text().startsWith(u"/document/rules/"));
    const RawReply found = analyse(examplePolicy());
    QCOMPARE(found.status, 200);
    QVERIFY(!memberOf(found, "items"_L1).array().empty()); // it shares its devices with the other
    QByteArray deep(40, '[');
    QCOMPARE(slugOf(analyse(deep + QByteArray(40, ']'))), "malformed-json"_ba);
}

void PolicyRoutesTest::aDecisionIsNoEntryAndTellsNoReason()
{
    TestConsole &manager = console(u"release-manager-1"_s);
    const qint64 before = m_deployment->activitySize();
    const json::Value denied = manager.getJson("/v1/devices/" + m_suspended + connecting);
    QCOMPARE(denied.object().find("decision"_L1)->text(), u"deny"_s);
    QCOMPARE(denied.object().find("category"_L1)->text(), u"floor"_s);
    QVERIFY(denied.object().find("reasons"_L1)->isNull());
    const QByteArray trusted = m_deployment->devices(DeviceState::Trusted).leaves().front().handle.text().toLatin1();
    const json::Value permitted = manager.getJson("/v1/devices/" + trusted + connecting);
    QCOMPARE(permitted.object().find("decision"_L1)->text(), u"allow"_s);
    const json::Value all = manager.getJson("/v1/devices/" + trusted + "/decisions");
    QCOMPARE(all.object().find("items"_L1)->array().size(), 3U);
    QCOMPARE(m_deployment->activitySize(), before);
}

void PolicyRoutesTest::whoMayKnowReadsWhyAndLeavesAnEntry_data()
{
    QTest::addColumn<QString>("person");
    QTest::newRow("an administrator") << u"administrator-2"_s;
    QTest::newRow("a reviewer") << u"reviewer-1"_s;
}

void PolicyRoutesTest::whoMayKnowReadsWhyAndLeavesAnEntry()
{
    QFETCH(QString, person);
    QCOMPARE(console(person).get("/v1/session").status, 200); // signs in
    const qint64 before = m_deployment->activitySize();
    const json::Value denied = console(person).getJson("/v1/devices/" + m_suspended + connecting + "&explain=true");
    const json::Object &reasons = denied.object().find("reasons"_L1)->object();
    QCOMPARE(reasons.find("differ"_L1)->array().front().text(), u"device_state"_s);
    QCOMPARE(m_deployment->entries(before), QStringList{u"decision.read done"_s});
    // What one looks at again within a minute is one reading.
    QVERIFY(!console(person).getJson("/v1/devices/" + m_suspended + "/decisions?explain=true").isNull());
    QCOMPARE(m_deployment->activitySize(), before + 1);
}

void PolicyRoutesTest::othersAreNotToldWhy_data()
{
    QTest::addColumn<QString>("person");
    QTest::newRow("an approver outside a review") << u"approver-1"_s;
    QTest::newRow("a release manager") << u"release-manager-1"_s;
}

void PolicyRoutesTest::othersAreNotToldWhy()
{
    QFETCH(QString, person);
    const RawReply refused = console(person).get("/v1/devices/" + m_suspended + "/decisions?explain=true");
    QCOMPARE(slugOf(refused), "not-permitted"_ba);
    QVERIFY(!refused.body.contains("device_state"));
}

void PolicyRoutesTest::anApproverReadsWhyInAReview()
{
    const auto change =
        changeOf(console(u"administrator-1"_s).ask(u"device.revoke"_s, m_deployment->devices(DeviceState::Trusted)));
    const QByteArray target =
        "/v1/devices/" + m_suspended + "/decisions?explain=true&change=" + change.request.id.toLatin1();
    QCOMPARE(slugOf(console(u"release-manager-1"_s).get(target)), "not-permitted"_ba);
    QCOMPARE(console(u"approver-2"_s).get("/v1/session").status, 200);
    const qint64 before = m_deployment->activitySize();
    QCOMPARE(console(u"approver-2"_s).get(target).status, 200);
    QCOMPARE(m_deployment->entries(before), QStringList{u"decision.read done"_s});
    QCOMPARE(console(u"approver-1"_s).reject(change).status, 201);
    QCOMPARE(slugOf(console(u"approver-2"_s).get(target)), "not-permitted"_ba); // it waits no more
}

void PolicyRoutesTest::nobodyAsksUnasked()
{
    for (const QByteArray &target : {"/v1/policies"_ba, "/v1/policy-drafts"_ba, "/v1/device-inputs"_ba,
                                     "/v1/devices/" + m_suspended + "/decisions"})
        QCOMPARE(console(u"approver-1"_s).send({.target = target, .token = "nobody"}).status, 401);
}

ENIGM_TEST_MAIN(PolicyRoutesTest)
#include "PolicyRoutesTest.moc"

#include "contract/evidence/Evidence.h"
#include "contract/fleet/DeviceState.h"
#include "contract/json/JsonParser.h"
#include "tests/control-plane/api/TestConsole.h"
#include "tests/support/LogGuard.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using fleet::DeviceState;

/// One privileged change from request to proof, over HTTP, and what may become of it instead.
class ChangeStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_deployment = std::make_unique<TestDeployment>(); }
    void deviceIsRefusedFromTheMomentItsRevocationExecuted();
    void suspensionNeedsNobodyElse();
    void approverRejects();
    void requesterWithdraws();
    void approverAndReviewerAddAKey();
    void everyCategoryThatCanHappenIsLogged();
    void changeExpires();
    void repeatedRequestIsDoneOnce();
    void everythingOutlivesARestart();

private:
    std::unique_ptr<TestDeployment> m_deployment;
};

void ChangeStoryTest::deviceIsRefusedFromTheMomentItsRevocationExecuted()
{
    TestConsole administrator(*m_deployment, u"administrator-1"_s);
    TestConsole approver(*m_deployment, u"approver-1"_s);
    const auto targets = m_deployment->devices(DeviceState::Trusted);
    const fleet::DeviceHandle handle = targets.leaves().front().handle;
    QCOMPARE(m_deployment->checkIn(handle)->status, 200);

    const RawReply asked = administrator.ask(u"device.revoke"_s, targets);
    QCOMPARE(asked.status, 201);
    QCOMPARE(memberOf(asked, "state"_L1).text(), u"pending"_s);
    const changes::SignedChange change = changeOf(asked);
    QCOMPARE(m_deployment->checkIn(handle)->status, 200);

    const QByteArray path = "/v1/changes/" + change.request.id.toLatin1();
    const json::Value seen = approver.getJson(path);
    QVERIFY(!seen.isNull());
    const RawReply approved = approver.approve(change);
    QCOMPARE(approved.status, 201);
    QCOMPARE(memberOf(approved, "state"_L1).text(), u"executed"_s);

    const auto refused = m_deployment->checkIn(handle);
    QCOMPARE(refused->status, 403);
    QCOMPARE(slugOf(*refused), "device-refused"_ba);

    const RawReply evidence = approver.get(path + "/evidence");
    QCOMPARE(evidence.status, 200);
    const auto verdict = evidence::verifyEvidence(evidence.body, m_deployment->file().deployment);
    QVERIFY2(verdict, qPrintable(verdict ? QString() : verdict.error().toString()));
    QCOMPARE(verdict->change.request.id, change.request.id);
    QCOMPARE(verdict->approvers, std::vector<QString>{approver.person().id});
}

void ChangeStoryTest::suspensionNeedsNobodyElse()
{
    TestConsole approver(*m_deployment, u"approver-2"_s);
    const auto targets = m_deployment->devices(DeviceState::Trusted);
    const RawReply asked = approver.ask(u"device.suspend"_s, targets);
    QCOMPARE(asked.status, 201);
    QCOMPARE(memberOf(asked, "state"_L1).text(), u"executed"_s);
    QCOMPARE(slugOf(*m_deployment->checkIn(targets.leaves().front().handle)), "device-refused"_ba);
}

void ChangeStoryTest::approverRejects()
{
    TestConsole administrator(*m_deployment, u"administrator-1"_s);
    TestConsole approver(*m_deployment, u"approver-1"_s);
    TestConsole other(*m_deployment, u"approver-2"_s);
    const auto targets = m_deployment->devices(DeviceState::Trusted);
    const auto change = changeOf(administrator.ask(u"device.revoke"_s, targets));
    const RawReply rejected = approver.reject(change);
    QCOMPARE(memberOf(rejected, "state"_L1).text(), u"rejected"_s);
    QCOMPARE(slugOf(other.approve(change)), "change-closed"_ba);
    QCOMPARE(m_deployment->stateOf(targets.leaves().front().handle), DeviceState::Trusted);
}

void ChangeStoryTest::requesterWithdraws()
{
    TestConsole administrator(*m_deployment, u"administrator-1"_s);
    TestConsole other(*m_deployment, u"administrator-2"_s);
    const auto targets = m_deployment->devices(DeviceState::Trusted);
    const auto change = changeOf(administrator.ask(u"device.revoke"_s, targets));
    QCOMPARE(other.withdraw(change).status, 403);
    const RawReply withdrawn = administrator.withdraw(change);
    QCOMPARE(withdrawn.status, 201);
    QCOMPARE(memberOf(withdrawn, "state"_L1).text(), u"withdrawn"_s);
}

void ChangeStoryTest::approverAndReviewerAddAKey()
{
    TestConsole administrator(*m_deployment, u"administrator-1"_s);
    TestConsole approver(*m_deployment, u"approver-1"_s);
    TestConsole reviewer(*m_deployment, u"reviewer-1"_s);
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const changes::AddKeyParameters parameters{.operatorId = administrator.person().id, .key = key->publicKey()};
    const auto change = changeOf(administrator.ask(u"key.add"_s, {}, parameters));
    QCOMPARE(memberOf(approver.approve(change), "state"_L1).text(), u"pending"_s);
    QCOMPARE(memberOf(reviewer.approve(change), "state"_L1).text(), u"executed"_s);
    QVERIFY(m_deployment->plane().governance().directory()->findKey(key->publicKey().thumbprint()));
}

void ChangeStoryTest::everyCategoryThatCanHappenIsLogged()
{
    TestConsole reviewer(*m_deployment, u"reviewer-1"_s);
    const json::Value page = reviewer.getJson("/v1/audit/entries?from=0&limit=1000");
    QSet<QString> categories;
    for (const json::Value &record : page.object().find("items"_L1)->array())
        categories.insert(record.object().find("leaf"_L1)->object().find("category"_L1)->text());
    const QSet<QString> expected{u"app-access"_s, u"device-lifecycle"_s, u"administrative-change"_s, u"signing-event"_s,
                                 u"ota-outcome"_s};
    QCOMPARE(categories, expected);
}

void ChangeStoryTest::changeExpires()
{
    TestConsole administrator(*m_deployment, u"administrator-1"_s);
    TestConsole approver(*m_deployment, u"approver-1"_s);
    const auto targets = m_deployment->devices(DeviceState::Trusted);
    auto request = administrator.compose(u"device.revoke"_s, targets);
    request.approveBy = m_deployment->clock.now() + 60;
    const auto change = changeOf(administrator.ask(administrator.sign(request), targets));
    m_deployment->clock.advance(61);
    QCOMPARE(slugOf(approver.approve(change)), "change-expired"_ba);
    const json::Value record = approver.getJson("/v1/changes/" + change.request.id.toLatin1());
    QCOMPARE(record.object().find("state"_L1)->text(), u"expired"_s);
}

void ChangeStoryTest::repeatedRequestIsDoneOnce()
{
    TestConsole administrator(*m_deployment, u"administrator-1"_s);
    const auto targets = m_deployment->devices(DeviceState::Trusted);
    const auto change = administrator.sign(administrator.compose(u"device.revoke"_s, targets));
    QCOMPARE(administrator.signIn(), QByteArray());
    const TestConsole::Call call{.method = "POST",
                                 .target = "/v1/changes",
                                 .body = json::canonical(administrator.submission(change, targets)),
                                 .token = administrator.stepUp(change.digest()),
                                 .idempotencyKey = "0190d8a6-0000-7000-8000-000000000001"};
    const RawReply first = administrator.send(call);
    QCOMPARE(first.status, 201);
    const qint64 size = m_deployment->activitySize();
    const RawReply again = administrator.send(call);
    QCOMPARE(again.status, 201);
    QCOMPARE(again.body, first.body);
    QCOMPARE(m_deployment->activitySize(), size);

    TestConsole::Call other = call;
    other.body = "{}";
    QCOMPARE(slugOf(administrator.send(other)), "idempotency-key-reused"_ba);
}

void ChangeStoryTest::everythingOutlivesARestart()
{
    TestConsole reviewer(*m_deployment, u"reviewer-1"_s);
    const QByteArray before = reviewer.get("/v1/changes").body;
    m_deployment->stop();
    m_deployment->clock.advance(1);
    m_deployment->start();
    QCOMPARE(reviewer.get("/v1/changes").body, before);
    // What was refused on the device listener was counted, and logged at the end at the latest.
    QVERIFY(m_deployment->entries().contains(u"device.refused refused"_s));
}

ENIGM_TEST_MAIN(ChangeStoryTest)
#include "ChangeStoryTest.moc"

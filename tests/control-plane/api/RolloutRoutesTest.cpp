#include "contract/changes/RolloutParameters.h"
#include "contract/json/JsonParser.h"
#include "contract/ota/Membership.h"
#include "contract/ota/RolloutRecord.h"
#include "tests/control-plane/api/TestConsole.h"
#include "tests/control-plane/ota/SignedRelease.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using fleet::DeviceState;
using ota::RolloutRecord;

/// Rollouts over HTTP: what everybody reads of them, and what release managers hand in.
class RolloutRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void membersAreHandedInByReleaseManagersAlone_data();
    void membersAreHandedInByReleaseManagersAlone();
    void membersAreThoseThatWereNamed();
    void aPreviewCountsEveryTrustedDevice();
    void aRolloutIsStartedByAnApprovedChangeAndReadByAll();
    void devicesAreReadByGroupAndState();
    void eventsComeNewestFirst();
    void aRolloutIsHaltedAtOnceAndResumedByApproval();
    void wrongRequestsAreRefused_data();
    void wrongRequestsAreRefused();
    void theFeedTellsOfRollouts();

private:
    [[nodiscard]] TestConsole &console(const QString &person);
    [[nodiscard]] RawReply post(const QByteArray &target, const QByteArray &body,
                                const QString &person = u"release-manager-1"_s);
    [[nodiscard]] RolloutRecord record();
    /// Asked for by the release manager, and approved where that is needed.
    void perform(QLatin1StringView action, const changes::Parameters &parameters, bool isApproved);
    [[nodiscard]] ota::RolloutPlan plan() const;

    std::unique_ptr<TestDeployment> m_deployment;
    std::map<QString, std::unique_ptr<TestConsole>> m_consoles;
    ota::Manifest m_manifest;
    std::vector<fleet::DeviceHandle> m_trusted; ///< some
    ota::RolloutMembers m_members;              ///< those
};

namespace {

const QString rolloutId = u"0197f9a0-0000-7000-8000-0000000000aa"_s;
const QString releaseId = u"0197f9a0-0000-7000-8000-0000000000bb"_s;
const QByteArray rollouts = "/v1/rollouts";
const QByteArray theRollout = rollouts + '/' + rolloutId.toLatin1();

QByteArray handlesBody(const std::vector<fleet::DeviceHandle> &handles)
{
    json::Array list;
    for (const auto &handle : handles)
        list.emplace_back(handle.text());
    return json::canonical(json::Object{{"handles"_L1, std::move(list)}});
}

} // namespace

void RolloutRoutesTest::initTestCase()
{
    m_deployment = std::make_unique<TestDeployment>(60);
    m_manifest = manifestOf(m_deployment->plane().governance().directory()->deploymentId(), releaseId);
    require(m_deployment->plane().writer().submitAndWait([this](controlplane::store::Transaction &transaction) {
        return keepSignedRelease(transaction, m_manifest, m_deployment->clock.now());
    }));
    m_trusted = m_deployment->devices(DeviceState::Trusted, 3).devices();
}

TestConsole &RolloutRoutesTest::console(const QString &person)
{
    auto &console = m_consoles[person];
    if (!console)
        console = std::make_unique<TestConsole>(*m_deployment, person);
    return *console;
}

RawReply RolloutRoutesTest::post(const QByteArray &target, const QByteArray &body, const QString &person)
{
    return console(person).send({.method = "POST", .target = target, .body = body});
}

RolloutRecord RolloutRoutesTest::record()
{
    return require(RolloutRecord::fromJson(console(u"reviewer-1"_s).getJson(theRollout), {}));
}

void RolloutRoutesTest::perform(QLatin1StringView action, const changes::Parameters &parameters, bool isApproved)
{
    TestConsole &manager = console(u"release-manager-1"_s);
    const auto change = manager.sign(manager.compose(action, {}, parameters));
    const RawReply asked = manager.ask(change);
    QVERIFY2(asked.status / 100 == 2, asked.body.constData());
    if (!isApproved)
        return;
    const RawReply approved = console(u"approver-1"_s).approve(change);
    QVERIFY2(approved.status / 100 == 2, approved.body.constData());
}

ota::RolloutPlan RolloutRoutesTest::plan() const
{
    ota::RolloutPlan plan;
    const qint64 now = m_deployment->clock.now();
    plan.groups = {{.name = u"Named"_s, .members = m_members, .starts = now, .errors = {.count = 0}},
                   {.name = u"Rest"_s, .share = 1000, .starts = now, .errors = {.count = 0}}};
    return plan;
}

void RolloutRoutesTest::membersAreHandedInByReleaseManagersAlone_data()
{
    QTest::addColumn<QString>("person");
    QTest::addColumn<int>("status");
    QTest::newRow("release manager") << u"release-manager-1"_s << 200;
    QTest::newRow("administrator") << u"administrator-1"_s << 403;
    QTest::newRow("approver") << u"approver-1"_s << 403;
    QTest::newRow("security reviewer") << u"reviewer-1"_s << 403;
}

void RolloutRoutesTest::membersAreHandedInByReleaseManagersAlone()
{
    QFETCH(const QString, person);
    QFETCH(const int, status);
    QCOMPARE(post(rollouts + "/members", handlesBody(m_trusted), person).status, status);
}

void RolloutRoutesTest::membersAreThoseThatWereNamed()
{
    const RawReply reply = post(rollouts + "/members", handlesBody(m_trusted));
    m_members = require(ota::RolloutMembers::fromJson(require(json::parse(reply.body)), {}));
    QCOMPARE(m_members, ota::membersOf(m_trusted, {}));
    QCOMPARE(post(rollouts + "/members", handlesBody({})).status, 400);
    QCOMPARE(post(rollouts + "/members", handlesBody({m_trusted[0], m_trusted[0]})).status, 400);
    QCOMPARE(post(rollouts + "/members", R"({"group":"0197f9a0-0000-7000-8000-0000000000cc"})").status, 404);
}

void RolloutRoutesTest::aPreviewCountsEveryTrustedDevice()
{
    const QByteArray body = json::canonical(json::Object{{"plan"_L1, plan().toJson()}});
    const RawReply reply = post(rollouts + "/preview", body, u"approver-2"_s);
    QVERIFY2(reply.status == 200, reply.body.constData());
    const auto preview = require(ota::RolloutPreview::fromJson(require(json::parse(reply.body)), {}));
    QCOMPARE(preview.groups.size(), 2U);
    QCOMPARE(preview.groups[0], 3);
    QVERIFY(preview.groups[1] > 0);
    QCOMPARE(preview.outside, 0);

    ota::RolloutPlan unknown = plan();
    unknown.groups[0].members->root = QByteArray(32, 'x');
    QCOMPARE(post(rollouts + "/preview", json::canonical(json::Object{{"plan"_L1, unknown.toJson()}})).status, 422);
}

void RolloutRoutesTest::aRolloutIsStartedByAnApprovedChangeAndReadByAll()
{
    QCOMPARE(console(u"reviewer-1"_s).get(theRollout).status, 404);
    perform(changes::rolloutStart,
            changes::StartRolloutParameters{
                .rollout = rolloutId, .release = releaseId, .manifest = m_manifest.digest(), .plan = plan()},
            true);
    QTRY_COMPARE(record().groups.front().state, ota::GroupState::Running);
    const RolloutRecord started = record();
    QVERIFY(started.isFrozen);
    QCOMPARE(started.plan, plan());
    QCOMPARE(started.version, m_manifest.version);
    QCOMPARE(started.askedBy, m_deployment->person(u"release-manager-1"_s).id);
    QCOMPARE(started.approvedBy, std::vector{m_deployment->person(u"approver-1"_s).id});
    QCOMPARE(started.groups[0].counts.waiting, 3);
    QCOMPARE(started.groups[1].state, ota::GroupState::Waiting);
    for (const QString &person : {u"administrator-1"_s, u"approver-1"_s, u"release-manager-1"_s}) {
        const json::Value page = console(person).getJson(rollouts);
        const auto listed = page.object().find("items"_L1)->array();
        QCOMPARE(listed.size(), 1U);
        QCOMPARE(require(RolloutRecord::fromJson(listed.front(), {})), started);
    }
    const RawReply tagged = console(u"approver-1"_s).get(theRollout);
    QCOMPARE(console(u"approver-1"_s)
                 .send({.target = theRollout, .moreFields = "If-None-Match: " + tagged.header("ETag") + "\r\n"})
                 .status,
             304);
}

void RolloutRoutesTest::devicesAreReadByGroupAndState()
{
    const auto handlesOf = [this](const QByteArray &query) {
        std::vector<fleet::DeviceHandle> handles;
        const json::Value page = console(u"administrator-1"_s).getJson(theRollout + "/devices?" + query);
        for (const json::Value &item : page.object().find("items"_L1)->array())
            handles.push_back(require(ota::RolloutDevice::fromJson(item, {})).handle);
        return handles;
    };
    QCOMPARE(handlesOf("group=0"), m_trusted);
    QCOMPARE(handlesOf("group=0&limit=1"), std::vector{m_trusted[0]});
    QCOMPARE(handlesOf("group=0&after=" + m_trusted[0].text().toLatin1()), std::vector({m_trusted[1], m_trusted[2]}));
    QCOMPARE(handlesOf("group=0&state=waiting"), m_trusted);
    QVERIFY(handlesOf("state=confirmed").empty());
}

void RolloutRoutesTest::eventsComeNewestFirst()
{
    const auto kindsOf = [this](const QByteArray &query) {
        QStringList kinds;
        const json::Value page = console(u"administrator-1"_s).getJson(theRollout + "/events" + query);
        for (const json::Value &item : page.object().find("items"_L1)->array())
            kinds.append(ota::toWord(require(ota::RolloutEvent::fromJson(item, {})).kind));
        return kinds;
    };
    QCOMPARE(kindsOf({}), QStringList({u"group-opened"_s, u"frozen"_s, u"started"_s}));
    QCOMPARE(kindsOf("?limit=1"), QStringList(u"group-opened"_s));
    QCOMPARE(kindsOf("?before=2"), QStringList(u"started"_s));
}

void RolloutRoutesTest::aRolloutIsHaltedAtOnceAndResumedByApproval()
{
    perform(changes::rolloutHalt, changes::HaltRolloutParameters{{rolloutId}}, false);
    const RolloutRecord halted = record();
    QCOMPARE(halted.state, ota::RolloutState::Halted);
    QCOMPARE(halted.halted->by, std::optional(m_deployment->person(u"release-manager-1"_s).id));
    perform(changes::rolloutResume, changes::ResumeRolloutParameters{.rollout = rolloutId, .standing = halted.standing},
            true);
    QCOMPARE(record().state, ota::RolloutState::Active);
}

void RolloutRoutesTest::wrongRequestsAreRefused_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::newRow("no such rollout") << rollouts + "/0197f9a0-0000-7000-8000-0000000000ab" << 404;
    QTest::newRow("no such state") << theRollout + "/devices?state=happy" << 400;
    QTest::newRow("no such group") << theRollout + "/devices?group=20" << 400;
    QTest::newRow("events of nothing") << rollouts + "/0197f9a0-0000-7000-8000-0000000000ab/events" << 404;
    QTest::newRow("events before nothing") << theRollout + "/events?before=0" << 400;
    QTest::newRow("another question") << theRollout + "?why=1" << 400;
}

void RolloutRoutesTest::wrongRequestsAreRefused()
{
    QFETCH(const QByteArray, target);
    QFETCH(const int, status);
    QCOMPARE(console(u"administrator-1"_s).get(target).status, status);
}

void RolloutRoutesTest::theFeedTellsOfRollouts()
{
    const auto reader = require(m_deployment->plane().database().read());
    QCOMPARE(require(reader->rollouts.changedSince(0, 10)), std::vector{rolloutId});
    QVERIFY(require(reader->rollouts.changedSince(require(reader->rollouts.find(rolloutId))->cursor, 10)).empty());
}

ENIGM_TEST_MAIN(RolloutRoutesTest)
#include "RolloutRoutesTest.moc"

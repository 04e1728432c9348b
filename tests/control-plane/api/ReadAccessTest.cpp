#include "contract/json/JsonParser.h"
#include "contract/log/ActivityEntry.h"
#include "tests/control-plane/api/TestConsole.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using fleet::DeviceState;

namespace {

const json::Value &member(const json::Value &value, QLatin1StringView name)
{
    return *value.object().find(name);
}

qint64 requestIndex(const RawReply &record)
{
    return member(memberOf(record, "requested"_L1), "index"_L1).integer();
}

QByteArray referenceOf(const json::Value &record)
{
    const auto change = changes::SignedChange::parse(member(record, "change"_L1).text().toLatin1());
    return change ? change->request.id.toLatin1() : QByteArray();
}

} // namespace

/// Who may read what, and how lists are read.
class ReadAccessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyOperatorReads_data();
    void everyOperatorReads();
    void reviewerAloneReadsTheActivityLog();
    void signersReadTheRecordsOfTheirChangeAndLeaveAnEntry();
    void changeIsReadWholeByItsPartiesAlone();
    void listShowsWhatWasAskedAndTextsToTheParties();
    void readingAChangeIsAnEntry();
    void readingNothingNewIsNoEntry();
    void partiesFetchTheProofOfEveryStep_data();
    void partiesFetchTheProofOfEveryStep();
    void refusedReadingsAreCounted();
    void reviewerReadsTextsBesideDigests();
    void devicesArePagedAndFiltered();
    void listsHaveTags();
    void unknownParameterIsRefused_data();
    void unknownParameterIsRefused();
    void operatorSeesAndEndsOwnSessions();

private:
    [[nodiscard]] TestConsole &console(const QString &person);
    /// A revocation that administrator-1 has asked for and, where `isExecuted`, approver-1 has signed.
    [[nodiscard]] json::Value revocation(bool isExecuted);

    std::unique_ptr<TestDeployment> m_deployment;
    std::map<QString, std::unique_ptr<TestConsole>> m_consoles;
};

void ReadAccessTest::initTestCase()
{
    m_deployment = std::make_unique<TestDeployment>(60);
}

TestConsole &ReadAccessTest::console(const QString &person)
{
    auto &console = m_consoles[person];
    if (!console)
        console = std::make_unique<TestConsole>(*m_deployment, person);
    return *console;
}

void ReadAccessTest::everyOperatorReads_data()
{
    QTest::addColumn<QString>("person");
    for (const char *const person : {"administrator-2", "approver-2", "reviewer-1", "release-manager-1"})
        QTest::newRow(person) << QString::fromLatin1(person);
}

void ReadAccessTest::everyOperatorReads()
{
    QFETCH(QString, person);
    for (const char *const target :
         {"/v1/session", "/v1/sessions", "/v1/operators", "/v1/devices", "/v1/devices/summary", "/v1/changes",
          "/log/governance/checkpoint", "/log/activity/checkpoint", "/v1/witnesses",
          "/log/governance/tile/entries/000.p/3", "/log/governance/tile/0/000.p/3",
          "/v1/logs/governance/inclusion?index=1&size=3", "/v1/logs/activity/consistency?from=1&to=5"})
        QVERIFY2(console(person).get(target).status == 200, target);
    const fleet::DeviceHandle handle = m_deployment->devices(DeviceState::Suspended).leaves().front().handle;
    const json::Value device = console(person).getJson("/v1/devices/" + handle.text().toLatin1());
    QCOMPARE(member(device, "state"_L1).text(), u"suspended"_s);
    QCOMPARE(member(device, "history"_L1).array().size(), 2U); // admitted, suspended
}

void ReadAccessTest::reviewerAloneReadsTheActivityLog()
{
    for (const char *const target : {"/log/activity/tile/entries/000.p/5", "/log/activity/tile/0/000.p/5"}) {
        QCOMPARE(slugOf(console(u"administrator-1"_s).get(target)), "not-permitted"_ba);
        QCOMPARE(console(u"reviewer-1"_s).get(target).status, 200);
    }
    QCOMPARE(slugOf(console(u"release-manager-1"_s).get("/v1/audit/entries?from=0")), "not-permitted"_ba);
    const qint64 size = m_deployment->activitySize();
    const json::Value page = console(u"reviewer-1"_s).getJson("/v1/audit/entries?from=0&limit=1000");
    QCOMPARE(static_cast<qint64>(member(page, "items"_L1).array().size()), size);
    QCOMPARE(m_deployment->activitySize(), size); // a reviewer's reading is no entry, or reading would never end
}

void ReadAccessTest::signersReadTheRecordsOfTheirChangeAndLeaveAnEntry()
{
    const auto targets = m_deployment->devices(DeviceState::Trusted);
    const RawReply asked = console(u"administrator-1"_s).ask(u"device.revoke"_s, targets);
    const QByteArray target = "/v1/audit/entries?limit=1&from=" + QByteArray::number(requestIndex(asked));
    for (const char *const person : {"administrator-1", "approver-1", "approver-2"}) {
        const QString name = QString::fromLatin1(person);
        QCOMPARE(console(name).get("/v1/session").status, 200); // signs in
        const qint64 size = m_deployment->activitySize();
        const json::Value page = console(name).getJson(target);
        QVERIFY2(!page.isNull(), person);
        const json::Value &record = member(page, "items"_L1).array().front();
        QCOMPARE(member(member(record, "leaf"_L1), "action"_L1).text(), u"change.requested"_s);
        QVERIFY(!member(record, "body"_L1).isNull());
        QCOMPARE(m_deployment->entries(size), QStringList{u"audit.read done"_s});
    }
    for (const QString &person : {u"administrator-2"_s, u"release-manager-1"_s})
        QCOMPARE(slugOf(console(person).get(target)), "not-permitted"_ba);
}

json::Value ReadAccessTest::revocation(bool isExecuted)
{
    const RawReply asked =
        console(u"administrator-1"_s).ask(u"device.revoke"_s, m_deployment->devices(DeviceState::Trusted));
    const RawReply last = isExecuted ? console(u"approver-1"_s).approve(changeOf(asked)) : asked;
    return json::parse(last.body).value_or(json::Value());
}

void ReadAccessTest::changeIsReadWholeByItsPartiesAlone()
{
    const QByteArray target = "/v1/changes/" + referenceOf(revocation(true));
    for (const QByteArray &part : {""_ba, "/targets"_ba, "/evidence"_ba}) {
        // Who asked, who signed, who may sign, and who reviews.
        for (const char *const person : {"administrator-1", "approver-1", "approver-2", "reviewer-1"})
            QVERIFY2(console(QString::fromLatin1(person)).get(target + part).status == 200,
                     (person + part).constData());
        for (const char *const person : {"administrator-2", "release-manager-1"}) {
            const RawReply refused = console(QString::fromLatin1(person)).get(target + part);
            QCOMPARE(slugOf(refused), "not-permitted"_ba);
            QVERIFY(!refused.body.contains("edh1"));
        }
    }
    const QByteArray nothing = "/v1/changes/0190d8a6-0000-7000-8000-000000000001";
    QCOMPARE(slugOf(console(u"release-manager-1"_s).get(nothing)), "not-found"_ba);
}

void ReadAccessTest::listShowsWhatWasAskedAndTextsToTheParties()
{
    const json::Value record = revocation(false);
    for (const char *const person :
         {"administrator-1", "approver-2", "reviewer-1", "administrator-2", "release-manager-1"}) {
        const QString name = QString::fromLatin1(person);
        const RawReply page = console(name).get("/v1/changes?limit=1&state=pending");
        QCOMPARE(page.status, 200);
        QVERIFY(!page.body.contains("edh1")); // no device is named
        const json::Value item = memberOf(page, "items"_L1).array().front();
        QCOMPARE(member(item, "change"_L1), member(record, "change"_L1));
        const bool isParty = name != "administrator-2"_L1 && name != "release-manager-1"_L1;
        QVERIFY2(member(item, "reason"_L1).isNull() == !isParty, person);
    }
}

void ReadAccessTest::readingAChangeIsAnEntry()
{
    const QByteArray target = "/v1/changes/" + referenceOf(revocation(true));
    QCOMPARE(console(u"reviewer-1"_s).get("/v1/session").status, 200); // signs in
    qint64 size = m_deployment->activitySize();
    QCOMPARE(console(u"reviewer-1"_s).get(target).status, 200);
    QCOMPARE(m_deployment->entries(size), QStringList()); // a reviewer's reading is none
    // What a review window fetches is one reading.
    TestConsole &approver = console(u"approver-2"_s);
    QCOMPARE(approver.get("/v1/session").status, 200);
    size = m_deployment->activitySize();
    for (const QByteArray &part : {""_ba, "/targets"_ba, "/evidence"_ba, ""_ba})
        QCOMPARE(approver.get(target + part).status, 200);
    QCOMPARE(m_deployment->entries(size), QStringList{u"change.read done"_s});
    const auto records = m_deployment->plane().logs().records(size, size + 1);
    QVERIFY(records);
    const auto entry = log::ActivityEntry::parse(records->front().leaf);
    QVERIFY(entry);
    QCOMPARE(entry->actor, approver.person().id);
    QVERIFY(entry->change);
    // Somebody else's, another session's and a later one are others.
    QCOMPARE(console(u"administrator-1"_s).get(target).status, 200);
    TestConsole elsewhere(*m_deployment, u"approver-2"_s);
    QCOMPARE(elsewhere.get(target).status, 200);
    m_deployment->clock.advance(controlplane::api::ReadingLog::together);
    QCOMPARE(approver.get(target).status, 200);
    const QStringList expected{u"change.read done"_s, u"change.read done"_s, u"session.started done"_s,
                               u"change.read done"_s, u"change.read done"_s};
    QCOMPARE(m_deployment->entries(size), expected);
}

void ReadAccessTest::readingNothingNewIsNoEntry()
{
    const QByteArray target = "/v1/changes/" + referenceOf(revocation(false));
    TestConsole &approver = console(u"approver-2"_s);
    const QByteArray tag = approver.get(target).header("ETag");
    QVERIFY(!tag.isEmpty());
    m_deployment->clock.advance(controlplane::api::ReadingLog::together);
    const qint64 size = m_deployment->activitySize();
    for (int poll = 0; poll < 3; ++poll) {
        const RawReply again = approver.send({.target = target, .moreFields = "If-None-Match: " + tag + "\r\n"});
        QCOMPARE(again.status, 304);
        QVERIFY(again.body.isEmpty());
    }
    QCOMPARE(m_deployment->activitySize(), size);
}

void ReadAccessTest::partiesFetchTheProofOfEveryStep_data()
{
    QTest::addColumn<QString>("person");
    for (const char *const person : {"administrator-1", "approver-1", "approver-2", "reviewer-1"})
        QTest::newRow(person) << QString::fromLatin1(person);
}

void ReadAccessTest::partiesFetchTheProofOfEveryStep()
{
    QFETCH(QString, person);
    const json::Value record = revocation(true);
    const QByteArray size = QByteArray::number(m_deployment->activitySize());
    const json::Value &approval = member(record, "approvals"_L1).array().front();
    const std::vector<std::pair<json::Value, QString>> steps{{member(record, "requested"_L1), u"change.requested"_s},
                                                             {member(approval, "position"_L1), u"change.approved"_s},
                                                             {member(record, "executed"_L1), u"change.executed"_s}};
    for (const auto &[position, action] : steps) {
        const QByteArray index = QByteArray::number(member(position, "index"_L1).integer());
        const json::Value page = console(person).getJson("/v1/audit/entries?limit=1&from=" + index);
        QVERIFY(!page.isNull());
        const json::Value &entry = member(page, "items"_L1).array().front();
        QCOMPARE(member(member(entry, "leaf"_L1), "action"_L1).text(), action);
        QVERIFY(!member(entry, "body"_L1).isNull());
        QCOMPARE(console(person).get("/v1/logs/activity/inclusion?index=" + index + "&size=" + size).status, 200);
    }
}

void ReadAccessTest::refusedReadingsAreCounted()
{
    const QByteArray target = "/v1/changes/" + referenceOf(revocation(true));
    TestConsole &manager = console(u"release-manager-1"_s);
    QCOMPARE(manager.get("/v1/session").status, 200);
    m_deployment->server().api().refusals().flush();
    const qint64 size = m_deployment->activitySize();
    for (const QByteArray &refused : {"/log/activity/tile/0/000.p/5"_ba, "/v1/audit/entries?from=0"_ba, target,
                                      target + "/targets", target + "/evidence"})
        QCOMPARE(slugOf(manager.get(refused)), "not-permitted"_ba);
    QCOMPARE(m_deployment->activitySize(), size);
    m_deployment->server().api().refusals().flush();
    QCOMPARE(m_deployment->entries(size), QStringList{u"audit.refused refused"_s});
    const auto records = m_deployment->plane().logs().records(size, size + 1);
    QVERIFY(records);
    const json::Object &body = records->front().body->value.object();
    QCOMPARE(body.find("count"_L1)->integer(), 5);
    QCOMPARE(body.find("problem"_L1)->text(), u"not-permitted"_s);
}

void ReadAccessTest::reviewerReadsTextsBesideDigests()
{
    const auto targets = m_deployment->devices(DeviceState::Trusted);
    const RawReply asked = console(u"administrator-1"_s).ask(u"device.suspend"_s, targets);
    QCOMPARE(asked.status, 201);
    const json::Value page =
        console(u"reviewer-1"_s).getJson("/v1/audit/entries?limit=1&from=" + QByteArray::number(requestIndex(asked)));
    const json::Value &texts = member(member(page, "items"_L1).array().front(), "texts"_L1);
    QCOMPARE(member(member(texts, "reason"_L1), "text"_L1).text(), u"It has to be."_s);
}

void ReadAccessTest::devicesArePagedAndFiltered()
{
    TestConsole &reader = console(u"approver-1"_s);
    QStringList handles;
    QByteArray target = "/v1/devices?limit=25";
    for (int pages = 0; pages < 10; ++pages) {
        const json::Value page = reader.getJson(target);
        QCOMPARE(member(page, "total"_L1).integer(), 60);
        for (const json::Value &device : member(page, "items"_L1).array())
            handles.append(member(device, "handle"_L1).text());
        const json::Value &next = member(page, "next"_L1);
        if (next.isNull())
            break;
        target = "/v1/devices?limit=25&after=" + next.text().toLatin1();
    }
    QCOMPARE(handles.size(), 60);
    QVERIFY(std::ranges::is_sorted(handles));
    const json::Value summary = reader.getJson("/v1/devices/summary");
    const json::Value &states = member(summary, "states"_L1);
    QCOMPARE(states.object().size(), fleet::allDeviceStates().size());
    const json::Value page = reader.getJson("/v1/devices?state=suspended,restricted&limit=1000");
    const qint64 wanted = member(states, "suspended"_L1).integer() + member(states, "restricted"_L1).integer();
    QCOMPARE(member(page, "total"_L1).integer(), wanted);
    QCOMPARE(static_cast<qint64>(member(page, "items"_L1).array().size()), wanted);
    const json::Value found = reader.getJson("/v1/devices?text=" + handles[7].toLatin1());
    QCOMPARE(member(found, "total"_L1).integer(), 1);
}

void ReadAccessTest::listsHaveTags()
{
    TestConsole &reader = console(u"approver-1"_s);
    for (const QByteArray &target : {"/v1/devices"_ba, "/v1/changes"_ba, "/v1/devices/summary"_ba, "/v1/operators"_ba,
                                     "/log/governance/checkpoint"_ba}) {
        const RawReply first = reader.get(target);
        const QByteArray tag = first.header("ETag");
        QVERIFY(!tag.isEmpty());
        const RawReply again = reader.send({.target = target, .moreFields = "If-None-Match: " + tag + "\r\n"});
        QCOMPARE(again.status, 304);
        QVERIFY(again.body.isEmpty());
    }
}

void ReadAccessTest::unknownParameterIsRefused_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("slug");
    QTest::newRow("unknown") << "/v1/devices?colour=blue"_ba << "unknown-member"_ba;
    QTest::newRow("on none") << "/v1/session?a=b"_ba << "unknown-member"_ba;
    QTest::newRow("twice") << "/v1/devices?limit=1&limit=2"_ba << "duplicate-member"_ba;
    QTest::newRow("limit") << "/v1/devices?limit=1001"_ba << "out-of-range"_ba;
    QTest::newRow("no state") << "/v1/devices?state=lost"_ba << "out-of-range"_ba;
    QTest::newRow("state twice") << "/v1/changes?state=pending,pending"_ba << "out-of-range"_ba;
    QTest::newRow("missing") << "/v1/logs/activity/inclusion?index=0"_ba << "missing-member"_ba;
    QTest::newRow("beyond the log") << "/v1/logs/activity/inclusion?index=0&size=100000"_ba
                                    << "unknown-log-position"_ba;
    QTest::newRow("another log") << "/log/other/checkpoint"_ba << "not-found"_ba;
    QTest::newRow("no tile") << "/log/governance/tile/0/001"_ba << "not-found"_ba;
    QTest::newRow("no change") << "/v1/changes/0190d8a6-0000-7000-8000-000000000001"_ba << "not-found"_ba;
    QTest::newRow("no handle") << "/v1/devices/edh1"_ba << "malformed-handle"_ba;
    QTest::newRow("no route") << "/v1/nothing"_ba << "not-found"_ba;
}

void ReadAccessTest::unknownParameterIsRefused()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, slug);
    QCOMPARE(slugOf(console(u"approver-1"_s).get(target)), slug);
}

void ReadAccessTest::operatorSeesAndEndsOwnSessions()
{
    TestConsole here(*m_deployment, u"administrator-2"_s);
    TestConsole there(*m_deployment, u"administrator-2"_s);
    QCOMPARE(there.get("/v1/session").status, 200);
    const json::Value mine = here.getJson("/v1/session");
    QCOMPARE(member(mine, "operator"_L1).text(), here.person().id);
    QCOMPARE(member(mine, "pin_set"_L1).boolean(), true);
    QCOMPARE(member(mine, "roles"_L1), json::Value(json::Array{u"administrator"_s}));
    QVERIFY(member(here.getJson("/v1/sessions"), "items"_L1).array().size() >= 2);
    const QByteArray target = "/v1/sessions/" + there.session().toLatin1();
    QCOMPARE(slugOf(console(u"approver-1"_s).send({.method = "DELETE", .target = target})), "not-found"_ba);
    QCOMPARE(here.send({.method = "DELETE", .target = target}).status, 204);
    QCOMPARE(slugOf(there.get("/v1/session")), "session-ended"_ba);
    QCOMPARE(here.send({.method = "DELETE", .target = "/v1/session"}).status, 204);
    QCOMPARE(slugOf(here.get("/v1/session")), "session-ended"_ba);
}

ENIGM_TEST_MAIN(ReadAccessTest)
#include "ReadAccessTest.moc"

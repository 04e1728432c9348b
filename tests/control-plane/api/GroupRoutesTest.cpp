#include "contract/changes/GroupParameters.h"
#include "contract/encoding/Uuid.h"
#include "contract/json/JsonParser.h"
#include "tests/control-plane/api/TestConsole.h"
#include "tests/support/LogGuard.h"

#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using changes::ChangeGroupParameters;
using changes::TargetSet;
using fleet::DeviceState;

/// Groups of devices over HTTP.
class GroupRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyOperatorReadsGroups_data();
    void everyOperatorReadsGroups();
    void devicesAreFilteredByGroup();
    void groupsArePagedAndTagged();
    void aRuleIsCounted();
    void wrongRequestsAreRefused_data();
    void wrongRequestsAreRefused();
    void nobodyReadsGroupsUnasked();

private:
    /// Signed off: its id.
    [[nodiscard]] QString create(const QString &name, std::optional<fleet::GroupRule> rule,
                                 const TargetSet &targets = {});

    std::unique_ptr<TestDeployment> m_deployment;
    std::unique_ptr<TestConsole> m_administrator;
    std::unique_ptr<TestConsole> m_approver;
    TargetSet m_devices;
    QString m_listed;
    QString m_ruled;
};

namespace {

fleet::GroupRule trusted()
{
    return {.attestation = {}, .patch = {}, .securityLevel = {}, .simulated = {}, .state = {DeviceState::Trusted}};
}

QByteArray countOf(const QByteArray &rule)
{
    return "/v1/groups/count?rule=" + QUrl::toPercentEncoding(QString::fromUtf8(rule));
}

} // namespace

QString GroupRoutesTest::create(const QString &name, std::optional<fleet::GroupRule> rule, const TargetSet &targets)
{
    const auto parameters = ChangeGroupParameters::creating(encoding::makeUuid7(m_deployment->clock.nowMilliseconds()),
                                                            {.name = name, .rule = std::move(rule)});
    const auto change = changeOf(m_administrator->ask(changes::groupChange, targets, parameters));
    const RawReply approved = m_approver->approve(change);
    if (memberOf(approved, "state"_L1) != json::Value(u"executed"_s))
        qFatal("%s", approved.body.constData());
    return parameters.group;
}

void GroupRoutesTest::initTestCase()
{
    m_deployment = std::make_unique<TestDeployment>();
    m_administrator = std::make_unique<TestConsole>(*m_deployment, u"administrator-1"_s);
    m_approver = std::make_unique<TestConsole>(*m_deployment, u"approver-1"_s);
    m_devices = m_deployment->devices(DeviceState::Trusted, 3);
    m_listed = create(u"Field"_s, {}, m_devices);
    m_ruled = create(u"Trusted"_s, trusted());
}

void GroupRoutesTest::everyOperatorReadsGroups_data()
{
    QTest::addColumn<QString>("person");
    for (const QString &person : {u"administrator-1"_s, u"approver-1"_s, u"reviewer-1"_s, u"release-manager-1"_s})
        QTest::newRow(qPrintable(person)) << person;
}

void GroupRoutesTest::everyOperatorReadsGroups()
{
    QFETCH(QString, person);
    TestConsole console(*m_deployment, person);
    const json::Value page = console.getJson("/v1/groups");
    QCOMPARE(page.object().find("items"_L1)->array().size(), 2U);
    const json::Value group = console.getJson("/v1/groups/" + m_listed.toLatin1());
    QCOMPARE(group.object().find("devices"_L1)->integer(), 3);
    QCOMPARE(group.object().find("members"_L1)->array().size(), 3U);
    const json::Value devices = console.getJson("/v1/groups/" + m_listed.toLatin1() + "/devices?limit=2");
    QCOMPARE(devices.object().find("items"_L1)->array().size(), 2U);
    QCOMPARE(devices.object().find("total"_L1)->integer(), 3);
    const QByteArray after = devices.object().find("next"_L1)->text().toLatin1();
    const json::Value rest = console.getJson("/v1/groups/" + m_listed.toLatin1() + "/devices?limit=2&after=" + after);
    QCOMPARE(rest.object().find("items"_L1)->array().size(), 1U);
    QVERIFY(rest.object().find("next"_L1)->isNull());
}

void GroupRoutesTest::devicesAreFilteredByGroup()
{
    const auto total = [this](const QByteArray &target) {
        const json::Value page = m_approver->getJson(target);
        return page.isNull() ? -1 : page.object().find("total"_L1)->integer();
    };
    const qint64 trustedDevices = total("/v1/devices?state=trusted");
    QCOMPARE(total("/v1/devices?group=" + m_ruled.toLatin1()), trustedDevices);
    QCOMPARE(total("/v1/devices?group=" + m_listed.toLatin1()), 3);
    QCOMPARE(total("/v1/devices?state=suspended&group=" + m_ruled.toLatin1()), 0);
    QCOMPARE(total("/v1/devices?group=" + m_listed.toLatin1() + "&text=" + m_devices.handles()[0].toLatin1()), 1);
    // A sample's devices are all simulated.
    fleet::GroupRule rule = trusted();
    rule.simulated = true;
    QCOMPARE(total("/v1/devices?group=" + create(u"Simulated"_s, rule).toLatin1()), trustedDevices);
    rule.simulated = false;
    QCOMPARE(total("/v1/devices?group=" + create(u"Real"_s, rule).toLatin1()), 0);
}

void GroupRoutesTest::groupsArePagedAndTagged()
{
    const json::Value first = m_approver->getJson("/v1/groups?limit=1");
    QCOMPARE(first.object().find("items"_L1)->array().size(), 1U);
    const QByteArray after = first.object().find("next"_L1)->text().toLatin1();
    const json::Value second = m_approver->getJson("/v1/groups?limit=1&after=" + after);
    QVERIFY(second.object().find("items"_L1)->array().front() != first.object().find("items"_L1)->array().front());
    const RawReply reply = m_approver->get("/v1/groups/" + m_listed.toLatin1());
    const QByteArray tag = reply.header("ETag");
    QVERIFY(!tag.isEmpty());
    QCOMPARE(m_approver
                 ->send({.target = "/v1/groups/" + m_listed.toLatin1(), .moreFields = "If-None-Match: " + tag + "\r\n"})
                 .status,
             304);
}

void GroupRoutesTest::aRuleIsCounted()
{
    const json::Value count = m_approver->getJson(countOf(json::canonical(trusted().toJson())));
    const json::Value page = m_approver->getJson("/v1/devices?state=trusted");
    QCOMPARE(count.object().find("devices"_L1)->integer(), page.object().find("total"_L1)->integer());
}

void GroupRoutesTest::wrongRequestsAreRefused_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("slug");
    const QByteArray unknown = encoding::makeUuid7(1).toLatin1();
    const auto row = [](const char *name, const QByteArray &target, int status, const QByteArray &slug) {
        QTest::newRow(name) << target << status << slug;
    };
    row("an unknown group", "/v1/groups/" + unknown, 404, "not-found");
    row("its devices", "/v1/groups/" + unknown + "/devices", 404, "not-found");
    row("devices of it", "/v1/devices?group=" + unknown, 404, "not-found");
    row("no id at all", "/v1/devices?group=%27%20OR%201", 404, "not-found");
    row("an unknown parameter", "/v1/groups?state=trusted", 400, "unknown-member");
    row("one of a group", "/v1/groups/" + unknown + "?limit=1", 400, "unknown-member");
    row("too long a page", "/v1/groups?limit=1001", 400, "out-of-range");
    row("no rule", "/v1/groups/count", 400, "missing-member");
    row("half a rule", countOf("{"), 400, "malformed-json");
    row("no rule but a list", countOf("[]"), 400, "wrong-type");
    row("a rule that asks nothing",
        countOf(R"({"attestation":null,"patch":null,"security_level":null,"simulated":null,"state":null})"), 400,
        "out-of-range");
    row("too long a rule", countOf('"' + QByteArray(3000, 'x') + '"'), 413, "too-large");
}

void GroupRoutesTest::wrongRequestsAreRefused()
{
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    QFETCH(QByteArray, slug);
    const RawReply reply = m_approver->get(target);
    QCOMPARE(slugOf(reply), slug);
    QCOMPARE(reply.status, status);
}

void GroupRoutesTest::nobodyReadsGroupsUnasked()
{
    for (const QByteArray &target :
         {"/v1/groups"_ba, "/v1/groups/" + m_listed.toLatin1(), "/v1/groups/" + m_listed.toLatin1() + "/devices",
          countOf(json::canonical(trusted().toJson()))})
        QCOMPARE(m_approver->send({.target = target, .token = "nobody"}).status, 401);
}

ENIGM_TEST_MAIN(GroupRoutesTest)
#include "GroupRoutesTest.moc"

#include "contract/json/JsonParser.h"
#include "contract/policy/PolicyDocument.h"
#include "tests/stories/ProgramChecks.h"
#include "tests/stories/SampleOrganisation.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QFile>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// A policy from a file to the devices that it is for, between processes: enigmctl, control plane and simulated
/// devices, which take over what people have signed and nothing else. The functions are chapters, in order.
class DevicePolicyStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aMalformedPolicyIsRefusedWithItsPlace();
    void aPolicyIsPublishedByTwoPeople();
    void nobodyIsHandedWhatIsForNobody();
    void theGroupIsHandedItsPolicy();
    void onlyTheGroupIs();
    void whatADeviceConfirmsItCannotMakeUp_data();
    void whatADeviceConfirmsItCannotMakeUp();
    void theNextVersionReplacesTheFirst();
    void aDeviceGoesBackToNoOlderChange();
    void aRollbackReachesTheDevice();
    void theLargestPolicyTravelsToo();
    void theExportVerifies();

private:
    [[nodiscard]] QString ask(const QStringList &line);
    void approve(const QString &change);
    [[nodiscard]] QString write(const QString &name, const policy::PolicyDocument &document) const;
    /// What the device made of its policies, as "version 1 taken over".
    [[nodiscard]] QStringList takenBy(const QString &device) const;
    /// "current": how what the device has confirmed compares with what is assigned to it.
    [[nodiscard]] QString policyStateOf(const QString &device) const;
    [[nodiscard]] QByteArray memoryOf(const QString &device) const;
    void cosign() const { ENIGM_SUCCEEDS(m_sample.witness()); }

    SampleOrganisation m_sample;
    QStringList m_devices;
    QString m_policy;
    QByteArray m_old; ///< what the device kept before the second version
};

namespace {

const QString administrator = u"administrator-1"_s;
const QString approver = u"approver-1"_s;

policy::PolicyDocument requiring(policy::NetworkPath path)
{
    policy::PolicyDocument document{.kind = policy::PolicyKind::NetworkPath, .name = u"Field"_s, .rules = {}};
    document.settings.of(path) = policy::PathState::Required;
    return document;
}

} // namespace

void DevicePolicyStoryTest::initTestCase()
{
    QCOMPARE(m_sample.found(12), QString());
    QCOMPARE(m_sample.serve(), QString());
    const ProgramRun trusted = m_sample.as(administrator, {u"device"_s, u"list"_s, u"--state"_s, u"trusted"_s});
    ENIGM_SUCCEEDS(trusted);
    for (const json::Value &device : trusted.list("devices"_L1))
        m_devices.append(device.object().find("handle"_L1)->text());
    QVERIFY(m_devices.size() >= 2);
    approve(ask({u"group"_s, u"create"_s, u"Field"_s, u"--device"_s, m_devices[0]}));
    cosign();
    ENIGM_SUCCEEDS(m_sample.obey());
}

QString DevicePolicyStoryTest::ask(const QStringList &line)
{
    const ProgramRun run = m_sample.as(administrator, line + QStringList{u"--reason"_s, u"As planned"_s, u"--yes"_s});
    return run.exit == 0 ? run.member("id"_L1) : QString();
}

void DevicePolicyStoryTest::approve(const QString &change)
{
    QVERIFY(!change.isEmpty());
    const ProgramRun run = m_sample.as(approver, {u"change"_s, u"approve"_s, change, u"--yes"_s});
    ENIGM_SUCCEEDS(run);
    QCOMPARE(run.member("state"_L1), u"executed"_s);
}

QString DevicePolicyStoryTest::write(const QString &name, const policy::PolicyDocument &document) const
{
    const QString path = m_sample.path(name);
    QFile file(path);
    const QByteArray bytes = json::canonical(document.toJson());
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? path : QString();
}

QStringList DevicePolicyStoryTest::takenBy(const QString &device) const
{
    QStringList taken;
    const ProgramRun run = m_sample.takePolicies(device);
    for (const json::Value &policy : run.list("policies"_L1)) {
        const json::Value &refusal = *policy.object().find("refusal"_L1);
        taken.append(u"version %1 %2"_s.arg(policy.object().find("version"_L1)->integer())
                         .arg(refusal.isNull() ? u"taken over"_s : refusal.text()));
    }
    return taken;
}

QString DevicePolicyStoryTest::policyStateOf(const QString &device) const
{
    const ProgramRun shown = m_sample.as(administrator, {u"device"_s, u"show"_s, device});
    return shown.exit == 0 ? shown.member("policy_state"_L1) : QString::fromUtf8(shown.err);
}

QByteArray DevicePolicyStoryTest::memoryOf(const QString &device) const
{
    return readFile(m_sample.path(u"kept/"_s + device + u".json"_s));
}

void DevicePolicyStoryTest::aMalformedPolicyIsRefusedWithItsPlace()
{
    QFile file(m_sample.path(u"wrong.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"kind":"network-path","name":"Field","rules":{"a":{"effect":"maybe"}},"settings":null,"v":1})");
    file.close();
    const ProgramRun run = m_sample.as(
        administrator, {u"policy"_s, u"publish"_s, file.fileName(), u"--reason"_s, u"As planned"_s, u"--yes"_s});
    QCOMPARE(run.exit, 2);
    QVERIFY2(run.err.contains("/rules/a"), run.err.constData());
}

void DevicePolicyStoryTest::aPolicyIsPublishedByTwoPeople()
{
    const QString change =
        ask({u"policy"_s, u"publish"_s, write(u"field.json"_s, requiring(policy::NetworkPath::VpnNetwork))});
    const ProgramRun shown = m_sample.as(approver, {u"change"_s, u"show"_s, change});
    ENIGM_SUCCEEDS(shown);
    const json::Value document = shown.json();
    const json::Object after = document.object().find("policy"_L1)->object().find("after"_L1)->object();
    QCOMPARE(after.find("document"_L1)->object().find("settings"_L1)->object().find("vpn_network"_L1)->text(),
             u"required"_s);
    m_policy = after.find("policy"_L1)->text();
    approve(change);
}

void DevicePolicyStoryTest::nobodyIsHandedWhatIsForNobody()
{
    QCOMPARE(policyStateOf(m_devices[0]), u"unconfirmed"_s);
    QCOMPARE(takenBy(m_devices[0]), QStringList());
    QCOMPARE(policyStateOf(m_devices[0]), u"current"_s); // as the device says that nothing holds there
}

void DevicePolicyStoryTest::theGroupIsHandedItsPolicy()
{
    approve(ask({u"policy"_s, u"assign"_s, u"field"_s, u"--for"_s, u"Field"_s}));
    // Nobody has co-signed that yet.
    QCOMPARE(takenBy(m_devices[0]), QStringList(u"version 1 cosignatures-missing"_s));
    QCOMPARE(policyStateOf(m_devices[0]), u"outdated"_s);
    cosign();
    QCOMPARE(takenBy(m_devices[0]), QStringList(u"version 1 taken over"_s));
    QCOMPARE(policyStateOf(m_devices[0]), u"current"_s);
    QVERIFY(memoryOf(m_devices[0]).contains(m_policy.toLatin1()));
}

void DevicePolicyStoryTest::onlyTheGroupIs()
{
    QCOMPARE(takenBy(m_devices[1]), QStringList());
    QVERIFY(!memoryOf(m_devices[1]).contains(m_policy.toLatin1()));
    QCOMPARE(policyStateOf(m_devices[1]), u"current"_s);
}

void DevicePolicyStoryTest::whatADeviceConfirmsItCannotMakeUp_data()
{
    QTest::addColumn<QString>("lie");
    QTest::addColumn<QString>("refusal");
    QTest::newRow("by its certificate alone") << u"forge-report"_s << u"unknown-key"_s;
    QTest::newRow("over a nonce of its own") << u"foreign-nonce"_s << u"replayed"_s;
    QTest::newRow("what it confirmed before") << u"replay-report"_s << u"replayed"_s;
    QTest::newRow("what nobody published") << u"foreign-policy"_s << u"wrong-change"_s;
}

void DevicePolicyStoryTest::whatADeviceConfirmsItCannotMakeUp()
{
    QFETCH(const QString, lie);
    QFETCH(const QString, refusal);
    const ProgramRun run = m_sample.takePolicies(m_devices[0], {u"--misbehave"_s, lie});
    QCOMPARE(run.exit, 1);
    const json::Array confirmations = run.list("confirmations"_L1);
    QCOMPARE(confirmations.size(), 1U);
    QCOMPARE(confirmations[0].object().find("refusal"_L1)->text(), refusal);
    QCOMPARE(policyStateOf(m_devices[0]), u"current"_s);
}

void DevicePolicyStoryTest::theNextVersionReplacesTheFirst()
{
    m_old = memoryOf(m_devices[0]);
    approve(ask({u"policy"_s, u"publish"_s, write(u"next.json"_s, requiring(policy::NetworkPath::TorGateway)),
                 u"--policy"_s, u"Field"_s}));
    cosign();
    QCOMPARE(policyStateOf(m_devices[0]), u"outdated"_s);
    QCOMPARE(takenBy(m_devices[0]), QStringList(u"version 2 taken over"_s));
    QCOMPARE(policyStateOf(m_devices[0]), u"current"_s);
    QVERIFY(memoryOf(m_devices[0]) != m_old);
}

/// The device has seen later; whoever shows it what was before, shows it a stale change.
void DevicePolicyStoryTest::aDeviceGoesBackToNoOlderChange()
{
    QByteArray memory = memoryOf(m_devices[0]);
    const qsizetype at = memory.indexOf("\"in_force\":");
    QVERIFY(at > 0);
    // As if it had taken over one that this control plane keeps from it.
    memory.insert(at + 11, '9');
    QFile file(m_sample.path(u"kept/"_s + m_devices[0] + u".json"_s));
    const QByteArray honest = memoryOf(m_devices[0]);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(memory);
    file.close();
    QCOMPARE(takenBy(m_devices[0]), QStringList(u"version 2 stale-command"_s));
    QCOMPARE(memoryOf(m_devices[0]), memory);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(honest);
    file.close();
}

void DevicePolicyStoryTest::aRollbackReachesTheDevice()
{
    approve(ask({u"policy"_s, u"roll-back"_s, u"Field"_s, u"1"_s}));
    cosign();
    QCOMPARE(policyStateOf(m_devices[0]), u"outdated"_s); // it refused the last that it was shown
    QCOMPARE(takenBy(m_devices[0]), QStringList(u"version 1 taken over"_s));
    QCOMPARE(policyStateOf(m_devices[0]), u"current"_s);
}

/// As many rules as a policy may have.
void DevicePolicyStoryTest::theLargestPolicyTravelsToo()
{
    policy::PolicyDocument document{.kind = policy::PolicyKind::NetworkPath, .name = u"Large"_s, .rules = {}};
    while (document.rules.size() < policy::PolicyDocument::maxRules)
        document.rules.push_back({.id = u"deny-%1"_s.arg(document.rules.size(), 3, 10, QLatin1Char('0')),
                                  .action = policy::ActionCategory::Connect,
                                  .resource = log::Resource::NetworkPath,
                                  .conditions = {},
                                  .obligations = {}});
    approve(ask({u"policy"_s, u"publish"_s, write(u"large.json"_s, document)}));
    approve(ask({u"policy"_s, u"assign"_s, u"Large"_s, u"--everyone"_s}));
    cosign();
    QCOMPARE(takenBy(m_devices[1]), QStringList(u"version 1 taken over"_s));
    QCOMPARE(policyStateOf(m_devices[1]), u"current"_s);
    QCOMPARE(policyStateOf(m_devices[0]), u"outdated"_s);
}

void DevicePolicyStoryTest::theExportVerifies()
{
    const QString path = m_sample.path(u"audit.jsonl"_s);
    ENIGM_SUCCEEDS(m_sample.as(u"reviewer-1"_s, {u"audit"_s, u"export"_s, path}));
    ENIGM_SUCCEEDS(m_sample.offline({u"audit"_s, u"verify"_s, path, u"--deployment"_s, m_sample.deploymentFile()}));
}

ENIGM_TEST_MAIN(DevicePolicyStoryTest)
#include "DevicePolicyStoryTest.moc"

#include "control-plane/policy/TrustDecisions.h"

#include "tests/contract/policy/ExamplePolicies.h"
#include "tests/control-plane/policy/PolicyDatabase.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QCoreApplication>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::policy;
using controlplane::policy::TrustAnswer;
using controlplane::policy::TrustDecisions;
using controlplane::store::Transaction;

/// What a gateway is told of a device, over what the control plane knows.
class TrustDecisionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void withoutAPolicyNothingIsPermitted();
    void aDeviceIsPermittedByWhatIsKnownOfIt();
    void aSuspendedDeviceIsDeniedFromThenOn();
    void aDeviceThatHasNeverReportedIsDenied();
    void aPostureThatIsTooOldIsMissing();
    void aHandleThatNoDeviceHasIsDenied();
    void aPolicyReachesDevicesThatAGroupLists();
    void aPolicyReachesDevicesThatARuleFinds();
    void aNewVersionIsDecidedByAtOnce();
    void anAnswerIsGoodForAMinuteAtMost();
    void everyQuestionAboutDevicesIsAnswered();
    void reasonsAreForThoseWhoMayKnow();
    void aDenialSaysOfWhichCategoryItIs();

private:
    [[nodiscard]] TrustAnswer ask(const fleet::DeviceHandle &device);
    void publish(const std::vector<Rule> &rules, const std::optional<std::vector<QString>> &groups = {});

    std::unique_ptr<test::PolicyDatabase> m_data;
    std::unique_ptr<TrustDecisions> m_decisions;
    time::ManualClock m_clock{1'767'614'430}; // Monday, 5 January 2026, 12:00:30 UTC
};

namespace {

constexpr qint64 postureAge = 3'600;
const QString policyId = u"0197f9a0-0000-7000-8000-000000000001"_s;
const QString groupId = QString::fromLatin1(test::fieldGroup);

Rule allowTrusted()
{
    Rule rule = test::allowAll(u"trusted"_s);
    rule.conditions.accepted[static_cast<std::size_t>(Input::OsTrust)] = codesOf(codeOf(reports::OsTrust::Trusted));
    return rule;
}

reports::Posture posture(reports::OsTrust osTrust)
{
    return {.trustCenter = reports::TrustCenter::Protected,
            .osTrust = osTrust,
            .integrity = reports::Integrity::Intact,
            .appSession = reports::AppSession::Active,
            .findings = {}};
}

} // namespace

void TrustDecisionsTest::init()
{
    m_data = std::make_unique<test::PolicyDatabase>();
    m_decisions = std::make_unique<TrustDecisions>(
        *m_data->database, m_clock, controlplane::policy::InputTerms{.isSample = false, .postureAge = postureAge});
}

void TrustDecisionsTest::cleanup()
{
    m_decisions.reset();
    m_data.reset();
}

TrustAnswer TrustDecisionsTest::ask(const fleet::DeviceHandle &device)
{
    return test::require(m_decisions->decide(device, {.action = ActionCategory::Connect,
                                                      .resource = log::Resource::NetworkPath,
                                                      .actor = {ActorCategory::Device},
                                                      .path = NetworkPath::VpnNetwork}));
}

void TrustDecisionsTest::publish(const std::vector<Rule> &rules, const std::optional<std::vector<QString>> &groups)
{
    m_data->publish(policyId, {.kind = PolicyKind::NetworkPath, .name = u"Paths"_s, .rules = rules, .settings = {}},
                    groups);
}

void TrustDecisionsTest::withoutAPolicyNothingIsPermitted()
{
    const TrustAnswer answer = ask(m_data->device(1));
    QVERIFY(!answer.isPermit);
    QVERIFY(!answer.rule);
}

void TrustDecisionsTest::aDeviceIsPermittedByWhatIsKnownOfIt()
{
    publish({allowTrusted()});
    const auto device = m_data->device(1);
    m_data->report(device, posture(reports::OsTrust::Trusted), m_clock.now());
    const TrustAnswer answer = ask(device);
    QVERIFY(answer.isPermit);
    QCOMPARE(answer.rule, (RuleName{policyId, u"trusted"_s}));
    m_data->report(device, posture(reports::OsTrust::Untrusted), m_clock.now() + 1);
    const TrustAnswer denied = ask(device);
    QVERIFY(!denied.isPermit);
    QVERIFY(denied.differ == Inputs{Input::OsTrust});
    QCOMPARE(denied.nearest, (RuleName{policyId, u"trusted"_s}));
}

void TrustDecisionsTest::aSuspendedDeviceIsDeniedFromThenOn()
{
    publish({test::allowAll(u"all"_s)});
    const auto device = m_data->device(1);
    QVERIFY(ask(device).isPermit);
    QVERIFY(
        m_data->write([&](Transaction &t) { return t.devices.setState(device, fleet::DeviceState::Suspended, 9); }));
    const TrustAnswer answer = ask(device);
    QVERIFY(!answer.isPermit);
    QCOMPARE(answer.denying, (std::vector<RuleName>{{floorPolicy, floorDevice}}));
}

void TrustDecisionsTest::aDeviceThatHasNeverReportedIsDenied()
{
    publish({allowTrusted()});
    QVERIFY(!ask(m_data->device(1)).isPermit);
}

void TrustDecisionsTest::aPostureThatIsTooOldIsMissing()
{
    publish({allowTrusted()});
    const auto device = m_data->device(1);
    m_data->report(device, posture(reports::OsTrust::Trusted), m_clock.now());
    m_clock.advance(postureAge - 1);
    const TrustAnswer last = ask(device);
    QVERIFY(last.isPermit);
    QCOMPARE(last.validUntil, m_clock.now() + 1);
    m_clock.advance(1);
    QVERIFY(!ask(device).isPermit);
    // It reports again, and says the same.
    QVERIFY(m_data->write([&](Transaction &t) { return t.postures.setReported(device, m_clock.now()); }));
    QVERIFY(ask(device).isPermit);
}

void TrustDecisionsTest::aHandleThatNoDeviceHasIsDenied()
{
    publish({test::allowAll(u"all"_s)});
    const auto known = m_data->device(1);
    const auto unknown = test::PolicyDatabase().device(2);
    QVERIFY(ask(known).isPermit);
    QCOMPARE(ask(unknown).denying, (std::vector<RuleName>{{floorPolicy, floorDevice}}));
}

void TrustDecisionsTest::aPolicyReachesDevicesThatAGroupLists()
{
    const auto listed = m_data->device(1);
    const auto other = m_data->device(2);
    m_data->group(groupId, test::staticGroup("Field"), {listed});
    publish({test::allowAll(u"all"_s)}, std::vector{groupId});
    QVERIFY(ask(listed).isPermit);
    QVERIFY(!ask(other).isPermit);
    QVERIFY(ask(other).differ == Inputs{Input::Groups});
    m_data->group(groupId, test::staticGroup("Field"), {listed, other});
    QVERIFY(ask(other).isPermit);
}

void TrustDecisionsTest::aPolicyReachesDevicesThatARuleFinds()
{
    const auto trusted = m_data->device(1);
    const auto restricted = m_data->device(2, fleet::DeviceState::Restricted);
    m_data->group(groupId, test::groupByState("Restricted", "restricted"));
    Rule rule = test::allowAll(u"restricted"_s);
    rule.conditions.groups = {groupId};
    publish({rule});
    QVERIFY(ask(restricted).isPermit);
    QVERIFY(!ask(trusted).isPermit);
}

void TrustDecisionsTest::aNewVersionIsDecidedByAtOnce()
{
    const auto device = m_data->device(1);
    publish({test::allowAll(u"all"_s)});
    QVERIFY(ask(device).isPermit);
    publish({test::allowAll(u"all"_s), test::denyAll(u"none"_s)});
    QVERIFY(!ask(device).isPermit);
    publish({test::allowAll(u"all"_s)});
    QVERIFY(ask(device).isPermit);
}

void TrustDecisionsTest::anAnswerIsGoodForAMinuteAtMost()
{
    const auto device = m_data->device(1);
    publish({test::allowAll(u"all"_s)});
    QCOMPARE(ask(device).validUntil, m_clock.now() + 60);
    // Where the time matters, until the minute is over.
    Rule always = test::allowAll(u"always"_s);
    always.conditions.times = {{.days = 127, .from = 0, .minutes = minutesOfDay}};
    publish({always});
    const TrustAnswer answer = ask(device);
    QVERIFY(answer.isPermit);
    QCOMPARE(answer.validUntil, m_clock.now() + 30);
}

void TrustDecisionsTest::everyQuestionAboutDevicesIsAnswered()
{
    const auto device = m_data->device(1);
    QVERIFY(test::require(m_decisions->decideAll(device)).empty());
    Rule byVpn = test::allowAll(u"vpn"_s);
    byVpn.conditions.accepted[static_cast<std::size_t>(Input::NetworkPath)] = codesOf(codeOf(NetworkPath::VpnNetwork));
    publish({byVpn});
    Rule read = test::allowAll(u"read"_s);
    read.action = ActionCategory::Read;
    read.resource = log::Resource::Device;
    m_data->publish(u"0197f9a0-0000-7000-8000-000000000002"_s,
                    {.kind = PolicyKind::Administration, .name = u"Read"_s, .rules = {read}, .settings = {}});
    const auto decided = test::require(m_decisions->decideAll(device)); // what operators do is no device's question
    QCOMPARE(decided.size(), 3U);
    for (const auto &question : decided)
        QCOMPARE(question.answer.isPermit, question.question.path == NetworkPath::VpnNetwork);
}

void TrustDecisionsTest::reasonsAreForThoseWhoMayKnow()
{
    publish({allowTrusted()});
    const auto decided = test::require(m_decisions->decideAll(m_data->device(1))).front();
    const DecisionAnswer told = decided.toAnswer(false);
    QVERIFY(!told.reasons);
    QVERIFY(!told.isPermit());
    const DecisionAnswer explained = decided.toAnswer(true);
    QVERIFY(explained.reasons && explained.reasons->differ == Inputs{Input::OsTrust});
    QCOMPARE(DecisionAnswer::fromJson(explained.toJson()).value(), explained);
}

void TrustDecisionsTest::aDenialSaysOfWhichCategoryItIs()
{
    const auto category = [this](const fleet::DeviceHandle &device) {
        return test::require(m_decisions->decideAll(device)).front().toAnswer(false).category;
    };
    const auto device = m_data->device(1);
    publish({allowTrusted()});
    QCOMPARE(category(device), DenialCategory::NotAllowed);
    publish({test::allowAll(u"all"_s), test::denyAll(u"none"_s)});
    QCOMPARE(category(device), DenialCategory::DeniedBy);
    QCOMPARE(category(m_data->device(2, fleet::DeviceState::Revoked)), DenialCategory::Floor);
    publish({test::allowAll(u"all"_s)});
    QVERIFY(!category(device));
}

ENIGM_TEST_MAIN(TrustDecisionsTest)
#include "TrustDecisionsTest.moc"

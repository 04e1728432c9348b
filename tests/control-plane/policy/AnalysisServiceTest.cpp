#include "control-plane/policy/AnalysisService.h"

#include "contract/json/JsonParser.h"
#include "tests/contract/policy/ExamplePolicies.h"
#include "tests/control-plane/policy/PolicyDatabase.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QCoreApplication>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::policy;
using controlplane::policy::AnalysisService;
using controlplane::policy::FleetReader;
using controlplane::policy::PolicyProposal;
using test::outcomeOf;

/// What an administrator is told of a policy before anybody asks for it.
class AnalysisServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_data = std::make_unique<test::PolicyDatabase>(); }
    void cleanup() { m_data.reset(); }

    void anotherPolicyThatDeniesIsTold();
    void aVersionTakesThePlaceOfTheOneBefore();
    void aPolicyForOtherDevicesIsNoRival();
    void aRuleThatNoDeviceSatisfiesIsTold();
    void findingsOfOthersAreLeftOut();
    void whatIsNoProposalIsRefused_data();
    void whatIsNoProposalIsRefused();

private:
    [[nodiscard]] QStringList found(const std::vector<Rule> &rules,
                                    std::optional<PolicyProposal::Assignment> assigned = {},
                                    const QString &policy = u"0197f9a0-0000-7000-8000-000000000009"_s);

    std::unique_ptr<test::PolicyDatabase> m_data;
    time::ManualClock m_clock{1'800'000'000};
};

namespace {

const QString first = u"0197f9a0-0000-7000-8000-000000000001"_s;
const QString second = u"0197f9a0-0000-7000-8000-000000000002"_s;
const QString group = QString::fromLatin1(test::fieldGroup);

PolicyDocument documentOf(const std::vector<Rule> &rules, const QString &name = u"Paths"_s)
{
    return {.kind = PolicyKind::NetworkPath, .name = name, .rules = rules, .settings = {}};
}

} // namespace

QStringList AnalysisServiceTest::found(const std::vector<Rule> &rules,
                                       std::optional<PolicyProposal::Assignment> assigned, const QString &policy)
{
    const FleetReader fleet(*m_data->database, m_clock, {});
    PolicyProposal proposal{.policy = policy, .document = documentOf(rules), .assigned = std::move(assigned)};
    QStringList lines;
    for (const FindingAnswer &answer :
         test::require(AnalysisService(*m_data->database, fleet).analyse(std::move(proposal))))
        lines.append(QString(toWord(answer.finding.kind)) + u' ' + answer.pointer.value_or(u"nowhere"_s));
    return lines;
}

void AnalysisServiceTest::anotherPolicyThatDeniesIsTold()
{
    m_data->publish(first, documentOf({test::denyAll(u"none"_s)}));
    QCOMPARE(found({test::allowAll(u"all"_s)}),
             (QStringList{u"overridden /rules/all"_s, u"shared-devices "_s, u"contradicted /rules/all"_s}));
}

void AnalysisServiceTest::aVersionTakesThePlaceOfTheOneBefore()
{
    m_data->publish(first, documentOf({test::denyAll(u"none"_s)}));
    QCOMPARE(found({test::allowAll(u"all"_s)}, {}, first), QStringList());
}

void AnalysisServiceTest::aPolicyForOtherDevicesIsNoRival()
{
    m_data->group(group, test::staticGroup("Field"));
    m_data->publish(first, documentOf({test::denyAll(u"none"_s)}), std::vector{group});
    const PolicyProposal::Assignment other{.isToAll = false, .groups = {u"0197f9a0-0000-7000-8000-0000000000a1"_s}};
    QVERIFY(!found({test::allowAll(u"all"_s)}, other).contains(u"contradicted /rules/all"_s));
    const PolicyProposal::Assignment same{.isToAll = false, .groups = {group}};
    QVERIFY(found({test::allowAll(u"all"_s)}, same).contains(u"contradicted /rules/all"_s));
    // As it is assigned now, where nothing else is said.
    m_data->publish(second, documentOf({test::allowAll(u"all"_s)}, u"Other"_s), std::vector{group});
    QVERIFY(found({test::allowAll(u"all"_s)}, {}, second).contains(u"contradicted /rules/all"_s));
}

void AnalysisServiceTest::aRuleThatNoDeviceSatisfiesIsTold()
{
    (void)m_data->device(1);
    Rule restricted = test::allowAll(u"restricted"_s);
    restricted.conditions.accepted[static_cast<std::size_t>(Input::DeviceState)] =
        codesOf(codeOf(fleet::DeviceState::Restricted));
    QCOMPARE(found({restricted}), QStringList{u"no-device /rules/restricted"_s});
    (void)m_data->device(2, fleet::DeviceState::Restricted);
    QCOMPARE(found({restricted}), QStringList());
}

void AnalysisServiceTest::findingsOfOthersAreLeftOut()
{
    m_data->publish(first, documentOf({test::allowAll(u"a"_s), test::allowAll(u"b"_s)}));
    m_data->group(group, test::staticGroup("Field"));
    QCOMPARE(found({}, PolicyProposal::Assignment{}), QStringList());
}

void AnalysisServiceTest::whatIsNoProposalIsRefused_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("where");
    const QByteArray document = R"("document":)" + test::examplePolicy();
    const QByteArray policy = R"("policy":"0197f9a0-0000-7000-8000-000000000001")";
    const auto row = [](const char *name, const QByteArray &members, const QString &where) {
        QTest::newRow(name) << members << where;
    };
    row("no document", R"("assigned":null,"document":{},)" + policy, u"/document/v"_s);
    row("no policy", R"("assigned":null,"policy":"x",)" + document, u"/policy"_s);
    row("no assignment", R"("assigned":true,)" + document + ',' + policy, u"/assigned"_s);
    row("no group", R"("assigned":{"all":false,"groups":["x"]},)" + document + ',' + policy, u"/assigned/groups/0"_s);
    row("more than that", R"("assigned":null,"x":1,)" + document + ',' + policy, u"/x"_s);
}

void AnalysisServiceTest::whatIsNoProposalIsRefused()
{
    QFETCH(QByteArray, members);
    const auto proposal = PolicyProposal::fromJson(test::require(json::parse('{' + members + '}')));
    QVERIFY(!proposal);
    QTEST(proposal.error().where, "where");
}

ENIGM_TEST_MAIN(AnalysisServiceTest)
#include "AnalysisServiceTest.moc"

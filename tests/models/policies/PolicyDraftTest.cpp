#include "models/policies/PolicyDiff.h"
#include "models/policies/RuleTableModel.h"
#include "tests/models/policies/SamplePolicies.h"
#include "tests/support/LogGuard.h"
#include "tests/support/policies/PolicyMaker.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using models::policies::diffOf;
using models::policies::DraftProblem;
using models::policies::PolicyDraft;
using models::policies::RuleCell;
using models::policies::RuleMember;
using models::policies::RuleTableModel;
using policy::Effect;

namespace {

/// A draft with a table over it that views could look at.
struct Written
{
    explicit Written(const policy::PolicyDocument &document)
        : draft(document)
        , rules(draft)
        , tester(&rules, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {}
    [[nodiscard]] QModelIndex cell(int row, RuleCell cell) const { return rules.index(row, static_cast<int>(cell)); }
    template <typename T>
    bool set(int row, RuleCell place, const T &value)
    {
        return rules.setData(cell(row, place), QVariant::fromValue(value));
    }

    PolicyDraft draft;
    RuleTableModel rules;
    QAbstractItemModelTester tester;
};

} // namespace

/// A policy while an administrator writes it, and how two versions of it differ.
class PolicyDraftTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsReadIsWhatIsWritten();
    void everyCellTakesItsOwnKindOfValue();
    void whatIsWrongIsToldWithItsCell_data();
    void whatIsWrongIsToldWithItsCell();
    void everyRuleTellsItsOwnProblem();
    void aNameIsOneStep();
    void stepsGoBackAndForth();
    void rulesAreAddedDuplicatedAndRemoved();
    void anotherActionBringsAResourceThatItHas();
    void aPolicyThatIsTooLargeIsRefused();
    void aDiffTellsCellByCell();
    void aDiffLeadsFromOneToTheOther();
};

void PolicyDraftTest::whatIsReadIsWhatIsWritten()
{
    PolicyMaker maker(4);
    for (int round = 0; round < 50; ++round) {
        policy::PolicyDocument document =
            maker.policy(maker.oneOf(policy::allOf<policy::PolicyKind>()), 1 + maker.below(12)).policy.document;
        const PolicyDraft draft(document);
        QVERIFY(draft.problems().empty());
        QCOMPARE(draft.document(), std::optional(document));
        QCOMPARE(draft.asWritten(), document);
        QVERIFY(!draft.isModified());
    }
}

void PolicyDraftTest::everyCellTakesItsOwnKindOfValue()
{
    Written written(samplePaths());
    QVERIFY(written.set(0, RuleCell::Name, u"allow-vpn"_s));
    QVERIFY(written.set(0, RuleCell::Effect, Effect::Deny));
    policy::Conditions conditions;
    conditions.groups = {fieldPhones};
    QVERIFY(written.set(0, RuleCell::Conditions, conditions));
    QVERIFY(written.set(0, RuleCell::Obligations, policy::Obligations()));
    for (int column = 0; column < models::policies::ruleCellCount; ++column)
        QVERIFY(!written.rules.setData(written.rules.index(0, column), 7)); // no cell holds a number
    const policy::Rule &rule = written.draft.document().value().rules.front();
    QCOMPARE(rule.id, u"allow-vpn"_s);
    QCOMPARE(rule.effect, Effect::Deny);
    QCOMPARE(rule.conditions, conditions);
    QVERIFY(written.cell(0, RuleCell::Effect).data().value<Effect>() == Effect::Deny);
}

void PolicyDraftTest::whatIsWrongIsToldWithItsCell_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QVariant>("value");

    policy::Obligations byTor{policy::Obligation::UseTorGateway};
    policy::Obligations restored{policy::Obligation::RestoreOsTrust};
    const auto cell = [](RuleCell place) { return static_cast<int>(place); };
    QTest::newRow("a name with spaces") << cell(RuleCell::Name) << QVariant(u"allow vpn"_s);
    QTest::newRow("no name") << cell(RuleCell::Name) << QVariant(QString());
    QTest::newRow("an action of another kind")
        << cell(RuleCell::Action) << QVariant::fromValue(policy::ActionCategory::Access);
    QTest::newRow("another resource") << cell(RuleCell::Resource) << QVariant::fromValue(log::Resource::Release);
    QTest::newRow("a path that the conditions rule out") << cell(RuleCell::Obligations) << QVariant::fromValue(byTor);
    QTest::newRow("nothing to restore") << cell(RuleCell::Obligations) << QVariant::fromValue(restored);
}

void PolicyDraftTest::whatIsWrongIsToldWithItsCell()
{
    QFETCH(const int, column);
    QFETCH(const QVariant, value);
    policy::PolicyDocument document = samplePaths();
    policy::Conditions &conditions = document.rules.front().conditions;
    conditions.accepted[static_cast<std::size_t>(policy::Input::OsTrust)] = trustedOs;
    conditions.accepted[static_cast<std::size_t>(policy::Input::NetworkPath)] =
        policy::codesOf(policy::codeOf(policy::NetworkPath::VpnNetwork));
    Written written(document);
    QVERIFY(written.rules.setData(written.rules.index(0, column), value));
    QVERIFY(!written.draft.document());
    QCOMPARE(written.draft.problems().size(), 1U);
    const DraftProblem &problem = written.draft.problems().front();
    QCOMPARE(problem.part, DraftProblem::Part::Rule);
    QCOMPARE(problem.row, 0U);
    QCOMPARE(static_cast<int>(problem.cell), column);
    for (int other = 0; other < models::policies::ruleCellCount; ++other)
        QCOMPARE(written.rules.index(0, other).data(RuleTableModel::ProblemRole).toBool(), other == column);
    written.draft.undo();
    QVERIFY(written.draft.document());
    QVERIFY(!written.rules.index(0, column).data(RuleTableModel::ProblemRole).toBool());
}

void PolicyDraftTest::everyRuleTellsItsOwnProblem()
{
    policy::PolicyDocument document = samplePaths();
    document.rules.push_back(connectRule(u"deny-all"_s, Effect::Deny));
    Written written(document);
    QVERIFY(written.set(0, RuleCell::Obligations, policy::Obligations{policy::Obligation::Attest}));
    QVERIFY(written.draft.document());
    QVERIFY(written.set(0, RuleCell::Effect, Effect::Deny)); // which obliges nobody to anything
    QVERIFY(written.set(1, RuleCell::Name, u"allow-sound"_s));
    written.draft.setName({});
    QCOMPARE(written.draft.problems().size(), 3U);
    QCOMPARE(written.draft.problems()[0].part, DraftProblem::Part::Name);
    QCOMPARE(written.draft.problems()[1].cell, RuleCell::Obligations);
    QCOMPARE(written.draft.problems()[1].problem.where, u"/obligations"_s);
    QCOMPARE(written.draft.problems()[2].row, 1U);
    QCOMPARE(written.draft.problems()[2].problem.type, ProblemType::DuplicateMember);
    written.draft.setKind(policy::PolicyKind::AppSession);
    QCOMPARE(written.draft.problems()[1].cell, RuleCell::Action);
}

void PolicyDraftTest::aNameIsOneStep()
{
    PolicyDraft draft(samplePaths());
    const QSignalSpy changed(&draft, &PolicyDraft::changed);
    for (const QString &name : {u"P"_s, u"Pa"_s, u"Pat"_s})
        draft.setName(name);
    QCOMPARE(changed.count(), 3);
    draft.undo();
    QCOMPARE(draft.content().name, samplePaths().name);
    QVERIFY(!draft.canUndo());
    draft.redo();
    QCOMPARE(draft.content().name, u"Pat"_s);
    draft.setName(u"Path"_s); // after going back and forth another step begins
    draft.undo();
    QCOMPARE(draft.content().name, u"Pat"_s);
}

void PolicyDraftTest::stepsGoBackAndForth()
{
    PolicyMaker maker(9);
    Written written(samplePaths());
    std::vector<models::policies::DraftContent> past{written.draft.content()};
    for (int round = 0; round < 60; ++round) {
        const std::size_t rules = written.draft.content().rules.size();
        if (rules == 0 || maker.chance(40))
            written.draft.addRule();
        else if (maker.chance(30))
            written.draft.duplicateRule(maker.below(rules));
        else if (maker.chance(40))
            written.draft.removeRules({maker.below(rules)});
        else
            written.draft.setRule(maker.below(rules), maker.rule(u"r%1"_s.arg(round), written.draft.content().kind));
        past.push_back(written.draft.content());
    }
    for (std::size_t i = past.size() - 1; i > 0; --i) {
        written.draft.undo();
        QCOMPARE(written.draft.content(), past[i - 1]);
        QCOMPARE(written.rules.rowCount(), static_cast<int>(past[i - 1].rules.size()));
    }
    QVERIFY(!written.draft.canUndo());
    for (std::size_t i = 1; i < past.size(); ++i)
        written.draft.redo();
    QCOMPARE(written.draft.content(), past.back());
    QVERIFY(!written.draft.canRedo());
    QVERIFY(written.draft.isModified());
    written.draft.noteKept();
    QVERIFY(!written.draft.isModified());
}

void PolicyDraftTest::rulesAreAddedDuplicatedAndRemoved()
{
    Written written(samplePaths());
    const QPersistentModelIndex first = written.cell(0, RuleCell::Name);
    QCOMPARE(written.draft.addRule(), 1U);
    QCOMPARE(written.draft.content().rules[1].rule.id, u"rule"_s);
    QCOMPARE(written.draft.content().rules[1].rule.effect, Effect::Deny);
    QVERIFY(written.draft.document());
    QCOMPARE(written.draft.duplicateRule(0), 1U);
    QCOMPARE(written.draft.content().rules[1].rule.id, u"allow-sound-2"_s);
    QCOMPARE(written.draft.addRule(), 3U);
    QCOMPARE(written.draft.content().rules[3].rule.id, u"rule-2"_s);
    const auto key = written.cell(2, RuleCell::Name).data(RuleTableModel::KeyRole).toULongLong();
    written.draft.removeRules({1, 3});
    QCOMPARE(written.rules.rowCount(), 2);
    QCOMPARE(written.rules.rowOf(key), 1);
    QVERIFY(first.isValid());
    QCOMPARE(first.row(), 0);
    written.draft.removeRules({0, 1});
    QVERIFY(!first.isValid());
    QVERIFY(written.draft.document()); // which allows nothing
}

void PolicyDraftTest::anotherActionBringsAResourceThatItHas()
{
    Written written({.kind = policy::PolicyKind::OtaEligibility, .name = u"Updates"_s, .rules = {}});
    written.draft.addRule();
    QVERIFY(written.set(0, RuleCell::Resource, log::Resource::Rollout));
    QVERIFY(written.set(0, RuleCell::Action, policy::ActionCategory::InstallUpdate));
    QCOMPARE(written.draft.content().rules[0].rule.resource, log::Resource::Rollout);
    QVERIFY(written.set(0, RuleCell::Action, policy::ActionCategory::StartSession)); // of another kind
    QCOMPARE(written.draft.content().rules[0].rule.resource, log::Resource::AppSession);
    QCOMPARE(written.draft.problems().front().cell, RuleCell::Action);
}

void PolicyDraftTest::aPolicyThatIsTooLargeIsRefused()
{
    PolicyDraft draft(samplePaths());
    while (draft.content().rules.size() <= policy::PolicyDocument::maxRules)
        draft.addRule();
    QCOMPARE(draft.problems().size(), 1U);
    QCOMPARE(draft.problems().front().part, DraftProblem::Part::Whole);
    QCOMPARE(draft.problems().front().problem.type, ProblemType::TooLarge);
    draft.undo();
    QVERIFY(draft.document());
}

void PolicyDraftTest::aDiffTellsCellByCell()
{
    policy::PolicyDocument before = samplePaths();
    before.rules.push_back(connectRule(u"deny-tor"_s, Effect::Deny));
    policy::PolicyDocument after = before;
    QVERIFY(diffOf(before, after).isEmpty());
    after.name = u"Paths"_s;
    after.rules[0].conditions.accepted[static_cast<std::size_t>(policy::Input::OsTrust)] = trustedOs;
    after.rules[0].conditions.groups = {fieldPhones};
    after.rules[0].obligations = {policy::Obligation::Attest};
    after.rules[1].id = u"deny-the-rest"_s;
    const models::policies::PolicyDiff diff = diffOf(before, after);
    QVERIFY(diff.renames());
    QVERIFY(!diff.resets());
    QCOMPARE(diff.rules.size(), 3U);
    const std::vector<models::policies::RulePlace> places{
        {.member = RuleMember::Condition, .input = policy::Input::OsTrust},
        {.member = RuleMember::Condition, .input = policy::Input::Groups},
        {.member = RuleMember::Obligations}};
    QCOMPARE(diff.rules[0].id(), u"allow-sound"_s);
    QCOMPARE(diff.rules[0].changed, places);
    QCOMPARE(diff.rules[1].id(), u"deny-the-rest"_s);
    QVERIFY(!diff.rules[1].before);
    QCOMPARE(diff.rules[2].id(), u"deny-tor"_s);
    QVERIFY(!diff.rules[2].after);
}

/// Whatever the two are: taking the steps of the diff makes the one into the other.
void PolicyDraftTest::aDiffLeadsFromOneToTheOther()
{
    PolicyMaker maker(21);
    for (int round = 0; round < 100; ++round) {
        const auto kind = maker.oneOf(policy::allOf<policy::PolicyKind>());
        const policy::PolicyDocument before = maker.policy(kind, maker.below(10)).policy.document;
        const policy::PolicyDocument after = maker.policy(kind, maker.below(10)).policy.document;
        std::vector<policy::Rule> rules = before.rules;
        for (const models::policies::RuleDiff &step : diffOf(before, after).rules) {
            if (step.before)
                QCOMPARE(std::erase(rules, *step.before), 1U);
            if (step.after)
                rules.push_back(*step.after);
            QVERIFY(!step.before || !step.after || !step.changed.empty());
        }
        std::ranges::sort(rules, {}, &policy::Rule::id);
        QCOMPARE(rules, after.rules);
    }
}

ENIGM_TEST_MAIN(PolicyDraftTest)
#include "PolicyDraftTest.moc"

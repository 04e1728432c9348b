#include "models/ota/PlanDraft.h"

#include "models/ota/ManifestCheck.h"
#include "models/ota/PlanGroupsModel.h"
#include "tests/support/LogGuard.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include <algorithm>

using namespace enigm;
using namespace enigm::models::ota;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 now = 1'795'680'000;

PlanDraft soundDraft()
{
    PlanDraft draft{.release = u"0197f9a0-0000-7000-8000-000000000001"_s,
                    .groups = usualGroups(ota::RolloutModel::Stable, now)};
    for (std::size_t i = 0; i < draft.groups.size(); ++i)
        draft.groups[i].settings.name = u"Group %1"_s.arg(i);
    return draft;
}

bool finds(const PlanDraft &draft, PlanProblem problem, std::optional<std::size_t> group = {})
{
    const auto findings = findingsIn(draft, now);
    return std::ranges::find(findings, PlanFinding{.problem = problem, .group = group}) != findings.end();
}

client::ReleaseDraft soundManifest()
{
    return {.build = u"enigm/16/abc"_s,
            .version = u"2026.11.2"_s,
            .builds = {u"enigm/16/old"_s},
            .rollbackIndex = 5,
            .securityPatch = 202'611};
}

} // namespace

/// What is planned is looked over while it is written.
class PlanDraftTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theUsualGroupsAreSoundOnceNamed();
    void whatIsWrongWithAGroupIsFound();
    void whatIsWrongWithTheWholeIsFound();
    void aSecurityRolloutDoesNotSoak();
    void theNextGroupTakesWhatIsLeft();
    void thePlanIsOneThatTheContractTakes();
    void groupsAreATable();
    void manifestsAreLookedOver();
};

void PlanDraftTest::theUsualGroupsAreSoundOnceNamed()
{
    PlanDraft draft = soundDraft();
    QVERIFY(findingsIn(draft, now).empty());
    draft.groups.front().settings.name.clear();
    QVERIFY(!isSound(findingsIn(draft, now)));
}

void PlanDraftTest::whatIsWrongWithAGroupIsFound()
{
    PlanDraft draft = soundDraft();
    draft.groups[1].settings.name = draft.groups[0].settings.name;
    QVERIFY(finds(draft, PlanProblem::NameTwice, 1));
    draft = soundDraft();
    draft.groups[1].share = 0;
    QVERIFY(finds(draft, PlanProblem::NoDevices, 1));
    draft.groups[1].by = GroupBy::DeviceGroup;
    QVERIFY(finds(draft, PlanProblem::NoDevices, 1));
    draft.groups[1].by = GroupBy::Handles;
    QVERIFY(finds(draft, PlanProblem::NoDevices, 1));
    draft = soundDraft();
    draft.groups[2].settings.starts = draft.groups[1].settings.starts - 1;
    QVERIFY(finds(draft, PlanProblem::StartsBackwards, 2));
    draft = soundDraft();
    draft.groups[0].settings.errors = {};
    QVERIFY(finds(draft, PlanProblem::NoErrorLimit, 0));
    draft = soundDraft();
    draft.groups[0].settings.starts = now - 1;
    QVERIFY(finds(draft, PlanProblem::StartsInPast, 0));
    QVERIFY(isSound(findingsIn(draft, now))); // which is odd, not wrong
}

void PlanDraftTest::whatIsWrongWithTheWholeIsFound()
{
    PlanDraft draft = soundDraft();
    draft.release.clear();
    QVERIFY(finds(draft, PlanProblem::NoRelease));
    draft.groups.front().share = 11;
    QVERIFY(finds(draft, PlanProblem::SharesTooLarge));
    draft.groups.clear();
    QVERIFY(finds(draft, PlanProblem::NoGroup));
    draft = soundDraft();
    draft.groups.resize(1);
    draft.groups.front().share = ota::wholeShare;
    QVERIFY(finds(draft, PlanProblem::AllAtOnce));
    draft.model = ota::RolloutModel::Security;
    QVERIFY(!finds(draft, PlanProblem::AllAtOnce));
    draft.groups.resize(ota::RolloutPlan::mostGroups + 1, draft.groups.front());
    QVERIFY(finds(draft, PlanProblem::TooManyGroups));
}

void PlanDraftTest::aSecurityRolloutDoesNotSoak()
{
    PlanDraft draft = soundDraft();
    draft.model = ota::RolloutModel::Security;
    draft.groups[0].settings.soak = 3'600;
    const ota::RolloutPlan plan = planOf(draft, std::vector<std::optional<ota::RolloutMembers>>(3));
    QCOMPARE(plan.groups[0].soak, 0);
    QCOMPARE(usualGroups(ota::RolloutModel::Security, now).size(), 1U);
}

void PlanDraftTest::theNextGroupTakesWhatIsLeft()
{
    std::vector<PlannedGroup> groups = soundDraft().groups;
    groups.pop_back();
    const PlannedGroup next = nextGroup(groups, now);
    QCOMPARE(next.share, 900);
    QVERIFY(next.settings.name.isEmpty());
    QVERIFY(next.id != groups.back().id);
    QCOMPARE(next.settings.starts, groups.back().settings.starts + 24 * 3'600);
    QCOMPARE(nextGroup({}, now).share, ota::wholeShare);
}

void PlanDraftTest::thePlanIsOneThatTheContractTakes()
{
    PlanDraft draft = soundDraft();
    draft.groups[0].by = GroupBy::Handles;
    const ota::RolloutMembers members{.count = 1, .root = QByteArray(32, 'r')};
    const ota::RolloutPlan plan = planOf(draft, {members, std::nullopt, std::nullopt});
    QCOMPARE(plan.groups[0].members, members);
    QVERIFY(!plan.groups[0].share);
    const auto read = ota::RolloutPlan::fromJson(plan.toJson(), {});
    QVERIFY2(read, qPrintable(read ? QString() : read.error().toString()));
    QCOMPARE(*read, plan);
}

void PlanDraftTest::groupsAreATable()
{
    PlanGroupsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setGroups(soundDraft().groups);
    QCOMPARE(model.rowCount(), 3);
    QVERIFY(!model.index(0, PlanGroupsModel::Devices).data().isValid());
    model.setPreview(ota::RolloutPreview{.groups = {10, 90, 900}, .outside = 3});
    QCOMPARE(model.index(1, PlanGroupsModel::Devices).data().toLongLong(), 90);
    std::vector<PlannedGroup> groups = soundDraft().groups;
    std::swap(groups[0], groups[1]);
    model.setGroups(groups);
    QCOMPARE(model.rowCount(), 3);
}

void PlanDraftTest::manifestsAreLookedOver()
{
    using Finding = ManifestFinding;
    const auto findingsOf = [](const client::ReleaseDraft &draft, const std::vector<ota::Release> &known = {}) {
        return findingsIn(draft, known);
    };
    QVERIFY(findingsOf(soundManifest()).empty());
    QCOMPARE(findingsOf({}), (std::vector{Finding::VersionMissing, Finding::BuildMissing, Finding::BuildsMissing,
                                          Finding::PatchMissing}));
    client::ReleaseDraft draft = soundManifest();
    draft.version = u"2026 11"_s;
    QCOMPARE(findingsOf(draft), std::vector{Finding::VersionMalformed});
    draft = soundManifest();
    draft.securityPatch = patchFromText(u"2026-13"_s);
    QCOMPARE(findingsOf(draft), std::vector{Finding::PatchMalformed});
    draft.securityPatch = patchFromText(u"November"_s);
    QCOMPARE(findingsOf(draft), std::vector{Finding::PatchMalformed});
    ota::Release known;
    known.manifest.version = u"2026.11.2"_s;
    known.manifest.rollbackIndex = 6;
    known.manifest.securityPatch = 202'612;
    const auto findings = findingsOf(soundManifest(), {known});
    QCOMPARE(findings, (std::vector{Finding::VersionTaken, Finding::PatchGoesBack, Finding::RollbackGoesBack}));
    QVERIFY(isWrong(findings[0]) && !isWrong(findings[1]) && !isWrong(findings[2]));
    QCOMPARE(patchText(202'611), u"2026-11"_s);
}

ENIGM_TEST_MAIN(PlanDraftTest)
#include "PlanDraftTest.moc"

#include "control-plane/ota/Course.h"

#include "tests/support/LogGuard.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace enigm;
using namespace enigm::ota;
using namespace Qt::StringLiterals;

using controlplane::ota::advance;
using controlplane::ota::Course;
using controlplane::ota::GroupCourse;
using controlplane::ota::Step;

using Steps = std::vector<Step>;
using Kind = RolloutEventKind;

/// How a rollout goes by its plan, step by step, and what never happens in any of a thousand that chance made.
class CourseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void groupsOpenSoakAndCompleteInTurn();
    void aGroupOpensInsideItsWindow();
    void oneFailureTooManyHaltsAtOnce_data();
    void oneFailureTooManyHaltsAtOnce();
    void aGroupThatMissedItsSuccessHalts();
    void whatIsNotEligibleIsLeftOutOfSuccess();
    void nothingOpensInAStoppedRollout_data();
    void nothingOpensInAStoppedRollout();
    void aResumptionForgivesWhatWasSeen();
    void nobodySoaksWhileARolloutStands();
    void aSecurityRolloutDoesNotSoak();
    void nobodyIsOfferedAnythingTooLate();
    void noGroupEverAdvancesTwiceOrOutOfTurn();
};

namespace {

constexpr qint64 start = 1'800'000'000;

RolloutGroup group(const QString &name, qint64 starts = start)
{
    return {.name = name, .share = 100, .starts = starts, .success = 800, .errors = {.count = 2}, .soak = 3600};
}

RolloutPlan planOf(std::vector<RolloutGroup> groups)
{
    RolloutPlan plan;
    plan.silentAfter = 86'400;
    plan.groups = std::move(groups);
    return plan;
}

Course courseOf(const RolloutPlan &plan, qint64 devices = 10)
{
    Course course{.obeyBy = start + 1'000'000};
    for (std::size_t i = 0; i < plan.groups.size(); ++i)
        course.groups.push_back({.counts = {.count = devices, .waiting = devices}});
    return course;
}

void move(GroupCourse &group, UpdateState from, UpdateState to, qint64 devices = 1)
{
    group.counts.of(from) -= devices;
    group.counts.of(to) += devices;
}

Step step(Kind kind, std::size_t group)
{
    return {.kind = kind, .group = group};
}

} // namespace

void CourseTest::groupsOpenSoakAndCompleteInTurn()
{
    const RolloutPlan plan = planOf({group(u"a"_s), group(u"b"_s, start + 100)});
    Course course = courseOf(plan);
    QCOMPARE(advance(plan, course, start - 1), Steps());
    QCOMPARE(advance(plan, course, start), Steps{step(Kind::GroupOpened, 0)});
    QCOMPARE(advance(plan, course, start), Steps());

    move(course.groups[0], UpdateState::Waiting, UpdateState::Confirmed, 7);
    QCOMPARE(advance(plan, course, start + 200), Steps());
    move(course.groups[0], UpdateState::Waiting, UpdateState::Confirmed);
    QCOMPARE(advance(plan, course, start + 200), Steps{step(Kind::GroupSoaking, 0)});
    QCOMPARE(advance(plan, course, start + 200 + 3599), Steps());
    QCOMPARE(advance(plan, course, start + 200 + 3600),
             (Steps{step(Kind::GroupCompleted, 0), step(Kind::GroupOpened, 1)}));

    // The rollout is not over while devices are under way, also those of a group that has completed.
    move(course.groups[1], UpdateState::Waiting, UpdateState::Confirmed, 10);
    QCOMPARE(advance(plan, course, start + 5000), Steps{step(Kind::GroupSoaking, 1)});
    QCOMPARE(advance(plan, course, start + 8600), Steps{step(Kind::GroupCompleted, 1)});
    move(course.groups[0], UpdateState::Waiting, UpdateState::Confirmed, 2);
    QCOMPARE(advance(plan, course, start + 8601), Steps{Step{.kind = Kind::Completed}});
    QCOMPARE(course.state, RolloutState::Completed);
    QCOMPARE(advance(plan, course, start + 9000), Steps());
}

void CourseTest::aGroupOpensInsideItsWindow()
{
    RolloutGroup night = group(u"night"_s);
    const auto minute = static_cast<int>(start / 60 % (24 * 60));
    night.window = DailyWindow{.from = (minute + 10) % (24 * 60), .to = (minute + 20) % (24 * 60)};
    const RolloutPlan plan = planOf({night});
    Course course = courseOf(plan);
    QCOMPARE(advance(plan, course, start + 9 * 60), Steps());
    QCOMPARE(advance(plan, course, start + 20 * 60), Steps());
    QCOMPARE(advance(plan, course, start + 24 * 3600 + 10 * 60), Steps{step(Kind::GroupOpened, 0)});
}

void CourseTest::oneFailureTooManyHaltsAtOnce_data()
{
    QTest::addColumn<std::optional<qint64>>("count");
    QTest::addColumn<std::optional<qint64>>("share");
    QTest::addColumn<qint64>("borne");
    QTest::addColumn<HaltReason>("reason");
    const std::optional<qint64> none;
    QTest::newRow("none at all") << std::optional<qint64>(0) << none << qint64(0) << HaltReason::ErrorCount;
    QTest::newRow("two") << std::optional<qint64>(2) << none << qint64(2) << HaltReason::ErrorCount;
    QTest::newRow("a tenth") << none << std::optional<qint64>(100) << qint64(10) << HaltReason::ErrorShare;
    QTest::newRow("less than a device") << none << std::optional<qint64>(9) << qint64(0) << HaltReason::ErrorShare;
    QTest::newRow("whichever comes first")
        << std::optional<qint64>(50) << std::optional<qint64>(20) << qint64(2) << HaltReason::ErrorShare;
}

void CourseTest::oneFailureTooManyHaltsAtOnce()
{
    QFETCH(const std::optional<qint64>, count);
    QFETCH(const std::optional<qint64>, share);
    QFETCH(const qint64, borne);
    QFETCH(const HaltReason, reason);
    RolloutGroup first = group(u"a"_s);
    first.errors = {.count = count, .share = share};
    const RolloutPlan plan = planOf({first, group(u"b"_s)});
    Course course = courseOf(plan, 100);
    QCOMPARE(advance(plan, course, start), Steps{step(Kind::GroupOpened, 0)});
    move(course.groups[0], UpdateState::Waiting, UpdateState::Failed, borne);
    QCOMPARE(advance(plan, course, start + 1), Steps());
    // Although enough have confirmed just now.
    move(course.groups[0], UpdateState::Waiting, UpdateState::Confirmed, 100 - borne - 1);
    move(course.groups[0], UpdateState::Waiting, UpdateState::Failed);
    QCOMPARE(advance(plan, course, start + 2), (Steps{Step{.kind = Kind::Halted, .group = 0, .reason = reason}}));
    QCOMPARE(course.state, RolloutState::Halted);
    QCOMPARE(advance(plan, course, start + 100'000), Steps());
}

void CourseTest::aGroupThatMissedItsSuccessHalts()
{
    const RolloutPlan plan = planOf({group(u"a"_s)});
    Course course = courseOf(plan, 5);
    course.groups[0].counts = {.count = 5, .waiting = 1, .confirmed = 3, .failed = 1};
    QCOMPARE(advance(plan, course, start), Steps{step(Kind::GroupOpened, 0)});
    move(course.groups[0], UpdateState::Waiting, UpdateState::Failed);
    QCOMPARE(advance(plan, course, start),
             (Steps{Step{.kind = Kind::Halted, .group = 0, .reason = HaltReason::SuccessMissed}}));
}

void CourseTest::whatIsNotEligibleIsLeftOutOfSuccess()
{
    const RolloutPlan plan = planOf({group(u"a"_s)});
    Course course = courseOf(plan, 10);
    QCOMPARE(advance(plan, course, start), Steps{step(Kind::GroupOpened, 0)});
    course.groups[0].counts = {.count = 10, .confirmed = 4, .notEligible = 6};
    QCOMPARE(advance(plan, course, start + 1), Steps{step(Kind::GroupSoaking, 0)});
    // They may become so yet; then the rollout is over without them.
    QCOMPARE(advance(plan, course, start + 4000), Steps{step(Kind::GroupCompleted, 0)});
    QCOMPARE(advance(plan, course, start + 86'399), Steps());
    QCOMPARE(advance(plan, course, start + 86'400), Steps{Step{.kind = Kind::Completed}});

    // Where none is, nothing was confirmed, and nothing opens behind it.
    Course other = courseOf(plan, 10);
    QCOMPARE(advance(plan, other, start), Steps{step(Kind::GroupOpened, 0)});
    other.groups[0].counts = {.count = 10, .notEligible = 10};
    QCOMPARE(advance(plan, other, start + 86'399), Steps());
    QCOMPARE(advance(plan, other, start + 86'400),
             (Steps{Step{.kind = Kind::Halted, .group = 0, .reason = HaltReason::SuccessMissed}}));
}

void CourseTest::nothingOpensInAStoppedRollout_data()
{
    QTest::addColumn<RolloutState>("state");
    for (const RolloutState state : allOf<RolloutState>()) {
        if (state != RolloutState::Active)
            QTest::newRow(toWord(state).data()) << state;
    }
}

void CourseTest::nothingOpensInAStoppedRollout()
{
    QFETCH(const RolloutState, state);
    const RolloutPlan plan = planOf({group(u"a"_s)});
    Course course = courseOf(plan);
    course.state = state;
    const Course before = course;
    QCOMPARE(advance(plan, course, start + 10), Steps());
    QCOMPARE(course, before);
}

void CourseTest::aResumptionForgivesWhatWasSeen()
{
    const RolloutPlan plan = planOf({group(u"a"_s)});
    Course course = courseOf(plan, 10);
    QCOMPARE(advance(plan, course, start), Steps{step(Kind::GroupOpened, 0)});
    move(course.groups[0], UpdateState::Waiting, UpdateState::Failed, 3);
    QCOMPARE(advance(plan, course, start + 1).size(), 1U);
    controlplane::ota::resume(course, RolloutHalt{.group = 0, .reason = HaltReason::ErrorCount}, 0);
    QCOMPARE(advance(plan, course, start + 2), Steps());
    move(course.groups[0], UpdateState::Waiting, UpdateState::Failed, 2);
    QCOMPARE(advance(plan, course, start + 3), Steps());
    move(course.groups[0], UpdateState::Waiting, UpdateState::Failed);
    QCOMPARE(advance(plan, course, start + 4).size(), 1U);
    QCOMPARE(course.state, RolloutState::Halted);

    // Eight of ten were asked for; of those that are left four of four.
    controlplane::ota::resume(course, RolloutHalt{.group = 0, .reason = HaltReason::ErrorCount}, 0);
    move(course.groups[0], UpdateState::Waiting, UpdateState::Confirmed, 4);
    QCOMPARE(advance(plan, course, start + 5), Steps{step(Kind::GroupSoaking, 0)});

    // Nobody at all confirmed, and people want to go on.
    Course silent = courseOf(plan, 2);
    QCOMPARE(advance(plan, silent, start), Steps{step(Kind::GroupOpened, 0)});
    move(silent.groups[0], UpdateState::Waiting, UpdateState::Failed, 2);
    QCOMPARE(advance(plan, silent, start + 1),
             (Steps{Step{.kind = Kind::Halted, .group = 0, .reason = HaltReason::SuccessMissed}}));
    controlplane::ota::resume(silent, RolloutHalt{.group = 0, .reason = HaltReason::SuccessMissed}, 0);
    QCOMPARE(advance(plan, silent, start + 2), Steps{step(Kind::GroupSoaking, 0)});
}

void CourseTest::nobodySoaksWhileARolloutStands()
{
    const RolloutPlan plan = planOf({group(u"a"_s), group(u"b"_s)});
    Course course = courseOf(plan);
    QCOMPARE(advance(plan, course, start), Steps{step(Kind::GroupOpened, 0)});
    move(course.groups[0], UpdateState::Waiting, UpdateState::Confirmed, 10);
    QCOMPARE(advance(plan, course, start + 100), Steps{step(Kind::GroupSoaking, 0)});
    // Stopped after 600 seconds, and resumed long after the soak would have ended.
    course.state = RolloutState::Paused;
    QCOMPARE(advance(plan, course, start + 90'000), Steps());
    controlplane::ota::resume(course, std::nullopt, 89'300);
    const qint64 resumed = start + 90'000;
    QCOMPARE(advance(plan, course, resumed), Steps());
    QCOMPARE(advance(plan, course, resumed + 2'999), Steps());
    QCOMPARE(advance(plan, course, resumed + 3'000),
             (Steps{step(Kind::GroupCompleted, 0), step(Kind::GroupOpened, 1)}));

    // What has not begun to soak, or has ended, does not move.
    const Course before = course;
    controlplane::ota::resume(course, std::nullopt, 5'000);
    QCOMPARE(course, before);
}

void CourseTest::aSecurityRolloutDoesNotSoak()
{
    RolloutPlan plan = planOf({group(u"a"_s), group(u"b"_s)});
    plan.model = RolloutModel::Security;
    for (RolloutGroup &each : plan.groups)
        each.soak = 0;
    Course course = courseOf(plan, 1);
    QCOMPARE(advance(plan, course, start), Steps{step(Kind::GroupOpened, 0)});
    move(course.groups[0], UpdateState::Waiting, UpdateState::Confirmed);
    QCOMPARE(advance(plan, course, start + 1), (Steps{step(Kind::GroupCompleted, 0), step(Kind::GroupOpened, 1)}));
}

void CourseTest::nobodyIsOfferedAnythingTooLate()
{
    const RolloutPlan plan = planOf({group(u"a"_s), group(u"b"_s)});
    Course course = courseOf(plan);
    QCOMPARE(advance(plan, course, course.obeyBy + 1), Steps());
    QVERIFY(course.groups[0].state == GroupState::Waiting);
}

void CourseTest::noGroupEverAdvancesTwiceOrOutOfTurn()
{
    std::mt19937 random(27);
    const auto below = [&random](int end) { return static_cast<qint64>(random() % static_cast<unsigned>(end)); };
    for (int run = 0; run < 1'000; ++run) {
        std::vector<RolloutGroup> groups;
        qint64 starts = start;
        for (qint64 i = 0; i <= below(5); ++i) {
            starts += below(5'000);
            RolloutGroup made = group(QString::number(i), starts);
            made.soak = below(2) * below(4'000);
            made.success = 1 + below(1'000);
            made.errors = {.count = below(4)};
            groups.push_back(made);
        }
        const RolloutPlan plan = planOf(groups);
        Course course = courseOf(plan, below(20));
        std::vector<qint64> opened(groups.size());
        std::vector<qint64> completed(groups.size());
        std::vector<qint64> soaking(groups.size());
        std::vector<qint64> watched(groups.size()); // seconds, while they soaked
        qint64 now = start - 1'000;
        qint64 stopped = 0;
        for (int turn = 0; turn < 300; ++turn) {
            const qint64 passed = below(600);
            now += passed;
            for (std::size_t i = 0; i < groups.size(); ++i) {
                if (course.state == RolloutState::Active && course.groups[i].state == GroupState::Soaking)
                    watched[i] += passed;
            }
            for (GroupCourse &each : course.groups) {
                // Devices of groups that have not opened are heard of, too: whoever claims so opens nothing by it.
                const auto from = static_cast<UpdateState>(below(5));
                const auto to = static_cast<UpdateState>(below(9));
                if (each.counts.of(from) > 0)
                    move(each, from, to);
            }
            const bool isStopped = course.state == RolloutState::Halted || course.state == RolloutState::Paused;
            if (isStopped && below(4) == 0) {
                controlplane::ota::resume(course, RolloutHalt{.group = 0, .reason = HaltReason::ErrorCount},
                                          now - stopped);
            } else if (course.state == RolloutState::Active && below(20) == 0) {
                course.state = RolloutState::Paused;
                stopped = now;
            }
            const bool wasActive = course.state == RolloutState::Active;
            for (const Step &each : advance(plan, course, now)) {
                QVERIFY(wasActive);
                const std::size_t i = each.group.value_or(0);
                if (each.kind == Kind::Halted)
                    stopped = now;
                if (each.kind == Kind::GroupOpened) {
                    QCOMPARE(opened[i]++, 0);
                    QVERIFY(now >= plan.groups[i].starts && now <= course.obeyBy);
                    QVERIFY(i == 0 || completed[i - 1] == 1);
                }
                if (each.kind == Kind::GroupSoaking) {
                    QCOMPARE(soaking[i]++, 0);
                    QVERIFY(opened[i] == 1 && plan.groups[i].soak > 0);
                }
                if (each.kind == Kind::GroupCompleted) {
                    QCOMPARE(completed[i]++, 0);
                    QVERIFY(opened[i] == 1);
                    QVERIFY(now >= *course.groups[i].succeeded + plan.groups[i].soak);
                    QVERIFY(watched[i] >= plan.groups[i].soak);
                }
            }
            for (std::size_t i = 0; i < course.groups.size(); ++i) {
                const qint64 failed = course.groups[i].counts.failed - course.groups[i].forgiven;
                QVERIFY(course.state != RolloutState::Active || opened[i] == 0 ||
                        failed <= *plan.groups[i].errors.count);
            }
        }
    }
}

ENIGM_TEST_MAIN(CourseTest)
#include "CourseTest.moc"

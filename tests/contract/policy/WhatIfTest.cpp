#include "contract/policy/WhatIf.h"

#include "tests/support/LogGuard.h"
#include "tests/support/policies/PolicyMaker.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>

using namespace enigm;
using namespace enigm::policy;
using namespace Qt::StringLiterals;

/// What a change of policies would do to a fleet is what deciding for each device says.
class WhatIfTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyDeviceIsToldAsItIsDecided_data();
    void everyDeviceIsToldAsItIsDecided();
    void nothingChangesBetweenAPolicyAndItself();
    void anEmptyFleetLosesNothing();
    void aDeviceThatChangesIsSeenAsItIs();

private:
    GroupDictionary m_groups;
    FleetColumns m_fleet;
    std::vector<DeviceInputs> m_devices;
};

namespace {

/// More than two of the blocks that are looked at together, and no whole number of them.
constexpr std::size_t deviceCount = 9'001;

/// Few enough for something to be left of many rules.
constexpr unsigned denials = 5;

constexpr auto action = ActionCategory::Connect;
constexpr auto resource = log::Resource::NetworkPath;

PolicySet setOf(test::PolicyMaker &maker, std::size_t policies, std::size_t rules)
{
    PolicySet set;
    for (std::size_t i = 0; i < policies; ++i)
        set.push_back(maker.policy(PolicyKind::NetworkPath, rules, denials));
    return set;
}

/// The next version: some rules are gone, some are others, some are new.
PolicySet changed(test::PolicyMaker &maker, PolicySet set)
{
    for (AssignedPolicy &policy : set) {
        auto &rules = policy.policy.document.rules;
        std::erase_if(rules, [&maker](const Rule &) { return maker.chance(10); });
        for (Rule &rule : rules) {
            if (maker.chance(10))
                rule = maker.rule(rule.id, PolicyKind::NetworkPath, denials);
        }
        rules.push_back(maker.rule(u"new"_s, PolicyKind::NetworkPath, denials));
    }
    return set;
}

} // namespace

void WhatIfTest::initTestCase()
{
    test::PolicyMaker maker(7);
    m_fleet.reserve(deviceCount);
    for (std::size_t i = 0; i < deviceCount; ++i) {
        m_devices.push_back(maker.device().inputs(m_groups));
        m_fleet.append(m_devices.back());
    }
    for (std::size_t i = 0; i < deviceCount; ++i)
        QVERIFY(m_fleet.at(i) == m_devices[i]);
}

void WhatIfTest::everyDeviceIsToldAsItIsDecided_data()
{
    QTest::addColumn<int>("policies");
    QTest::addColumn<int>("rules");
    QTest::newRow("no rule") << 1 << 0;
    QTest::newRow("few rules") << 1 << 4;
    QTest::newRow("a full table") << 1 << 62;
    QTest::newRow("three policies") << 3 << 20;
    QTest::newRow("several tables") << 2 << 120;
}

void WhatIfTest::everyDeviceIsToldAsItIsDecided()
{
    QFETCH(int, policies);
    QFETCH(int, rules);
    test::PolicyMaker maker(8);
    std::size_t moved = 0;
    for (int round = 0; round < 8; ++round) {
        const PolicySet before = setOf(maker, static_cast<std::size_t>(policies), static_cast<std::size_t>(rules));
        const Evaluator old(before, m_groups);
        const Evaluator next(changed(maker, before), m_groups);
        const Question question = maker.question(action, resource);
        const WhatIf result = whatIf(old, next, question, m_fleet);
        std::array<std::size_t, 4> counts{};
        for (std::size_t row = 0; row < deviceCount; ++row) {
            const bool was = old.decide(question, m_devices[row]).effect == Effect::Allow;
            const bool willBe = next.decide(question, m_devices[row]).effect == Effect::Allow;
            const auto transition = static_cast<Transition>((was ? 1 : 0) + (willBe ? 2 : 0));
            QCOMPARE(result.transitions[row], transition);
            ++counts[static_cast<std::size_t>(transition)];
        }
        QCOMPARE(result.loses, counts[1]);
        QCOMPARE(result.gains, counts[2]);
        QCOMPARE(result.permittedBefore, counts[1] + counts[3]);
        QCOMPARE(result.permittedAfter, counts[2] + counts[3]);
        QCOMPARE(result.rows(Transition::Gains).size(), counts[2]);
        moved += counts[1] + counts[2];
    }
    QVERIFY(moved > 0);
}

void WhatIfTest::nothingChangesBetweenAPolicyAndItself()
{
    test::PolicyMaker maker(9);
    const Evaluator evaluator(setOf(maker, 2, 10), m_groups);
    Question question = maker.question(action, resource);
    question.actor = {ActorCategory::Device};
    const WhatIf result = whatIf(evaluator, evaluator, question, m_fleet);
    QVERIFY(result.permittedBefore > 0);
    QCOMPARE(result.permittedAfter, result.permittedBefore);
    QCOMPARE(result.gains + result.loses, std::size_t(0));

    const auto rows = result.rows(Transition::StaysPermitted);
    QCOMPARE(rows.size(), result.permittedBefore);
    // As a list shows it, page by page.
    const auto page = result.rows(Transition::StaysPermitted, rows[1], 2);
    QCOMPARE(page, (std::vector<std::size_t>{rows[1], rows[2]}));
}

void WhatIfTest::anEmptyFleetLosesNothing()
{
    test::PolicyMaker maker(10);
    const Evaluator evaluator(setOf(maker, 1, 10), m_groups);
    const WhatIf result = whatIf(evaluator, evaluator, maker.question(action, resource), FleetColumns());
    QVERIFY(result.transitions.empty());
    QCOMPARE(result.permittedBefore, std::size_t(0));
}

void WhatIfTest::aDeviceThatChangesIsSeenAsItIs()
{
    FleetColumns fleet;
    fleet.append(m_devices[0]);
    fleet.append(m_devices[1]);
    fleet.replace(0, m_devices[2]);
    QCOMPARE(fleet.size(), std::size_t(2));
    QVERIFY(fleet.at(0) == m_devices[2]);
    QVERIFY(fleet.at(1) == m_devices[1]);
}

ENIGM_TEST_MAIN(WhatIfTest)
#include "WhatIfTest.moc"

#include "contract/policy/Evaluator.h"
#include "tests/contract/policy/NaiveEvaluator.h"
#include "tests/support/LogGuard.h"
#include "tests/support/policies/PolicyMaker.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>

using namespace enigm;
using namespace enigm::policy;
using namespace Qt::StringLiterals;

/// What holds of every policy, tried on a thousand that chance made, and a thousand devices.
class PolicyPropertyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyDecisionAndExplanationIsTheNaiveOne();
    void theOrderOfRulesNeverMatters();
    void addingADenialNeverAllows();
    void removingAnInputNeverAllows();
    void whatWouldHaveToDifferIsNeverLessThanWhatSuffices();

private:
    /// For each set of policies: itself, a question about it, and some of the devices.
    template <typename Check>
    void forEach(std::size_t devices, Check check);

    std::vector<PolicySet> m_policies;
    std::vector<Question> m_questions; ///< one about each set; who asks, how and when is varied
    std::vector<test::DeviceFacts> m_devices;
};

namespace {

constexpr std::size_t policyCount = 1'000;
constexpr std::size_t deviceCount = 1'000;

test::NaiveEvaluator::Answer asNaive(const Explanation &explanation)
{
    test::NaiveEvaluator::Answer answer{
        .isPermit = explanation.decision.effect == Effect::Allow,
        .obligations = explanation.decision.obligations,
        .denying = explanation.denying,
        .nearest = explanation.nearest,
    };
    if (explanation.decision.rule)
        answer.rule = explanation.decision.rule->name;
    for (const Input input : allInputs()) {
        if (explanation.differ.has(input))
            answer.differ.push_back(input);
    }
    return answer;
}

bool isPermit(const Decision &decision)
{
    return decision.effect == Effect::Allow;
}

Question without(Question question, Input input)
{
    if (input == Input::Actor)
        question.actor = {};
    else if (input == Input::NetworkPath)
        question.path.reset();
    else if (input == Input::Times)
        question.time.reset();
    return question;
}

DeviceInputs without(DeviceInputs device, Input input)
{
    if (input != Input::Actor && input != Input::NetworkPath && input != Input::Times)
        device.remove(input);
    return device;
}

} // namespace

void PolicyPropertyTest::initTestCase()
{
    test::PolicyMaker maker(4);
    for (std::size_t i = 0; i < policyCount; ++i) {
        m_policies.push_back(maker.policies());
        m_questions.push_back(maker.questionFor(m_policies.back()));
    }
    for (std::size_t i = 0; i < deviceCount; ++i)
        m_devices.push_back(maker.device());
}

template <typename Check>
void PolicyPropertyTest::forEach(std::size_t devices, Check check)
{
    test::PolicyMaker maker(44);
    for (std::size_t i = 0; i < policyCount && !QTest::currentTestFailed(); ++i) {
        for (std::size_t j = 0; j < devices && !QTest::currentTestFailed(); ++j) {
            // Half of the devices ask alike, the others each in a way of their own.
            const Question question =
                j % 2 == 0 ? m_questions[i] : maker.question(m_questions[i].action, m_questions[i].resource);
            check(i, question, m_devices[(i + j) % deviceCount]);
        }
    }
}

void PolicyPropertyTest::everyDecisionAndExplanationIsTheNaiveOne()
{
    std::size_t permits = 0;
    std::size_t explained = 0;
    GroupDictionary groups;
    std::vector<Evaluator> evaluators;
    for (const PolicySet &policies : m_policies)
        evaluators.emplace_back(policies, groups);
    forEach(deviceCount, [&](std::size_t i, const Question &question, const test::DeviceFacts &device) {
        const auto answer = asNaive(evaluators[i].explain(question, device.inputs(groups)));
        const auto expected = test::NaiveEvaluator(m_policies[i]).answer(question, device);
        QVERIFY2(answer == expected, qPrintable(u"policies %1"_s.arg(i)));
        permits += answer.isPermit ? 1U : 0U;
        explained += answer.nearest ? 1U : 0U;
    });
    // Chance made both in earnest.
    QVERIFY2(permits > policyCount * deviceCount / 20, qPrintable(QString::number(permits)));
    QVERIFY2(explained > policyCount * deviceCount / 4, qPrintable(QString::number(explained)));
}

void PolicyPropertyTest::theOrderOfRulesNeverMatters()
{
    test::PolicyMaker maker(5);
    GroupDictionary groups;
    std::vector<Evaluator> evaluators;
    std::vector<Evaluator> shuffled;
    for (PolicySet policies : m_policies) {
        evaluators.emplace_back(policies, groups);
        maker.shuffle(policies);
        for (AssignedPolicy &policy : policies)
            maker.shuffle(policy.policy.document.rules);
        shuffled.emplace_back(policies, groups);
    }
    forEach(50, [&](std::size_t i, const Question &question, const test::DeviceFacts &device) {
        const DeviceInputs inputs = device.inputs(groups);
        QVERIFY(asNaive(evaluators[i].explain(question, inputs)) == asNaive(shuffled[i].explain(question, inputs)));
    });
}

void PolicyPropertyTest::addingADenialNeverAllows()
{
    test::PolicyMaker maker(6);
    GroupDictionary groups;
    std::vector<Evaluator> evaluators;
    std::vector<Evaluator> stricter;
    for (std::size_t i = 0; i < policyCount; ++i) {
        PolicySet policies = m_policies[i];
        evaluators.emplace_back(policies, groups);
        policies.front().policy.document.rules.push_back(
            maker.ruleOf(u"added"_s, Effect::Deny, m_questions[i].action, m_questions[i].resource));
        stricter.emplace_back(policies, groups);
    }
    std::size_t denied = 0;
    forEach(100, [&](std::size_t i, const Question &question, const test::DeviceFacts &device) {
        const DeviceInputs inputs = device.inputs(groups);
        const bool before = isPermit(evaluators[i].decide(question, inputs));
        const bool after = isPermit(stricter[i].decide(question, inputs));
        QVERIFY(before || !after);
        denied += before && !after ? 1U : 0U;
    });
    QVERIFY(denied > 0);
}

void PolicyPropertyTest::removingAnInputNeverAllows()
{
    GroupDictionary groups;
    std::vector<Evaluator> evaluators;
    for (const PolicySet &policies : m_policies)
        evaluators.emplace_back(policies, groups);
    std::size_t denied = 0;
    forEach(100, [&](std::size_t i, const Question &question, const test::DeviceFacts &device) {
        const DeviceInputs inputs = device.inputs(groups);
        const bool before = isPermit(evaluators[i].decide(question, inputs));
        for (const Input input : allInputs()) {
            const bool after = isPermit(evaluators[i].decide(without(question, input), without(inputs, input)));
            QVERIFY(before || !after);
            denied += before && !after ? 1U : 0U;
        }
    });
    QVERIFY(denied > 0);
}

/// If one input alone makes a permit of a denial, the explanation names one input.
void PolicyPropertyTest::whatWouldHaveToDifferIsNeverLessThanWhatSuffices()
{
    GroupDictionary groups;
    std::vector<Evaluator> evaluators;
    for (const PolicySet &policies : m_policies)
        evaluators.emplace_back(policies, groups);
    std::size_t changed = 0;
    forEach(20, [&](std::size_t i, const Question &question, const test::DeviceFacts &device) {
        const Explanation explanation = evaluators[i].explain(question, device.inputs(groups));
        if (isPermit(explanation.decision))
            return;
        for (const Input input : allInputs().subspan(1, deviceInputCount)) {
            for (const QLatin1StringView word : test::wordsOfDevices(input)) {
                test::DeviceFacts other = device;
                other.words[static_cast<std::size_t>(input) - 1] = word;
                if (!isPermit(evaluators[i].decide(question, other.inputs(groups))))
                    continue;
                ++changed;
                QCOMPARE(explanation.differ.size(), 1);
            }
        }
    });
    QVERIFY(changed > 0);
}

ENIGM_TEST_MAIN(PolicyPropertyTest)
#include "PolicyPropertyTest.moc"

#include "models/policies/WhatIfRun.h"

#include "models/policies/PolicyQuestions.h"

#include <algorithm>
#include <utility>

namespace enigm::models::policies {

using policy::Transition;

namespace {

/// Rows that become this in some question.
std::size_t countOf(const std::vector<QuestionOutcome> &outcomes, Transition transition)
{
    if (outcomes.size() == 1)
        return transition == Transition::Gains ? outcomes[0].result.gains : outcomes[0].result.loses;
    std::vector<bool> meets(outcomes.empty() ? 0 : outcomes[0].result.transitions.size());
    for (const QuestionOutcome &outcome : outcomes) {
        for (std::size_t row = 0; row < outcome.result.transitions.size(); ++row) {
            if (outcome.result.transitions[row] == transition)
                meets[row] = true;
        }
    }
    return static_cast<std::size_t>(std::ranges::count(meets, true));
}

} // namespace

WhatIfAnswer computeWhatIf(const policy::PolicySet &before, const policy::PolicySet &after,
                           std::shared_ptr<const Fleet> fleet, qint64 now, const std::function<bool()> &isOver)
{
    WhatIfAnswer answer{.fleet = std::move(fleet), .outcomes = {}, .asked = now};
    policy::GroupDictionary groups = answer.fleet->groups();
    const policy::Evaluator old(before, groups);
    const policy::Evaluator fresh(after, groups);
    const std::vector<policy::Question> questions = questionsBetween(before, after, now);
    answer.hangsOnTime = hangsOnTime(before, questions) || hangsOnTime(after, questions);
    for (const policy::Question &question : questions) {
        if (isOver())
            return answer;
        answer.outcomes.push_back(
            {.question = question, .result = policy::whatIf(old, fresh, question, answer.fleet->columns())});
    }
    answer.gaining = countOf(answer.outcomes, Transition::Gains);
    answer.losing = countOf(answer.outcomes, Transition::Loses);
    return answer;
}

WhatIfRun::WhatIfRun(QObject *parent)
    : QObject(parent)
    , m_run([this](WhatIfAnswer answer) {
        m_answer = std::make_shared<const WhatIfAnswer>(std::move(answer));
        Q_EMIT changed();
    })
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(usualDelay);
    connect(&m_delay, &QTimer::timeout, this, &WhatIfRun::start);
}

void WhatIfRun::setFleet(std::shared_ptr<const Fleet> fleet)
{
    m_fleet = std::move(fleet);
    if (m_asked && m_fleet)
        start();
}

void WhatIfRun::ask(policy::PolicySet before, policy::PolicySet after, qint64 now)
{
    m_asked = Asked{.before = std::move(before), .after = std::move(after), .now = now};
    if (!m_fleet)
        return;
    m_run.stop();
    m_delay.start();
    Q_EMIT changed();
}

void WhatIfRun::start()
{
    m_delay.stop();
    m_run.start([asked = *m_asked, fleet = m_fleet](QPromise<WhatIfAnswer> &promise) {
        WhatIfAnswer answer =
            computeWhatIf(asked.before, asked.after, fleet, asked.now, [&promise] { return promise.isCanceled(); });
        promise.addResult(std::move(answer));
    });
    Q_EMIT changed();
}

} // namespace enigm::models::policies

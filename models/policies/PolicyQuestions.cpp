#include "models/policies/PolicyQuestions.h"

#include <algorithm>
#include <set>
#include <utility>

namespace enigm::models::policies {

using policy::AssignedPolicy;
using policy::Input;
using policy::PolicySet;
using policy::Question;
using policy::Rule;

namespace {

using Deed = std::pair<policy::ActionCategory, log::Resource>;

bool isSame(const AssignedPolicy &left, const AssignedPolicy &right)
{
    return left.policy.document == right.policy.document && left.groups == right.groups;
}

void addDeeds(std::set<Deed> &deeds, const AssignedPolicy *policy)
{
    if (!policy || !policy::isAboutDevices(policy->policy.document.kind))
        return;
    for (const Rule &rule : policy->policy.document.rules) {
        if (policy::bearsOn(rule.action, rule.resource))
            deeds.emplace(rule.action, rule.resource);
    }
    if (policy->policy.document.settings.setsPaths())
        deeds.emplace(policy::ActionCategory::Connect, log::Resource::NetworkPath);
}

/// Both versions of each policy that is another after than before.
std::set<Deed> deedsBetween(const PolicySet &before, const PolicySet &after)
{
    std::set<Deed> deeds;
    for (const AssignedPolicy &old : before) {
        const AssignedPolicy *const fresh = find(after, old.policy.policy);
        if (fresh && isSame(old, *fresh))
            continue;
        addDeeds(deeds, &old);
        addDeeds(deeds, fresh);
    }
    for (const AssignedPolicy &fresh : after) {
        if (!find(before, fresh.policy.policy))
            addDeeds(deeds, &fresh);
    }
    return deeds;
}

bool someRule(const PolicySet &policies, const Deed &deed, Input input)
{
    return std::ranges::any_of(policies, [&](const AssignedPolicy &policy) {
        return std::ranges::any_of(policy.policy.document.rules, [&](const Rule &rule) {
            return rule.action == deed.first && rule.resource == deed.second && rule.conditions.asks(input);
        });
    });
}

} // namespace

PolicySet withPolicy(PolicySet policies, AssignedPolicy policy)
{
    const auto place = std::ranges::find_if(
        policies, [&policy](const AssignedPolicy &one) { return one.policy.policy == policy.policy.policy; });
    if (place == policies.end())
        policies.push_back(std::move(policy));
    else
        *place = std::move(policy);
    return policies;
}

const AssignedPolicy *find(const PolicySet &policies, const QString &id)
{
    const auto found =
        std::ranges::find_if(policies, [&id](const AssignedPolicy &policy) { return policy.policy.policy == id; });
    return found == policies.end() ? nullptr : &*found;
}

std::vector<Question> questionsBetween(const PolicySet &before, const PolicySet &after, qint64 time)
{
    std::vector<Question> questions;
    for (const Deed &deed : deedsBetween(before, after)) {
        Question question{.action = deed.first,
                          .resource = deed.second,
                          .actor = {policy::ActorCategory::Device},
                          .path = {},
                          .time = time};
        const bool isByPath = deed.first == policy::ActionCategory::Connect ||
                              someRule(before, deed, Input::NetworkPath) || someRule(after, deed, Input::NetworkPath);
        if (!isByPath) {
            questions.push_back(question);
            continue;
        }
        for (const policy::NetworkPath path : policy::allOf<policy::NetworkPath>()) {
            question.path = path;
            questions.push_back(question);
        }
    }
    return questions;
}

bool hangsOnTime(const PolicySet &policies, const std::vector<Question> &questions)
{
    return std::ranges::any_of(questions, [&policies](const Question &question) {
        return someRule(policies, {question.action, question.resource}, Input::Times);
    });
}

} // namespace enigm::models::policies

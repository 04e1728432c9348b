#include "views/devices/DecisionSection.h"

#include "views/design/controls/Button.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/theme/Tokens.h"

#include <QCoreApplication>
#include <QVBoxLayout>

#include <algorithm>

namespace enigm::views::devices {

using design::StateBadge;
using design::StateWord;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;
using policy::DecisionAnswer;
using policy::DenialCategory;
using policy::RuleName;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(DecisionSection)
};

using Why = ShownDecisions::Why;

QString categoryText(DenialCategory category)
{
    switch (category) {
    case DenialCategory::Floor:
        return Words::tr("Denied to every device in this state, whatever policies say.");
    case DenialCategory::DeniedBy:
        return Words::tr("A policy denies it.");
    case DenialCategory::NotAllowed:
        return Words::tr("No policy allows it.");
    }
    Q_UNREACHABLE();
}

StateWord decisionWord(const DecisionAnswer &answer)
{
    const QString word = answer.isPermit() ? Words::tr("Allowed") : Words::tr("Denied");
    return answer.isPermit() ? StateWord{design::Glyph::Check, word, Tone::Ok}
                             : StateWord{design::Glyph::Blocked, word, Tone::Danger};
}

QString floorText(const QString &rule)
{
    return rule == policy::floorDevice ? Words::tr("Only devices that are Trusted or Restricted are allowed anything.")
                                       : Words::tr("Only what a device asks for is decided here.");
}

/// The rule in plain language; by name where the policy that it stands in is not at hand.
QString ruleText(const RuleName &name, const ShownDecisions &decisions)
{
    if (name.policy == policy::floorPolicy)
        return floorText(name.rule);
    const auto document = decisions.policies.find(name.policy);
    if (document == decisions.policies.end())
        return Words::tr("Rule %1 of policy %2.").arg(name.rule, name.policy);
    const QString policyName = document->second.name;
    const auto &rules = document->second.rules;
    const auto rule = std::ranges::find(rules, name.rule, &policy::Rule::id);
    if (rule == rules.end()) // what a setting comes to
        return Words::tr("The policy “%1” governs the network paths so.").arg(policyName);
    return Words::tr("%1 Rule %2 of the policy “%3”.", "a sentence, and where it stands")
        .arg(words::ruleSentence(*rule, decisions.groups), name.rule, policyName);
}

QString differText(policy::Inputs differ)
{
    QStringList names;
    for (const policy::Input input : policy::allInputs()) {
        if (differ.has(input))
            names.append(words::inputText(input));
    }
    return names.join(Words::tr(", ", "between inputs"));
}

QStringList reasonsText(const DecisionAnswer &answer, const ShownDecisions &decisions)
{
    const policy::DecisionReasons &reasons = *answer.reasons;
    QStringList lines;
    if (reasons.rule)
        lines.append(ruleText(*reasons.rule, decisions));
    if (answer.isPermit())
        return lines;
    if (!reasons.rule)
        lines.append(categoryText(DenialCategory::NotAllowed));
    if (!reasons.nearest) {
        lines.append(Words::tr("Nothing that could differ would make it allowed."));
        return lines;
    }
    lines.append(Words::tr("What would have to differ: %1").arg(differText(reasons.differ)));
    lines.append(Words::tr("Nearest: %1").arg(ruleText(*reasons.nearest, decisions)));
    return lines;
}

QWidget *answerOf(const DecisionAnswer &answer, const ShownDecisions &decisions)
{
    auto *body = new QWidget;
    body->setObjectName(QStringLiteral("deviceDecision"));
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    const QString question =
        words::questionText({.action = answer.action, .resource = answer.resource, .path = answer.path});
    column->addWidget(ToneLabel::wrapping(question, TextStyle::Body, Tone::Neutral));
    const StateWord state = decisionWord(answer);
    auto *badge = new StateBadge(state, StateBadge::Shape::Plain);
    badge->setAccessibleName(QStringLiteral("%1: %2").arg(question, state.word));
    column->addWidget(badge, 0, Qt::AlignLeading);
    QStringList lines;
    if (answer.reasons)
        lines = reasonsText(answer, decisions);
    else if (answer.category)
        lines.append(categoryText(*answer.category));
    if (!answer.obligations.isEmpty())
        lines.append(Words::tr("On condition: %1").arg(words::obligationsText(answer.obligations)));
    for (const QString &line : lines)
        column->addWidget(ToneLabel::wrapping(line, TextStyle::Secondary, Tone::Muted));
    return body;
}

void addWhy(QVBoxLayout *column, const ShownDecisions &decisions, const std::function<void()> &ask)
{
    if (!decisions.whyTrouble.isEmpty())
        column->addWidget(ToneLabel::wrapping(decisions.whyTrouble, TextStyle::Secondary, Tone::Warn));
    switch (decisions.why) {
    case Why::Told:
        return;
    case Why::NotForThem:
        column->addWidget(ToneLabel::wrapping(
            Words::tr("Why is told to administrators and security reviewers, and to approvers in a review."),
            TextStyle::Secondary, Tone::Muted));
        return;
    case Why::Offered:
    case Why::OnTheirWay:
        break;
    }
    const bool isUnderWay = decisions.why == Why::OnTheirWay;
    auto *button =
        new design::Button(design::ButtonRole::Quiet, isUnderWay ? Words::tr("Loading…") : Words::tr("Show why"));
    button->setObjectName(QStringLiteral("showWhy"));
    button->setEnabled(!isUnderWay);
    button->setToolTip(Words::tr("The audit trail records that you read the reasons."));
    QObject::connect(button, &design::Button::clicked, button, ask);
    column->addWidget(button, 0, Qt::AlignLeading);
    column->addWidget(ToneLabel::wrapping(Words::tr("The audit trail records that you read the reasons."),
                                          TextStyle::Secondary, Tone::Muted));
}

} // namespace

QWidget *decisionSection(const ShownDecisions &decisions, const std::function<void()> &ask)
{
    auto *body = new QWidget;
    body->setObjectName(QStringLiteral("deviceDecisions"));
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(design::metrics::grid);
    if (!decisions.trouble.isEmpty())
        column->addWidget(ToneLabel::wrapping(decisions.trouble, TextStyle::Body, Tone::Warn));
    if (!decisions.answers) {
        if (decisions.trouble.isEmpty())
            column->addWidget(ToneLabel::wrapping(Words::tr("Loading…"), TextStyle::Body, Tone::Muted));
        return body;
    }
    if (decisions.answers->empty()) {
        column->addWidget(
            ToneLabel::wrapping(Words::tr("No policy says what devices may do, so that they may do nothing."),
                                TextStyle::Body, Tone::Muted));
        return body;
    }
    for (const DecisionAnswer &answer : *decisions.answers)
        column->addWidget(answerOf(answer, decisions));
    addWhy(column, decisions, ask);
    return body;
}

} // namespace enigm::views::devices

#include "views/words/PolicyFindingText.h"

#include "contract/policy/PathRules.h"
#include "views/words/PolicyText.h"

#include <QCoreApplication>

namespace enigm::views::words {

using design::Glyph;
using design::StateWord;
using design::Tone;
using models::policies::DraftProblem;
using models::policies::RuleCell;
using policy::FindingKind;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PolicyFindingText)
};

QString nameProblem(ProblemType type)
{
    if (type == ProblemType::UnsafeText || type == ProblemType::DirectIdentifier)
        return Words::tr("A name has no mark-up, no invisible characters, and nothing that identifies a person or a "
                         "phone.");
    return Words::tr("Say what the policy is called, in at most %1 characters and without needless spaces.")
        .arg(policy::PolicyDocument::maxName);
}

QString obligationProblem(const QString &where)
{
    if (where.endsWith(QLatin1StringView("/network_path")))
        return Words::tr("The rule obliges to a network path that its conditions rule out.");
    if (where.endsWith(QLatin1StringView("/restore")))
        return Words::tr("The rule wants something restored, but holds only where nothing is to be restored.");
    return Words::tr("A rule that denies obliges nobody to anything.");
}

QString ruleProblem(const DraftProblem &problem)
{
    switch (problem.cell) {
    case RuleCell::Name:
        return problem.problem.type == ProblemType::DuplicateMember
                   ? Words::tr("Another rule has this name already.")
                   : Words::tr("A rule is named by words of a to z and 0 to 9, joined by -, such as allow-vpn.");
    case RuleCell::Effect:
        return Words::tr("A rule allows or denies.");
    case RuleCell::Action:
        return Words::tr("Policies of another kind decide about this action.");
    case RuleCell::Resource:
        return Words::tr("This is not done to such a resource.");
    case RuleCell::Conditions:
        return Words::tr("The conditions name more than a rule can hold, or the same twice.");
    case RuleCell::Obligations:
        return obligationProblem(problem.problem.where);
    }
    Q_UNREACHABLE();
}

/// "no-tor of Field phones"; of the policy itself the rule alone.
QString nameOf(const policy::RuleName &name, const QString &policy, const PolicyNames &names)
{
    if (name.policy == policy::floorPolicy)
        return Words::tr("what is always in force");
    for (const policy::NetworkPath path : policy::allOf<policy::NetworkPath>()) {
        if (name.rule == policy::settingPlace(path)) {
            const QString setting = Words::tr("the setting of the %1").arg(pathText(path));
            return name.policy == policy
                       ? setting
                       : Words::tr("%1 of “%2”", "rule; policy").arg(setting, names.value(name.policy, name.policy));
        }
    }
    if (name.policy == policy)
        return name.rule;
    const QString called = names.value(name.policy, name.policy);
    return name.rule.isEmpty() ? called : Words::tr("%1 of “%2”", "rule; policy").arg(name.rule, called);
}

} // namespace

QString draftProblemText(const DraftProblem &problem)
{
    switch (problem.part) {
    case DraftProblem::Part::Name:
        return nameProblem(problem.problem.type);
    case DraftProblem::Part::Settings:
        return Words::tr("A policy of this kind does not set this.");
    case DraftProblem::Part::Rule:
        return ruleProblem(problem);
    case DraftProblem::Part::Whole:
        return Words::tr("The policy is larger than a policy may be: %1 rules and %2 kB at most.")
            .arg(policy::PolicyDocument::maxRules)
            .arg(policy::PolicyDocument::maxBytes / 1024);
    }
    Q_UNREACHABLE();
}

QString cellText(RuleCell cell)
{
    switch (cell) {
    case RuleCell::Name:
        return Words::tr("Rule");
    case RuleCell::Effect:
        return Words::tr("Effect");
    case RuleCell::Action:
        return Words::tr("Action");
    case RuleCell::Resource:
        return Words::tr("Resource");
    case RuleCell::Conditions:
        return Words::tr("Conditions");
    case RuleCell::Obligations:
        return Words::tr("Obligations");
    }
    Q_UNREACHABLE();
}

QString findingText(const policy::Finding &finding, const QString &policy, const PolicyNames &names)
{
    // A finding about two of a kind names them in their own order; whoever reads it looks from this policy.
    const bool isOther = finding.other.policy == policy && finding.rule.policy != policy;
    const QString rule = nameOf(finding.rule, policy, names);
    const QString other = nameOf(isOther ? finding.rule : finding.other, policy, names);
    switch (finding.kind) {
    case FindingKind::Overridden:
        return Words::tr("%1 never has an effect: whatever it allows is denied.").arg(rule);
    case FindingKind::Redundant:
        return Words::tr("%1 adds nothing: %2 holds wherever it does.").arg(rule, nameOf(finding.other, policy, names));
    case FindingKind::NoDevice:
        return Words::tr("%1 holds for no device that there is.").arg(rule);
    case FindingKind::SharedDevices:
        return Words::tr("Some devices have “%1” as well: both count, and a denial in one overrides the other.")
            .arg(other);
    case FindingKind::Contradicted:
        return Words::tr("%1 allows what %2 denies to the same devices: it is denied.")
            .arg(rule, nameOf(finding.other, policy, names));
    case FindingKind::RivalPaths:
        return Words::tr("%1 and %2 can allow at once, and demand different network paths, which nobody can obey.")
            .arg(rule, nameOf(finding.other, policy, names));
    case FindingKind::RivalSettings:
        return Words::tr("“%1” sets some of the same devices otherwise: the stricter setting holds.").arg(other);
    }
    Q_UNREACHABLE();
}

StateWord findingWord(FindingKind kind)
{
    switch (kind) {
    case FindingKind::Overridden:
        return {Glyph::Warning, Words::tr("Without effect"), Tone::Warn};
    case FindingKind::Redundant:
        return {Glyph::Info, Words::tr("Redundant"), Tone::Info};
    case FindingKind::NoDevice:
        return {Glyph::Info, Words::tr("No device"), Tone::Info};
    case FindingKind::SharedDevices:
        return {Glyph::Info, Words::tr("Overlap"), Tone::Info};
    case FindingKind::Contradicted:
        return {Glyph::Warning, Words::tr("Conflict"), Tone::Warn};
    case FindingKind::RivalPaths:
        return {Glyph::Warning, Words::tr("Conflict"), Tone::Warn};
    case FindingKind::RivalSettings:
        return {Glyph::Info, Words::tr("Overlap"), Tone::Info};
    }
    Q_UNREACHABLE();
}

} // namespace enigm::views::words

#include "views/words/GroupText.h"

#include "contract/changes/TargetSet.h"
#include "views/words/StateText.h"

#include <QCoreApplication>
#include <QLocale>

namespace enigm::views::words {

using design::Fact;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(GroupText)
};

QString monthText(qint64 level)
{
    return QString::number(level).insert(4, QLatin1Char('-'));
}

QString joined(const QStringList &words)
{
    return words.join(Words::tr(" or "));
}

/// What a group is, as the facts of one version of it.
void addDefinition(std::vector<Fact> &facts, const changes::GroupDefinition &definition, qint64 listed)
{
    if (!definition.rule) {
        facts.push_back({.name = Words::tr("Devices"),
                         .value = Words::tr("%n, each listed below", nullptr, static_cast<int>(listed))});
        return;
    }
    facts.push_back({.name = Words::tr("Devices"), .value = Words::tr("every one with all of the following")});
    const std::vector<Fact> clauses = ruleFacts(*definition.rule);
    facts.insert(facts.end(), clauses.begin(), clauses.end());
}

/// What the version before was, where the next one is not.
void addReplaced(std::vector<Fact> &facts, const changes::DeviceGroup &before,
                 const changes::ChangeGroupParameters &after)
{
    if (!after.definition || before.definition.name != after.definition->name)
        facts.push_back(
            {.name = after.definition ? Words::tr("Name before") : Words::tr("Name"), .value = before.definition.name});
    const bool isAsBefore = after.definition && before.definition.rule == after.definition->rule;
    if (isAsBefore)
        return;
    const auto listed = static_cast<int>(before.members.size());
    QStringList clauses;
    if (before.definition.rule) {
        for (const Fact &clause : ruleFacts(*before.definition.rule))
            clauses.append(Words::tr("%1: %2").arg(clause.name, clause.value));
    } else {
        clauses.append(Words::tr("%n listed", nullptr, listed));
    }
    facts.push_back({.name = Words::tr("Devices before"), .value = clauses.join(QStringLiteral("\n"))});
}

} // namespace

QString patchText(const fleet::PatchRange &range)
{
    if (!range.atMost)
        return Words::tr("%1 or later").arg(monthText(range.atLeast.value_or(0)));
    if (!range.atLeast)
        return Words::tr("up to %1").arg(monthText(*range.atMost));
    return Words::tr("%1 to %2").arg(monthText(*range.atLeast), monthText(*range.atMost));
}

std::vector<Fact> ruleFacts(const fleet::GroupRule &rule)
{
    std::vector<Fact> facts;
    QStringList states;
    for (const fleet::DeviceState state : rule.state)
        states.append(stateWord(state).word);
    QStringList outcomes;
    for (const fleet::AttestationOutcome outcome : rule.attestation)
        outcomes.append(attestationWord(fleet::toWord(outcome)).word);
    QStringList levels;
    for (const fleet::SecurityLevel level : rule.securityLevel)
        levels.append(securityLevelText(fleet::toWord(level)));
    if (!states.isEmpty())
        facts.push_back({.name = Words::tr("State"), .value = joined(states)});
    if (!outcomes.isEmpty())
        facts.push_back({.name = Words::tr("Attestation"), .value = joined(outcomes)});
    if (!levels.isEmpty())
        facts.push_back({.name = Words::tr("Security level"), .value = joined(levels)});
    if (rule.patch)
        facts.push_back({.name = Words::tr("Patch level"), .value = patchText(*rule.patch)});
    if (rule.simulated)
        facts.push_back(
            {.name = Words::tr("Simulated"), .value = *rule.simulated ? Words::tr("yes") : Words::tr("no")});
    return facts;
}

std::vector<Fact> groupFacts(const changes::ChangeGroupParameters &change, qint64 listed,
                             const std::optional<client::GroupChange> &met)
{
    std::vector<Fact> facts;
    if (!change.definition)
        facts.push_back({.name = Words::tr("Group"), .value = Words::tr("is removed; its devices stay as they are")});
    else
        facts.push_back(
            {.name = change.replaces ? Words::tr("Group") : Words::tr("New group"), .value = change.definition->name});
    if (change.definition)
        addDefinition(facts, *change.definition, listed);
    if (met && met->replaced)
        addReplaced(facts, *met->replaced, change);
    if (met && met->devices && change.definition && change.definition->rule)
        facts.push_back(
            {.name = Words::tr("Devices now"),
             .value = Words::tr("%1, as the control plane counts them").arg(QLocale().toString(*met->devices))});
    facts.push_back({.name = Words::tr("Version"), .value = QLocale().toString(change.version)});
    return facts;
}

std::vector<Fact> groupFacts(const client::VerifiedChange &change)
{
    const auto *const group = std::get_if<changes::ChangeGroupParameters>(&change.record.change.parameters);
    if (!group)
        return {};
    std::vector<Fact> facts = groupFacts(*group, change.record.change.request.targets.count, change.group);
    facts.push_back({.name = Words::tr("Group id"), .value = group->group});
    return facts;
}

changes::MemberChanges groupMoves(const client::VerifiedChange &change)
{
    if (!change.group || !change.group->replaced)
        return {};
    return changes::memberChanges(change.group->replaced->members, change.record.targets.devices());
}

} // namespace enigm::views::words

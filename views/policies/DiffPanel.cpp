#include "views/policies/DiffPanel.h"

#include "views/design/facts/Card.h"
#include "views/design/facts/EmptyLayout.h"
#include "views/design/facts/KeyValueList.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/facts/ToneLabel.h"
#include "views/words/PolicyFindingText.h"
#include "views/words/PolicySettingText.h"
#include "views/words/StateText.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace enigm::views::policies {

using design::Fact;
using design::Glyph;
using design::StateWord;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;
using models::policies::PolicyDiff;
using models::policies::RuleDiff;
using models::policies::RuleMember;
using models::policies::RulePlace;

namespace {

constexpr int inset = 2 * design::metrics::grid;

StateWord kindOf(const RuleDiff &rule)
{
    if (!rule.before)
        return {Glyph::Plus, DiffPanel::tr("Added"), Tone::Ok};
    if (!rule.after)
        return {Glyph::Minus, DiffPanel::tr("Removed"), Tone::Danger};
    return {Glyph::Replace, DiffPanel::tr("Changed"), Tone::Info};
}

QString becomes(const QString &before, const QString &after)
{
    return DiffPanel::tr("%1, before: %2", "what a cell holds now; what it held").arg(after, before);
}

Fact factOf(const RulePlace &place, const policy::Rule &before, const policy::Rule &after,
            const words::GroupNames &groups)
{
    using models::policies::RuleCell;
    switch (place.member) {
    case RuleMember::Effect:
        return {.name = words::cellText(RuleCell::Effect),
                .value = becomes(words::effectWord(before.effect).word, words::effectWord(after.effect).word)};
    case RuleMember::Action:
        return {.name = words::cellText(RuleCell::Action),
                .value = becomes(words::actionCategoryText(before.action), words::actionCategoryText(after.action))};
    case RuleMember::Resource:
        return {.name = words::cellText(RuleCell::Resource),
                .value = becomes(words::resourceText(before.resource), words::resourceText(after.resource))};
    case RuleMember::Condition:
        return {.name = words::inputText(place.input),
                .value = becomes(words::conditionText(before.conditions, place.input, groups),
                                 words::conditionText(after.conditions, place.input, groups))};
    case RuleMember::Obligations:
        return {.name = words::cellText(RuleCell::Obligations),
                .value =
                    becomes(words::obligationsText(before.obligations), words::obligationsText(after.obligations))};
    }
    Q_UNREACHABLE();
}

design::KeyValueList *listOf(std::vector<Fact> facts)
{
    auto *const list = new design::KeyValueList;
    list->setFacts(std::move(facts));
    return list;
}

} // namespace

DiffPanel::DiffPanel(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("policyDiff"));
    m_layout->setContentsMargins({});
    m_layout->setSpacing(design::metrics::grid);
}

void DiffPanel::clear()
{
    design::emptyLayout(*m_layout);
}

void DiffPanel::show(const PolicyDiff &diff, const words::GroupNames &groups)
{
    clear();
    addSum(diff);
    addDefinition(diff);
    for (const RuleDiff &rule : diff.rules)
        addRule(rule, groups);
    m_layout->addStretch(1);
}

void DiffPanel::showNew(const policy::PolicyDocument &document, const words::GroupNames &groups)
{
    policy::PolicyDocument nothing{.kind = document.kind, .name = document.name, .rules = {}};
    show(models::policies::diffOf(std::move(nothing), document), groups);
}

void DiffPanel::addSum(const PolicyDiff &diff)
{
    const auto count = [&diff](auto is) { return static_cast<int>(std::ranges::count_if(diff.rules, is)); };
    const int added = count([](const RuleDiff &rule) { return !rule.before; });
    const int removed = count([](const RuleDiff &rule) { return !rule.after; });
    const int changed = static_cast<int>(diff.rules.size()) - added - removed;
    QStringList parts;
    if (added > 0)
        parts.append(tr("%n rule(s) added", nullptr, added));
    if (removed > 0)
        parts.append(tr("%n rule(s) removed", nullptr, removed));
    if (changed > 0)
        parts.append(tr("%n rule(s) changed", nullptr, changed));
    if (diff.renames())
        parts.append(tr("another name"));
    if (diff.resets())
        parts.append(tr("other settings"));
    auto *const sum =
        ToneLabel::wrapping(parts.isEmpty() ? tr("Both say the same.") : parts.join(QStringLiteral(" · ")),
                            TextStyle::BodyStrong, Tone::Neutral);
    sum->setObjectName(QStringLiteral("diffSum"));
    m_layout->addWidget(sum);
}

void DiffPanel::addDefinition(const PolicyDiff &diff)
{
    std::vector<Fact> facts;
    if (diff.renames())
        facts.push_back({.name = tr("Name"), .value = becomes(diff.before.name, diff.after.name)});
    for (const words::SettingText &setting : words::settingTexts(diff.before.settings, diff.after.settings)) {
        if (setting.before != setting.after)
            facts.push_back({.name = setting.name, .value = becomes(setting.before, setting.after)});
    }
    if (!facts.empty())
        m_layout->addWidget(listOf(std::move(facts)));
}

void DiffPanel::addRule(const RuleDiff &rule, const words::GroupNames &groups)
{
    auto *const card = new design::Card;
    auto *const layout = new QVBoxLayout(card);
    layout->setContentsMargins(inset, design::metrics::grid, inset, design::metrics::grid);
    layout->setSpacing(design::metrics::half);
    auto *const head = new QHBoxLayout;
    head->setSpacing(design::metrics::grid);
    head->addWidget(new design::StateBadge(kindOf(rule)));
    head->addWidget(new ToneLabel(rule.id(), TextStyle::Mono));
    head->addStretch(1);
    layout->addLayout(head);
    if (rule.before && rule.after) {
        std::vector<Fact> facts;
        for (const RulePlace &place : rule.changed)
            facts.push_back(factOf(place, *rule.before, *rule.after, groups));
        layout->addWidget(listOf(std::move(facts)));
    } else {
        layout->addWidget(ToneLabel::wrapping(words::ruleSentence(rule.after ? *rule.after : *rule.before, groups),
                                              TextStyle::Body, Tone::Neutral));
    }
    m_layout->addWidget(card);
}

} // namespace enigm::views::policies

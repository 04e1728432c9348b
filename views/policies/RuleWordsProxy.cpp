#include "views/policies/RuleWordsProxy.h"

#include "views/words/PolicyFindingText.h"
#include "views/words/StateText.h"

#include <utility>

namespace enigm::views::policies {

using models::policies::DraftProblem;
using models::policies::RuleCell;

RuleWordsProxy::RuleWordsProxy(Model &rules, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_rules(rules)
{
    setSourceModel(&rules);
}

void RuleWordsProxy::setGroupNames(words::GroupNames names)
{
    m_groups = std::move(names);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

const policy::Rule *RuleWordsProxy::rule(const QModelIndex &index) const
{
    return index.isValid() ? m_rules.rule(mapToSource(index)) : nullptr;
}

std::optional<design::StateWord> RuleWordsProxy::stateWord(const QModelIndex &index) const
{
    const policy::Rule *const shown = rule(index);
    if (!shown)
        return {};
    if (index.data(Model::ProblemRole).toBool())
        return design::StateWord{design::Glyph::Warning, text(*shown, index.column()), design::Tone::Danger};
    if (index.column() == static_cast<int>(RuleCell::Effect))
        return words::effectWord(shown->effect);
    return {};
}

QVariant RuleWordsProxy::data(const QModelIndex &index, int role) const
{
    const policy::Rule *const shown = rule(index);
    if (shown && role == Qt::DisplayRole)
        return text(*shown, index.column());
    if (shown && role == Qt::ToolTipRole)
        return hover(index, *shown).toHtmlEscaped();
    return QIdentityProxyModel::data(index, role);
}

QString RuleWordsProxy::text(const policy::Rule &rule, int column) const
{
    switch (static_cast<RuleCell>(column)) {
    case RuleCell::Name:
        return rule.id;
    case RuleCell::Effect:
        return words::effectWord(rule.effect).word;
    case RuleCell::Action:
        return words::actionCategoryText(rule.action);
    case RuleCell::Resource:
        return words::resourceText(rule.resource);
    case RuleCell::Conditions:
        return words::conditionsText(rule.conditions, m_groups);
    case RuleCell::Obligations:
        return words::obligationsText(rule.obligations);
    }
    Q_UNREACHABLE();
}

QString RuleWordsProxy::hover(const QModelIndex &index, const policy::Rule &rule) const
{
    for (const DraftProblem &problem : m_rules.draft().problems()) {
        if (problem.part == DraftProblem::Part::Rule && static_cast<int>(problem.row) == index.row() &&
            static_cast<int>(problem.cell) == index.column())
            return words::draftProblemText(problem);
    }
    const auto cell = static_cast<RuleCell>(index.column());
    return cell == RuleCell::Conditions || cell == RuleCell::Obligations ? text(rule, index.column()) : QString();
}

QVariant RuleWordsProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section >= models::policies::ruleCellCount)
        return QIdentityProxyModel::headerData(section, orientation, role);
    return words::cellText(static_cast<RuleCell>(section));
}

} // namespace enigm::views::policies

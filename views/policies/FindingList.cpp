#include "views/policies/FindingList.h"

#include "views/design/icons/Icon.h"

#include <algorithm>
#include <utility>

namespace enigm::views::policies {

using models::policies::DraftProblem;

namespace {

bool isGraver(const policy::Finding &left, const policy::Finding &right)
{
    return words::findingWord(left.kind).tone == design::Tone::Warn &&
           words::findingWord(right.kind).tone != design::Tone::Warn;
}

} // namespace

FindingList::FindingList(QString policy, QWidget *parent)
    : QListWidget(parent)
    , m_policy(std::move(policy))
{
    setWordWrap(true);
    setResizeMode(QListView::Adjust);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    connect(this, &QListWidget::itemClicked, this, [this](const QListWidgetItem *item) { choose(row(item)); });
    connect(this, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) { choose(row(item)); });
}

void FindingList::show(const std::vector<DraftProblem> &problems, const std::vector<policy::Finding> &findings,
                       const models::policies::DraftContent *draft, const words::PolicyNames &names)
{
    const int before = currentRow();
    clear();
    m_problems = problems;
    m_findings = findings;
    std::ranges::stable_sort(m_findings, isGraver);
    for (const DraftProblem &problem : m_problems)
        addLine({design::Glyph::Warning, placeOf(problem, draft), design::Tone::Danger},
                words::draftProblemText(problem));
    for (const policy::Finding &finding : m_findings)
        addLine(words::findingWord(finding.kind), words::findingText(finding, m_policy, names));
    setCurrentRow(std::min(before, count() - 1));
}

void FindingList::addLine(const design::StateWord &word, const QString &text)
{
    const QString line = tr("%1: %2", "kind or place; what is wrong there").arg(word.word, text);
    auto *const item = new QListWidgetItem(design::Icon::of(word.glyph, word.tone), line, this);
    item->setToolTip(line.toHtmlEscaped());
}

QString FindingList::placeOf(const DraftProblem &problem, const models::policies::DraftContent *draft) const
{
    switch (problem.part) {
    case DraftProblem::Part::Name:
        return tr("Name");
    case DraftProblem::Part::Settings:
        return tr("Settings");
    case DraftProblem::Part::Whole:
        return tr("Policy");
    case DraftProblem::Part::Rule:
        break;
    }
    const QString rule = draft && problem.row < draft->rules.size() ? draft->rules[problem.row].rule.id : QString();
    return tr("%1, %2", "rule, cell").arg(rule.isEmpty() ? tr("unnamed rule") : rule, words::cellText(problem.cell));
}

void FindingList::choose(int row)
{
    const auto place = static_cast<std::size_t>(row);
    if (row < 0)
        return;
    if (place < m_problems.size())
        return Q_EMIT problemChosen(m_problems[place]);
    const policy::Finding &finding = m_findings[place - m_problems.size()];
    Q_EMIT ruleChosen(finding.rule.policy == m_policy ? finding.rule.rule : finding.other.rule);
}

} // namespace enigm::views::policies

#include "views/policies/PolicyReview.h"

#include "models/policies/PolicyQuestions.h"
#include "views/design/facts/KeyValueList.h"
#include "views/design/facts/SectionTitle.h"
#include "views/policies/DiffPanel.h"
#include "views/policies/WhatIfPanel.h"

#include <QVBoxLayout>

namespace enigm::views::policies {

using namespace Qt::StringLiterals;

namespace {

constexpr int leastPanelHeight = 320;

} // namespace

PolicyReview::PolicyReview(QWidget *parent)
    : QWidget(parent)
    , m_saysTitle(new design::SectionTitle(tr("What it says")))
    , m_diff(new DiffPanel)
    , m_facts(new design::KeyValueList)
    , m_panel(new WhatIfPanel(m_whatIf))
{
    setObjectName(u"policyReview"_s);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    layout->addWidget(m_saysTitle);
    layout->addWidget(m_diff);
    layout->addWidget(new design::SectionTitle(tr("For which devices")));
    layout->addWidget(m_facts);
    layout->addWidget(new design::SectionTitle(tr("Who gains and loses what")));
    m_panel->setMinimumHeight(leastPanelHeight);
    layout->addWidget(m_panel, 1);
    connect(m_panel, &WhatIfPanel::deviceChosen, this, &PolicyReview::deviceChosen);
    connect(m_panel, &WhatIfPanel::retryRequested, this, &PolicyReview::fleetRequested);
}

void PolicyReview::setFleetState(const design::PaneState &state)
{
    m_panel->setFleetState(state);
}

void PolicyReview::show(const Subject &subject)
{
    const policy::PolicyDocument &document = subject.after.policy.document;
    const bool saysOtherwise = !subject.before || subject.before->policy.document != document;
    m_saysTitle->setVisible(saysOtherwise);
    m_diff->setVisible(saysOtherwise);
    if (subject.before)
        m_diff->show(models::policies::diffOf(subject.before->policy.document, document), subject.groups);
    else
        m_diff->showNew(document, subject.groups);
    const QString after = words::assignmentText(subject.after.groups, subject.groups);
    std::vector<design::Fact> facts{{.name = tr("In force for"), .value = after}};
    if (subject.before && subject.before->groups != subject.after.groups)
        facts.push_back({.name = tr("Before"), .value = words::assignmentText(subject.before->groups, subject.groups)});
    m_facts->setFacts(std::move(facts));
    const bool isAboutDevices = policy::isAboutDevices(document.kind);
    const bool isForNobody = subject.after.groups && subject.after.groups->empty() &&
                             (!subject.before || subject.before->groups == subject.after.groups);
    m_panel->setNothingToCompute(!isAboutDevices ? tr("Policies of this kind decide about operators.")
                                 : isForNobody   ? tr("It is for no device until it is assigned by another change.")
                                                 : QString());
    policy::PolicySet before = subject.inForce;
    if (subject.before)
        before = models::policies::withPolicy(std::move(before), *subject.before);
    policy::PolicySet then = models::policies::withPolicy(before, subject.after);
    m_whatIf.ask(std::move(before), std::move(then), subject.now);
}

} // namespace enigm::views::policies

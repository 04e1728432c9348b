#include "views/policies/AssignWindow.h"

#include "models/policies/PolicyQuestions.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/Card.h"
#include "views/design/facts/SectionTitle.h"
#include "views/design/facts/ToneLabel.h"
#include "views/policies/ChoiceList.h"
#include "views/policies/FindingList.h"
#include "views/policies/WhatIfPanel.h"
#include "views/words/PolicyText.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace enigm::views::policies {

using design::Button;
using design::ButtonRole;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;
using namespace Qt::StringLiterals;

namespace {

constexpr int padding = 3 * design::metrics::grid;

} // namespace

AssignWindow::AssignWindow(models::policies::PolicySubject subject, qint64 now, QWidget *parent)
    : QWidget(parent, Qt::Dialog)
    , m_subject(std::move(subject))
    , m_now(now)
    , m_findings(m_subject.policy)
    , m_everybody(new QRadioButton(tr("Every device, now and later")))
    , m_some(new QRadioButton(tr("Devices of these groups")))
    , m_groups(new ChoiceList)
    , m_list(new FindingList(m_subject.policy))
    , m_note(ToneLabel::wrapping({}, TextStyle::Body, Tone::Muted))
    , m_panel(new WhatIfPanel(m_whatIf))
    , m_next(new Button(ButtonRole::Primary, tr("Ask for it…")))
{
    setObjectName(u"assignWindow"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Assign policy"));
    resize(1040, 680);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(padding, padding, padding, padding);
    layout->setSpacing(2 * design::metrics::grid);
    layout->addWidget(new ToneLabel(tr("For which devices is “%1”?").arg(m_subject.document.name), TextStyle::Title));
    auto *const sides = new QHBoxLayout;
    sides->setSpacing(padding);
    auto *const left = new QVBoxLayout;
    left->setSpacing(2 * design::metrics::grid);
    left->addWidget(buildChoice(), 1);
    left->addWidget(buildFindings(), 1);
    sides->addLayout(left, 1);
    sides->addWidget(new design::Separator(Qt::Vertical));
    sides->addWidget(m_panel, 1);
    layout->addLayout(sides, 1);
    layout->addWidget(buildFoot());
    connect(&m_findings, &models::policies::FindingsRun::changed, this, &AssignWindow::showFindings);
    connect(m_panel, &WhatIfPanel::deviceChosen, this, &AssignWindow::deviceChosen);
    connect(m_panel, &WhatIfPanel::retryRequested, this, &AssignWindow::fleetRequested);
    if (!policy::isAboutDevices(m_subject.document.kind))
        m_panel->setNothingToCompute(tr("Policies of this kind decide about operators."));
    compute();
}

QWidget *AssignWindow::buildChoice()
{
    auto *const choice = new QWidget;
    auto *const layout = new QVBoxLayout(choice);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    m_everybody->setObjectName(u"assignEverybody"_s);
    m_some->setObjectName(u"assignSome"_s);
    m_groups->setObjectName(u"assignGroups"_s);
    m_groups->setAccessibleName(tr("Groups"));
    std::vector<ChoiceList::Choice> choices;
    for (auto group = m_subject.groups.cbegin(); group != m_subject.groups.cend(); ++group)
        choices.push_back({.id = group.key(), .label = group.value()});
    const std::vector<QString> assigned = m_subject.assigned.value_or(std::vector<QString>());
    for (const QString &group : assigned) {
        if (!m_subject.groups.contains(group)) // it is gone, and can be taken away
            choices.push_back({.id = group, .label = group});
    }
    std::ranges::sort(choices, {}, &ChoiceList::Choice::label);
    m_groups->setChoices(choices);
    m_groups->setChosen(assigned);
    (m_subject.assigned ? m_some : m_everybody)->setChecked(true);
    m_groups->setEnabled(m_subject.assigned.has_value());
    layout->addWidget(m_everybody);
    layout->addWidget(m_some);
    layout->addWidget(m_groups, 1);
    connect(m_some, &QRadioButton::toggled, this, [this](bool some) {
        m_groups->setEnabled(some);
        compute();
    });
    connect(m_groups, &ChoiceList::toggled, this, &AssignWindow::compute);
    return choice;
}

QWidget *AssignWindow::buildFindings()
{
    auto *const findings = new QWidget;
    auto *const layout = new QVBoxLayout(findings);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    layout->addWidget(new design::SectionTitle(tr("Overlaps and conflicts")));
    m_note->setObjectName(u"assignNote"_s);
    m_list->setObjectName(u"assignFindings"_s);
    m_list->setAccessibleName(tr("Overlaps and conflicts"));
    layout->addWidget(m_note);
    layout->addWidget(m_list, 1);
    layout->addStretch(1);
    return findings;
}

QWidget *AssignWindow::buildFoot()
{
    auto *const foot = new QWidget;
    auto *const layout = new QHBoxLayout(foot);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    layout->addWidget(new ToneLabel(tr("Nothing is signed yet."), TextStyle::Secondary, Tone::Muted), 1);
    auto *const cancel = new Button(ButtonRole::Secondary, tr("Cancel"));
    cancel->setObjectName(u"assignCancel"_s);
    m_next->setObjectName(u"assignNext"_s);
    connect(cancel, &QAbstractButton::clicked, this, &QWidget::close);
    connect(m_next, &QAbstractButton::clicked, this, [this] {
        Q_EMIT defined(chosen());
        close();
    });
    layout->addWidget(cancel);
    layout->addWidget(m_next);
    return foot;
}

void AssignWindow::setFleet(std::shared_ptr<const models::policies::Fleet> fleet)
{
    m_findings.setFleet(fleet);
    m_whatIf.setFleet(std::move(fleet));
}

void AssignWindow::setFleetState(const design::PaneState &state)
{
    m_panel->setFleetState(state);
}

std::optional<std::vector<QString>> AssignWindow::chosen() const
{
    if (m_everybody->isChecked())
        return std::nullopt;
    std::vector<QString> groups = m_groups->chosen();
    std::ranges::sort(groups);
    return groups;
}

void AssignWindow::compute()
{
    const auto groups = chosen();
    if (groups == m_subject.assigned)
        m_next->deny(tr("It is for these devices already."));
    else
        m_next->allow();
    policy::PolicySet after =
        models::policies::withPolicy(m_subject.policies, {.policy = *m_subject.inForce, .groups = groups});
    m_findings.ask(after);
    if (policy::isAboutDevices(m_subject.document.kind))
        m_whatIf.ask(m_subject.policies, std::move(after), m_now);
}

void AssignWindow::showFindings()
{
    words::PolicyNames names;
    for (const policy::AssignedPolicy &policy : m_subject.policies)
        names.insert(policy.policy.policy, policy.policy.document.name);
    m_list->show({}, m_findings.findings(), nullptr, names);
    m_list->setVisible(m_list->count() > 0);
    m_note->setText(m_list->count() > 0 ? tr("What it would meet among the policies in force:")
                                        : tr("It would meet no other policy."));
}

void AssignWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event); // Enter is left alone: it asks for nothing
}

} // namespace enigm::views::policies

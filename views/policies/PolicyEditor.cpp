#include "views/policies/PolicyEditor.h"

#include "views/design/controls/Button.h"
#include "views/design/facts/Card.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/shell/Sheet.h"
#include "views/design/states/Banner.h"
#include "views/policies/DiffPanel.h"
#include "views/policies/FindingList.h"
#include "views/policies/RuleTable.h"
#include "views/policies/SettingsForm.h"
#include "views/policies/WhatIfPanel.h"
#include "views/words/PolicyText.h"
#include "views/words/ProblemText.h"

#include <QCloseEvent>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace enigm::views::policies {

using design::Button;
using design::ButtonRole;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;
using models::policies::DraftProblem;
using namespace Qt::StringLiterals;

namespace {

constexpr int padding = 2 * design::metrics::grid;
const QString geometryKey = u"policyEditor/geometry"_s;
const QString splitterKey = u"policyEditor/splitter"_s;

QScrollArea *scrolling(QWidget *body)
{
    auto *const area = new QScrollArea;
    area->setWidget(body);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return area;
}

QWidget *padded(QWidget *body)
{
    auto *const page = new QWidget;
    auto *const layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, design::metrics::grid, 0, 0);
    layout->addWidget(body);
    return page;
}

} // namespace

PolicyEditor::PolicyEditor(models::policies::PolicySubject subject, const Context &context, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_subject(std::move(subject))
    , m_context(context)
    , m_draft(m_subject.document)
    , m_findings(m_subject.policy)
    , m_news(new design::Banner(Tone::Danger))
    , m_name(new QLineEdit)
    , m_kind(new QComboBox)
    , m_settings(new SettingsForm)
    , m_rules(new RuleTable(m_draft))
    , m_sentence(ToneLabel::wrapping({}, TextStyle::Body, Tone::Neutral))
    , m_missing(ToneLabel::wrapping({}, TextStyle::Secondary, Tone::Muted))
    , m_sides(new QTabWidget)
    , m_list(new FindingList(m_subject.policy))
    , m_sound(ToneLabel::wrapping({}, TextStyle::Body, Tone::Muted))
    , m_panel(new WhatIfPanel(m_whatIf))
    , m_diff(new DiffPanel)
    , m_splitter(new QSplitter)
    , m_note(new ToneLabel({}, TextStyle::Secondary, Tone::Muted))
    , m_discard(new Button(ButtonRole::Quiet, tr("Discard")))
    , m_keep(new Button(ButtonRole::Secondary, tr("Save draft")))
    , m_publish(new Button(ButtonRole::Primary, tr("Propose publication…")))
{
    setObjectName(u"policyEditor"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(m_subject.isNew() ? tr("New policy") : tr("Edit policy"));
    resize(1200, 720);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(new design::Separator);
    m_splitter->addWidget(buildRules());
    m_splitter->addWidget(buildSides());
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes({760, 440});
    layout->addWidget(m_splitter, 1);
    layout->addWidget(new design::Separator);
    layout->addWidget(buildFoot());
    restoreGeometry(m_context.settings.value(geometryKey).toByteArray());
    m_splitter->restoreState(m_context.settings.value(splitterKey).toByteArray());
    m_rules->setGroupNames(m_subject.groups);
    if (m_subject.isNew())
        m_panel->setSupposition(tr("As if it were for every device: it is for none until it is assigned."));
    connectParts();
    follow();
    m_name->setFocus();
}

PolicyEditor::~PolicyEditor()
{
    // A cell that is being edited gives what it has to the draft as it goes: the draft goes after it.
    qDeleteAll(findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
}

QWidget *PolicyEditor::buildHead()
{
    auto *const head = new QWidget;
    auto *const layout = new QVBoxLayout(head);
    layout->setContentsMargins(padding, padding, padding, padding);
    layout->setSpacing(design::metrics::grid);
    m_news->setObjectName(u"policyNews"_s);
    m_news->setDismissible(true);
    m_news->hide();
    connect(m_news, &design::Banner::dismissed, m_news, &QWidget::hide);
    layout->addWidget(m_news);
    auto *const line = new QHBoxLayout;
    line->setSpacing(design::metrics::grid);
    m_name->setObjectName(u"policyName"_s);
    m_name->setMaxLength(policy::PolicyDocument::maxName);
    m_name->setPlaceholderText(tr("What the policy is for; never a person's name"));
    m_name->setAccessibleName(tr("Name of the policy"));
    m_kind->setObjectName(u"policyKind"_s);
    m_kind->setAccessibleName(tr("Kind of policy"));
    for (const policy::PolicyKind kind : policy::allOf<policy::PolicyKind>())
        m_kind->addItem(words::kindText(kind));
    m_kind->setEnabled(m_subject.isNew()); // a version is of the kind that the policy is
    line->addWidget(new ToneLabel(tr("Name"), TextStyle::Body, Tone::Muted));
    line->addWidget(m_name, 1);
    line->addSpacing(design::metrics::grid);
    line->addWidget(new ToneLabel(tr("Decides about"), TextStyle::Body, Tone::Muted));
    line->addWidget(m_kind);
    layout->addLayout(line);
    layout->addWidget(m_settings);
    return head;
}

QWidget *PolicyEditor::buildRules()
{
    auto *const rules = new QWidget;
    auto *const layout = new QVBoxLayout(rules);
    layout->setContentsMargins(padding, design::metrics::grid, design::metrics::grid, padding);
    layout->setSpacing(design::metrics::grid);
    layout->addWidget(m_rules, 1);
    auto *const card = new design::Card;
    auto *const text = new QVBoxLayout(card);
    text->setContentsMargins(padding, design::metrics::grid, padding, design::metrics::grid);
    text->setSpacing(design::metrics::half);
    text->addWidget(new ToneLabel(tr("In plain language"), TextStyle::SecondaryStrong, Tone::Muted));
    m_sentence->setObjectName(u"ruleSentence"_s);
    m_missing->setObjectName(u"ruleMissing"_s);
    text->addWidget(m_sentence);
    text->addWidget(m_missing);
    layout->addWidget(card);
    return rules;
}

QWidget *PolicyEditor::buildSides()
{
    auto *const findings = new QWidget;
    auto *const column = new QVBoxLayout(findings);
    column->setContentsMargins(0, design::metrics::grid, 0, 0);
    m_sound->setObjectName(u"policySound"_s);
    m_list->setObjectName(u"policyFindings"_s);
    m_list->setAccessibleName(tr("Problems and findings"));
    column->addWidget(m_sound);
    column->addWidget(m_list, 1);
    m_sides->setObjectName(u"policySides"_s);
    m_sides->setDocumentMode(true);
    m_sides->addTab(findings, tr("Findings"));
    m_sides->addTab(padded(m_panel), tr("What if"));
    m_sides->addTab(padded(scrolling(m_diff)), tr("Differences"));
    auto *const sides = new QWidget;
    auto *const layout = new QVBoxLayout(sides);
    layout->setContentsMargins(design::metrics::grid, design::metrics::grid, padding, padding);
    layout->addWidget(m_sides);
    return sides;
}

QWidget *PolicyEditor::buildFoot()
{
    auto *const foot = new QWidget;
    auto *const layout = new QHBoxLayout(foot);
    layout->setContentsMargins(padding, design::metrics::grid, padding, design::metrics::grid);
    layout->setSpacing(design::metrics::grid);
    m_note->setObjectName(u"policyNote"_s);
    m_discard->setObjectName(u"policyDiscard"_s);
    m_keep->setObjectName(u"policyKeep"_s);
    m_publish->setObjectName(u"policyPublish"_s);
    layout->addWidget(m_note, 1);
    for (Button *const button : {m_discard, m_keep, m_publish})
        layout->addWidget(button);
    connect(m_discard, &QAbstractButton::clicked, this, &PolicyEditor::discard);
    connect(m_keep, &QAbstractButton::clicked, this, &PolicyEditor::keep);
    connect(m_publish, &QAbstractButton::clicked, this, &PolicyEditor::publish);
    return foot;
}

void PolicyEditor::connectParts()
{
    connect(m_name, &QLineEdit::textEdited, &m_draft, &models::policies::PolicyDraft::setName);
    connect(m_kind, &QComboBox::activated, this,
            [this](int row) { m_draft.setKind(policy::allOf<policy::PolicyKind>()[static_cast<std::size_t>(row)]); });
    connect(m_settings, &SettingsForm::changed, this, [this] { m_draft.setSettings(m_settings->settings()); });
    connect(&m_draft, &models::policies::PolicyDraft::changed, this, &PolicyEditor::follow);
    connect(m_rules, &RuleTable::currentChanged, this, &PolicyEditor::updatePreview);
    connect(m_list, &FindingList::problemChosen, this, &PolicyEditor::goTo);
    connect(m_list, &FindingList::ruleChosen, this, [this](const QString &rule) { m_rules->goTo(rule); });
    connect(&m_findings, &models::policies::FindingsRun::changed, this, &PolicyEditor::updateFindings);
    connect(m_panel, &WhatIfPanel::deviceChosen, this, &PolicyEditor::deviceChosen);
    connect(m_panel, &WhatIfPanel::retryRequested, this, &PolicyEditor::fleetRequested);
}

void PolicyEditor::setFleet(std::shared_ptr<const models::policies::Fleet> fleet)
{
    m_findings.setFleet(fleet);
    m_whatIf.setFleet(std::move(fleet));
}

void PolicyEditor::setFleetState(const design::PaneState &state)
{
    m_panel->setFleetState(state);
}

/// The draft is another: everything that shows it follows.
void PolicyEditor::follow()
{
    const models::policies::DraftContent &content = m_draft.content();
    if (m_name->text() != content.name)
        m_name->setText(content.name);
    m_kind->setCurrentIndex(static_cast<int>(content.kind));
    m_settings->setSettings(content.kind, content.settings);
    m_panel->setNothingToCompute(
        policy::isAboutDevices(content.kind) ? QString() : tr("Policies of this kind decide about operators."));
    if (m_subject.inForce)
        m_diff->show(models::policies::diffOf(m_subject.inForce->document, m_draft.asWritten()), m_subject.groups);
    else
        m_diff->showNew(m_draft.asWritten(), m_subject.groups);
    updatePreview();
    updateFindings();
    updateActs();
    compute();
}

/// What is not sound yet is left out: the last answer stays until it is.
void PolicyEditor::compute()
{
    if (!m_draft.document())
        return;
    policy::PolicySet after = m_subject.with(*m_draft.document());
    m_findings.ask(after);
    if (policy::isAboutDevices(m_draft.content().kind))
        m_whatIf.ask(m_subject.policies, std::move(after), m_context.now());
}

void PolicyEditor::updatePreview()
{
    const policy::Rule *const rule = m_rules->current();
    m_sentence->setText(rule ? words::ruleSentence(*rule, m_subject.groups)
                             : tr("A policy without rules allows nothing. Add a rule to begin."));
    const QString missing = rule ? words::missingSentence(*rule) : QString();
    m_missing->setText(missing);
    m_missing->setVisible(!missing.isEmpty());
}

void PolicyEditor::updateFindings()
{
    const std::vector<DraftProblem> &problems = m_draft.problems();
    // What was found in an earlier writing of it may not be so any more.
    const bool isSound = problems.empty();
    m_list->show(problems, isSound ? m_findings.findings() : std::vector<policy::Finding>(), &m_draft.content(),
                 policyNames());
    const int count = m_list->count();
    m_list->setVisible(count > 0);
    m_sound->setText(!isSound    ? tr("To be mended before this can be published:")
                     : count > 0 ? tr("This can be published. You may not mean everything in it:")
                                 : tr("Nothing is wrong with this policy, and nothing in it looks unmeant."));
    m_sides->setTabText(0, count > 0 ? tr("Findings (%1)").arg(count) : tr("Findings"));
}

bool PolicyEditor::canBeKept() const
{
    return std::ranges::none_of(m_draft.problems(), [](const DraftProblem &problem) {
        return problem.problem.type == ProblemType::DuplicateMember;
    });
}

void PolicyEditor::updateActs()
{
    const bool differs = !m_subject.inForce || m_draft.asWritten() != m_subject.inForce->document;
    if (!m_draft.document())
        m_publish->deny(tr("Mend what is wrong first."));
    else if (!differs)
        m_publish->deny(tr("It says what is in force already."));
    else
        m_publish->allow();
    if (!canBeKept())
        m_keep->deny(tr("Give each rule a name of its own first."));
    else if (!m_draft.isModified())
        m_keep->deny(tr("It is kept as it is written."));
    else
        m_keep->allow();
    m_discard->setEnabled(m_draft.isModified() || m_subject.revision > 0);
    m_note->setText(m_draft.isModified()     ? tr("Not saved yet. Nothing is signed.")
                    : m_subject.revision > 0 ? tr("Kept as a draft. Nothing is signed.")
                                             : tr("Nothing is signed yet."));
}

words::PolicyNames PolicyEditor::policyNames() const
{
    words::PolicyNames names;
    for (const policy::AssignedPolicy &policy : m_subject.policies)
        names.insert(policy.policy.policy, policy.policy.document.name);
    return names;
}

void PolicyEditor::goTo(const DraftProblem &problem)
{
    if (problem.part == DraftProblem::Part::Rule)
        m_rules->goTo(problem.row, problem.cell);
    else if (problem.part == DraftProblem::Part::Name)
        m_name->setFocus(Qt::OtherFocusReason);
    else if (problem.part == DraftProblem::Part::Settings)
        m_settings->setFocus(Qt::OtherFocusReason);
}

void PolicyEditor::keep()
{
    m_news->hide();
    Q_EMIT keepRequested(m_draft.asWritten(), m_subject.revision);
}

void PolicyEditor::noteKept(qint64 revision)
{
    m_subject.revision = revision;
    m_draft.noteKept();
    if (m_closesWhenKept)
        finish();
}

void PolicyEditor::publish()
{
    if (m_draft.document())
        Q_EMIT publicationRequested(*m_draft.document());
}

void PolicyEditor::say(const Problem &problem)
{
    m_closesWhenKept = false;
    m_news->setText(words::problemText(problem).line());
    m_news->show();
}

void PolicyEditor::finish()
{
    m_mayClose = true;
    close();
}

void PolicyEditor::discard()
{
    auto *const sheet = new design::Sheet(this);
    sheet->setObjectName(u"policyDiscardSheet"_s);
    sheet->setTitle(tr("Discard what you wrote?"));
    sheet->setBody(ToneLabel::wrapping(m_subject.revision > 0
                                           ? tr("The draft is dropped for everybody. What is in force stays as it is.")
                                           : tr("What is in force stays as it is."),
                                       TextStyle::Body, Tone::Neutral));
    auto *const back = new Button(ButtonRole::Secondary, tr("Go on writing"));
    auto *const drop = new Button(ButtonRole::Danger, tr("Discard"));
    drop->setObjectName(u"policyDiscardNow"_s);
    sheet->addButton(back);
    sheet->addButton(drop);
    connect(back, &QAbstractButton::clicked, sheet, &design::Sheet::cancel);
    connect(drop, &QAbstractButton::clicked, this, [this] {
        if (m_subject.revision > 0)
            Q_EMIT dropRequested(m_subject.revision);
        finish();
    });
    sheet->open(back);
}

void PolicyEditor::askBeforeClosing()
{
    auto *const sheet = new design::Sheet(this);
    sheet->setObjectName(u"policyCloseSheet"_s);
    sheet->setTitle(tr("Save what you wrote?"));
    sheet->setBody(
        ToneLabel::wrapping(tr("The draft was changed since it was saved."), TextStyle::Body, Tone::Neutral));
    auto *const back = new Button(ButtonRole::Quiet, tr("Go on writing"));
    auto *const drop = new Button(ButtonRole::Secondary, tr("Close without saving"));
    auto *const save = new Button(ButtonRole::Primary, tr("Save draft"));
    drop->setObjectName(u"policyCloseNow"_s);
    save->setObjectName(u"policyCloseKept"_s);
    save->setEnabled(canBeKept());
    for (Button *const button : {back, drop, save})
        sheet->addButton(button);
    connect(back, &QAbstractButton::clicked, sheet, &design::Sheet::cancel);
    connect(drop, &QAbstractButton::clicked, this, &PolicyEditor::finish);
    connect(save, &QAbstractButton::clicked, this, [this, sheet] {
        sheet->accept();
        m_closesWhenKept = true;
        keep();
    });
    sheet->open(save);
}

void PolicyEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->matches(QKeySequence::Save) && m_keep->isEnabled())
        keep();
    else
        QWidget::keyPressEvent(event);
}

void PolicyEditor::closeEvent(QCloseEvent *event)
{
    if (!m_mayClose && m_draft.isModified()) {
        event->ignore();
        if (!findChild<design::Sheet *>())
            askBeforeClosing();
        return;
    }
    m_context.settings.setValue(geometryKey, saveGeometry());
    m_context.settings.setValue(splitterKey, m_splitter->saveState());
    QWidget::closeEvent(event);
}

} // namespace enigm::views::policies

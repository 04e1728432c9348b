#include "views/policies/PolicyDetailPanel.h"

#include "api-client/session/Session.h"
#include "models/policies/DraftDocument.h"
#include "models/policies/PolicyQuestions.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/KeyValueList.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/table/StateDelegate.h"
#include "views/design/table/TableView.h"
#include "views/policies/DiffPanel.h"
#include "views/policies/FindingList.h"
#include "views/policies/RuleSentences.h"
#include "views/policies/VersionWordsProxy.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace enigm::views::policies {

using design::Button;
using design::ButtonRole;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;
using models::policies::PolicyVersionsModel;
using namespace Qt::StringLiterals;

namespace {

constexpr int padding = 2 * design::metrics::grid;
constexpr int versionsHeight = 168;

QScrollArea *scrolling(QWidget *body)
{
    auto *const area = new QScrollArea;
    area->setWidget(body);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return area;
}

QVBoxLayout *pageLayout(QWidget *page)
{
    auto *const layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, design::metrics::grid, 0, 0);
    layout->setSpacing(design::metrics::grid);
    return layout;
}

} // namespace

PolicyDetailPanel::PolicyDetailPanel(models::policies::PolicyListModel &policies, PolicyVersionsModel &versions,
                                     const client::Session &session, QWidget *parent)
    : QWidget(parent)
    , m_policies(policies)
    , m_versions(versions)
    , m_findings(QString())
    , m_words(new VersionWordsProxy(versions, session, this))
    , m_title(ToneLabel::wrapping({}, TextStyle::Section, Tone::Neutral))
    , m_subtitle(ToneLabel::wrapping({}, TextStyle::Secondary, Tone::Muted))
    , m_edit(new Button(ButtonRole::Secondary, tr("Edit…")))
    , m_assign(new Button(ButtonRole::Secondary, tr("Assign…")))
    , m_rollBack(new Button(ButtonRole::Quiet, tr("Roll back to this version…")))
    , m_tabs(new QTabWidget)
    , m_sentences(new RuleSentences)
    , m_table(new design::TableView)
    , m_compared(ToneLabel::wrapping({}, TextStyle::Secondary, Tone::Muted))
    , m_diff(new DiffPanel)
    , m_facts(new design::KeyValueList)
    , m_conflicts(ToneLabel::wrapping({}, TextStyle::Body, Tone::Muted))
    , m_list(new FindingList(QString()))
{
    setObjectName(u"policyDetail"_s);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(padding, padding, padding, padding);
    layout->setSpacing(design::metrics::grid);
    layout->addWidget(buildHead());
    m_tabs->setObjectName(u"policyTabs"_s);
    m_tabs->setDocumentMode(true);
    auto *const rules = new QWidget;
    pageLayout(rules)->addWidget(scrolling(m_sentences));
    m_tabs->addTab(rules, tr("Rules"));
    m_tabs->addTab(buildVersions(), tr("Versions"));
    m_tabs->addTab(buildAssignment(), tr("Assignment"));
    layout->addWidget(m_tabs, 1);
    connect(&m_versions, &PolicyVersionsModel::changed, this, &PolicyDetailPanel::showDifferences);
    connect(&m_findings, &models::policies::FindingsRun::changed, this, &PolicyDetailPanel::showFindings);
    connect(&m_policies, &models::policies::PolicyListModel::changed, this, &PolicyDetailPanel::refill);
}

QWidget *PolicyDetailPanel::buildHead()
{
    auto *const head = new QWidget;
    auto *const layout = new QHBoxLayout(head);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    auto *const titles = new QVBoxLayout;
    titles->setSpacing(design::metrics::half);
    m_title->setObjectName(u"policyTitle"_s);
    titles->addWidget(m_title);
    titles->addWidget(m_subtitle);
    layout->addLayout(titles, 1);
    m_edit->setObjectName(u"policyEdit"_s);
    m_assign->setObjectName(u"policyAssign"_s);
    layout->addWidget(m_edit, 0, Qt::AlignTop);
    layout->addWidget(m_assign, 0, Qt::AlignTop);
    connect(m_edit, &QAbstractButton::clicked, this, [this] { Q_EMIT editRequested(m_entry->id); });
    connect(m_assign, &QAbstractButton::clicked, this, [this] { Q_EMIT assignRequested(m_entry->id); });
    return head;
}

QWidget *PolicyDetailPanel::buildVersions()
{
    auto *const page = new QWidget;
    auto *const layout = pageLayout(page);
    m_table->setObjectName(u"policyVersions"_s);
    m_table->setAccessibleName(tr("Versions of the policy"));
    m_table->setCompact(true);
    m_table->setModel(m_words);
    m_table->setItemDelegateForColumn(PolicyVersionsModel::Version,
                                      new design::CellDelegate(design::CellKind::Code, m_table));
    m_table->setItemDelegateForColumn(
        PolicyVersionsModel::State,
        new design::StateDelegate([this](const QModelIndex &index) { return m_words->stateWord(index); }, m_table));
    auto *const muted = new design::CellDelegate(design::CellKind::Muted, m_table);
    m_table->setItemDelegateForColumn(PolicyVersionsModel::Published, muted);
    m_table->setColumns({{.id = u"version"_s, .width = 72, .hidable = false},
                         {.id = u"state"_s, .width = 124, .hidable = false},
                         {.id = u"published"_s, .width = 104},
                         {.id = u"change"_s, .width = 96}});
    m_table->setFixedHeight(versionsHeight);
    layout->addWidget(m_table);
    m_compared->setObjectName(u"policyCompared"_s);
    auto *const line = new QHBoxLayout;
    line->addWidget(m_compared, 1);
    m_rollBack->setObjectName(u"policyRollBack"_s);
    line->addWidget(m_rollBack);
    layout->addLayout(line);
    layout->addWidget(scrolling(m_diff), 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &PolicyDetailPanel::showDifferences);
    connect(m_table, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT changeOpened(m_words->line(index)->change); });
    connect(m_rollBack, &QAbstractButton::clicked, this,
            [this] { Q_EMIT rollBackRequested(m_entry->id, chosenEarlier().value()); });
    return page;
}

QWidget *PolicyDetailPanel::buildAssignment()
{
    auto *const page = new QWidget;
    auto *const layout = pageLayout(page);
    m_list->setObjectName(u"policyConflicts"_s);
    m_list->setAccessibleName(tr("Overlaps and conflicts"));
    m_conflicts->setObjectName(u"policyConflictsNote"_s);
    layout->addWidget(m_facts);
    layout->addWidget(m_conflicts);
    layout->addWidget(m_list, 1);
    layout->addStretch(1);
    return page;
}

void PolicyDetailPanel::setGroupNames(const words::GroupNames &names)
{
    m_groups = names;
    refill();
}

void PolicyDetailPanel::setDenial(const QString &reason)
{
    m_denial = reason;
    updateActs();
}

void PolicyDetailPanel::show(const models::policies::ListedEntry &entry)
{
    const bool isOther = !m_entry || m_entry->id != entry.id;
    m_entry = entry;
    m_versions.setPolicy(entry.policy ? entry.id : QString());
    if (isOther) {
        m_findings.setPolicy(entry.id);
        m_list->setPolicy(entry.id);
        m_table->clearSelection();
    }
    refill();
}

/// What is in force, or where nothing is, what is being written.
void PolicyDetailPanel::refill()
{
    if (!m_entry)
        return;
    if (const auto *const now = m_policies.find(m_entry->id))
        m_entry = *now;
    const models::policies::ListedEntry &entry = *m_entry;
    m_title->setText(entry.name());
    QStringList parts{words::kindText(entry.kind())};
    parts.append(entry.policy ? tr("version %1 in force").arg(entry.policy->version) : tr("not published yet"));
    if (entry.draft)
        parts.append(entry.draft->problem ? tr("a draft that is not sound yet") : tr("a draft"));
    m_subtitle->setText(parts.join(u" · "_s));
    const policy::AssignedPolicy *const inForce = models::policies::find(m_policies.inForce(), entry.id);
    if (inForce)
        m_sentences->show(inForce->policy.document, m_groups);
    else if (entry.draft)
        m_sentences->show(models::policies::readLeniently(entry.draft->document), m_groups);
    m_facts->setFacts(
        {{.name = tr("In force for"),
          .value = entry.policy ? words::assignmentText(entry.policy->assigned.scope(), m_groups) : tr("no device")}});
    m_findings.ask(m_policies.inForce());
    showFindings();
    showDifferences();
}

void PolicyDetailPanel::showFindings()
{
    words::PolicyNames names;
    for (const policy::AssignedPolicy &policy : m_policies.inForce())
        names.insert(policy.policy.policy, policy.policy.document.name);
    m_list->show({}, m_findings.findings(), nullptr, names);
    m_list->setVisible(m_list->count() > 0);
    m_conflicts->setText(m_list->count() > 0 ? tr("What it meets among the policies in force:")
                                             : tr("It meets no other policy, and each of its rules can hold."));
}

std::optional<qint64> PolicyDetailPanel::chosenEarlier() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    const client::PolicyVersionLine *const line = rows.size() == 1 ? m_words->line(rows.front()) : nullptr;
    return line && !m_versions.isInForce(*line) ? std::optional(line->version) : std::nullopt;
}

/// Of two versions the later against the earlier; of one, it against the one in force.
void PolicyDetailPanel::showDifferences()
{
    updateActs();
    std::vector<qint64> chosen;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        chosen.push_back(m_words->line(index)->version);
    if (chosen.size() == 1 && m_versions.detail() && chosen.front() != m_versions.detail()->policy.version)
        chosen.push_back(m_versions.detail()->policy.version);
    if (chosen.size() != 2) {
        m_compared->setText(tr("Choose a version to compare it with the one in force, or two versions."));
        m_diff->clear();
        return;
    }
    std::ranges::sort(chosen);
    const policy::PolicyVersion *const before = m_versions.version(chosen.front());
    const policy::PolicyVersion *const after = m_versions.version(chosen.back());
    m_compared->setText(tr("What version %1 changed of version %2").arg(chosen.back()).arg(chosen.front()));
    if (before && after)
        m_diff->show(models::policies::diffOf(before->document, after->document), m_groups);
    else
        m_diff->clear(); // until both are there
}

void PolicyDetailPanel::updateActs()
{
    const bool isPublished = m_entry && m_entry->policy;
    for (Button *const button : {m_edit, m_assign, m_rollBack}) {
        if (!m_denial.isEmpty())
            button->deny(m_denial);
        else if (button == m_edit || isPublished)
            button->allow();
        else
            button->deny(tr("Publish it first."));
    }
    if (m_denial.isEmpty() && !chosenEarlier())
        m_rollBack->deny(tr("Choose one version that is not in force."));
}

} // namespace enigm::views::policies

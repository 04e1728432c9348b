#include "views/policies/PoliciesPane.h"

#include "api-client/session/Session.h"
#include "contract/changes/Action.h"
#include "models/groups/GroupListSource.h"
#include "views/design/controls/Button.h"
#include "views/design/states/StateStack.h"
#include "views/design/table/StateDelegate.h"
#include "views/design/table/TableView.h"
#include "views/panes/ListHead.h"
#include "views/panes/Minute.h"
#include "views/panes/SyncText.h"
#include "views/policies/PolicyDetailPanel.h"
#include "views/policies/PolicyWordsProxy.h"

#include <QSettings>
#include <QSplitter>
#include <QVBoxLayout>

namespace enigm::views::policies {

using models::policies::PolicyListModel;
using models::session::Phase;
using namespace Qt::StringLiterals;

namespace {

const QString splitterKey = u"policies/splitter"_s;

} // namespace

PoliciesPane::PoliciesPane(const PoliciesContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_words(new PolicyWordsProxy(context.policies, context.session, this))
    , m_head(new panes::ListHead(tr("Policies"),
                                 {.objectName = u"policiesFilter"_s,
                                  .placeholder = tr("Name or kind"),
                                  .accessibleName = tr("Show only policies with these words")},
                                 this))
    , m_new(new design::Button(design::ButtonRole::Quiet, tr("New policy…")))
    , m_table(new design::TableView)
    , m_detail(new PolicyDetailPanel(context.policies, context.versions, context.session))
    , m_splitter(new QSplitter)
{
    setObjectName(u"policiesPane"_s);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_new->setObjectName(u"policyNew"_s);
    m_head->addAct(m_new);
    layout->addWidget(m_head);
    buildTable();
    m_stack = new design::StateStack(m_table);
    m_splitter->addWidget(m_stack);
    m_splitter->addWidget(m_detail);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setSizes({600, 440});
    m_splitter->restoreState(m_context.settings.value(splitterKey).toByteArray());
    m_detail->hide();
    layout->addWidget(m_splitter, 1);
    connectModels();
    updateGroups();
    updateState();
    updateActs();
}

void PoliciesPane::buildTable()
{
    m_table->setObjectName(u"policiesTable"_s);
    m_table->setAccessibleName(tr("Policies"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setModel(m_words);
    m_table->setCopyRole(PolicyWordsProxy::wholeRole);
    m_table->setItemDelegateForColumn(
        PolicyListModel::Draft,
        new design::StateDelegate([this](const QModelIndex &index) { return m_words->stateWord(index); }, m_table));
    auto *const code = new design::CellDelegate(design::CellKind::Code, m_table);
    m_table->setItemDelegateForColumn(PolicyListModel::Version, code);
    m_table->setItemDelegateForColumn(PolicyListModel::Change, code);
    m_table->setItemDelegateForColumn(PolicyListModel::Changed,
                                      new design::CellDelegate(design::CellKind::Muted, m_table));
    m_table->setColumns({{.id = u"name"_s, .width = 176, .hidable = false},
                         {.id = u"kind"_s, .width = 112},
                         {.id = u"version"_s, .width = 108},
                         {.id = u"assigned"_s, .width = 112},
                         {.id = u"draft"_s, .width = 112},
                         {.id = u"change"_s, .width = 104, .shown = false},
                         {.id = u"changed"_s, .width = 88}});
    m_table->remember(m_context.settings, u"policies/table"_s);
    panes::repaintByTheMinute(m_table->viewport());
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        if (const auto *const entry = m_words->entry(index); entry && m_new->isEnabled())
            Q_EMIT editRequested(entry->id);
    });
}

void PoliciesPane::connectModels()
{
    connect(m_new, &QAbstractButton::clicked, this, [this] { Q_EMIT editRequested({}); });
    connect(m_head, &panes::ListHead::textChanged, this, [this](const QString &text) {
        m_words->setText(text);
        updateState();
    });
    connect(m_stack, &design::StateStack::retryRequested, this, [this] { m_context.policies.refresh(); });
    connect(m_stack, &design::StateStack::acted, this, [this] {
        if (m_head->text().isEmpty())
            Q_EMIT editRequested({});
        m_head->clear();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &PoliciesPane::updateCurrent);
    connect(&m_context.policies, &PolicyListModel::changed, this, &PoliciesPane::updateCurrent);
    connect(&m_context.policies.status(), &models::session::SyncStatus::changed, this, &PoliciesPane::updateState);
    connect(&m_context.groups, &models::groups::GroupListSource::changed, this, &PoliciesPane::updateGroups);
    connect(&m_context.fleet, &models::policies::FleetSource::changed, this,
            [this] { m_detail->setFleet(m_context.fleet.fleet()); });
    connect(&m_context.session, &client::Session::signedIn, this, &PoliciesPane::updateActs);
    connect(m_detail, &PolicyDetailPanel::editRequested, this, &PoliciesPane::editRequested);
    connect(m_detail, &PolicyDetailPanel::assignRequested, this, &PoliciesPane::assignRequested);
    connect(m_detail, &PolicyDetailPanel::rollBackRequested, this, &PoliciesPane::rollBackRequested);
    connect(m_detail, &PolicyDetailPanel::changeOpened, this, &PoliciesPane::changeOpened);
    connect(m_splitter, &QSplitter::splitterMoved, this,
            [this] { m_context.settings.setValue(splitterKey, m_splitter->saveState()); });
}

void PoliciesPane::updateState()
{
    panes::PaneTexts texts{
        .empty = {.glyph = design::Glyph::Policies,
                  .title = tr("No policies yet"),
                  .sentence = tr("Without a policy nothing is allowed. Write one, and have others sign it."),
                  .verb = m_new->isEnabled() ? tr("New policy…") : QString()},
        .refused = {.rule = tr("Your roles do not let you see policies."),
                    .whoCould = tr("Administrators, approvers and security reviewers can.")}};
    if (!m_head->text().isEmpty())
        texts.empty = {.glyph = design::Glyph::Filter,
                       .title = tr("Nothing matches the filter"),
                       .sentence = tr("No policy has these words in its name or kind."),
                       .verb = tr("Show all policies")};
    const int rows = m_words->rowCount();
    m_stack->setState(panes::paneState(m_context.policies.status(), rows > 0, m_context.session.now(), texts));
    m_head->setCount(rows);
}

void PoliciesPane::updateCurrent()
{
    const auto *const entry = m_words->entry(m_table->currentIndex());
    m_detail->setVisible(entry != nullptr);
    if (entry)
        m_detail->show(*entry);
    updateState();
}

void PoliciesPane::updateGroups()
{
    const words::GroupNames names = groupNames(m_context.groups);
    m_words->setGroupNames(names);
    m_detail->setGroupNames(names);
}

void PoliciesPane::updateActs()
{
    const auto &info = m_context.session.info();
    const bool mayAsk = info && changes::findAction(QString(changes::policyPublish))->mayAsk.hasAny(info->roles);
    const QString denial =
        mayAsk ? QString() : tr("Administrators write policies and ask for them, and approvers sign them off.");
    if (mayAsk)
        m_new->allow();
    else
        m_new->deny(denial);
    m_detail->setDenial(denial);
    updateState();
}

void PoliciesPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_context.policies.status().phase() == Phase::Idle)
        m_context.policies.refresh();
    if (m_context.groups.status().phase() == Phase::Idle)
        m_context.groups.refresh();
    m_context.fleet.want();
}

words::GroupNames groupNames(const models::groups::GroupListSource &groups)
{
    words::GroupNames names;
    for (const client::ListedGroup &group : groups.groups())
        names.insert(group.id, group.definition.name);
    return names;
}

} // namespace enigm::views::policies

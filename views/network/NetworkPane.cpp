#include "views/network/NetworkPane.h"

#include "api-client/session/Session.h"
#include "models/groups/GroupListSource.h"
#include "views/design/facts/SectionTitle.h"
#include "views/design/states/StateStack.h"
#include "views/design/table/StateDelegate.h"
#include "views/design/table/TableView.h"
#include "views/network/PathsTableModel.h"
#include "views/network/PointWordsProxy.h"
#include "views/network/RefusalPanel.h"
#include "views/panes/Minute.h"
#include "views/panes/SyncText.h"
#include "views/policies/PoliciesPane.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

namespace enigm::views::network {

using design::SectionTitle;
using models::network::EnforcementPointsModel;
using models::policies::PolicyListModel;
using models::session::Phase;
using models::session::SyncStatus;
using panes::PaneTexts;
using namespace Qt::StringLiterals;

namespace {

constexpr int margin = 2 * design::metrics::grid;

PaneTexts textsOf(design::pane::Empty empty)
{
    return {.empty = std::move(empty),
            .refused = {.rule = NetworkPane::tr("Your roles do not let you see the network."),
                        .whoCould = NetworkPane::tr("Administrators, approvers and security reviewers can.")}};
}

} // namespace

NetworkPane::NetworkPane(const NetworkContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_paths(new PathsTableModel(this))
    , m_words(new PointWordsProxy(context.points, context.session, this))
    , m_pathsTable(new design::TableView)
    , m_pointsTable(new design::TableView)
{
    setObjectName(u"networkPane"_s);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(design::metrics::grid);
    layout->addWidget(new SectionTitle(tr("Network"), SectionTitle::Level::Page));
    auto *const tables = new QHBoxLayout;
    tables->setSpacing(margin);
    tables->addWidget(buildPaths(), 4);
    tables->addWidget(buildPoints(), 5);
    layout->addLayout(tables, 1);
    layout->addWidget(new RefusalPanel(context.outcomes, context.session), 1);
    connect(&context.policies, &PolicyListModel::changed, this, &NetworkPane::updatePaths);
    connect(&context.policies.status(), &SyncStatus::changed, this, &NetworkPane::updatePaths);
    connect(&context.groups, &models::groups::GroupListSource::changed, this, &NetworkPane::updatePaths);
    connect(&context.points.status(), &SyncStatus::changed, this, &NetworkPane::updatePoints);
    connect(m_pointsTable, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        if (const client::EnforcementPoint *const point = m_words->point(index))
            Q_EMIT changeOpened(point->revoked ? point->revoked->change : point->enrolled.change);
    });
    updatePaths();
    updatePoints();
}

QWidget *NetworkPane::buildPaths()
{
    auto *const paths = new QWidget;
    auto *const layout = new QVBoxLayout(paths);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    layout->addWidget(new SectionTitle(tr("Paths by group")));
    m_pathsTable->setObjectName(u"pathsTable"_s);
    m_pathsTable->setAccessibleName(tr("How each path is governed, by group"));
    m_pathsTable->setCompact(true);
    m_pathsTable->setModel(m_paths);
    auto *const states =
        new design::StateDelegate([this](const QModelIndex &index) { return m_paths->stateWord(index); }, m_pathsTable);
    for (int column = 1; column < m_paths->columnCount(); ++column)
        m_pathsTable->setItemDelegateForColumn(column, states);
    m_pathsTable->setColumns({{.id = u"group"_s, .width = 136, .hidable = false},
                              {.id = u"vpn"_s, .width = 108},
                              {.id = u"proxy"_s, .width = 108},
                              {.id = u"tor"_s, .width = 108}});
    for (int column = 0; column < m_paths->columnCount(); ++column)
        m_pathsTable->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    m_pathsStack = new design::StateStack(m_pathsTable);
    connect(m_pathsStack, &design::StateStack::retryRequested, this, [this] { m_context.policies.refresh(); });
    layout->addWidget(m_pathsStack, 1);
    return paths;
}

QWidget *NetworkPane::buildPoints()
{
    auto *const points = new QWidget;
    auto *const layout = new QVBoxLayout(points);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    layout->addWidget(new SectionTitle(tr("Enforcement points")));
    m_pointsTable->setObjectName(u"pointsTable"_s);
    m_pointsTable->setAccessibleName(tr("Enforcement points"));
    m_pointsTable->setCompact(true);
    m_pointsTable->setModel(m_words);
    m_pointsTable->setItemDelegateForColumn(
        EnforcementPointsModel::Health,
        new design::StateDelegate([this](const QModelIndex &index) { return m_words->stateWord(index); },
                                  m_pointsTable));
    auto *const numbers = new design::CellDelegate(design::CellKind::Number, m_pointsTable);
    m_pointsTable->setItemDelegateForColumn(EnforcementPointsModel::Permits, numbers);
    m_pointsTable->setItemDelegateForColumn(EnforcementPointsModel::Denials, numbers);
    m_pointsTable->setItemDelegateForColumn(EnforcementPointsModel::Key,
                                            new design::CellDelegate(design::CellKind::Code, m_pointsTable));
    m_pointsTable->setColumns({{.id = u"name"_s, .width = 88, .hidable = false},
                               {.id = u"path"_s, .width = 112},
                               {.id = u"health"_s, .width = 124, .hidable = false},
                               {.id = u"seen"_s, .width = 84},
                               {.id = u"permits"_s, .width = 100},
                               {.id = u"denials"_s, .width = 92},
                               {.id = u"key"_s, .width = 160, .shown = false}});
    m_pointsTable->remember(m_context.settings, u"network/points"_s);
    panes::repaintByTheMinute(m_pointsTable->viewport());
    m_pointsStack = new design::StateStack(m_pointsTable);
    connect(m_pointsStack, &design::StateStack::retryRequested, this, [this] { m_context.points.refresh(); });
    layout->addWidget(m_pointsStack, 1);
    return points;
}

void NetworkPane::updatePaths()
{
    const SyncStatus &status = m_context.policies.status();
    const bool isThere = status.lastSynced().has_value();
    if (isThere)
        m_paths->show(m_context.policies.inForce(), policies::groupNames(m_context.groups));
    m_pathsStack->setState(panes::paneState(status, isThere, m_context.session.now(), textsOf({})));
}

void NetworkPane::updatePoints()
{
    m_pointsStack->setState(panes::paneState(
        m_context.points.status(), m_words->rowCount() > 0, m_context.session.now(),
        textsOf({.glyph = design::Glyph::Network,
                 .title = tr("No enforcement points yet"),
                 .sentence = tr("One appears here once its enrolment was asked for and signed off.")})));
}

void NetworkPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_context.policies.status().phase() == Phase::Idle)
        m_context.policies.refresh();
    if (m_context.groups.status().phase() == Phase::Idle)
        m_context.groups.refresh();
    m_context.points.refresh();
    m_context.outcomes.refresh();
}

} // namespace enigm::views::network

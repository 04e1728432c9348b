#include "views/ota/TrustPane.h"

#include "api-client/session/Session.h"
#include "views/design/facts/SectionTitle.h"
#include "views/design/states/Banner.h"
#include "views/design/states/StateStack.h"
#include "views/design/table/StateDelegate.h"
#include "views/design/table/TableView.h"
#include "views/ota/TrustWordsProxies.h"
#include "views/panes/Minute.h"
#include "views/panes/SyncText.h"

#include <QHeaderView>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace enigm::views::ota {

using design::CellDelegate;
using design::CellKind;
using design::SectionTitle;
using design::TableView;
using design::Tone;
using models::ota::AuthorityKeysModel;
using models::ota::Expiry;
using models::ota::RepositoryRolesModel;
using models::ota::RepositoryRootsModel;
using models::session::Phase;
using namespace Qt::StringLiterals;

namespace {

constexpr int margin = 2 * design::metrics::grid;

constexpr int mostRows = 12; ///< in sight at once; a table of more scrolls

/// As high as its rows, so that nothing of one is cut and what follows stands close.
void fitHeight(TableView *table)
{
    const int rows = std::clamp(table->model()->rowCount(), 1, mostRows);
    table->setFixedHeight(table->horizontalHeader()->height() + rows * table->verticalHeader()->defaultSectionSize());
}

TableView *tableOf(const QString &name, const QString &spoken, QAbstractItemModel *model)
{
    auto *const table = new TableView;
    table->setObjectName(name);
    table->setAccessibleName(spoken);
    table->setCompact(true);
    table->setModel(model);
    QObject::connect(model, &QAbstractItemModel::modelReset, table, [table] { fitHeight(table); });
    QObject::connect(model, &QAbstractItemModel::rowsInserted, table, [table] { fitHeight(table); });
    QObject::connect(model, &QAbstractItemModel::rowsRemoved, table, [table] { fitHeight(table); });
    fitHeight(table);
    return table;
}

} // namespace

TrustPane::TrustPane(models::ota::TrustSource &trust, const client::Session &session, QWidget *parent)
    : QWidget(parent)
    , m_trust(trust)
    , m_session(session)
    , m_authorityWords(new AuthorityWordsProxy(trust.authorities(), this))
    , m_roleWords(new RoleWordsProxy(trust.roles(), session, this))
    , m_rootWords(new RootWordsProxy(trust.roots(), session, this))
    , m_expiry(new design::Banner(Tone::Warn))
    , m_awaited(new design::Banner(Tone::Info))
{
    setObjectName(u"trustPane"_s);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(design::metrics::grid);
    layout->addWidget(new SectionTitle(tr("Trust"), SectionTitle::Level::Page));
    auto *const body = new QWidget;
    auto *const column = new QVBoxLayout(body);
    column->setContentsMargins({});
    column->setSpacing(design::metrics::grid);
    m_expiry->setObjectName(u"trustExpiry"_s);
    m_awaited->setObjectName(u"trustAwaited"_s);
    column->addWidget(m_expiry);
    column->addWidget(m_awaited);
    addAuthorities(*column);
    addRoles(*column);
    addRoots(*column);
    column->addStretch(1);
    auto *const area = new QScrollArea;
    area->setWidget(body);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_stack = new design::StateStack(area);
    layout->addWidget(m_stack, 1);
    connect(&trust, &models::ota::TrustSource::changed, this, &TrustPane::updateNews);
    connect(&trust.status(), &models::session::SyncStatus::changed, this, &TrustPane::updateState);
    connect(m_stack, &design::StateStack::retryRequested, this, [this] { m_trust.refresh(); });
    updateNews();
    updateState();
}

void TrustPane::addAuthorities(QVBoxLayout &layout)
{
    layout.addWidget(new SectionTitle(tr("Signing authorities")));
    TableView *const table = tableOf(u"authoritiesTable"_s, tr("Keys of the signing authorities"), m_authorityWords);
    table->setItemDelegateForColumn(AuthorityKeysModel::Key, new CellDelegate(CellKind::Code, table));
    table->setItemDelegateForColumn(AuthorityKeysModel::Since, new CellDelegate(CellKind::Muted, table));
    table->setColumns({{.id = u"who"_s, .width = 184, .hidable = false},
                       {.id = u"key"_s, .width = 376},
                       {.id = u"since"_s, .width = 208}});
    layout.addWidget(table);
}

void TrustPane::addRoles(QVBoxLayout &layout)
{
    layout.addSpacing(design::metrics::grid);
    layout.addWidget(new SectionTitle(tr("Roles of the repository")));
    TableView *const table = tableOf(u"rolesTable"_s, tr("Roles of the repository"), m_roleWords);
    table->setItemDelegateForColumn(
        RepositoryRolesModel::State,
        new design::StateDelegate([this](const QModelIndex &index) { return m_roleWords->stateWord(index); }, table));
    auto *const number = new CellDelegate(CellKind::Number, table);
    for (const int column :
         {RepositoryRolesModel::Version, RepositoryRolesModel::Threshold, RepositoryRolesModel::Keys})
        table->setItemDelegateForColumn(column, number);
    table->setColumns({{.id = u"role"_s, .width = 184, .hidable = false},
                       {.id = u"state"_s, .width = 140, .hidable = false},
                       {.id = u"version"_s, .width = 88},
                       {.id = u"threshold"_s, .width = 96},
                       {.id = u"keys"_s, .width = 104},
                       {.id = u"expires"_s, .width = 160}});
    panes::repaintByTheMinute(table->viewport());
    layout.addWidget(table);
}

void TrustPane::addRoots(QVBoxLayout &layout)
{
    layout.addSpacing(design::metrics::grid);
    layout.addWidget(new SectionTitle(tr("Roots, the newest first")));
    TableView *const table = tableOf(u"rootsTable"_s, tr("Roots that the repository had"), m_rootWords);
    table->setItemDelegateForColumn(RepositoryRootsModel::Version, new CellDelegate(CellKind::Number, table));
    table->setItemDelegateForColumn(RepositoryRootsModel::Time, new CellDelegate(CellKind::Muted, table));
    auto *const code = new CellDelegate(CellKind::Code, table);
    table->setItemDelegateForColumn(RepositoryRootsModel::Change, code);
    table->setItemDelegateForColumn(RepositoryRootsModel::Digest, code);
    table->setColumns({{.id = u"version"_s, .width = 88, .hidable = false},
                       {.id = u"time"_s, .width = 140},
                       {.id = u"change"_s, .width = 140},
                       {.id = u"digest"_s, .width = 400}});
    connect(table, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        const models::ota::RepositoryRoot *const root = m_rootWords->root(index);
        if (root && !root->change.isEmpty())
            Q_EMIT changeOpened(root->change);
    });
    layout.addWidget(table);
}

void TrustPane::updateNews()
{
    QStringList over;
    QStringList soon;
    for (const models::ota::RepositoryRole &role : m_trust.trust().roles) {
        const Expiry expiry = models::ota::expiryOf(role, m_session.now());
        if (expiry == Expiry::Over)
            over.append(repositoryRoleText(role.name));
        else if (expiry == Expiry::Soon)
            soon.append(repositoryRoleText(role.name));
    }
    m_expiry->setVisible(!over.isEmpty() || !soon.isEmpty());
    m_expiry->setTone(over.isEmpty() ? Tone::Warn : Tone::Danger);
    m_expiry->setGlyph(over.isEmpty() ? design::Glyph::Hourglass : design::Glyph::Warning);
    m_expiry->setText(
        over.isEmpty()
            ? tr("Expires soon: %1. Have the next version signed before.").arg(soon.join(u", "_s))
            : tr("Expired: %1. Devices take no update until the next version is signed.").arg(over.join(u", "_s)));
    QStringList awaited;
    for (const models::ota::AwaitedMetadata &metadata : m_trust.trust().awaited)
        awaited.append(tr("%1 version %2 has %3 of %4 signatures", "a role of the repository")
                           .arg(repositoryRoleText(metadata.role))
                           .arg(metadata.version)
                           .arg(metadata.have)
                           .arg(metadata.threshold));
    m_awaited->setVisible(!awaited.isEmpty());
    m_awaited->setGlyph(design::Glyph::Sign);
    m_awaited->setText(
        tr("%1. Its keys sign with enigmctl tuf sign.", "what waits for signatures").arg(awaited.join(u". "_s)));
}

void TrustPane::updateState()
{
    const panes::PaneTexts texts{
        .empty = {.glyph = design::Glyph::Trust,
                  .title = tr("No keys for updates yet"),
                  .sentence = tr("Before anything is published, governance names the keys of both signing authorities "
                                 "and the first root.")},
        .refused = {.rule = tr("Your roles do not let you see whom devices trust."),
                    .whoCould = tr("Release managers, approvers and security reviewers can.")}};
    const bool hasRows = !m_trust.trust().authorities.empty() || !m_trust.trust().roles.empty();
    m_stack->setState(panes::paneState(m_trust.status(), hasRows, m_session.now(), texts));
}

void TrustPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_trust.status().phase() == Phase::Idle)
        m_trust.refresh();
}

} // namespace enigm::views::ota

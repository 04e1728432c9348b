#include "views/audit/AuditPane.h"

#include "api-client/session/Session.h"
#include "models/audit/AuditTableModel.h"
#include "models/session/OperatorNames.h"
#include "views/audit/AuditInspector.h"
#include "views/audit/AuditProxy.h"
#include "views/audit/AuditText.h"
#include "views/design/controls/Button.h"
#include "views/design/controls/FilterBar.h"
#include "views/design/facts/Card.h"
#include "views/design/facts/SectionTitle.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/states/StateStack.h"
#include "views/design/table/StateDelegate.h"
#include "views/design/table/TableView.h"
#include "views/panes/SyncText.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QShortcut>
#include <QTimer>

#include <array>

namespace enigm::views::audit {

using design::Button;
using design::ButtonRole;
using models::audit::AuditTableModel;
using models::session::Phase;
using namespace Qt::StringLiterals;
namespace pane = design::pane;

namespace {

constexpr int margin = 2 * design::metrics::grid;
/// Below this width of the pane the table needs all of it.
constexpr int widthForInspector = 760;
constexpr int inspectorWidth = 368; // a handle fits whole

QString roleDenial()
{
    return AuditPane::tr("The audit trail is read by security reviewers. Every reading is an entry of its own.");
}

} // namespace

AuditPane::AuditPane(const AuditContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_words(new AuditProxy(context.trail, context.names, context.session, this))
    , m_title(new design::SectionTitle(tr("Audit"), design::SectionTitle::Level::Page))
    , m_filter(new design::FilterBar)
    , m_table(new design::TableView)
    , m_inspector(new AuditInspector)
    , m_verify(new Button(ButtonRole::Secondary, design::Glyph::Refresh, tr("Verify again")))
    , m_export(new Button(ButtonRole::Secondary, design::Glyph::Export, tr("Export…")))
    , m_settle(new QTimer(this))
{
    setObjectName(u"auditPane"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(buildBody(), 1);
    layout->addWidget(buildFoot());
    m_inspector->hide();
    m_settle->setSingleShot(true);
    m_settle->setInterval(0);
    connectModels();
    updatePane();
}

QWidget *AuditPane::buildHead()
{
    auto *head = new QWidget;
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(design::metrics::grid);
    layout->addWidget(m_title);
    layout->addWidget(m_filter);
    m_title->addAct(m_verify);
    m_title->addAct(m_export);
    m_verify->setObjectName(u"verifyAudit"_s);
    m_export->setObjectName(u"exportAudit"_s);
    m_filter->setObjectName(u"auditFilter"_s);
    m_filter->setFields(AuditFilter::fields());
    m_filter->setPlaceholder(tr("Action, actor, handle, or category:signing-event"));
    connect(m_verify, &Button::clicked, this, [this] { m_context.trail.refresh(); });
    connect(m_export, &Button::clicked, this, &AuditPane::exportRequested);
    connect(m_filter, &design::FilterBar::changed, this, &AuditPane::applyFilter);
    auto *find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_filter, [this] { m_filter->setFocus(Qt::ShortcutFocusReason); });
    return head;
}

QWidget *AuditPane::buildBody()
{
    buildTable();
    m_stack = new design::StateStack(m_table);
    connect(m_stack, &design::StateStack::acted, this, &AuditPane::clearFilter);
    connect(m_stack, &design::StateStack::dropTokenRequested, m_filter, &design::FilterBar::dropToken);
    connect(m_stack, &design::StateStack::retryRequested, this, [this] { m_context.trail.refresh(); });
    connect(m_stack, &design::StateStack::saveEvidenceRequested, this, &AuditPane::evidenceRequested);
    m_inspector->setFixedWidth(inspectorWidth);
    auto *body = new QWidget;
    auto *layout = new QHBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_inspector);
    return body;
}

void AuditPane::buildTable()
{
    const auto state = [this](const QModelIndex &index) { return m_words->stateWord(index); };
    m_table->setObjectName(u"auditTable"_s);
    m_table->setAccessibleName(tr("Audit trail"));
    m_table->setModel(m_words);
    m_table->setCompact(true);
    m_table->setCopyRole(AuditProxy::wholeRole);
    const auto kind = [this](int column, design::CellKind cell) {
        m_table->setItemDelegateForColumn(column, new design::CellDelegate(cell, m_table));
    };
    kind(AuditTableModel::Index, design::CellKind::Number);
    kind(AuditTableModel::Time, design::CellKind::Muted);
    kind(AuditTableModel::Change, design::CellKind::Code);
    m_table->setItemDelegateForColumn(AuditTableModel::Outcome, new design::StateDelegate(state, m_table));
    m_table->setItemDelegateForColumn(AuditTableModel::Proof, new design::StateDelegate(state, m_table));
    m_table->setColumns({{.id = u"index"_s, .width = 72, .shown = false},
                         {.id = u"time"_s, .width = 152, .hidable = false},
                         {.id = u"category"_s, .width = 168, .shown = false},
                         {.id = u"action"_s, .width = 152, .hidable = false},
                         {.id = u"actor"_s, .width = 136},
                         {.id = u"resource"_s, .width = 120, .shown = false},
                         {.id = u"outcome"_s, .width = 124},
                         {.id = u"change"_s, .width = 112, .shown = false},
                         {.id = u"proof"_s, .width = 132, .hidable = false}});
    // What matters most stays in sight beside the inspector, which tells the rest.
    const std::array order = {AuditTableModel::Time,     AuditTableModel::Proof,   AuditTableModel::Action,
                              AuditTableModel::Actor,    AuditTableModel::Outcome, AuditTableModel::Category,
                              AuditTableModel::Resource, AuditTableModel::Change};
    QHeaderView *header = m_table->horizontalHeader();
    for (int place = 0; place < std::ssize(order); ++place)
        header->moveSection(header->visualIndex(order.at(static_cast<std::size_t>(place))), place);
    m_table->remember(m_context.settings, u"audit/table"_s);
    connect(m_table, &QAbstractItemView::activated, m_inspector, &AuditInspector::focusFirst);
}

QWidget *AuditPane::buildFoot()
{
    m_searched = new design::ToneLabel({}, design::TextStyle::Body, design::Tone::Muted);
    auto *more = new Button(ButtonRole::Secondary, tr("Search older entries"));
    more->setObjectName(u"searchOlder"_s);
    connect(more, &Button::clicked, this, [this] { m_context.trail.fetchMore({}); });
    m_foot = new QWidget;
    auto *column = new QVBoxLayout(m_foot);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new design::Separator);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(margin, design::metrics::grid, margin, design::metrics::grid);
    line->addWidget(m_searched, 1);
    line->addWidget(more);
    column->addLayout(line);
    return m_foot;
}

void AuditPane::connectModels()
{
    const auto settle = [this] { m_settle->start(); };
    connect(m_settle, &QTimer::timeout, this, &AuditPane::updatePane);
    connect(&m_context.trail.status(), &models::session::SyncStatus::changed, this, settle);
    connect(&m_context.trail, &AuditTableModel::proofBroken, this, &AuditPane::updatePane);
    connect(m_words, &QAbstractItemModel::rowsInserted, this, settle);
    connect(m_words, &QAbstractItemModel::rowsRemoved, this, settle);
    connect(m_words, &QAbstractItemModel::modelReset, this, settle);
    connect(m_words, &QAbstractItemModel::dataChanged, this, settle);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &AuditPane::updateInspector);
    connect(&m_context.session, &client::Session::signedIn, this, settle);
    connect(&m_context.session, &client::Session::ended, this, settle);
}

void AuditPane::applyFilter()
{
    m_words->setFilter(AuditFilter::of(m_filter->filter()));
    updatePane();
}

void AuditPane::clearFilter()
{
    m_filter->setFilter({});
    applyFilter();
    m_filter->setFocus(Qt::OtherFocusReason);
}

/// Which token excludes most of what is loaded; where no single one does, the whole filter is to go.
design::PaneState AuditPane::nothingMatches() const
{
    const design::Filter &filter = m_filter->filter();
    pane::FilteredToNothing best;
    for (std::size_t i = 0; i < filter.tokens.size(); ++i) {
        design::Filter rest = filter;
        rest.tokens.erase(rest.tokens.begin() + static_cast<std::ptrdiff_t>(i));
        if (const int count = m_words->countWith(AuditFilter::of(rest)); count > best.without)
            best = {.token = filter.tokens.at(i).text(), .without = count};
    }
    if (best.without > 0)
        return best;
    return pane::Empty{.glyph = design::Glyph::Filter,
                       .title = tr("Nothing matches the filter"),
                       .sentence = tr("None of the entries that were read has these properties."),
                       .verb = tr("Show all entries")};
}

design::PaneState AuditPane::state() const
{
    const AuditTableModel &trail = m_context.trail;
    if (trail.broken())
        return pane::BrokenProof{.contradiction = contradiction(*trail.broken())};
    const panes::PaneTexts texts{
        .empty = {.glyph = design::Glyph::Audit,
                  .title = tr("No entries yet"),
                  .sentence = tr("Every security-relevant act is written here.")},
        .refused = {.rule = roleDenial(), .whoCould = tr("Anybody who holds the role security reviewer can.")}};
    const design::PaneState state =
        panes::paneState(trail.status(), trail.rowCount() > 0, m_context.session.now(), texts);
    if (std::holds_alternative<pane::Content>(state) && m_words->rowCount() == 0)
        return nothingMatches();
    return state;
}

void AuditPane::updatePane()
{
    m_stack->setState(state());
    const qint64 size = m_context.trail.logSize();
    m_title->setDetail(size > 0 ? QLocale().toString(size) : QString());
    updateActs();
    updateFoot();
    updateInspector();
}

void AuditPane::updateActs()
{
    const std::optional<client::SessionInfo> &info = m_context.session.info();
    const bool mayRead = info && info->roles.has(operators::Role::SecurityReviewer);
    for (Button *act : {m_verify, m_export}) {
        if (mayRead)
            act->allow();
        else
            act->deny(roleDenial());
    }
}

void AuditPane::updateFoot()
{
    const AuditTableModel &trail = m_context.trail;
    m_foot->setVisible(!m_filter->filter().isEmpty() && trail.canFetchMore({}));
    m_searched->setText(tr("The newest %1 of %2 entries were searched.")
                            .arg(QLocale().toString(trail.rowCount()), QLocale().toString(trail.logSize())));
}

void AuditPane::updateInspector()
{
    const QModelIndex index = m_table->currentIndex();
    const client::AuditRecord *record = m_words->record(index);
    m_inspector->setVisible(record != nullptr && width() >= widthForInspector);
    if (record != nullptr)
        m_inspector->show(*record, m_words->proof(index), m_context.names, m_context.session.now());
}

void AuditPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_context.trail.status().phase() == Phase::Idle)
        m_context.trail.refresh();
}

void AuditPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_inspector->setVisible(m_words->record(m_table->currentIndex()) != nullptr && width() >= widthForInspector);
}

} // namespace enigm::views::audit

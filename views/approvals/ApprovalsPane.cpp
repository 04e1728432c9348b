#include "views/approvals/ApprovalsPane.h"

#include "api-client/session/Session.h"
#include "models/changes/ChangeListModel.h"
#include "views/approvals/EligibilityText.h"
#include "views/approvals/InboxProxy.h"
#include "views/design/controls/Button.h"
#include "views/design/controls/FilterBar.h"
#include "views/design/facts/Card.h"
#include "views/design/facts/SectionTitle.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/states/StateStack.h"
#include "views/design/table/StateDelegate.h"
#include "views/design/table/TableView.h"
#include "views/panes/Minute.h"
#include "views/panes/SyncText.h"
#include "views/words/StateText.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QShortcut>

namespace enigm::views::approvals {

using design::FilterField;
using models::changes::ChangeListModel;
using models::session::Phase;
using namespace Qt::StringLiterals;

namespace {

constexpr int margin = 2 * design::metrics::grid;

FilterField stateField()
{
    FilterField field{.key = u"state"_s, .label = ApprovalsPane::tr("State")};
    for (const changes::ChangeState state : changes::allChangeStates()) {
        if (state != changes::ChangeState::Draft) // drafts never leave the console of whoever writes them
            field.values.push_back({.value = changes::word(state), .label = words::stateWord(state).word});
    }
    return field;
}

std::vector<changes::ChangeState> statesOf(const design::Filter &filter)
{
    std::vector<changes::ChangeState> states;
    for (const design::FilterToken &token : filter.tokens) {
        if (const auto state = changes::changeStateOf(token.value); state && token.key == "state"_L1)
            states.push_back(*state);
    }
    return states;
}

design::Filter filterOf(const std::vector<changes::ChangeState> &states)
{
    design::Filter filter;
    for (const changes::ChangeState state : states)
        filter.tokens.push_back({.key = u"state"_s, .value = changes::word(state)});
    return filter;
}

} // namespace

ApprovalsPane::ApprovalsPane(const ApprovalsContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_inbox(new InboxProxy(context.changes, context.session, this))
    , m_title(new design::SectionTitle(tr("Approvals"), design::SectionTitle::Level::Page))
    , m_filter(new design::FilterBar)
    , m_table(new design::TableView)
    , m_stack(new design::StateStack(m_table))
{
    setObjectName(u"approvalsPane"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    buildTable();
    layout->addWidget(m_stack, 1);
    layout->addWidget(buildFoot());
    connectModels();
    updatePane();
}

QWidget *ApprovalsPane::buildHead()
{
    auto *head = new QWidget;
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(design::metrics::grid);
    auto *top = new QHBoxLayout;
    top->setSpacing(design::metrics::grid);
    top->addWidget(m_title, 1);
    auto *cancelAll = new design::Button(design::ButtonRole::Quiet, tr("Cancel all pending…"));
    cancelAll->setObjectName(u"cancelAll"_s);
    cancelAll->setToolTip(tr("Ends every change that waits, if an account may have been stolen"));
    connect(cancelAll, &QAbstractButton::clicked, this, &ApprovalsPane::cancelAllRequested);
    top->addWidget(cancelAll);
    layout->addLayout(top);
    layout->addWidget(m_filter);
    m_filter->setObjectName(u"approvalsFilter"_s);
    m_filter->setFields({stateField()});
    m_filter->setFilter(filterOf(m_context.changes.states()));
    m_filter->setPlaceholder(tr("Reference, change, person or reason"));
    connect(m_filter, &design::FilterBar::changed, this, &ApprovalsPane::applyFilter);
    auto *find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_filter, [this] { m_filter->setFocus(Qt::ShortcutFocusReason); });
    return head;
}

void ApprovalsPane::buildTable()
{
    const auto state = [this](const QModelIndex &index) { return m_inbox->stateWord(index); };
    m_table->setObjectName(u"approvalsTable"_s);
    m_table->setAccessibleName(tr("Changes"));
    m_table->setModel(m_inbox);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setCopyRole(InboxProxy::wholeRole);
    m_table->setItemDelegateForColumn(ChangeListModel::Reference,
                                      new design::CellDelegate(design::CellKind::Code, m_table));
    m_table->setItemDelegateForColumn(ChangeListModel::Targets,
                                      new design::CellDelegate(design::CellKind::Number, m_table));
    m_table->setItemDelegateForColumn(ChangeListModel::State, new design::StateDelegate(state, m_table));
    m_table->setItemDelegateForColumn(ChangeListModel::Approvals, new design::StateDelegate(state, m_table));
    for (const int column : {ChangeListModel::Requested, ChangeListModel::Deadline})
        m_table->setItemDelegateForColumn(column, new design::CellDelegate(design::CellKind::Muted, m_table));
    m_table->setColumns({{.id = u"reference"_s, .width = 116, .hidable = false},
                         {.id = u"action"_s, .width = 208, .hidable = false},
                         {.id = u"targets"_s, .width = 72, .shown = false},
                         {.id = u"requester"_s, .width = 152},
                         {.id = u"state"_s, .width = 120},
                         {.id = u"requested"_s, .width = 104},
                         {.id = u"deadline"_s, .width = 136},
                         {.id = u"signatures"_s, .width = 200, .hidable = false}});
    m_table->remember(m_context.settings, u"approvals/table"_s);
    panes::repaintByTheMinute(m_table->viewport());
    connect(m_table, &QAbstractItemView::activated, this, &ApprovalsPane::review);
}

QWidget *ApprovalsPane::buildFoot()
{
    m_badge = new design::StateBadge;
    m_sentence = new design::ToneLabel({}, design::TextStyle::Body, design::Tone::Muted);
    m_sentence->setWordWrap(true);
    m_review = new design::Button(design::ButtonRole::Primary, tr("Review…"));
    m_review->setObjectName(u"reviewChange"_s);
    connect(m_review, &design::Button::clicked, this, [this] { review(m_table->currentIndex()); });
    m_foot = new QWidget;
    auto *column = new QVBoxLayout(m_foot);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new design::Separator);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(margin, design::metrics::grid, margin, design::metrics::grid);
    line->setSpacing(margin);
    line->addWidget(m_badge);
    line->addWidget(m_sentence, 1);
    line->addWidget(m_review);
    column->addLayout(line);
    return m_foot;
}

void ApprovalsPane::connectModels()
{
    connect(m_stack, &design::StateStack::acted, this, &ApprovalsPane::showAll);
    connect(m_stack, &design::StateStack::retryRequested, this, [this] { m_context.changes.refresh(); });
    connect(&m_context.changes.status(), &models::session::SyncStatus::changed, this, &ApprovalsPane::updatePane);
    connect(&m_context.changes, &ChangeListModel::waitingChanged, this, &ApprovalsPane::updatePane);
    connect(&m_context.changes, &ChangeListModel::statesChanged, this, &ApprovalsPane::takeStates);
    connect(m_inbox, &QAbstractItemModel::rowsInserted, this, &ApprovalsPane::updatePane);
    connect(m_inbox, &QAbstractItemModel::rowsRemoved, this, &ApprovalsPane::updatePane);
    connect(m_inbox, &QAbstractItemModel::modelReset, this, &ApprovalsPane::updatePane);
    connect(m_inbox, &QAbstractItemModel::dataChanged, this, &ApprovalsPane::updateFoot);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ApprovalsPane::updateFoot);
}

void ApprovalsPane::applyFilter()
{
    std::vector<changes::ChangeState> states = statesOf(m_filter->filter());
    if (states != m_context.changes.states())
        m_context.changes.setStates(std::move(states));
    m_inbox->setText(m_filter->filter().text);
    updatePane();
}

/// The model's states were set elsewhere: the bar says so.
void ApprovalsPane::takeStates()
{
    if (statesOf(m_filter->filter()) == m_context.changes.states())
        return;
    design::Filter filter = filterOf(m_context.changes.states());
    filter.text = m_filter->filter().text;
    m_filter->setFilter(filter);
}

void ApprovalsPane::showAll()
{
    m_filter->setFilter({});
    applyFilter();
    m_filter->setFocus(Qt::OtherFocusReason);
}

panes::PaneTexts ApprovalsPane::texts() const
{
    panes::PaneTexts texts{
        .empty = {.glyph = design::Glyph::Approvals,
                  .title = tr("Nothing waits for a signature"),
                  .sentence = tr("Changes that somebody asks for appear here until they are carried out."),
                  .verb = tr("Show earlier changes")},
        .refused = {.rule = tr("Your roles do not let you see changes."),
                    .whoCould = tr("Administrators, approvers and release managers can.")}};
    if (!m_filter->filter().text.isEmpty()) {
        texts.empty = {.glyph = design::Glyph::Filter,
                       .title = tr("Nothing matches the filter"),
                       .sentence = tr("No change holds these words."),
                       .verb = tr("Show all changes")};
    } else if (m_filter->filter().isEmpty()) {
        texts.empty = {.glyph = design::Glyph::Approvals,
                       .title = tr("No changes yet"),
                       .sentence = tr("Nobody has asked for a change in this deployment.")};
    }
    return texts;
}

void ApprovalsPane::updatePane()
{
    const int count = m_inbox->rowCount();
    m_stack->setState(panes::paneState(m_context.changes.status(), count > 0, m_context.session.now(), texts()));
    const QString number = QLocale().toString(count);
    const int waiting = m_context.changes.waiting();
    m_title->setDetail(waiting > 0 ? tr("%1 · %n wait for you", nullptr, waiting).arg(number) : number);
    updateFoot();
}

void ApprovalsPane::updateFoot()
{
    const QModelIndex index = m_table->currentIndex();
    m_foot->setVisible(m_inbox->rowCount() > 0);
    m_badge->setVisible(index.isValid());
    if (!index.isValid()) {
        m_sentence->setText(tr("Choose a change to see whether you may sign it."));
        m_review->deny(tr("No change is chosen."));
        return;
    }
    m_badge->setState(eligibilityWord(m_inbox->eligibility(index)));
    m_sentence->setText(m_inbox->eligibilityText(*m_inbox->change(index)));
    m_review->allow();
}

void ApprovalsPane::review(const QModelIndex &index)
{
    if (const client::ChangeSummary *change = m_inbox->change(index))
        Q_EMIT reviewRequested(change->change.request.id);
}

void ApprovalsPane::focusFirst()
{
    if (!m_table->currentIndex().isValid() && m_inbox->rowCount() > 0)
        m_table->setCurrentIndex(m_inbox->index(0, 0));
    m_table->setFocus(Qt::OtherFocusReason);
}

void ApprovalsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_context.changes.status().phase() == Phase::Idle)
        m_context.changes.refresh();
}

} // namespace enigm::views::approvals

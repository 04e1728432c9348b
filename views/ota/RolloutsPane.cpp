#include "views/ota/RolloutsPane.h"

#include "api-client/session/Session.h"
#include "contract/changes/Action.h"
#include "views/design/controls/Button.h"
#include "views/design/states/StateStack.h"
#include "views/design/table/StateDelegate.h"
#include "views/design/table/TableView.h"
#include "views/ota/RolloutPage.h"
#include "views/ota/RolloutWordsProxy.h"
#include "views/panes/ListHead.h"
#include "views/panes/Minute.h"
#include "views/panes/SyncText.h"

#include <QSettings>
#include <QVBoxLayout>

namespace enigm::views::ota {

using enigm::ota::RolloutRecord;
using models::ota::RolloutListModel;
using models::session::Phase;
using namespace Qt::StringLiterals;

RolloutsPane::RolloutsPane(const RolloutsContext &context, QWidget *parent)
    : QStackedWidget(parent)
    , m_context(context)
    , m_words(new RolloutWordsProxy(context.rollouts, context.names, context.session, this))
    , m_head(new panes::ListHead(tr("Rollouts"),
                                 {.objectName = u"rolloutsFilter"_s,
                                  .placeholder = tr("Release, model, state or person"),
                                  .accessibleName = tr("Show only rollouts with these words")},
                                 this))
    , m_new(new design::Button(design::ButtonRole::Quiet, tr("New rollout…")))
    , m_open(new design::Button(design::ButtonRole::Quiet, tr("Open")))
    , m_table(new design::TableView)
    , m_page(new RolloutPage(context.rollout, context.names, context.session))
{
    setObjectName(u"rolloutsPane"_s);
    addWidget(buildList());
    addWidget(m_page);
    connectModels();
    updateActs();
}

QWidget *RolloutsPane::buildList()
{
    auto *const list = new QWidget;
    auto *const layout = new QVBoxLayout(list);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_new->setObjectName(u"rolloutNew"_s);
    m_open->setObjectName(u"rolloutOpen"_s);
    m_head->addAct(m_open);
    m_head->addAct(m_new);
    layout->addWidget(m_head);
    buildTable();
    m_stack = new design::StateStack(m_table);
    layout->addWidget(m_stack, 1);
    return list;
}

void RolloutsPane::buildTable()
{
    m_table->setObjectName(u"rolloutsTable"_s);
    m_table->setAccessibleName(tr("Rollouts"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setModel(m_words);
    m_table->setItemDelegateForColumn(
        RolloutListModel::State,
        new design::StateDelegate([this](const QModelIndex &index) { return m_words->stateWord(index); }, m_table));
    auto *const code = new design::CellDelegate(design::CellKind::Code, m_table);
    m_table->setItemDelegateForColumn(RolloutListModel::Release, code);
    m_table->setItemDelegateForColumn(RolloutListModel::Change, code);
    auto *const number = new design::CellDelegate(design::CellKind::Number, m_table);
    for (const int column : {RolloutListModel::Groups, RolloutListModel::Progress, RolloutListModel::Failures})
        m_table->setItemDelegateForColumn(column, number);
    m_table->setItemDelegateForColumn(RolloutListModel::Started,
                                      new design::CellDelegate(design::CellKind::Muted, m_table));
    m_table->setColumns({{.id = u"release"_s, .width = 112, .hidable = false},
                         {.id = u"model"_s, .width = 104},
                         {.id = u"state"_s, .width = 136, .hidable = false},
                         {.id = u"groups"_s, .width = 112},
                         {.id = u"progress"_s, .width = 92},
                         {.id = u"failures"_s, .width = 92},
                         {.id = u"asked"_s, .width = 152},
                         {.id = u"approved"_s, .width = 152},
                         {.id = u"change"_s, .width = 112, .shown = false},
                         {.id = u"started"_s, .width = 112}});
    m_table->remember(m_context.settings, u"rollouts/table"_s);
    panes::repaintByTheMinute(m_table->viewport());
}

void RolloutsPane::connectModels()
{
    connect(m_new, &QAbstractButton::clicked, this, &RolloutsPane::planRequested);
    connect(m_open, &QAbstractButton::clicked, this, [this] {
        if (const RolloutRecord *const rollout = m_words->rollout(m_table->currentIndex()))
            openRollout(rollout->id);
    });
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        if (const RolloutRecord *const rollout = m_words->rollout(index))
            openRollout(rollout->id);
    });
    connect(m_head, &panes::ListHead::textChanged, this, [this](const QString &text) {
        m_words->setText(text);
        updateState();
    });
    connect(m_stack, &design::StateStack::retryRequested, this, [this] { m_context.rollouts.refresh(); });
    connect(m_stack, &design::StateStack::acted, this, [this] {
        if (m_head->text().isEmpty())
            Q_EMIT planRequested();
        m_head->clear();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RolloutsPane::updateActs);
    connect(&m_context.rollouts, &RolloutListModel::changed, this, &RolloutsPane::updateActs);
    connect(&m_context.rollouts.status(), &models::session::SyncStatus::changed, this, &RolloutsPane::updateState);
    connect(&m_context.names, &models::session::OperatorNames::changed, this, [this] {
        m_table->viewport()->update(); // the same people, by their names
        m_words->setText(m_head->text());
        updateState();
    });
    connect(&m_context.session, &client::Session::signedIn, this, &RolloutsPane::updateActs);
    connect(m_page, &RolloutPage::closed, this, &RolloutsPane::closeRollout);
    connect(m_page, &RolloutPage::changeOpened, this, &RolloutsPane::changeOpened);
    connect(m_page, &RolloutPage::actRequested, this, [this](RolloutAct act, const QString &reason) {
        Q_EMIT actRequested(m_context.rollout.id(), act, reason);
    });
}

void RolloutsPane::openRollout(const QString &id)
{
    m_context.rollout.setRollout(id);
    setCurrentWidget(m_page);
    m_page->setFocus();
}

void RolloutsPane::closeRollout()
{
    setCurrentIndex(0);
    m_context.rollout.setRollout({});
    m_table->setFocus();
}

void RolloutsPane::updateState()
{
    panes::PaneTexts texts{
        .empty = {.glyph = design::Glyph::Rollouts,
                  .title = tr("No rollouts yet"),
                  .sentence = tr("A release reaches devices group by group, once others have approved the plan."),
                  .verb = m_new->isEnabled() ? tr("New rollout…") : QString()},
        .refused = {.rule = tr("Your roles do not let you see rollouts."),
                    .whoCould = tr("Release managers, approvers and security reviewers can.")}};
    if (!m_head->text().isEmpty())
        texts.empty = {.glyph = design::Glyph::Filter,
                       .title = tr("Nothing matches the filter"),
                       .sentence = tr("No rollout has these words in its release, model or state, or by whom it is."),
                       .verb = tr("Show all rollouts")};
    const int rows = m_words->rowCount();
    m_stack->setState(panes::paneState(m_context.rollouts.status(), rows > 0, m_context.session.now(), texts));
    m_head->setCount(rows);
}

void RolloutsPane::updateActs()
{
    const auto &info = m_context.session.info();
    const auto may = [&](QLatin1StringView action) {
        return info && changes::findAction(QString(action))->mayAsk.hasAny(info->roles);
    };
    if (may(changes::rolloutStart))
        m_new->allow();
    else
        m_new->deny(tr("Release managers plan rollouts, and others approve them."));
    if (m_words->rollout(m_table->currentIndex()))
        m_open->allow();
    else
        m_open->deny(tr("Choose a rollout first."));
    m_page->setDenials(may(changes::rolloutHalt) ? QString() : tr("Your roles do not let you stop a rollout."),
                       may(changes::rolloutResume) ? QString()
                                                   : tr("Release managers ask for it, and others approve."));
    updateState();
}

void RolloutsPane::showEvent(QShowEvent *event)
{
    QStackedWidget::showEvent(event);
    if (m_context.rollouts.status().phase() == Phase::Idle)
        m_context.rollouts.refresh();
    if (m_context.names.status().phase() == Phase::Idle)
        m_context.names.refresh();
}

} // namespace enigm::views::ota

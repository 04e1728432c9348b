#include "views/ota/RolloutPage.h"

#include "api-client/session/Session.h"
#include "models/ota/RolloutQuestions.h"
#include "views/charts/CountBars.h"
#include "views/charts/LaneChart.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/SectionTitle.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/states/Banner.h"
#include "views/design/states/StateStack.h"
#include "views/design/table/StateDelegate.h"
#include "views/design/table/TableView.h"
#include "views/ota/EventWordsProxy.h"
#include "views/ota/FigureRow.h"
#include "views/ota/GroupWordsProxy.h"
#include "views/ota/RolloutActSheet.h"
#include "views/ota/RolloutLanes.h"
#include "views/panes/SyncText.h"
#include "views/words/ReleaseText.h"
#include "views/words/RolloutText.h"
#include "views/words/TimeText.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace enigm::views::ota {

using design::Button;
using design::ButtonRole;
using design::SectionTitle;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;
using enigm::ota::RolloutRecord;
using enigm::ota::RolloutState;
using models::ota::GroupProgressModel;
using models::ota::RolloutEventsModel;
using models::ota::RolloutSource;
using namespace Qt::StringLiterals;
namespace metrics = design::metrics;

namespace {

constexpr int margin = 2 * metrics::grid;
constexpr QSize haltSize(128, 44); ///< it must be found at once
constexpr std::chrono::seconds half{30};

QScrollArea *scrolling(QWidget *body)
{
    auto *const area = new QScrollArea;
    area->setWidget(body);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    return area;
}

QVBoxLayout *columnOf(QWidget *widget)
{
    auto *const layout = new QVBoxLayout(widget);
    layout->setContentsMargins({});
    layout->setSpacing(metrics::grid);
    return layout;
}

} // namespace

RolloutPage::RolloutPage(RolloutSource &rollout, models::session::OperatorNames &names, const client::Session &session,
                         QWidget *parent)
    : QWidget(parent)
    , m_rollout(rollout)
    , m_names(names)
    , m_session(session)
    , m_groupWords(new GroupWordsProxy(rollout.groups(), this))
    , m_eventWords(new EventWordsProxy(rollout, names, session, this))
    , m_title(new ToneLabel({}, TextStyle::Title))
    , m_badge(new design::StateBadge)
    , m_subtitle(ToneLabel::wrapping({}, TextStyle::Secondary, Tone::Muted))
    , m_people(ToneLabel::wrapping({}, TextStyle::Secondary, Tone::Muted))
    , m_pause(new Button(ButtonRole::Secondary, design::Glyph::Pause, tr("Pause")))
    , m_resume(new Button(ButtonRole::Secondary, tr("Resume…")))
    , m_withdraw(new Button(ButtonRole::Quiet, tr("Withdraw")))
    , m_halt(new Button(ButtonRole::Danger, design::Glyph::Halt, tr("Halt")))
    , m_news(new design::Banner(Tone::Danger))
    , m_figures(new FigureRow)
    , m_groupsTitle(new SectionTitle(tr("Groups")))
    , m_asTable(new Button(ButtonRole::Quiet, tr("As a table")))
    , m_pages(new QStackedWidget)
    , m_lanes(new charts::LaneChart)
    , m_table(new design::TableView)
    , m_failures(new charts::CountBars(Tone::Danger))
    , m_noFailures(ToneLabel::wrapping(tr("No device has failed."), TextStyle::Body, Tone::Muted))
    , m_events(new design::TableView)
{
    setObjectName(u"rolloutPage"_s);
    auto *const body = new QWidget;
    auto *const column = columnOf(body);
    column->setContentsMargins(margin, metrics::grid, margin, margin);
    column->setSpacing(margin);
    column->addWidget(m_news);
    column->addWidget(m_figures);
    auto *const splitter = new QSplitter;
    splitter->addWidget(buildGroups());
    m_side = buildSide();
    splitter->addWidget(m_side);
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({604, 436});
    column->addWidget(splitter, 1);
    m_stack = new design::StateStack(body);
    auto *const layout = columnOf(this);
    layout->addWidget(buildHead());
    layout->addWidget(m_stack, 1);
    m_pace.setSingleShot(true);
    m_pace.setInterval(pace);
    m_minute.setInterval(half);
    connect(&m_pace, &QTimer::timeout, this, [this] {
        if (m_isDue)
            look();
    });
    connect(&m_minute, &QTimer::timeout, this, &RolloutPage::noteChange); // what is left of a time has changed
    connect(&rollout, &RolloutSource::changed, this, &RolloutPage::noteChange);
    connect(&names, &models::session::OperatorNames::changed, this, [this] {
        m_events->viewport()->update();
        noteChange();
    });
    connect(&rollout.status(), &models::session::SyncStatus::changed, this, &RolloutPage::updateState);
    connect(m_stack, &design::StateStack::retryRequested, this, [this] { m_rollout.refresh(); });
    m_minute.start();
    look();
    updateState();
}

QWidget *RolloutPage::buildHead()
{
    auto *const head = new QWidget;
    auto *const layout = new QHBoxLayout(head);
    layout->setContentsMargins(margin, margin, margin, 0);
    layout->setSpacing(metrics::grid);
    auto *const back = new Button(ButtonRole::Quiet, design::Glyph::ChevronBack, tr("All rollouts"));
    back->setObjectName(u"rolloutBack"_s);
    connect(back, &QAbstractButton::clicked, this, &RolloutPage::closed);
    auto *const titles = new QVBoxLayout;
    titles->setSpacing(metrics::half);
    auto *const line = new QHBoxLayout;
    line->setSpacing(metrics::grid);
    m_title->setObjectName(u"rolloutTitle"_s);
    m_badge->setObjectName(u"rolloutState"_s);
    line->addWidget(m_title);
    line->addWidget(m_badge);
    line->addStretch(1);
    titles->addLayout(line);
    titles->addWidget(m_subtitle);
    m_people->setObjectName(u"rolloutPeople"_s);
    titles->addWidget(m_people);
    layout->addWidget(back, 0, Qt::AlignTop);
    layout->addLayout(titles, 1);
    layout->addWidget(buildActs(), 0, Qt::AlignTop);
    m_news->setObjectName(u"rolloutNews"_s);
    m_news->hide();
    return head;
}

QWidget *RolloutPage::buildActs()
{
    auto *const acts = new QWidget;
    auto *const layout = new QHBoxLayout(acts);
    layout->setContentsMargins({});
    layout->setSpacing(metrics::grid);
    m_pause->setObjectName(u"rolloutPause"_s);
    m_resume->setObjectName(u"rolloutResume"_s);
    m_withdraw->setObjectName(u"rolloutWithdraw"_s);
    m_halt->setObjectName(u"rolloutHalt"_s);
    m_halt->setMinimumSize(haltSize);
    for (Button *const act : {m_withdraw, m_pause, m_resume, m_halt})
        layout->addWidget(act, 0, Qt::AlignVCenter);
    connect(m_pause, &QAbstractButton::clicked, this, [this] { ask(RolloutAct::Pause); });
    connect(m_withdraw, &QAbstractButton::clicked, this, [this] { ask(RolloutAct::Withdraw); });
    connect(m_halt, &QAbstractButton::clicked, this, [this] { ask(RolloutAct::Halt); });
    connect(m_resume, &QAbstractButton::clicked, this, [this] { Q_EMIT actRequested(RolloutAct::Resume, {}); });
    return acts;
}

QWidget *RolloutPage::buildGroups()
{
    auto *const groups = new QWidget;
    auto *const layout = columnOf(groups);
    m_asTable->setObjectName(u"rolloutAsTable"_s);
    m_groupsTitle->addAct(m_asTable);
    layout->addWidget(m_groupsTitle);
    connect(m_asTable, &QAbstractButton::clicked, this, &RolloutPage::toggleTable);
    m_lanes->setObjectName(u"rolloutLanes"_s);
    m_lanes->setAccessibleName(tr("Progress of the groups, with their thresholds"));
    buildTables();
    auto *const lanes = new QWidget;
    auto *const column = columnOf(lanes);
    column->addWidget(m_lanes);
    column->addStretch(1);
    m_pages->addWidget(scrolling(lanes));
    m_pages->addWidget(m_table);
    m_pages->setMinimumWidth(m_lanes->minimumSizeHint().width()); // where it is narrow, what stands beside gives way
    layout->addWidget(m_pages, 1);
    return groups;
}

void RolloutPage::buildTables()
{
    m_table->setObjectName(u"rolloutTable"_s);
    m_table->setAccessibleName(m_lanes->accessibleName());
    m_table->setCompact(true);
    m_table->setModel(m_groupWords);
    auto *const number = new design::CellDelegate(design::CellKind::Number, m_table);
    for (int column = GroupProgressModel::Devices; column < GroupProgressModel::ColumnCount; ++column)
        m_table->setItemDelegateForColumn(column, number);
    m_table->setItemDelegateForColumn(
        GroupProgressModel::State,
        new design::StateDelegate([this](const QModelIndex &index) { return m_groupWords->stateWord(index); },
                                  m_table));
    std::vector<design::TableColumn> columns(GroupProgressModel::ColumnCount);
    for (std::size_t column = 0; column < columns.size(); ++column)
        columns[column] = {.id = u"column%1"_s.arg(column), .width = column < 2 ? 112 : 88, .hidable = column > 0};
    m_table->setColumns(std::move(columns));
    m_events->setObjectName(u"rolloutEvents"_s);
    m_events->setAccessibleName(tr("What happened"));
    m_events->setCompact(true);
    m_events->setModel(m_eventWords);
    m_events->setItemDelegateForColumn(
        RolloutEventsModel::What,
        new design::StateDelegate([this](const QModelIndex &index) { return m_eventWords->stateWord(index); },
                                  m_events));
    m_events->setItemDelegateForColumn(RolloutEventsModel::Time,
                                       new design::CellDelegate(design::CellKind::Muted, m_events));
    m_events->setColumns({{.id = u"time"_s, .width = 84},
                          {.id = u"what"_s, .width = 204, .hidable = false},
                          {.id = u"who"_s, .width = 112}});
}

QWidget *RolloutPage::buildSide()
{
    auto *const side = new QWidget;
    auto *const row = new QHBoxLayout(side);
    row->setContentsMargins({});
    row->setSpacing(0);
    row->addSpacing(metrics::grid); // mirrors, as a margin would not
    auto *const layout = new QVBoxLayout;
    layout->setSpacing(metrics::grid);
    row->addLayout(layout);
    auto *const failures = new SectionTitle(tr("Failures by category"));
    failures->setMinimumHeight(m_groupsTitle->sizeHint().height()); // stands on one line with it
    layout->addWidget(failures);
    m_failures->setObjectName(u"rolloutFailures"_s);
    m_failures->setAccessibleName(tr("Failures by category"));
    layout->addWidget(m_failures);
    layout->addWidget(m_noFailures);
    layout->addSpacing(metrics::grid);
    auto *const happened = new SectionTitle(tr("What happened"));
    auto *const show = new Button(ButtonRole::Quiet, tr("Show the change"));
    show->setObjectName(u"rolloutChange"_s);
    connect(show, &QAbstractButton::clicked, this, [this] {
        if (m_rollout.rollout())
            Q_EMIT changeOpened(m_rollout.rollout()->change);
    });
    happened->addAct(show);
    layout->addWidget(happened);
    layout->addWidget(m_events, 1);
    return side;
}

/// The table takes the room of what stands beside the lanes.
void RolloutPage::toggleTable()
{
    const bool toTable = m_pages->currentIndex() == 0;
    m_pages->setCurrentIndex(toTable ? 1 : 0);
    m_side->setVisible(!toTable);
    m_asTable->setText(toTable ? tr("As lanes") : tr("As a table"));
}

void RolloutPage::setDenials(const QString &reducing, const QString &resuming)
{
    m_noReducing = reducing;
    m_noResuming = resuming;
    updateActs();
}

void RolloutPage::ask(RolloutAct act)
{
    if (!m_rollout.rollout())
        return;
    auto *const sheet = new RolloutActSheet(act, m_rollout.rollout()->version, window());
    connect(sheet, &RolloutActSheet::confirmed, this, &RolloutPage::actRequested);
}

void RolloutPage::noteChange()
{
    if (m_pace.isActive() || !isVisible())
        m_isDue = true;
    else
        look();
}

void RolloutPage::look()
{
    m_isDue = false;
    m_pace.start();
    ++m_looks;
    const auto &rollout = m_rollout.rollout();
    updateActs();
    if (!rollout)
        return;
    showHead(*rollout);
    showNews(*rollout);
    m_figures->show(models::ota::totalOf(*rollout));
    m_lanes->setLanes(lanesOf(*rollout, m_session.now()));
    std::vector<charts::NamedCount> failures;
    for (const enigm::ota::FailureCount &failure : rollout->failures)
        failures.push_back({.name = words::failureText(failure.failure), .value = failure.count});
    m_noFailures->setVisible(failures.empty());
    m_failures->setVisible(!failures.empty());
    m_failures->setCounts(std::move(failures));
}

void RolloutPage::showHead(const RolloutRecord &rollout)
{
    m_title->setText(tr("Rollout of %1").arg(rollout.version));
    m_badge->setState(words::rolloutWord(rollout.state));
    m_subtitle->setText(tr("%1 · started %2 · obeyed up to %3", "model; when; a time")
                            .arg(words::modelText(rollout.plan.model),
                                 words::relativeTime(rollout.started, m_session.now()),
                                 words::shortTime(rollout.obeyBy, m_session.now())));
    m_people->setText(
        tr("Asked by %1, approved by %2", "who; who")
            .arg(m_names.called(rollout.askedBy), words::peopleText(rollout.approvedBy, m_names.names())));
    m_groupsTitle->setDetail(
        tr("%1 of %2 completed", "groups").arg(models::ota::completedGroups(rollout)).arg(rollout.groups.size()));
}

void RolloutPage::showNews(const RolloutRecord &rollout)
{
    const bool isHalted = rollout.state == RolloutState::Halted && rollout.halted;
    m_news->setVisible(isHalted);
    if (!isHalted)
        return;
    const enigm::ota::RolloutHalt &halt = *rollout.halted;
    const QString when = words::relativeTime(halt.time, m_session.now());
    m_news->setGlyph(design::Glyph::Halt);
    m_news->setText(!halt.by
                        ? tr("It halted by itself %1. %2 Nothing goes on before others have approved it.", "when; why")
                              .arg(when, words::haltText(halt.reason))
                        : tr("%1 halted it %2. Nothing goes on before others have approved it.", "who; when")
                              .arg(m_names.called(*halt.by), when));
}

void RolloutPage::updateActs()
{
    const auto &rollout = m_rollout.rollout();
    const auto offer = [&](Button *button, const QString &denial, std::initializer_list<RolloutState> states,
                           const QString &obstacle) {
        const bool isPossible = rollout && std::ranges::find(states, rollout->state) != states.end();
        if (isPossible && denial.isEmpty())
            button->allow();
        else
            button->deny(isPossible ? denial : obstacle);
    };
    offer(m_halt, m_noReducing, {RolloutState::Active, RolloutState::Paused}, tr("It does not run."));
    offer(m_pause, m_noReducing, {RolloutState::Active}, tr("It does not run."));
    offer(m_withdraw, m_noReducing, {RolloutState::Active, RolloutState::Paused, RolloutState::Halted},
          tr("It has ended."));
    offer(m_resume, m_noResuming, {RolloutState::Paused, RolloutState::Halted},
          tr("Only what is paused or halted can be resumed."));
    m_resume->setRole(m_resume->isEnabled() ? ButtonRole::Primary : ButtonRole::Secondary);
}

void RolloutPage::updateState()
{
    const panes::PaneTexts texts{.empty = {},
                                 .refused = {.rule = tr("Your roles do not let you see rollouts."),
                                             .whoCould = tr("Release managers, approvers and reviewers can.")}};
    m_stack->setState(panes::paneState(m_rollout.status(), m_rollout.rollout().has_value(), m_session.now(), texts));
}

void RolloutPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_T && event->modifiers() == Qt::NoModifier)
        toggleTable();
    else if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

void RolloutPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isDue)
        look();
}

} // namespace enigm::views::ota

#include "views/devices/DevicesPane.h"

#include "api-client/session/Session.h"
#include "contract/changes/Action.h"
#include "models/devices/DeviceDecisionSource.h"
#include "models/devices/DeviceDetailSource.h"
#include "models/devices/DeviceTableModel.h"
#include "models/devices/DeviceTimelineSource.h"
#include "models/groups/GroupListSource.h"
#include "views/design/controls/Button.h"
#include "views/design/controls/FilterBar.h"
#include "views/design/facts/Card.h"
#include "views/design/facts/SectionTitle.h"
#include "views/design/states/StateStack.h"
#include "views/design/table/StateDelegate.h"
#include "views/design/table/TableView.h"
#include "views/devices/DeviceInspector.h"
#include "views/devices/DeviceWordsProxy.h"
#include "views/devices/EndOfLifeSaver.h"
#include "views/devices/SelectionBar.h"
#include "views/panes/Minute.h"
#include "views/panes/SyncText.h"
#include "views/panes/TextFile.h"
#include "views/words/ProblemText.h"
#include "views/words/StateText.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QShortcut>
#include <QTimer>

#include <chrono>

namespace enigm::views::devices {

using design::FilterField;
using models::devices::DeviceTableModel;
using models::session::Phase;
using namespace Qt::StringLiterals;
namespace pane = design::pane;

namespace {

/// Below this width of the pane the table needs all of it.
constexpr int widthForInspector = 760;
constexpr int inspectorWidth = 368; // a handle fits whole

operators::Roles rolesOf(const client::Session &session)
{
    return session.info() ? session.info()->roles : operators::Roles();
}

QString sentenceOf(const std::optional<Problem> &problem)
{
    return problem ? words::problemText(*problem).sentence : QString();
}

/// What is known of the decisions about the device at hand, and what the person may be told of why.
ShownDecisions shownDecisions(const DevicesContext &context)
{
    using models::devices::DeviceDecisionSource;
    const DeviceDecisionSource &source = context.decisions;
    ShownDecisions shown{.answers = source.answers(),
                         .trouble = sentenceOf(source.status().problem()),
                         .whyTrouble = sentenceOf(source.reasonsProblem()),
                         .policies = source.policies()};
    for (const client::ListedGroup &group : context.groups.groups())
        shown.groups.insert(group.id, group.definition.name);
    if (source.reasons() == DeviceDecisionSource::Reasons::Told)
        shown.why = ShownDecisions::Why::Told;
    else if (source.reasons() == DeviceDecisionSource::Reasons::Asked)
        shown.why = ShownDecisions::Why::OnTheirWay;
    else if (DeviceDecisionSource::mayAskWhy(rolesOf(context.session)))
        shown.why = ShownDecisions::Why::Offered;
    return shown;
}

FilterField stateField()
{
    FilterField field{.key = u"state"_s, .label = DevicesPane::tr("State")};
    for (const fleet::DeviceState state : fleet::allDeviceStates())
        field.values.push_back({.value = fleet::toWord(state), .label = words::stateWord(state).word});
    return field;
}

FilterField groupField(const models::groups::GroupListSource &groups)
{
    FilterField field{.key = u"group"_s, .label = DevicesPane::tr("Group"), .values = {}, .valuesAreIds = true};
    for (const client::ListedGroup &group : groups.groups())
        field.values.push_back({.value = group.id, .label = group.definition.name});
    return field;
}

client::DeviceFilter asked(const design::Filter &filter)
{
    client::DeviceFilter result{.states = {}, .text = filter.text};
    for (const design::FilterToken &token : filter.tokens) {
        if (const auto state = fleet::deviceStateFromWord(token.value); state && token.key == "state"_L1)
            result.states.push_back(*state);
        if (token.key == "group"_L1)
            result.group = token.value;
    }
    return result;
}

} // namespace

DevicesPane::DevicesPane(const DevicesContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_words(new DeviceWordsProxy(context.table, context.session, this))
    , m_title(new design::SectionTitle(tr("Devices"), design::SectionTitle::Level::Page))
    , m_filter(new design::FilterBar)
    , m_enroll(new design::Button(design::ButtonRole::Quiet, tr("Enrol devices")))
    , m_resolve(new design::Button(design::ButtonRole::Quiet, tr("Resolve a handle…")))
    , m_newGroup(new design::Button(design::ButtonRole::Quiet, tr("New group…")))
    , m_editGroup(new design::Button(design::ButtonRole::Quiet, tr("Edit group…")))
    , m_table(new design::TableView)
    , m_inspector(new DeviceInspector)
    , m_bar(new SelectionBar)
    , m_saver(new EndOfLifeSaver(context.changes, this))
    , m_filterDelay(new QTimer(this))
    , m_settle(new QTimer(this))
{
    setObjectName(u"devicesPane"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(buildBody(), 1);
    layout->addWidget(m_bar);
    m_bar->hide();
    m_inspector->hide();
    m_filterDelay->setSingleShot(true);
    m_filterDelay->setInterval(std::chrono::milliseconds(200));
    m_settle->setSingleShot(true);
    m_settle->setInterval(0);
    connectModels();
    updateState();
    updateTitle();
    updateFields();
}

QWidget *DevicesPane::buildHead()
{
    constexpr int margin = 2 * design::metrics::grid;
    auto *head = new QWidget;
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(design::metrics::grid);
    layout->addWidget(m_title);
    layout->addWidget(m_filter);
    m_filter->setObjectName(u"devicesFilter"_s);
    m_newGroup->setObjectName(u"newGroup"_s);
    m_editGroup->setObjectName(u"editGroup"_s);
    m_title->addAct(m_editGroup);
    m_title->addAct(m_newGroup);
    m_resolve->setObjectName(u"resolveAHandle"_s);
    m_title->addAct(m_resolve);
    connect(m_resolve, &QAbstractButton::clicked, this, &DevicesPane::resolutionRequested);
    m_enroll->setObjectName(u"enrollDevices"_s);
    m_title->addAct(m_enroll);
    connect(m_enroll, &QAbstractButton::clicked, this, &DevicesPane::requestEnrollment);
    connect(m_newGroup, &QAbstractButton::clicked, this, [this] { Q_EMIT groupRequested({}, selectedDevices()); });
    connect(m_editGroup, &QAbstractButton::clicked, this,
            [this] { Q_EMIT groupRequested(filteredGroup(), selectedDevices()); });
    m_filter->setPlaceholder(tr("Handle, or state:suspended"));
    connect(m_filter, &design::FilterBar::changed, m_filterDelay, [this] { m_filterDelay->start(); });
    connect(m_filterDelay, &QTimer::timeout, this, &DevicesPane::applyFilter);
    auto *find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_filter, [this] { m_filter->setFocus(Qt::ShortcutFocusReason); });
    return head;
}

QWidget *DevicesPane::buildBody()
{
    buildTable();
    m_stack = new design::StateStack(m_table);
    connect(m_stack, &design::StateStack::acted, this, &DevicesPane::clearFilter);
    connect(m_stack, &design::StateStack::retryRequested, this, [this] { m_context.table.refresh(); });
    m_inspector->setFixedWidth(inspectorWidth);
    connect(m_inspector, &DeviceInspector::actChosen, this, &DevicesPane::requestForCurrent);
    connect(m_inspector, &DeviceInspector::changeOpened, this, &DevicesPane::changeOpened);
    connect(m_inspector, &DeviceInspector::endOfLifeAsked, this, [this] { m_saver->save(m_context.detail.handle()); });
    connect(m_saver, &EndOfLifeSaver::changed, this, &DevicesPane::updateInspector);
    connect(m_inspector, &DeviceInspector::earlierAsked, this, [this] { m_context.timeline.loadMore(); });
    connect(m_inspector, &DeviceInspector::whyAsked, &m_context.decisions,
            &models::devices::DeviceDecisionSource::askWhy);
    connect(m_bar, &SelectionBar::actChosen, this,
            [this](const QString &action) { Q_EMIT actionRequested(action, selectedDevices()); });
    connect(m_bar, &SelectionBar::exportChosen, this, &DevicesPane::exportSelection);
    auto *body = new QWidget;
    auto *layout = new QHBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_inspector);
    return body;
}

void DevicesPane::buildTable()
{
    const auto state = [this](const QModelIndex &index) { return m_words->stateWord(index); };
    m_table->setObjectName(u"devicesTable"_s);
    m_table->setAccessibleName(tr("Devices"));
    m_table->setModel(m_words);
    m_table->setCopyRole(DeviceWordsProxy::wholeRole);
    m_table->setItemDelegateForColumn(DeviceTableModel::Handle,
                                      new design::CellDelegate(design::CellKind::Code, m_table));
    m_table->setItemDelegateForColumn(DeviceTableModel::State, new design::StateDelegate(state, m_table));
    m_table->setItemDelegateForColumn(DeviceTableModel::Attestation, new design::StateDelegate(state, m_table));
    for (const int column :
         {DeviceTableModel::Attested, DeviceTableModel::Patch, DeviceTableModel::Enrolled, DeviceTableModel::LastSeen})
        m_table->setItemDelegateForColumn(column, new design::CellDelegate(design::CellKind::Muted, m_table));
    m_table->setColumns({{.id = u"handle"_s, .width = 208, .hidable = false},
                         {.id = u"state"_s, .width = 148, .hidable = false},
                         {.id = u"attestation"_s, .width = 168},
                         {.id = u"attested"_s, .width = 104, .shown = false},
                         {.id = u"level"_s, .width = 156, .shown = false},
                         {.id = u"patch"_s, .width = 76},
                         {.id = u"enrolled"_s, .width = 104, .shown = false},
                         {.id = u"seen"_s, .width = 96}});
    m_table->remember(m_context.settings, u"devices/table"_s);
    panes::repaintByTheMinute(m_table->viewport());
    connect(m_table, &QAbstractItemView::activated, m_inspector, &DeviceInspector::focusFirst);
}

void DevicesPane::connectModels()
{
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &DevicesPane::updateSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &DevicesPane::updateInspector);
    connect(&m_context.detail, &models::devices::DeviceDetailSource::changed, this, &DevicesPane::updateInspector);
    connect(&m_context.timeline, &models::devices::DeviceTimelineSource::changed, this, &DevicesPane::updateInspector);
    connect(&m_context.decisions, &models::devices::DeviceDecisionSource::changed, this, &DevicesPane::updateInspector);
    connect(&m_context.table.status(), &models::session::SyncStatus::changed, this, &DevicesPane::updateState);
    connect(&m_context.groups, &models::groups::GroupListSource::changed, this, &DevicesPane::updateFields);
    connect(m_settle, &QTimer::timeout, this, [this] {
        updateState();
        updateTitle();
        updateSelection();
        updateInspector();
        updateGroupActs();
    });
    const auto settle = [this] { m_settle->start(); };
    connect(m_words, &QAbstractItemModel::dataChanged, this, settle);
    connect(m_words, &QAbstractItemModel::rowsInserted, this, settle);
    connect(m_words, &QAbstractItemModel::rowsRemoved, this, settle);
    connect(m_words, &QAbstractItemModel::modelReset, this, settle);
    connect(&m_context.session, &client::Session::signedIn, this, settle);
    connect(&m_context.session, &client::Session::ended, this, settle);
}

void DevicesPane::setFilter(const design::Filter &filter)
{
    m_filter->setFilter(filter);
    applyFilter();
}

void DevicesPane::clearFilter()
{
    setFilter({});
    m_filter->setFocus(Qt::OtherFocusReason);
}

QString DevicesPane::filteredGroup() const
{
    return asked(m_filter->filter()).group;
}

void DevicesPane::updateFields()
{
    m_filter->setFields({stateField(), groupField(m_context.groups)});
    updateGroupActs();
}

void DevicesPane::updateGroupActs()
{
    m_editGroup->setVisible(m_context.groups.find(filteredGroup()) != nullptr);
    const bool mayAsk = changes::findAction(QString(changes::groupChange))->mayAsk.hasAny(rolesOf(m_context.session));
    for (design::Button *const button : {m_newGroup, m_editGroup}) {
        if (mayAsk)
            button->allow();
        else
            button->deny(tr("Administrators ask for groups, and approvers sign them off."));
    }
    if (changes::findAction(QString(changes::resolveHandle))->mayAsk.hasAny(rolesOf(m_context.session)))
        m_resolve->allow();
    else
        m_resolve->deny(
            tr("Administrators and security reviewers ask for it; an approver and a reviewer sign it off."));
    if (rolesOf(m_context.session).has(operators::Role::Administrator))
        m_enroll->allow();
    else
        m_enroll->deny(tr("Administrators enrol devices."));
}

void DevicesPane::requestEnrollment()
{
    const client::Device *const device = selectedCount() == 1 ? current() : nullptr;
    const bool isReplaced = device && device->state == fleet::DeviceState::Replaced;
    Q_EMIT enrollmentRequested(isReplaced ? device->handle.grouped() : QString());
}

void DevicesPane::applyFilter()
{
    m_filterDelay->stop();
    updateGroupActs();
    if (const client::DeviceFilter filter = asked(m_filter->filter()); filter != m_context.table.filter())
        m_context.table.setFilter(filter);
}

void DevicesPane::updateState()
{
    panes::PaneTexts texts{
        .empty = {.glyph = design::Glyph::Devices,
                  .title = tr("No devices yet"),
                  .sentence = tr("A device appears here once it is enrolled and waits to be admitted.")},
        .refused = {.rule = tr("Your roles do not let you see the fleet."),
                    .whoCould = tr("Administrators, approvers and security reviewers can.")}};
    if (!m_filter->filter().isEmpty()) {
        texts.empty = {.glyph = design::Glyph::Filter,
                       .title = tr("Nothing matches the filter"),
                       .sentence = tr("No device has these properties now."),
                       .verb = tr("Show all devices")};
    }
    const bool hasRows = m_words->rowCount() > 0;
    m_stack->setState(panes::paneState(m_context.table.status(), hasRows, m_context.session.now(), texts));
}

qint64 DevicesPane::selectedCount() const
{
    qint64 count = 0;
    for (const QItemSelectionRange &range : m_table->selectionModel()->selection())
        count += range.height();
    return count;
}

void DevicesPane::updateTitle()
{
    const std::optional<qint64> total = m_context.table.total();
    QString detail = total ? QLocale().toString(*total) : QString();
    if (const qint64 selected = selectedCount(); total && selected > 1)
        detail = tr("%1 · %2 selected").arg(detail, QLocale().toString(selected));
    m_title->setDetail(detail);
}

DeviceChoice DevicesPane::choice() const
{
    DeviceChoice choice;
    for (const QItemSelectionRange &range : m_table->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            if (const client::Device *device = m_words->device(m_words->index(row, 0)))
                ++choice.states[device->state];
            else
                ++choice.pending;
        }
    }
    return choice;
}

std::vector<client::Device> DevicesPane::selectedDevices() const
{
    std::vector<client::Device> devices;
    for (const QItemSelectionRange &range : m_table->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            if (const client::Device *device = m_words->device(m_words->index(row, 0)))
                devices.push_back(*device);
        }
    }
    return devices;
}

void DevicesPane::updateSelection()
{
    const DeviceChoice chosen = choice();
    m_bar->show(chosen, rolesOf(m_context.session));
    m_inspector->setActs(chosen.known() + chosen.pending <= 1, rolesOf(m_context.session));
    updateTitle();
}

const client::Device *DevicesPane::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? m_words->device(index) : nullptr;
}

void DevicesPane::updateInspector()
{
    const client::Device *device = current();
    m_inspector->setVisible(device != nullptr && width() >= widthForInspector);
    if (device == nullptr) {
        if (!m_table->currentIndex().isValid())
            m_context.detail.setHandle({});
        return;
    }
    if (m_context.detail.handle() != device->handle) {
        m_context.detail.setHandle(device->handle); // answers by changed(), which comes back here
        return;
    }
    const auto troubleOf = [](const models::session::SyncStatus &status) { return sentenceOf(status.problem()); };
    const models::devices::DeviceTimelineSource &timeline = m_context.timeline;
    m_inspector->setSaving(m_saver->newsOf(device->handle));
    m_inspector->setDecisions(shownDecisions(m_context));
    m_inspector->show(
        *device, m_context.detail.detail(),
        {.events = timeline.events(), .hasMore = timeline.hasMore(), .trouble = troubleOf(timeline.status())},
        m_context.session.now(), troubleOf(m_context.detail.status()));
    m_inspector->setActs(selectedCount() <= 1, rolesOf(m_context.session));
}

void DevicesPane::requestForCurrent(const QString &action)
{
    if (const client::Device *device = current())
        Q_EMIT actionRequested(action, {*device});
}

void DevicesPane::exportSelection()
{
    panes::saveTextFile(this, tr("Export the selected devices"), u"devices.tsv"_s,
                        m_table->titlesAsText() + u'\n' + m_table->selectionAsText() + u'\n');
}

void DevicesPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_context.table.status().phase() == Phase::Idle)
        m_context.table.refresh();
    if (m_context.groups.status().phase() == Phase::Idle)
        m_context.groups.refresh();
}

void DevicesPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_inspector->setVisible(current() != nullptr && width() >= widthForInspector);
}

} // namespace enigm::views::devices

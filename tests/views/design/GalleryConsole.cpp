#include "tests/views/design/GalleryConsole.h"

#include "views/design/controls/Button.h"
#include "views/design/controls/FilterBar.h"
#include "views/design/controls/PinEdit.h"
#include "views/design/facts/Card.h"
#include "views/design/facts/HandleLabel.h"
#include "views/design/facts/KeyValueList.h"
#include "views/design/facts/SectionTitle.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/shell/Inspector.h"
#include "views/design/shell/NavigationList.h"
#include "views/design/shell/Sheet.h"
#include "views/design/shell/TopBar.h"
#include "views/design/states/SampleBand.h"
#include "views/design/states/StateStack.h"
#include "views/design/states/Toast.h"
#include "views/design/table/CellDelegate.h"
#include "views/design/table/StateDelegate.h"
#include "views/design/table/TableView.h"

#include <QHeaderView>
#include <QSplitter>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;
using namespace enigm::views::design;

namespace enigm::test {

namespace {

const std::array deviceStates = {
    StateWord{.glyph = Glyph::ShieldCheck, .word = u"Trusted"_s, .tone = Tone::Ok},
    StateWord{.glyph = Glyph::Warning, .word = u"Restricted"_s, .tone = Tone::Warn},
    StateWord{.glyph = Glyph::Suspend, .word = u"Suspended"_s, .tone = Tone::Warn},
    StateWord{.glyph = Glyph::Revoke, .word = u"Revoked"_s, .tone = Tone::Danger},
    StateWord{.glyph = Glyph::Hourglass, .word = u"Pending enrollment"_s, .tone = Tone::Muted},
};

const std::array postures = {
    StateWord{.glyph = Glyph::Lock, .word = u"Protected"_s, .tone = Tone::Ok},
    StateWord{.glyph = Glyph::Eye, .word = u"Review required"_s, .tone = Tone::Warn},
    StateWord{.glyph = Glyph::Clock, .word = u"Not reporting"_s, .tone = Tone::Muted},
};

constexpr QLatin1StringView alphabet("qpzry9x8gf2tvdw0s3jn54khce6mua7l");

QString handleOf(int row)
{
    QString handle = u"edh1"_s;
    for (int i = 0; i < 30; ++i)
        handle.append(alphabet.at((row * 7 + i * (row + 11) + i * i) % 32));
    return handle;
}

QStandardItemModel *devices(QObject *parent)
{
    auto *model = new QStandardItemModel(60, 6, parent);
    model->setHorizontalHeaderLabels(
        {u"Handle"_s, u"State"_s, u"Posture"_s, u"Attestation"_s, u"Patch level"_s, u"Last seen"_s});
    for (int row = 0; row < model->rowCount(); ++row) {
        const auto put = [model, row](int column, const QVariant &value) {
            model->setData(model->index(row, column), value);
        };
        put(0, groupedByFour(handleOf(row)));
        put(1, row % 7 == 3 ? row % 5 : 0);
        put(2, row % 5 == 2 ? 1 : (row % 11 == 5 ? 2 : 0));
        put(3, row % 6 == 4 ? u"Not evaluated"_s : u"Verified"_s);
        put(4, row % 4 == 1 ? u"2026-04"_s : u"2026-11"_s);
        put(5, row % 3 == 1 ? u"%1 d"_s.arg(row + 1) : u"%1 min"_s.arg(row * 3 % 58 + 1));
    }
    return model;
}

template <typename States>
StateDelegate *wordsOf(const States &states, QObject *parent)
{
    return new StateDelegate(
        [&states](const QModelIndex &index) -> std::optional<StateWord> {
            return states.at(index.data().toUInt() % states.size());
        },
        parent);
}

TableView *deviceTable()
{
    auto *table = new TableView;
    table->setAccessibleName(u"Devices"_s);
    table->setModel(devices(table));
    table->setColumns({{.id = u"handle"_s, .width = 210, .hidable = false},
                       {.id = u"state"_s, .width = 130},
                       {.id = u"posture"_s, .width = 140},
                       {.id = u"attestation"_s, .width = 110},
                       {.id = u"patch"_s, .width = 86},
                       {.id = u"seen"_s, .width = 80}});
    table->setItemDelegateForColumn(0, new CellDelegate(CellKind::Code, table));
    table->setItemDelegateForColumn(1, wordsOf(deviceStates, table));
    table->setItemDelegateForColumn(2, wordsOf(postures, table));
    table->setItemDelegateForColumn(4, new CellDelegate(CellKind::Muted, table));
    table->setItemDelegateForColumn(5, new CellDelegate(CellKind::Number, table));
    table->model()->setHeaderData(5, Qt::Horizontal, static_cast<int>(Qt::AlignRight | Qt::AlignVCenter),
                                  Qt::TextAlignmentRole);
    table->horizontalHeader()->setSortIndicator(1, Qt::AscendingOrder);
    table->horizontalHeader()->setSortIndicatorShown(true);
    table->selectionModel()->setCurrentIndex(table->model()->index(3, 0),
                                             QItemSelectionModel::Select | QItemSelectionModel::Rows);
    return table;
}

NavigationList *navigation()
{
    auto *list = new NavigationList;
    list->setEntries({{u"overview"_s, Glyph::Overview, u"Overview"_s},
                      {u"devices"_s, Glyph::Devices, u"Devices"_s},
                      {u"policies"_s, Glyph::Policies, u"Policies"_s},
                      {u"rollouts"_s, Glyph::Rollouts, u"Rollouts"_s},
                      {u"approvals"_s, Glyph::Approvals, u"Approvals"_s},
                      {u"audit"_s, Glyph::Audit, u"Audit"_s},
                      {u"network"_s, Glyph::Network, u"Network"_s},
                      {u"intelligence"_s, Glyph::Intelligence, u"Intelligence"_s},
                      {u"sessions"_s, Glyph::Sessions, u"Sessions"_s},
                      {u"operators"_s, Glyph::Operators, u"Operators"_s},
                      {u"trust"_s, Glyph::Trust, u"Trust"_s}});
    list->setCount(u"approvals"_s, 3);
    list->setCount(u"audit"_s, 1204);
    list->setCurrent(u"devices"_s);
    return list;
}

Inspector *inspector()
{
    auto *panel = new Inspector;
    panel->setHandle(handleOf(3));
    panel->setStates({new StateBadge(deviceStates.at(3)), new StateBadge(postures.at(0))});
    auto *facts = new KeyValueList;
    facts->setFacts(
        {{.name = u"Proven state"_s, .value = {}, .state = deviceStates.at(3)},
         {.name = u"Attested"_s, .value = u"2 h ago"_s, .hover = u"2026-11-22 12:03:11 UTC"_s},
         {.name = u"Patch level"_s, .value = u"2026-11"_s},
         {.name = u"Policy"_s, .value = u"Field staff, version 12, with a name that is long enough to wrap"_s},
         {.name = u"Key"_s, .value = u"9f3ac24be17704d2aa01c0ffee55"_s, .code = true}});
    panel->addSection(u"Device"_s, facts);
    auto *timeline = new KeyValueList;
    timeline->setFacts({{.name = u"14:02"_s, .value = u"Posture reported as protected"_s},
                        {.name = u"13:40"_s, .value = u"Policy version 12 assigned"_s},
                        {.name = u"09:12"_s, .value = u"Revoked by CHG-2041, asked by administrator-2"_s}});
    panel->addSection(u"Timeline"_s, timeline);
    auto *denied = new Button(ButtonRole::Danger, u"Revoke…"_s);
    denied->deny(u"A revoked device stays revoked."_s);
    panel->setActs({new Button(ButtonRole::Secondary, u"Evidence…"_s), denied});
    return panel;
}

QWidget *filterRow()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *bar = new FilterBar;
    bar->setFields({{.key = u"state"_s, .label = u"State"_s, .values = {{u"trusted"_s, u"Trusted"_s}}},
                    {.key = u"patch"_s, .label = u"Patch level"_s}});
    bar->setPlaceholder(u"Handle or words"_s);
    bar->setFilter({.tokens = {{u"state"_s, u"trusted"_s}, {u"patch"_s, u"<2026-06"_s}}, .text = {}});
    auto *columns = new QToolButton;
    columns->setText(u"Columns"_s);
    columns->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    columns->setAutoRaise(true);
    layout->addWidget(bar, 1);
    layout->addWidget(columns);
    return row;
}

QWidget *foot()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->addWidget(new ToneLabel(u"12 selected"_s, TextStyle::BodyStrong));
    layout->addSpacing(8);
    for (const QString &verb : {u"Suspend"_s, u"Revoke…"_s, u"Retire…"_s, u"Assign policy…"_s, u"Export"_s})
        layout->addWidget(new Button(ButtonRole::Secondary, verb));
    layout->addStretch(1);
    layout->addWidget(new ToneLabel(u"synced 14:03:11"_s, TextStyle::Secondary, Tone::Muted));
    return row;
}

QWidget *pane(const PaneState &state)
{
    auto *whole = new QWidget;
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(16, 12, 16, 12);
    head->setSpacing(12);
    auto *title = new SectionTitle(u"Devices"_s, SectionTitle::Level::Page);
    title->setDetail(u"5,000 · 12 selected"_s);
    title->addAct(new Button(ButtonRole::Primary, Glyph::Plus, u"Enroll…"_s));
    head->addWidget(title);
    head->addWidget(filterRow());
    column->addLayout(head);
    auto *stack = new StateStack(deviceTable());
    stack->setState(state);
    column->addWidget(stack, 1);
    column->addWidget(new Separator);
    column->addWidget(foot());
    return whole;
}

std::unique_ptr<QWidget> console(const PaneState &state)
{
    auto window = std::make_unique<QWidget>();
    window->resize(1280, 800);
    auto *column = new QVBoxLayout(window.get());
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new SampleBand);
    auto *top = new TopBar;
    top->setDeployment(u"acme-prod"_s, u"7f3ac24be17704d2aa01c0ffee55"_s);
    top->setLogState({.glyph = Glyph::Proof, .word = u"log verified to 18,204"_s, .tone = Tone::Ok});
    top->setWitnesses({.glyph = Glyph::Eye, .word = u"2 of 3 witnesses to 18,190"_s, .tone = Tone::Ok},
                      u"witness.example: to 18,190, 14:03:11"_s);
    top->setOperator(u"approver-1"_s, u"5 h 12 m left"_s);
    column->addWidget(top);
    auto *middle = new QSplitter;
    auto *left = new QWidget;
    auto *leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 8, 0, 0);
    leftColumn->addWidget(navigation());
    middle->addWidget(left);
    middle->addWidget(pane(state));
    middle->addWidget(inspector());
    middle->setSizes({184, 776, 320});
    middle->setStretchFactor(1, 1);
    column->addWidget(middle, 1);
    return window;
}

} // namespace

std::unique_ptr<QWidget> consolePage()
{
    auto window = console(pane::Content{});
    auto *toast = new Toast(window.get());
    toast->say({.glyph = Glyph::Check, .word = u"Copied 12 rows"_s, .tone = Tone::Ok});
    return window;
}

std::unique_ptr<QWidget> alarmPage()
{
    return console(pane::BrokenProof{.contradiction =
                                         u"This console saw the activity log at 18,204 entries. The server "
                                         "now shows 18,117. A log that was acknowledged never gets shorter."_s});
}

std::unique_ptr<QWidget> stepUpPage()
{
    auto window = console(pane::Stale{.since = u"14:03"_s});
    auto *sheet = new Sheet(window.get());
    sheet->setTitle(u"Step up to sign"_s);
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    auto *what = new ToneLabel(u"Revoke 12 devices for good (CHG-2041), compare aloud amber-orbit-lemon-river-09."_s);
    what->setWordWrap(true);
    auto *pin = new PinEdit;
    pin->setText(u"4711"_s);
    auto *left = new ToneLabel(u"The PIN was wrong. Four attempts are left."_s, TextStyle::Body, Tone::Danger);
    column->addWidget(what);
    column->addSpacing(8);
    column->addWidget(pin, 0, Qt::AlignHCenter);
    column->addWidget(left, 0, Qt::AlignHCenter);
    sheet->setBody(body);
    sheet->addButton(new Button(ButtonRole::Secondary, u"Cancel"_s));
    sheet->addButton(new Button(ButtonRole::Danger, Glyph::Sign, u"Step up and sign revocation"_s));
    window->show();
    sheet->open(pin);
    return window;
}

} // namespace enigm::test

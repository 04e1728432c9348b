#include "tests/views/design/Gallery.h"

#include "tests/views/design/GalleryConsole.h"
#include "views/design/controls/Button.h"
#include "views/design/controls/FilterBar.h"
#include "views/design/controls/PinEdit.h"
#include "views/design/facts/Card.h"
#include "views/design/facts/HandleLabel.h"
#include "views/design/facts/SectionTitle.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/icons/Icon.h"
#include "views/design/states/Banner.h"
#include "views/design/states/StateStack.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QGroupBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QRadioButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <initializer_list>

using namespace Qt::StringLiterals;
using namespace enigm::views::design;

namespace enigm::test {

namespace {

// A card with a title over a row or column of widgets.
Card *card(const QString &title, const QList<QWidget *> &widgets, QBoxLayout::Direction direction)
{
    auto *whole = new Card;
    auto *column = new QVBoxLayout(whole);
    column->addWidget(new SectionTitle(title));
    auto *row = new QBoxLayout(direction);
    for (QWidget *widget : widgets)
        row->addWidget(widget);
    row->addStretch(1);
    column->addLayout(row);
    return whole;
}

Button *disabled(Button *button)
{
    button->setEnabled(false);
    return button;
}

Card *buttons()
{
    auto *menuButton = new Button(ButtonRole::Secondary, u"Saved views"_s);
    menuButton->setMenu(new QMenu(menuButton));
    return card(u"Buttons"_s,
                {new Button(ButtonRole::Primary, u"Step up and sign"_s),
                 new Button(ButtonRole::Secondary, Glyph::Refresh, u"Try again"_s),
                 new Button(ButtonRole::Danger, Glyph::Revoke, u"Revoke…"_s),
                 new Button(ButtonRole::Quiet, Glyph::Copy, u"Copy"_s), menuButton,
                 disabled(new Button(ButtonRole::Primary, u"Sign"_s)),
                 disabled(new Button(ButtonRole::Secondary, u"Reject…"_s))},
                QBoxLayout::LeftToRight);
}

Card *fields()
{
    auto *edit = new QLineEdit;
    edit->setPlaceholderText(u"Reason"_s);
    auto *filled = new QLineEdit(u"lost in transit"_s);
    filled->setClearButtonEnabled(true);
    auto *readOnly = new QLineEdit(u"INC-4711"_s);
    readOnly->setReadOnly(true);
    auto *combo = new QComboBox;
    combo->addItem(Icon::of(Glyph::Operators), u"approver-2"_s);
    auto *spin = new QSpinBox;
    spin->setValue(12);
    auto *off = new QLineEdit(u"not now"_s);
    off->setEnabled(false);
    return card(u"Fields"_s, {edit, filled, readOnly, off, combo, spin}, QBoxLayout::LeftToRight);
}

Card *choices()
{
    auto *some = new QCheckBox(u"Some of them"_s);
    some->setTristate(true);
    some->setCheckState(Qt::PartiallyChecked);
    auto *yes = new QCheckBox(u"Keep evidence"_s);
    yes->setChecked(true);
    auto *no = new QCheckBox(u"Wipe as well"_s);
    auto *never = new QCheckBox(u"Not allowed"_s);
    never->setEnabled(false);
    auto *one = new QRadioButton(u"This device"_s);
    one->setChecked(true);
    auto *other = new QRadioButton(u"The whole group"_s);
    return card(u"Choices"_s, {yes, no, some, never, one, other}, QBoxLayout::TopToBottom);
}

Card *progress()
{
    auto *known = new QProgressBar;
    known->setValue(62);
    auto *bare = new QProgressBar;
    bare->setTextVisible(false);
    bare->setValue(30);
    auto *unknown = new QProgressBar;
    unknown->setRange(0, 0);
    unknown->setTextVisible(false);
    auto *handle = new HandleLabel(u"edh1k7qf29xmqpzry9x8gf2tvdw0s3jn54"_s);
    return card(u"Progress, handle, PIN"_s, {known, bare, unknown, handle, new PinEdit}, QBoxLayout::TopToBottom);
}

QTabWidget *tabs()
{
    auto *whole = new QTabWidget;
    auto *tree = new QTreeWidget;
    tree->setHeaderLabels({u"Rule"_s, u"Version"_s});
    auto *parent = new QTreeWidgetItem(tree, {u"Final device acts"_s, u"4"_s});
    parent->addChild(new QTreeWidgetItem({u"Two approvers"_s, u"4"_s}));
    tree->expandAll();
    whole->addTab(tree, u"Rules"_s);
    whole->addTab(new QPlainTextEdit(u"A longer comment."_s), Icon::of(Glyph::Audit), u"Comment"_s);
    whole->addTab(new QWidget, u"Signals"_s);
    whole->setTabEnabled(2, false);
    return whole;
}

QListWidget *list()
{
    auto *whole = new QListWidget;
    for (const QString &name : {u"administrator-1"_s, u"administrator-2"_s, u"approver-1"_s, u"approver-2"_s,
                                u"reviewer-1"_s, u"release-manager-1"_s})
        whole->addItem(new QListWidgetItem(Icon::of(Glyph::Person, Tone::Muted), name));
    whole->setCurrentRow(2);
    return whole;
}

QMenu *menu(QWidget *parent)
{
    auto *whole = new QMenu(parent);
    whole->addAction(Icon::of(Glyph::Copy), u"Copy\tCtrl+C"_s);
    whole->addAction(Icon::of(Glyph::Export), u"Export…"_s);
    whole->addSeparator();
    QAction *checked = whole->addAction(u"Posture"_s);
    checked->setCheckable(true);
    checked->setChecked(true);
    whole->addAction(u"Attestation"_s)->setCheckable(true);
    whole->addMenu(u"Columns"_s)->addAction(u"Handle"_s);
    whole->addSeparator();
    whole->addAction(Icon::of(Glyph::Revoke), u"Revoke…"_s)->setEnabled(false);
    whole->setActiveAction(whole->actions().front());
    return whole;
}

std::unique_ptr<QWidget> controlsPage()
{
    auto page = std::make_unique<QWidget>();
    page->resize(1280, 800);
    auto *grid = new QGridLayout(page.get());
    grid->addWidget(buttons(), 0, 0, 1, 3);
    grid->addWidget(fields(), 1, 0, 1, 3);
    grid->addWidget(choices(), 2, 0);
    grid->addWidget(progress(), 2, 1);
    grid->addWidget(tabs(), 3, 0);
    grid->addWidget(list(), 3, 1);
    auto *shown = new Card;
    auto *column = new QVBoxLayout(shown);
    auto *popup = menu(nullptr);
    popup->setParent(shown, Qt::Widget);
    column->addWidget(popup);
    column->addStretch(1);
    popup->show();
    grid->addWidget(shown, 2, 2, 2, 1);
    grid->setRowStretch(3, 1);
    return page;
}

Card *typography()
{
    QList<QWidget *> labels;
    labels.append(new ToneLabel(u"18,204"_s, TextStyle::Figure));
    labels.append(new ToneLabel(u"Review change CHG-2041"_s, TextStyle::Title));
    labels.append(new ToneLabel(u"What will happen"_s, TextStyle::Section));
    labels.append(new ToneLabel(u"12 devices lose trust at once and for good"_s));
    labels.append(new ToneLabel(u"waits for 1 more of 2 · 3 h 12 m left"_s, TextStyle::Secondary, Tone::Muted));
    labels.append(new ToneLabel(u"amber-orbit-lemon-river-09"_s, TextStyle::Mono));
    for (const auto &[tone, word] :
         {std::pair{Tone::Ok, u"Nothing has changed since it was asked"_s},
          std::pair{Tone::Warn, u"Two targets have drifted"_s},
          std::pair{Tone::Danger, u"The PIN was wrong. Four attempts are left."_s},
          std::pair{Tone::Info, u"The review stays open"_s}, std::pair{Tone::Accent, u"Show the twelve devices"_s}})
        labels.append(new ToneLabel(word, TextStyle::Body, tone));
    return card(u"Type"_s, labels, QBoxLayout::TopToBottom);
}

Card *badges()
{
    QList<QWidget *> shown;
    const std::array words = {StateWord{Glyph::ShieldCheck, u"Trusted"_s, Tone::Ok},
                              StateWord{Glyph::Warning, u"Überprüfung erforderlich"_s, Tone::Warn},
                              StateWord{Glyph::Revoke, u"Revoked"_s, Tone::Danger},
                              StateWord{Glyph::Info, u"Simulated"_s, Tone::Info},
                              StateWord{Glyph::Hourglass, u"Waiting"_s, Tone::Accent},
                              StateWord{Glyph::Clock, u"Not reporting"_s, Tone::Muted},
                              StateWord{Glyph::Device, u"Pending enrollment"_s, Tone::Neutral}};
    for (const StateWord &word : words) {
        auto *row = new QWidget;
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(new StateBadge(word));
        layout->addWidget(new StateBadge(word, StateBadge::Shape::Plain));
        layout->addStretch(1);
        shown.append(row);
    }
    return card(u"States"_s, shown, QBoxLayout::TopToBottom);
}

Card *icons()
{
    auto *whole = new Card;
    auto *grid = new QGridLayout(whole);
    int at = 0;
    for (const Glyph glyph : allGlyphs()) {
        auto *button = new QToolButton;
        button->setIcon(Icon::of(glyph));
        button->setIconSize(at % 2 == 0 ? QSize(20, 20) : QSize(16, 16));
        button->setAutoRaise(true);
        button->setAccessibleName(glyphPath(glyph));
        grid->addWidget(button, at / 10, at % 10);
        ++at;
    }
    return whole;
}

Banner *banner(Tone tone, const QString &text, const QString &verb = {})
{
    auto *one = new Banner(tone);
    one->setText(text);
    one->setAct(verb);
    one->setDismissible(tone == Tone::Info);
    return one;
}

std::unique_ptr<QWidget> wordsPage()
{
    auto page = std::make_unique<QWidget>();
    page->resize(1280, 800);
    auto *grid = new QGridLayout(page.get());
    grid->addWidget(typography(), 0, 0);
    grid->addWidget(badges(), 0, 1);
    grid->addWidget(icons(), 0, 2);
    grid->addWidget(banner(Tone::Info, u"The control plane was restarted at 14:03. Nothing was lost."_s), 1, 0, 1, 3);
    grid->addWidget(banner(Tone::Warn, u"What is shown is from 14:03."_s, u"Try again"_s), 2, 0, 1, 3);
    grid->addWidget(banner(Tone::Danger, u"Two of the targets are not in a state from which they can be revoked."_s), 3,
                    0, 1, 3);
    grid->addWidget(banner(Tone::Ok, u"Nothing has changed since it was asked."_s), 4, 0, 1, 3);
    grid->setRowStretch(5, 1);
    return page;
}

std::unique_ptr<QWidget> statesPage()
{
    auto page = std::make_unique<QWidget>();
    page->resize(1280, 800);
    auto *grid = new QGridLayout(page.get());
    const std::vector<PaneState> states{
        pane::Content{},
        pane::Loading{},
        pane::Loading{.done = 412'000, .total = 1'000'000},
        pane::Empty{Glyph::Devices, u"No devices yet"_s,
                    u"A device appears here when it enrolls with a code that an administrator made."_s, u"Enroll…"_s},
        pane::FilteredToNothing{.token = u"state:revoked"_s, .without = 4987},
        pane::Stale{.since = u"14:03"_s},
        pane::Offline{.since = u"14:03"_s},
        pane::Unavailable{.title = u"The control plane is not available"_s,
                          .sentence = u"Nothing is lost. Try again in a moment."_s},
        pane::Refused{.rule = u"Enrolment codes are shown to administrators only."_s,
                      .whoCould = u"administrator-1 and administrator-2 can."_s},
        pane::BrokenProof{.contradiction = u"The log is shorter than it was at 14:03."_s},
    };
    int at = 0;
    for (const PaneState &state : states) {
        auto *content = new QPlainTextEdit(u"content"_s);
        auto *stack = new StateStack(content);
        stack->setState(state);
        auto *frame = new Card;
        auto *layout = new QVBoxLayout(frame);
        layout->setContentsMargins(1, 1, 1, 1);
        layout->addWidget(stack);
        grid->addWidget(frame, at / 4, at % 4);
        ++at;
    }
    return page;
}

} // namespace

std::vector<GalleryPage> galleryPages()
{
    return {{u"controls"_s, controlsPage}, {u"words"_s, wordsPage},   {u"states"_s, statesPage},
            {u"console"_s, consolePage},   {u"stepup"_s, stepUpPage}, {u"alarm"_s, alarmPage}};
}

} // namespace enigm::test

#include "views/main/ConsoleFrame.h"

#include "views/design/facts/Card.h"
#include "views/design/shell/NavigationList.h"
#include "views/design/shell/TopBar.h"
#include "views/design/states/AlarmBanner.h"
#include "views/design/states/Banner.h"
#include "views/design/states/SampleBand.h"
#include "views/design/states/StateStack.h"
#include "views/design/states/Toast.h"

#include <QHBoxLayout>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace enigm::views::main {

namespace {

/// The alarm stands over all panes: none of them repeats it.
void quieten(QWidget *panes)
{
    for (design::StateStack *const stack : panes->findChildren<design::StateStack *>())
        stack->setAlarmShownAbove();
}

} // namespace

ConsoleFrame::ConsoleFrame(bool sample, QWidget *parent)
    : QWidget(parent)
    , m_topBar(new design::TopBar)
    , m_alarm(new design::AlarmBanner)
    , m_warning(new design::Banner(design::Tone::Warn))
    , m_navigation(new design::NavigationList)
    , m_stack(new QStackedWidget)
    , m_toast(new design::Toast(this))
{
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    if (sample)
        layout->addWidget(new design::SampleBand);
    layout->addWidget(m_topBar);
    m_alarm->hide();
    layout->addWidget(m_alarm);
    m_warning->setObjectName(QStringLiteral("consoleWarning"));
    m_warning->hide();
    layout->addWidget(m_warning);
    auto *const row = new QHBoxLayout;
    row->setSpacing(0);
    m_navigation->setObjectName(QStringLiteral("navigation"));
    m_navigation->setFixedWidth(m_navigation->sizeHint().width());
    row->addWidget(m_navigation);
    row->addWidget(new design::Separator(Qt::Vertical));
    row->addWidget(m_stack, 1);
    layout->addLayout(row, 1);

    connect(m_navigation, &design::NavigationList::chosen, this, &ConsoleFrame::showPane);
    connect(m_topBar, &design::TopBar::paletteRequested, this, &ConsoleFrame::openPalette);
    connect(m_alarm, &design::AlarmBanner::saveEvidenceRequested, this, &ConsoleFrame::saveEvidenceRequested);
    auto *const shortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_K), this);
    connect(shortcut, &QShortcut::activated, this, &ConsoleFrame::openPalette);
}

void ConsoleFrame::addPane(const QString &id, design::Glyph glyph, const QString &label, QWidget *pane)
{
    m_panes.push_back({.id = id, .glyph = glyph, .label = label, .widget = pane});
    m_stack->addWidget(pane);
    std::vector<design::NavigationList::Entry> entries;
    for (const Pane &each : m_panes)
        entries.push_back({.id = each.id, .glyph = each.glyph, .label = each.label});
    m_navigation->setEntries(entries);
    if (!m_alarm->isHidden())
        quieten(m_stack);
}

void ConsoleFrame::showPane(const QString &id)
{
    const auto pane = std::ranges::find(m_panes, id, &Pane::id);
    if (pane == m_panes.end())
        return;
    m_stack->setCurrentWidget(pane->widget);
    m_navigation->setCurrent(id);
    Q_EMIT paneChanged(id);
}

QString ConsoleFrame::currentPane() const
{
    const auto pane = std::ranges::find(m_panes, m_stack->currentWidget(), &Pane::widget);
    return pane == m_panes.end() ? QString() : pane->id;
}

void ConsoleFrame::setWaiting(const QString &id, int count)
{
    m_navigation->setCount(id, count);
}

void ConsoleFrame::setCommands(std::vector<Command> commands)
{
    m_commands = std::move(commands);
}

void ConsoleFrame::openPalette()
{
    std::vector<Command> commands;
    for (const Pane &pane : m_panes)
        commands.push_back({.glyph = pane.glyph, .name = pane.label, .run = [this, id = pane.id] { showPane(id); }});
    commands.insert(commands.end(), m_commands.begin(), m_commands.end());
    CommandPalette::open(this, std::move(commands));
}

void ConsoleFrame::raiseAlarm(const QString &title, const QString &contradiction)
{
    m_alarm->raise(title, contradiction);
    m_alarm->show();
    quieten(m_stack);
}

void ConsoleFrame::warn(const QString &sentence)
{
    m_warning->setText(sentence);
    m_warning->setVisible(!sentence.isEmpty());
}

void ConsoleFrame::say(const design::StateWord &word)
{
    m_toast->say(word);
}

} // namespace enigm::views::main

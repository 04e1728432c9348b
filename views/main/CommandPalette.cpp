#include "views/main/CommandPalette.h"

#include "views/design/icons/Icon.h"
#include "views/design/shell/Sheet.h"
#include "views/design/theme/Tokens.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace enigm::views::main {

namespace {

constexpr int panelWidth = 520;
constexpr int shownCommands = 8;

bool holdsAll(const QString &name, const QStringList &words)
{
    return std::ranges::all_of(words,
                               [&name](const QString &word) { return name.contains(word, Qt::CaseInsensitive); });
}

} // namespace

void CommandPalette::open(QWidget *window, std::vector<Command> commands)
{
    auto *const sheet = new design::Sheet(window);
    auto *const palette = new CommandPalette(sheet, std::move(commands));
    sheet->setTitle(tr("Go to or do"));
    sheet->setPanelWidth(panelWidth);
    sheet->setBody(palette);
    connect(sheet, &design::Sheet::accepted, sheet, &QObject::deleteLater);
    connect(sheet, &design::Sheet::cancelled, sheet, &QObject::deleteLater);
    sheet->open(palette->m_edit);
}

CommandPalette::CommandPalette(design::Sheet *sheet, std::vector<Command> commands)
    : m_sheet(sheet)
    , m_commands(std::move(commands))
    , m_edit(new QLineEdit)
    , m_list(new QListWidget)
{
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    m_edit->setObjectName(QStringLiteral("paletteEdit"));
    m_edit->setAccessibleName(tr("Command"));
    m_edit->setPlaceholderText(tr("Type a few letters"));
    m_edit->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("Commands"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFixedHeight(shownCommands * design::metrics::rowHeight);
    layout->addWidget(m_edit);
    layout->addWidget(m_list);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
    fill({});
}

void CommandPalette::fill(const QString &words)
{
    const QStringList wanted = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_list->clear();
    for (std::size_t i = 0; i < m_commands.size(); ++i) {
        if (!holdsAll(m_commands[i].name, wanted))
            continue;
        auto *const item = new QListWidgetItem(design::Icon::of(m_commands[i].glyph), m_commands[i].name, m_list);
        item->setData(Qt::UserRole, static_cast<int>(i));
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::run()
{
    const QListWidgetItem *const item = m_list->currentItem();
    if (!item)
        return;
    // After the sheet has given the focus back, since a command may open another.
    const auto command = m_commands[static_cast<std::size_t>(item->data(Qt::UserRole).toInt())].run;
    QTimer::singleShot(0, m_sheet->parent(), command);
    m_sheet->accept();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_edit || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto *const key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QCoreApplication::sendEvent(m_list, key);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run();
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

} // namespace enigm::views::main

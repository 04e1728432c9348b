#include "views/policies/RuleTable.h"

#include "views/design/controls/Button.h"
#include "views/design/table/TableView.h"
#include "views/policies/ConditionsChooser.h"
#include "views/policies/ObligationsChooser.h"
#include "views/policies/RuleDelegate.h"
#include "views/policies/RuleWordsProxy.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace enigm::views::policies {

using design::Button;
using design::ButtonRole;
using models::policies::RuleCell;

RuleTable::RuleTable(models::policies::PolicyDraft &draft, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_rules(draft)
    , m_words(new RuleWordsProxy(m_rules, this))
    , m_delegate(new RuleDelegate(*m_words, this))
    , m_table(new design::TableView)
    , m_add(new Button(ButtonRole::Quiet, design::Glyph::Plus, tr("Add rule")))
    , m_duplicate(new Button(ButtonRole::Quiet, design::Glyph::Copy, tr("Duplicate")))
    , m_remove(new Button(ButtonRole::Quiet, design::Glyph::Minus, tr("Remove")))
    , m_undo(new Button(ButtonRole::Quiet, tr("Undo")))
    , m_redo(new Button(ButtonRole::Quiet, tr("Redo")))
{
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    layout->addWidget(buildActs());
    buildTable();
    layout->addWidget(m_table, 1);
    connect(&m_draft, &models::policies::PolicyDraft::changed, this, [this] {
        updateActs();
        Q_EMIT currentChanged();
    });
    updateActs();
    if (m_rules.rowCount() > 0)
        m_table->setCurrentIndex(m_words->index(0, 0));
}

QWidget *RuleTable::buildActs()
{
    auto *const acts = new QWidget;
    auto *const layout = new QHBoxLayout(acts);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::half);
    m_add->setObjectName(QStringLiteral("ruleAdd"));
    m_duplicate->setObjectName(QStringLiteral("ruleDuplicate"));
    m_remove->setObjectName(QStringLiteral("ruleRemove"));
    m_undo->setObjectName(QStringLiteral("ruleUndo"));
    m_redo->setObjectName(QStringLiteral("ruleRedo"));
    layout->addWidget(m_add);
    layout->addWidget(m_duplicate);
    layout->addWidget(m_remove);
    layout->addStretch(1);
    layout->addWidget(m_undo);
    layout->addWidget(m_redo);
    connect(m_add, &QAbstractButton::clicked, this, &RuleTable::add);
    connect(m_duplicate, &QAbstractButton::clicked, this, &RuleTable::duplicate);
    connect(m_remove, &QAbstractButton::clicked, this, &RuleTable::remove);
    connect(m_undo, &QAbstractButton::clicked, this, &RuleTable::undo);
    connect(m_redo, &QAbstractButton::clicked, this, &RuleTable::redo);
    return acts;
}

/// Keys that the table has no use for; a cell that is being edited has its own.
bool RuleTable::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *const pressed = static_cast<const QKeyEvent *>(event);
    if (pressed->key() == Qt::Key_Insert)
        add();
    else if (pressed->key() == Qt::Key_D && pressed->modifiers() == Qt::ControlModifier)
        duplicate();
    else if (pressed->matches(QKeySequence::Delete))
        remove();
    else if (pressed->matches(QKeySequence::Undo))
        undo();
    else if (pressed->matches(QKeySequence::Redo))
        redo();
    else
        return QWidget::eventFilter(watched, event);
    return true;
}

void RuleTable::buildTable()
{
    m_table->setObjectName(QStringLiteral("ruleTable"));
    m_table->setAccessibleName(tr("Rules of the policy"));
    m_table->setModel(m_words);
    m_table->installEventFilter(this);
    m_table->setItemDelegate(m_delegate);
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_table->setColumns({{.id = QStringLiteral("rule"), .width = 128, .hidable = false},
                         {.id = QStringLiteral("effect"), .width = 84, .hidable = false},
                         {.id = QStringLiteral("action"), .width = 104, .hidable = false},
                         {.id = QStringLiteral("resource"), .width = 108, .hidable = false},
                         {.id = QStringLiteral("conditions"), .width = 180, .hidable = false},
                         {.id = QStringLiteral("obligations"), .width = 120}});
    for (const RuleCell cell : {RuleCell::Conditions, RuleCell::Obligations}) // which hold the most
        m_table->horizontalHeader()->setSectionResizeMode(static_cast<int>(cell), QHeaderView::Stretch);
    connect(m_table, &QAbstractItemView::activated, this, &RuleTable::editCurrent);
    // The view is in the middle of its own event when it asks.
    connect(m_delegate, &RuleDelegate::chooserAsked, this, &RuleTable::choose, Qt::QueuedConnection);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        updateActs();
        Q_EMIT currentChanged();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RuleTable::updateActs);
}

void RuleTable::setGroupNames(const words::GroupNames &names)
{
    m_words->setGroupNames(names);
}

const policy::Rule *RuleTable::current() const
{
    return m_words->rule(m_table->currentIndex());
}

void RuleTable::goTo(std::size_t row, RuleCell cell)
{
    const QModelIndex index = m_words->index(static_cast<int>(row), static_cast<int>(cell));
    // Whatever keys are held just now.
    m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_table->scrollTo(index);
    m_table->setFocus(Qt::OtherFocusReason);
}

void RuleTable::goTo(const QString &rule)
{
    const auto &rules = m_draft.content().rules;
    for (std::size_t row = 0; row < rules.size(); ++row) {
        if (rules[row].rule.id == rule)
            return goTo(row, RuleCell::Name);
    }
}

void RuleTable::add()
{
    goTo(m_draft.addRule(), RuleCell::Name);
}

void RuleTable::duplicate()
{
    if (m_table->currentIndex().isValid())
        goTo(m_draft.duplicateRule(static_cast<std::size_t>(m_table->currentIndex().row())), RuleCell::Name);
}

void RuleTable::remove()
{
    std::vector<std::size_t> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows.push_back(static_cast<std::size_t>(index.row()));
    m_draft.removeRules(rows);
}

void RuleTable::undo()
{
    m_draft.undo();
}

void RuleTable::redo()
{
    m_draft.redo();
}

void RuleTable::editCurrent(const QModelIndex &index)
{
    m_table->edit(index);
}

void RuleTable::choose(const QModelIndex &index)
{
    const policy::Rule *const rule = m_words->rule(index);
    if (!rule)
        return;
    const QRect cell = m_table->visualRect(index);
    const QRect place(m_table->viewport()->mapToGlobal(cell.topLeft()), cell.size());
    const QPersistentModelIndex kept(index);
    const auto set = [this, kept](const QVariant &value) {
        if (kept.isValid())
            m_words->setData(kept, value);
        m_table->setFocus(Qt::OtherFocusReason);
    };
    if (index.column() == static_cast<int>(RuleCell::Conditions)) {
        auto *const chooser = new ConditionsChooser(rule->conditions, m_words->groupNames(), this);
        connect(chooser, &ConditionsChooser::chosen, this,
                [set](const policy::Conditions &conditions) { set(QVariant::fromValue(conditions)); });
        chooser->openAt(place);
    } else {
        auto *const chooser = new ObligationsChooser(rule->obligations, this);
        connect(chooser, &ObligationsChooser::chosen, this,
                [set](policy::Obligations obligations) { set(QVariant::fromValue(obligations)); });
        chooser->openAt(place);
    }
}

void RuleTable::updateActs()
{
    const bool hasCurrent = m_table->currentIndex().isValid();
    m_duplicate->setEnabled(hasCurrent);
    m_remove->setEnabled(m_table->selectionModel()->hasSelection());
    m_undo->setEnabled(m_draft.canUndo());
    m_redo->setEnabled(m_draft.canRedo());
    if (m_draft.content().rules.size() >= policy::PolicyDocument::maxRules)
        m_add->deny(tr("A policy has at most %1 rules.").arg(policy::PolicyDocument::maxRules));
    else
        m_add->allow();
}

} // namespace enigm::views::policies

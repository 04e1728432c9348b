#include "views/policies/RuleDelegate.h"

#include "views/design/icons/Icon.h"
#include "views/design/table/StateDelegate.h"
#include "views/design/theme/Typography.h"
#include "views/policies/RuleWordsProxy.h"
#include "views/words/PolicyFindingText.h"
#include "views/words/StateText.h"

#include <QComboBox>
#include <QLineEdit>

namespace enigm::views::policies {

using models::policies::RuleCell;

namespace {

constexpr int longestName = 64;

/// The values that the cell may take, beside what it has.
void fill(QComboBox &choices, const policy::Rule &rule, policy::PolicyKind kind, RuleCell cell)
{
    if (cell == RuleCell::Effect) {
        for (const policy::Effect effect : policy::allOf<policy::Effect>()) {
            const design::StateWord word = words::effectWord(effect);
            choices.addItem(design::Icon::of(word.glyph, word.tone), word.word, QVariant::fromValue(effect));
        }
    } else if (cell == RuleCell::Action) {
        for (const policy::ActionCategory action : models::policies::actionsOf(kind))
            choices.addItem(words::actionCategoryText(action), QVariant::fromValue(action));
    } else {
        for (const log::Resource resource : models::policies::resourcesOf(rule.action))
            choices.addItem(words::resourceText(resource), QVariant::fromValue(resource));
    }
}

} // namespace

RuleDelegate::RuleDelegate(const RuleWordsProxy &words, QObject *parent)
    : CellDelegate(design::CellKind::Text, parent)
    , m_words(words)
    , m_states(new design::StateDelegate([&words](const QModelIndex &index) { return words.stateWord(index); }, this))
{}

void RuleDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (m_words.stateWord(index))
        m_states->paint(painter, option, index);
    else
        CellDelegate::paint(painter, option, index);
}

QWidget *RuleDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    switch (static_cast<RuleCell>(index.column())) {
    case RuleCell::Name: {
        auto *const edit = new QLineEdit(parent);
        edit->setMaxLength(longestName);
        edit->setFrame(false);
        edit->setAccessibleName(words::cellText(RuleCell::Name));
        return edit;
    }
    case RuleCell::Effect:
    case RuleCell::Action:
    case RuleCell::Resource:
        return createChoices(parent, index);
    case RuleCell::Conditions:
    case RuleCell::Obligations:
        Q_EMIT chooserAsked(index);
        return nullptr;
    }
    Q_UNREACHABLE();
}

QWidget *RuleDelegate::createChoices(QWidget *parent, const QModelIndex &index) const
{
    const auto cell = static_cast<RuleCell>(index.column());
    auto *const choices = new QComboBox(parent);
    choices->setAccessibleName(words::cellText(cell));
    const policy::Rule *const rule = m_words.rule(index);
    const auto &rules = static_cast<const RuleWordsProxy::Model &>(*m_words.sourceModel());
    fill(*choices, *rule, rules.draft().content().kind, cell);
    // A choice is an answer: nobody has to confirm it.
    auto *const self = const_cast<RuleDelegate *>(this); // signals of a delegate come from const functions
    connect(choices, &QComboBox::activated, self, [self, choices] {
        Q_EMIT self->commitData(choices);
        Q_EMIT self->closeEditor(choices);
    });
    return choices;
}

void RuleDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const QVariant value = index.data(Qt::EditRole);
    if (auto *const edit = qobject_cast<QLineEdit *>(editor)) {
        if (edit->text() != value.toString())
            edit->setText(value.toString());
    } else if (auto *const choices = qobject_cast<QComboBox *>(editor)) {
        choices->setCurrentIndex(choices->findText(index.data(Qt::DisplayRole).toString()));
    }
}

void RuleDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    if (const auto *const edit = qobject_cast<QLineEdit *>(editor))
        model->setData(index, edit->text().trimmed());
    else if (const auto *const choices = qobject_cast<QComboBox *>(editor); choices && choices->currentIndex() >= 0)
        model->setData(index, choices->currentData());
}

void RuleDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const
{
    editor->setGeometry(option.rect);
}

} // namespace enigm::views::policies

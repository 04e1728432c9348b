#include "views/policies/ChoiceList.h"

#include <QScopedValueRollback>

#include <algorithm>

namespace enigm::views::policies {

ChoiceList::ChoiceList(QWidget *parent)
    : QListWidget(parent)
{
    setUniformItemSizes(true);
    connect(this, &QListWidget::itemChanged, this, [this](const QListWidgetItem *item) {
        if (!m_isFilling)
            Q_EMIT toggled(item->data(Qt::UserRole).toString(), item->checkState() == Qt::Checked);
    });
}

void ChoiceList::setChoices(const std::vector<Choice> &choices)
{
    const QScopedValueRollback filling(m_isFilling, true);
    clear();
    for (const Choice &choice : choices) {
        auto *const item = new QListWidgetItem(choice.label, this);
        item->setData(Qt::UserRole, choice.id);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    }
    setCurrentRow(0);
}

void ChoiceList::setChosen(const std::vector<QString> &ids)
{
    const QScopedValueRollback filling(m_isFilling, true);
    for (int row = 0; row < count(); ++row) {
        const bool isChosen = std::ranges::find(ids, item(row)->data(Qt::UserRole).toString()) != ids.end();
        item(row)->setCheckState(isChosen ? Qt::Checked : Qt::Unchecked);
    }
}

void ChoiceList::setChosen(const QString &id, bool isChosen)
{
    const QScopedValueRollback filling(m_isFilling, true);
    for (int row = 0; row < count(); ++row) {
        if (item(row)->data(Qt::UserRole).toString() == id)
            item(row)->setCheckState(isChosen ? Qt::Checked : Qt::Unchecked);
    }
}

std::vector<QString> ChoiceList::chosen() const
{
    std::vector<QString> ids;
    for (int row = 0; row < count(); ++row) {
        if (item(row)->checkState() == Qt::Checked)
            ids.push_back(item(row)->data(Qt::UserRole).toString());
    }
    return ids;
}

} // namespace enigm::views::policies

#include "models/policies/AffectedDevicesModel.h"

#include <utility>

namespace enigm::models::policies {

using policy::Transition;

void AffectedDevicesModel::setAnswer(std::shared_ptr<const WhatIfAnswer> answer)
{
    beginResetModel();
    m_answer = std::move(answer);
    if (m_choice.question && (!m_answer || *m_choice.question >= m_answer->outcomes.size()))
        m_choice = {};
    choose();
    endResetModel();
}

void AffectedDevicesModel::setChoice(Choice choice)
{
    if (choice == m_choice)
        return;
    beginResetModel();
    m_choice = choice;
    choose();
    endResetModel();
}

bool AffectedDevicesModel::isChosen(Transition transition) const
{
    return m_choice.transition ? transition == *m_choice.transition
                               : transition == Transition::Gains || transition == Transition::Loses;
}

void AffectedDevicesModel::choose()
{
    m_rows.clear();
    if (!m_answer)
        return;
    const std::size_t devices = m_answer->fleet->columns().size();
    std::vector<bool> isIn(devices);
    for (std::size_t i = 0; i < m_answer->outcomes.size(); ++i) {
        if (m_choice.question && *m_choice.question != i)
            continue;
        const std::vector<Transition> &transitions = m_answer->outcomes[i].result.transitions;
        for (std::size_t row = 0; row < devices; ++row) {
            if (isChosen(transitions[row]))
                isIn[row] = true;
        }
    }
    for (std::size_t row = 0; row < devices; ++row) {
        if (isIn[row])
            m_rows.push_back(static_cast<quint32>(row));
    }
}

fleet::DeviceHandle AffectedDevicesModel::handle(const QModelIndex &index) const
{
    return index.model() == this ? m_answer->fleet->handle(m_rows[static_cast<std::size_t>(index.row())])
                                 : fleet::DeviceHandle();
}

std::vector<std::size_t> AffectedDevicesModel::questions(const QModelIndex &index, Transition transition) const
{
    std::vector<std::size_t> places;
    if (index.model() != this)
        return places;
    const std::size_t row = m_rows[static_cast<std::size_t>(index.row())];
    for (std::size_t i = 0; i < m_answer->outcomes.size(); ++i) {
        if (m_answer->outcomes[i].result.transitions[row] == transition)
            places.push_back(i);
    }
    return places;
}

int AffectedDevicesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AffectedDevicesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AffectedDevicesModel::data(const QModelIndex &index, int role) const
{
    if (index.model() != this || role != Qt::DisplayRole)
        return {};
    if (index.column() == Handle)
        return handle(index).text();
    const Transition transition = index.column() == Loses ? Transition::Loses : Transition::Gains;
    return static_cast<int>(questions(index, transition).size());
}

} // namespace enigm::models::policies

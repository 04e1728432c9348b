#include "views/policies/OutcomeTableModel.h"

#include "views/design/facts/StateWord.h"
#include "views/words/PolicyText.h"

#include <QLocale>

#include <utility>

namespace enigm::views::policies {

using design::Glyph;
using design::StateWord;
using design::Tone;
using models::policies::QuestionOutcome;

namespace {

QString number(std::size_t count)
{
    return QLocale().toString(static_cast<qulonglong>(count));
}

} // namespace

StateWord gainWord(std::size_t devices)
{
    return {devices > 0 ? Glyph::Plus : Glyph::Minus, devices > 0 ? number(devices) : OutcomeTableModel::tr("none"),
            devices > 0 ? Tone::Ok : Tone::Muted};
}

StateWord lossWord(std::size_t devices)
{
    return {devices > 0 ? Glyph::Blocked : Glyph::Minus, devices > 0 ? number(devices) : OutcomeTableModel::tr("none"),
            devices > 0 ? Tone::Danger : Tone::Muted};
}

void OutcomeTableModel::setAnswer(std::shared_ptr<const models::policies::WhatIfAnswer> answer)
{
    beginResetModel();
    m_answer = std::move(answer);
    endResetModel();
}

std::optional<StateWord> OutcomeTableModel::stateWord(const QModelIndex &index) const
{
    if (index.model() != this || (index.column() != Loses && index.column() != Gains))
        return {};
    const policy::WhatIf &result = m_answer->outcomes[static_cast<std::size_t>(index.row())].result;
    return index.column() == Loses ? lossWord(result.loses) : gainWord(result.gains);
}

int OutcomeTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_answer ? 0 : static_cast<int>(m_answer->outcomes.size());
}

int OutcomeTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant OutcomeTableModel::data(const QModelIndex &index, int role) const
{
    if (index.model() != this || role != Qt::DisplayRole)
        return {};
    const QuestionOutcome &outcome = m_answer->outcomes[static_cast<std::size_t>(index.row())];
    switch (static_cast<Column>(index.column())) {
    case Question:
        return words::questionText(outcome.question);
    case Loses:
    case Gains:
        return stateWord(index)->word;
    case Before:
        return number(outcome.result.permittedBefore);
    case After:
        return number(outcome.result.permittedAfter);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant OutcomeTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (static_cast<Column>(section)) {
    case Question:
        return tr("A device may");
    case Loses:
        return tr("Lose");
    case Gains:
        return tr("Gain");
    case Before:
        return tr("Now");
    case After:
        return tr("Then");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace enigm::views::policies

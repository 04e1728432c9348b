#include "models/policies/RuleTableModel.h"

#include "models/rows/RowChanges.h"

#include <algorithm>

namespace enigm::models::policies {

namespace {

std::vector<QString> keysOf(const std::vector<DraftRule> &rules)
{
    std::vector<QString> keys;
    for (const DraftRule &rule : rules)
        keys.push_back(QString::number(rule.key));
    return keys;
}

QVariant factOf(const policy::Rule &rule, RuleCell cell)
{
    switch (cell) {
    case RuleCell::Name:
        return rule.id;
    case RuleCell::Effect:
        return QVariant::fromValue(rule.effect);
    case RuleCell::Action:
        return QVariant::fromValue(rule.action);
    case RuleCell::Resource:
        return QVariant::fromValue(rule.resource);
    case RuleCell::Conditions:
        return QVariant::fromValue(rule.conditions);
    case RuleCell::Obligations:
        return QVariant::fromValue(rule.obligations);
    }
    Q_UNREACHABLE();
}

template <typename T>
bool take(const QVariant &value, T &member)
{
    if (value.metaType() != QMetaType::fromType<T>())
        return false;
    member = value.value<T>();
    return true;
}

/// What was done to something that the new action cannot be done to is done to what it can.
bool takeAction(const QVariant &value, policy::Rule &rule)
{
    if (!take(value, rule.action))
        return false;
    if (!policy::bearsOn(rule.action, rule.resource))
        rule.resource = resourcesOf(rule.action).front();
    return true;
}

bool takeFact(const QVariant &value, RuleCell cell, policy::Rule &rule)
{
    switch (cell) {
    case RuleCell::Name:
        return take(value, rule.id);
    case RuleCell::Effect:
        return take(value, rule.effect);
    case RuleCell::Action:
        return takeAction(value, rule);
    case RuleCell::Resource:
        return take(value, rule.resource);
    case RuleCell::Conditions:
        return take(value, rule.conditions);
    case RuleCell::Obligations:
        return take(value, rule.obligations);
    }
    Q_UNREACHABLE();
}

} // namespace

RuleTableModel::RuleTableModel(PolicyDraft &draft, QObject *parent)
    : QAbstractTableModel(parent)
    , m_draft(draft)
    , m_rows(draft.content().rules)
    , m_problems(draft.problems())
{
    connect(&draft, &PolicyDraft::changed, this, &RuleTableModel::follow);
}

const policy::Rule *RuleTableModel::rule(const QModelIndex &index) const
{
    return index.model() == this ? &m_rows[static_cast<std::size_t>(index.row())].rule : nullptr;
}

int RuleTableModel::rowOf(quint64 key) const
{
    const auto found = std::ranges::find(m_rows, key, &DraftRule::key);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int RuleTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RuleTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ruleCellCount;
}

QVariant RuleTableModel::data(const QModelIndex &index, int role) const
{
    const policy::Rule *const shown = rule(index);
    if (!shown)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
    case ValueRole:
        return factOf(*shown, static_cast<RuleCell>(index.column()));
    case ProblemRole:
        return isWrong(index);
    case KeyRole:
        return m_rows[static_cast<std::size_t>(index.row())].key;
    default:
        return {};
    }
}

Qt::ItemFlags RuleTableModel::flags(const QModelIndex &index) const
{
    return QAbstractTableModel::flags(index) | (index.isValid() ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

bool RuleTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const policy::Rule *const before = rule(index);
    if (!before || role != Qt::EditRole)
        return false;
    policy::Rule after = *before;
    if (!takeFact(value, static_cast<RuleCell>(index.column()), after))
        return false;
    m_draft.setRule(static_cast<std::size_t>(index.row()), std::move(after));
    return true;
}

bool RuleTableModel::isWrong(const QModelIndex &index) const
{
    return std::ranges::any_of(m_problems, [&index](const DraftProblem &problem) {
        return problem.part == DraftProblem::Part::Rule && static_cast<int>(problem.row) == index.row() &&
               static_cast<int>(problem.cell) == index.column();
    });
}

/// A selection stays where it is: only the rows that differ go, come or change.
void RuleTableModel::follow()
{
    const std::vector<DraftRule> after = m_draft.content().rules;
    const auto isSame = [&](std::size_t from, std::size_t to) { return m_rows[from] == after[to]; };
    const auto placed = [](std::size_t place) { return static_cast<std::ptrdiff_t>(place); };
    // The steps speak of rows as they are once those before are done, so all of them are found first.
    for (const rows::RowChange &change : rows::rowChanges(keysOf(m_rows), keysOf(after), isSame)) {
        const auto first = static_cast<int>(change.row);
        const auto last = static_cast<int>(change.row + change.count - 1);
        const auto at = m_rows.begin() + placed(change.row);
        const auto source = after.begin() + placed(change.source);
        switch (change.kind) {
        case rows::RowChange::Kind::Remove:
            beginRemoveRows({}, first, last);
            m_rows.erase(at, at + placed(change.count));
            endRemoveRows();
            break;
        case rows::RowChange::Kind::Insert:
            beginInsertRows({}, first, last);
            m_rows.insert(at, source, source + placed(change.count));
            endInsertRows();
            break;
        case rows::RowChange::Kind::Update:
            std::copy(source, source + placed(change.count), at);
            Q_EMIT dataChanged(index(first, 0), index(last, ruleCellCount - 1));
            break;
        }
    }
    if (m_problems == m_draft.problems())
        return;
    m_problems = m_draft.problems();
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(m_rows.size()) - 1, ruleCellCount - 1), {ProblemRole});
}

} // namespace enigm::models::policies

#pragma once

#include "models/rows/RowChanges.h"

#include <QAbstractTableModel>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

namespace enigm::models::rows {

/// A table over a list that always comes whole: another list changes only the rows that differ, so that what a person
/// has chosen stays chosen.
template <typename Row>
class ListTableModel : public QAbstractTableModel
{
public:
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] const std::vector<Row> &rows() const { return m_rows; }
    /// Null for an index of another model.
    [[nodiscard]] const Row *rowAt(const QModelIndex &index) const
    {
        return index.model() == this ? &m_rows[static_cast<std::size_t>(index.row())] : nullptr;
    }
    [[nodiscard]] const Row *find(const QString &id) const
    {
        const auto found = std::ranges::find_if(m_rows, [&](const Row &row) { return idOf(row) == id; });
        return found == m_rows.end() ? nullptr : &*found;
    }
    /// Invalid where there is none of this id.
    [[nodiscard]] QModelIndex indexOf(const QString &id) const
    {
        const Row *const found = find(id);
        return found ? index(static_cast<int>(found - m_rows.data()), 0) : QModelIndex();
    }

protected:
    using QAbstractTableModel::QAbstractTableModel;

    /// The stable id of a row, by which it is known again; unique.
    [[nodiscard]] virtual QString idOf(const Row &row) const = 0;

    void setRows(const std::vector<Row> &rows)
    {
        const auto isSame = [&](std::size_t before, std::size_t after) { return m_rows[before] == rows[after]; };
        for (const RowChange &change : rowChanges(idsOf(m_rows), idsOf(rows), isSame))
            apply(change, rows);
    }

private:
    [[nodiscard]] std::vector<QString> idsOf(const std::vector<Row> &rows) const
    {
        std::vector<QString> ids;
        std::ranges::transform(rows, std::back_inserter(ids), [this](const Row &row) { return idOf(row); });
        return ids;
    }

    void apply(const RowChange &change, const std::vector<Row> &rows)
    {
        const auto first = static_cast<int>(change.row);
        const auto last = static_cast<int>(change.row + change.count) - 1;
        const auto at = m_rows.begin() + static_cast<std::ptrdiff_t>(change.row);
        const auto source = rows.begin() + static_cast<std::ptrdiff_t>(change.source);
        const auto count = static_cast<std::ptrdiff_t>(change.count);
        switch (change.kind) {
        case RowChange::Kind::Remove:
            beginRemoveRows({}, first, last);
            m_rows.erase(at, at + count);
            endRemoveRows();
            break;
        case RowChange::Kind::Insert:
            beginInsertRows({}, first, last);
            m_rows.insert(at, source, source + count);
            endInsertRows();
            break;
        case RowChange::Kind::Update:
            std::copy(source, source + count, at);
            Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
            break;
        }
    }

    std::vector<Row> m_rows;
};

} // namespace enigm::models::rows

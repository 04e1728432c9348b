#pragma once

#include <QString>

#include <cstddef>
#include <functional>
#include <vector>

namespace enigm::models::rows {

/// A run of neighbouring rows that one step on the way from an old list to a new one removes, inserts or updates.
struct RowChange
{
    enum class Kind { Remove, Insert, Update };
    Kind kind = Kind::Update;
    std::size_t row = 0; ///< where the run begins once the steps before it are done
    std::size_t count = 0;
    std::size_t source = 0; ///< where an inserted or updated run begins in the new list

    friend bool operator==(const RowChange &, const RowChange &) = default;
};

/// The steps, in order, that make `before` into `after`: only what differs, neighbours together. Ids are unique in each
/// list; a row that has moved is removed and inserted. `isSame` takes places of one id in `before` and in `after`.
[[nodiscard]] std::vector<RowChange>
rowChanges(const std::vector<QString> &before, const std::vector<QString> &after,
           const std::function<bool(std::size_t before, std::size_t after)> &isSame);

} // namespace enigm::models::rows

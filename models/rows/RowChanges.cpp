#include "models/rows/RowChanges.h"

#include <QSet>

namespace enigm::models::rows {

namespace {

/// Collects steps and joins neighbours.
class Steps
{
public:
    void add(RowChange::Kind kind, std::size_t row)
    {
        const std::size_t reach = kind == RowChange::Kind::Remove ? 0 : 1; // a removal leaves the next in its place
        if (!m_steps.empty()) {
            RowChange &last = m_steps.back();
            if (last.kind == kind && row == last.row + last.count * reach) {
                ++last.count;
                return;
            }
        }
        m_steps.push_back({.kind = kind, .row = row, .count = 1, .source = row});
    }
    [[nodiscard]] std::vector<RowChange> take() { return std::move(m_steps); }

private:
    std::vector<RowChange> m_steps;
};

} // namespace

std::vector<RowChange> rowChanges(const std::vector<QString> &before, const std::vector<QString> &after,
                                  const std::function<bool(std::size_t before, std::size_t after)> &isSame)
{
    const QSet<QString> staying(after.begin(), after.end());
    QSet<QString> present(before.begin(), before.end());
    Steps steps;
    // All rows above `to` are as they shall be, so that `to` is both the place in `after` and the row worked on.
    std::size_t from = 0;
    std::size_t to = 0;
    while (from < before.size() || to < after.size()) {
        if (from < before.size() && (to == after.size() || !staying.contains(before[from]))) {
            steps.add(RowChange::Kind::Remove, to);
            ++from;
        } else if (from == before.size() || !present.contains(after[to])) {
            steps.add(RowChange::Kind::Insert, to);
            ++to;
        } else if (before[from] == after[to]) {
            if (!isSame(from, to))
                steps.add(RowChange::Kind::Update, to);
            ++from;
            ++to;
        } else {
            present.remove(before[from]); // moved: goes here, comes back where it belongs
            steps.add(RowChange::Kind::Remove, to);
            ++from;
        }
    }
    return steps.take();
}

} // namespace enigm::models::rows

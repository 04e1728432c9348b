#pragma once

#include "api-client/wire/Task.h"
#include "contract/problems/Problem.h"
#include "models/rows/Page.h"
#include "models/rows/RowChanges.h"
#include "models/session/Source.h"
#include "models/session/SyncStatus.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QTimer>

#include <algorithm>
#include <iterator>
#include <limits>
#include <memory>
#include <utility>

namespace enigm::models::rows {

/// A table over a keyset-paged list: loads pages in order as they are asked for, polls the loaded ones with their ETags
/// and changes only the rows that differ. Where the server counts the whole list, the rows that are still on their way
/// are there already: their data is invalid, and asking for it loads them.
///
/// One question at a time. An answer to a question that has been overtaken (another filter) is dropped, and so is one
/// that arrives after the model has gone.
template <typename Row>
class PagedTableModel : public QAbstractTableModel, public session::Source
{
public:
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : loadedCount() + m_pending;
    }
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override
    {
        return !parent.isValid() && m_pending == 0 && m_next.has_value() && !m_halted;
    }
    void fetchMore(const QModelIndex &parent) override
    {
        if (canFetchMore(parent))
            want(loadedCount());
    }
    void refresh() override
    {
        m_halted = false;
        m_refreshDue = true;
        step();
    }
    [[nodiscard]] const session::SyncStatus &status() const override { return m_status; }

    /// Rows that have arrived; the others, up to rowCount(), are pending.
    [[nodiscard]] int loadedCount() const { return static_cast<int>(m_rows.size()); }
    /// Null for a pending row and for an index of nothing.
    [[nodiscard]] const Row *rowAt(int row) const
    {
        return row >= 0 && row < loadedCount() ? &m_rows[static_cast<std::size_t>(row)] : nullptr;
    }
    /// Null for a pending row and for an invalid index.
    [[nodiscard]] const Row *rowAt(const QModelIndex &index) const { return rowAt(index.row()); }

protected:
    explicit PagedTableModel(QObject *parent)
        : QAbstractTableModel(parent)
        , m_demand(new QTimer(this))
    {
        m_demand->setSingleShot(true);
        m_demand->callOnTimeout(this, [this] { step(); });
    }

    /// Asks the client for the page after a key; empty key: the first page.
    [[nodiscard]] virtual client::Task<Expected<Page<Row>>> fetch(QString after, QByteArray etag) = 0;
    /// The stable id of a row, by which it is known again.
    [[nodiscard]] virtual QString idOf(const Row &row) const = 0;
    /// Whether two rows of one id show the same.
    [[nodiscard]] virtual bool isSame(const Row &left, const Row &right) const = 0;
    /// Unix seconds.
    [[nodiscard]] virtual qint64 now() const = 0;
    /// The loaded rows have become others; after the model's own signals.
    virtual void rowsChanged() {}

    [[nodiscard]] const std::vector<Row> &rows() const { return m_rows; }
    [[nodiscard]] std::optional<qint64> serverTotal() const { return m_total; }
    /// The row of an id, or -1 where it is not loaded.
    [[nodiscard]] int rowOf(const QString &id) const;
    /// Loads up to this row, as soon as the event loop runs again.
    void want(int row) const;
    /// Forgets everything, and loads anew where something was asked for before: another filter.
    void restart();

private:
    /// A page that is loaded, for asking whether it is still so.
    struct Mark
    {
        QString after;
        std::optional<QString> next;
        std::size_t count = 0;
        QByteArray etag;
    };
    /// A walk over the loaded pages that collects what they are now.
    struct Walk
    {
        std::vector<Row> rows;
        std::vector<Mark> marks;
        std::optional<QString> next;
        std::optional<qint64> total;
        QSet<QString> ids;
        bool changed = false;
    };
    using Answer = Expected<Page<Row>>;

    void step();
    void ask(const QString &after, const QByteArray &etag);
    void take(Answer answer);
    [[nodiscard]] Expected<void> append(Page<Row> page);
    [[nodiscard]] Expected<void> collect(Page<Row> page);
    [[nodiscard]] bool mustWalkOn() const;
    void finishWalk();
    void apply(const RowChange &change, std::vector<Row> &source);
    void insertArrived(std::size_t row, std::size_t count, std::vector<Row> &source, std::size_t from);
    void removeLoaded(std::size_t row, std::size_t count);
    void fail(Problem problem);
    void clear();
    void countPending();
    [[nodiscard]] QByteArray etagOf(const QString &after) const;
    [[nodiscard]] Expected<void> addIds(const std::vector<Row> &page, QSet<QString> &ids) const;
    [[nodiscard]] Expected<Page<Row>> rememberedPage(const QString &after) const;

    session::SyncStatus m_status;
    std::vector<Row> m_rows;
    QSet<QString> m_ids;
    std::vector<Mark> m_marks; ///< their counts add up to m_rows
    std::optional<QString> m_next;
    std::optional<qint64> m_total;
    std::unique_ptr<Walk> m_walk;
    QString m_asked; ///< key of the page under way
    mutable int m_wanted = -1;
    QTimer *const m_demand; ///< lets a painting view end before its pending rows are asked for
    int m_pending = 0;
    quint64 m_generation = 0;
    bool m_inFlight = false;
    bool m_refreshDue = false;
    bool m_halted = false; ///< after a failure, until the next refresh
};

template <typename Row>
int PagedTableModel<Row>::rowOf(const QString &id) const
{
    if (!m_ids.contains(id))
        return -1;
    const auto found = std::ranges::find_if(m_rows, [this, &id](const Row &row) { return idOf(row) == id; });
    return static_cast<int>(found - m_rows.begin());
}

template <typename Row>
void PagedTableModel<Row>::want(int row) const
{
    if (row <= m_wanted && (m_demand->isActive() || m_inFlight))
        return;
    m_wanted = std::max(m_wanted, row);
    m_demand->start(0);
}

template <typename Row>
void PagedTableModel<Row>::restart()
{
    const bool wasInUse = m_status.phase() != session::Phase::Idle;
    clear();
    m_status.reset();
    if (wasInUse)
        refresh();
}

template <typename Row>
void PagedTableModel<Row>::step()
{
    if (m_inFlight || m_halted)
        return;
    if (m_refreshDue) {
        m_refreshDue = false;
        m_walk = std::make_unique<Walk>();
        ask({}, etagOf({}));
    } else if (m_next && m_wanted >= loadedCount()) {
        ask(*m_next, {});
    }
}

template <typename Row>
void PagedTableModel<Row>::ask(const QString &after, const QByteArray &etag)
{
    m_asked = after;
    m_inFlight = true;
    m_status.begin();
    auto task = fetch(after, etag);
    QCoro::connect(std::move(task), this, [this, generation = m_generation](Answer answer) {
        if (generation == m_generation)
            take(std::move(answer));
    });
}

template <typename Row>
void PagedTableModel<Row>::take(Answer answer)
{
    if (answer && answer->notModified)
        answer = rememberedPage(m_asked);
    else if (answer && m_walk)
        m_walk->changed = true;
    if (!answer) {
        fail(std::move(answer.error()));
        return;
    }
    const auto taken = m_walk ? collect(std::move(*answer)) : append(std::move(*answer));
    if (!taken) {
        fail(taken.error());
        return;
    }
    if (m_walk && mustWalkOn()) {
        ask(*m_walk->next, etagOf(*m_walk->next));
        return;
    }
    if (m_walk)
        finishWalk();
    m_inFlight = false; // only now: whoever hears of the rows may ask for more at once
    rowsChanged();
    m_status.succeed(now());
    step();
}

template <typename Row>
Expected<void> PagedTableModel<Row>::addIds(const std::vector<Row> &page, QSet<QString> &ids) const
{
    QSet<QString> fresh;
    for (const Row &row : page) {
        const QString id = idOf(row);
        if (ids.contains(id) || fresh.contains(id))
            return refuse(ProblemType::UnexpectedAnswer, QStringLiteral("The server listed a row twice."), id);
        fresh.insert(id);
    }
    ids.unite(fresh);
    return {};
}

template <typename Row>
Expected<Page<Row>> PagedTableModel<Row>::rememberedPage(const QString &after) const
{
    std::size_t offset = 0;
    for (const Mark &mark : m_marks) {
        if (mark.after == after && m_walk) {
            const auto begin = m_rows.begin() + static_cast<std::ptrdiff_t>(offset);
            return Page<Row>{.rows = std::vector<Row>(begin, begin + static_cast<std::ptrdiff_t>(mark.count)),
                             .next = mark.next,
                             .total = m_total,
                             .etag = mark.etag,
                             .notModified = false};
        }
        offset += mark.count;
    }
    return refuse(ProblemType::UnexpectedAnswer, QStringLiteral("The server did not answer with the page asked for."));
}

template <typename Row>
Expected<void> PagedTableModel<Row>::collect(Page<Row> page)
{
    if (page.rows.empty() && page.next)
        return refuse(ProblemType::UnexpectedAnswer, QStringLiteral("The server answered with an empty page."));
    if (const auto added = addIds(page.rows, m_walk->ids); !added)
        return added;
    m_walk->marks.push_back(
        {.after = m_asked, .next = page.next, .count = page.rows.size(), .etag = std::move(page.etag)});
    std::ranges::move(page.rows, std::back_inserter(m_walk->rows));
    m_walk->next = std::move(page.next);
    m_walk->total = page.total;
    return {};
}

/// As far as rows were loaded before; one page more where new rows have pushed the last of them down.
template <typename Row>
bool PagedTableModel<Row>::mustWalkOn() const
{
    if (!m_walk->next || m_rows.empty())
        return false;
    const std::size_t slack = m_walk->ids.contains(idOf(m_rows.back())) ? 0 : m_walk->marks.front().count;
    return m_walk->rows.size() < m_rows.size() + slack;
}

template <typename Row>
void PagedTableModel<Row>::finishWalk()
{
    const std::unique_ptr<Walk> walk = std::move(m_walk);
    m_marks = std::move(walk->marks);
    m_next = std::move(walk->next);
    m_total = walk->total;
    if (walk->changed) {
        std::vector<QString> before;
        std::vector<QString> after;
        std::ranges::transform(m_rows, std::back_inserter(before), [this](const Row &row) { return idOf(row); });
        std::ranges::transform(walk->rows, std::back_inserter(after), [this](const Row &row) { return idOf(row); });
        const auto changes = rowChanges(before, after, [this, &walk](std::size_t old, std::size_t fresh) {
            return isSame(m_rows[old], walk->rows[fresh]);
        });
        for (const RowChange &change : changes)
            apply(change, walk->rows);
        m_ids = std::move(walk->ids);
    }
    countPending();
}

template <typename Row>
void PagedTableModel<Row>::apply(const RowChange &change, std::vector<Row> &source)
{
    switch (change.kind) {
    case RowChange::Kind::Remove:
        removeLoaded(change.row, change.count);
        break;
    case RowChange::Kind::Insert:
        insertArrived(change.row, change.count, source, change.source);
        break;
    case RowChange::Kind::Update:
        for (std::size_t i = 0; i < change.count; ++i)
            m_rows[change.row + i] = std::move(source[change.source + i]);
        const int first = static_cast<int>(change.row);
        Q_EMIT dataChanged(index(first, 0), index(first + static_cast<int>(change.count) - 1, columnCount() - 1));
        break;
    }
}

template <typename Row>
void PagedTableModel<Row>::removeLoaded(std::size_t row, std::size_t count)
{
    const int first = static_cast<int>(row);
    beginRemoveRows({}, first, first + static_cast<int>(count) - 1);
    const auto begin = m_rows.begin() + static_cast<std::ptrdiff_t>(row);
    m_rows.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
    endRemoveRows();
}

/// Rows at the end take the places of pending ones, which the views have already.
template <typename Row>
void PagedTableModel<Row>::insertArrived(std::size_t row, std::size_t count, std::vector<Row> &source, std::size_t from)
{
    const auto put = [this, &source](std::size_t where, std::size_t first, std::size_t number) {
        const auto begin = source.begin() + static_cast<std::ptrdiff_t>(first);
        m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(where), std::make_move_iterator(begin),
                      std::make_move_iterator(begin + static_cast<std::ptrdiff_t>(number)));
    };
    const std::size_t placed =
        row == m_rows.size() ? std::min(count, static_cast<std::size_t>(m_pending)) : std::size_t(0);
    const int first = static_cast<int>(row);
    if (placed > 0) {
        put(row, from, placed);
        m_pending -= static_cast<int>(placed);
        Q_EMIT dataChanged(index(first, 0), index(first + static_cast<int>(placed) - 1, columnCount() - 1));
    }
    if (placed < count) {
        beginInsertRows({}, first + static_cast<int>(placed), first + static_cast<int>(count) - 1);
        put(row + placed, from + placed, count - placed);
        endInsertRows();
    }
}

template <typename Row>
Expected<void> PagedTableModel<Row>::append(Page<Row> page)
{
    if (page.rows.empty() && page.next)
        return refuse(ProblemType::UnexpectedAnswer, QStringLiteral("The server answered with an empty page."));
    if (const auto added = addIds(page.rows, m_ids); !added)
        return added;
    m_marks.push_back({.after = m_asked, .next = page.next, .count = page.rows.size(), .etag = std::move(page.etag)});
    if (!page.rows.empty())
        insertArrived(m_rows.size(), page.rows.size(), page.rows, 0);
    m_next = std::move(page.next);
    m_total = page.total;
    countPending();
    return {};
}

/// Makes the pending rows what the server's total leaves; none once the last page has arrived.
template <typename Row>
void PagedTableModel<Row>::countPending()
{
    const qint64 room = std::numeric_limits<int>::max() - loadedCount();
    const qint64 left = m_next && m_total ? std::clamp<qint64>(*m_total - loadedCount(), 1, room) : 0;
    const int pending = static_cast<int>(left);
    const int count = rowCount();
    if (pending > m_pending) {
        beginInsertRows({}, count, count + pending - m_pending - 1);
        m_pending = pending;
        endInsertRows();
    } else if (pending < m_pending) {
        beginRemoveRows({}, count - (m_pending - pending), count - 1);
        m_pending = pending;
        endRemoveRows();
    }
}

template <typename Row>
void PagedTableModel<Row>::fail(Problem problem)
{
    m_walk.reset();
    m_inFlight = false;
    m_halted = true;
    if (session::SyncStatus::isRefusal(problem)) {
        clear();
        m_halted = true;
    }
    rowsChanged();
    m_status.fail(std::move(problem));
}

template <typename Row>
void PagedTableModel<Row>::clear()
{
    ++m_generation;
    beginResetModel();
    m_walk.reset();
    m_rows.clear();
    m_ids.clear();
    m_marks.clear();
    m_next.reset();
    m_total.reset();
    m_pending = 0;
    m_wanted = -1;
    m_inFlight = false;
    m_refreshDue = false;
    m_halted = false;
    endResetModel();
}

template <typename Row>
QByteArray PagedTableModel<Row>::etagOf(const QString &after) const
{
    const auto mark = std::ranges::find(m_marks, after, &Mark::after);
    return mark == m_marks.end() ? QByteArray() : mark->etag;
}

} // namespace enigm::models::rows

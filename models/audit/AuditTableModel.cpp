#include "models/audit/AuditTableModel.h"

#include "api-client/wire/ReadFailure.h"
#include "contract/encoding/Base64Url.h"
#include "models/rows/CopyText.h"

#include <algorithm>

namespace enigm::models::audit {

using namespace Qt::StringLiterals;

namespace {

QString changeOf(const log::ActivityEntry &entry)
{
    return entry.change ? QString::fromLatin1(encoding::toBase64Url(*entry.change)) : QString();
}

QString copyOf(const log::ActivityEntry &entry)
{
    return rows::copyText({QString::number(entry.index), rows::isoTime(entry.time), log::word(entry.category),
                           entry.action, entry.actor, log::word(entry.resource), log::word(entry.outcome),
                           changeOf(entry)});
}

/// Exactly the entries that were asked for, in order. Newer ones than the verified head are left for the next time.
Expected<void> checkPage(std::vector<client::AuditRecord> &records, qint64 from, qint64 to)
{
    std::erase_if(records, [to](const client::AuditRecord &record) { return record.entry.index >= to; });
    qint64 next = from;
    for (const client::AuditRecord &record : records) {
        if (record.entry.index != next++)
            return refuse(ProblemType::UnexpectedAnswer, u"The server left out an entry."_s,
                          u"activity record %1"_s.arg(next - 1));
    }
    if (next != to)
        return refuse(ProblemType::UnexpectedAnswer, u"The server left out entries."_s,
                      u"activity record %1"_s.arg(next));
    return {};
}

} // namespace

AuditTableModel::AuditTableModel(client::Session &session, client::LogFollower &follower, int pageSize, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
    , m_follower(follower)
    , m_client(session, &follower)
    , m_pageSize(pageSize)
{}

int AuditTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AuditTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AuditTableModel::fact(const Row &row, Column column) const
{
    const log::ActivityEntry &entry = row.record.entry;
    switch (column) {
    case Index:
        return entry.index;
    case Time:
        return entry.time;
    case Category:
        return QVariant::fromValue(entry.category);
    case Action:
        return entry.action;
    case Actor:
        return entry.actor;
    case Resource:
        return QVariant::fromValue(entry.resource);
    case Outcome:
        return QVariant::fromValue(entry.outcome);
    case Change:
        return changeOf(entry);
    case Proof:
        return QVariant::fromValue(row.proof);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant AuditTableModel::data(const QModelIndex &index, int role) const
{
    const Row *const row = rowAt(index);
    if (!row)
        return {};
    const log::ActivityEntry &entry = row->record.entry;
    switch (role) {
    case Qt::DisplayRole:
    case ValueRole:
        return fact(*row, static_cast<Column>(index.column()));
    case IndexRole:
        return entry.index;
    case HandlesRole:
        return QStringList(entry.handles.begin(), entry.handles.end());
    case PrunedRole:
        return entry.body.has_value() && !row->record.body;
    case ProofRole:
        return QVariant::fromValue(row->proof);
    case CopyRole:
        return copyOf(entry);
    default:
        return {};
    }
}

QHash<int, QByteArray> AuditTableModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractTableModel::roleNames();
    names.insert({{ValueRole, "value"_ba},
                  {IndexRole, "index"_ba},
                  {HandlesRole, "handles"_ba},
                  {PrunedRole, "pruned"_ba},
                  {ProofRole, "proof"_ba},
                  {CopyRole, "copy"_ba}});
    return names;
}

bool AuditTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_rows.empty() && begin() > 0;
}

void AuditTableModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent) || m_busy)
        return;
    const qint64 to = begin();
    load(std::max<qint64>(0, to - m_pageSize), to);
}

QModelIndex AuditTableModel::index(qint64 logIndex) const
{
    if (logIndex < begin() || logIndex >= m_end)
        return {};
    return index(static_cast<int>(m_end - 1 - logIndex), 0);
}

qint64 AuditTableModel::logIndex(const QModelIndex &index) const
{
    const Row *const row = rowAt(index);
    return row ? row->record.entry.index : -1;
}

const client::AuditRecord *AuditTableModel::record(const QModelIndex &index) const
{
    const Row *const row = rowAt(index);
    return row ? &row->record : nullptr;
}

const AuditTableModel::Row *AuditTableModel::rowAt(const QModelIndex &index) const
{
    return index.isValid() ? &m_rows[static_cast<std::size_t>(index.row())] : nullptr;
}

bool AuditTableModel::isReviewer() const
{
    const std::optional<client::SessionInfo> &info = m_session.info();
    return info && info->roles.has(operators::Role::SecurityReviewer);
}

void AuditTableModel::refresh()
{
    if (m_busy)
        return;
    if (m_session.info() && !isReviewer()) {
        fail({ProblemType::NotPermitted, u"The audit trail is read by security reviewers."_s, {}});
        return;
    }
    m_busy = true;
    m_status.begin();
    QCoro::connect(m_follower.refresh(), this, [this](const Expected<void> &result) {
        if (!result) {
            fail(result.error());
            return;
        }
        m_busy = false;
        loadNewer();
    });
}

/// What the verified head has beyond the rows, a page at a time; at first the newest page alone.
void AuditTableModel::loadNewer()
{
    const qint64 head = m_follower.activityHead().size;
    if (head > m_end) {
        const qint64 from = m_rows.empty() ? std::max<qint64>(0, head - m_pageSize) : m_end;
        load(from, std::min(head, from + m_pageSize));
        return;
    }
    m_status.succeed(m_session.now());
    proveRest();
}

void AuditTableModel::load(qint64 from, qint64 to)
{
    m_busy = true;
    m_status.begin();
    auto task = m_client.entries(from, static_cast<int>(to - from));
    QCoro::connect(std::move(task), this,
                   [this, from, to](Expected<client::AuditPage> page) { take(from, to, std::move(page)); });
}

void AuditTableModel::take(qint64 from, qint64 to, Expected<client::AuditPage> page)
{
    if (!page) {
        fail(page.error());
        return;
    }
    if (const auto sound = checkPage(page->records, from, to); !sound) {
        fail(sound.error());
        return;
    }
    // Busy until the rows are in: a view that hears of them may ask for more at once.
    insert(from, std::move(page->records));
    m_busy = false;
    prove(from, to);
    if (!m_busy)
        loadNewer();
}

/// Above the rows, or below them. `records` are in the order of the log, rows in the other.
void AuditTableModel::insert(qint64 from, std::vector<client::AuditRecord> records)
{
    const auto count = static_cast<int>(records.size());
    if (m_rows.empty() || from == m_end) {
        beginInsertRows({}, 0, count - 1);
        m_end = from + count;
        for (client::AuditRecord &record : records)
            m_rows.push_front({.record = std::move(record)});
    } else {
        beginInsertRows({}, rowCount(), rowCount() + count - 1);
        for (auto record = records.rbegin(); record != records.rend(); ++record)
            m_rows.push_back({.record = std::move(*record)});
    }
    endInsertRows();
}

/// Proves a run at once; where the log contradicts it, by halves until the records at fault are found. A record alone
/// is proven as one, which raises the alarm.
void AuditTableModel::prove(qint64 from, qint64 to)
{
    setProof(from, to, ProofState::Proving);
    std::vector<QByteArray> leaves;
    for (qint64 i = from; i < to; ++i)
        leaves.push_back(m_rows[static_cast<std::size_t>(m_end - 1 - i)].record.leaf);
    auto task = leaves.size() == 1 ? m_follower.proveActivity(from, leaves.front())
                                   : m_follower.proveActivityRun(from, std::move(leaves));
    QCoro::connect(std::move(task), this, [this, from, to, generation = m_generation](const Expected<void> &proven) {
        if (generation == m_generation)
            noteProof(from, to, proven);
    });
}

void AuditTableModel::noteProof(qint64 from, qint64 to, const Expected<void> &proven)
{
    if (proven) {
        setProof(from, to, ProofState::Proven);
        checkPositions(from, to);
    } else if (!client::isContradiction(proven.error())) {
        setProof(from, to, ProofState::Unproven);
    } else if (to - from > 1) {
        const qint64 middle = from + (to - from) / 2;
        prove(from, middle);
        prove(middle, to);
    } else {
        noteBroken(from, proven.error());
    }
}

/// A record may lie in the log and say of the governance log what that log denies.
void AuditTableModel::checkPositions(qint64 from, qint64 to)
{
    for (qint64 i = from; i < to; ++i) {
        const client::AuditRecord &record = m_rows[static_cast<std::size_t>(m_end - 1 - i)].record;
        const auto sound = m_follower.governance()->checkPosition(i, record.entry.governanceSize);
        if (sound)
            continue;
        const Problem problem = sound.error().under(u"activity record %1"_s.arg(i));
        m_follower.raiseAlarm({.problem = problem, .exhibits = {{u"activity-entry-proven"_s, record.leaf}}});
        noteBroken(i, problem);
    }
}

void AuditTableModel::noteBroken(qint64 logIndex, const Problem &problem)
{
    setProof(logIndex, logIndex + 1, ProofState::Broken);
    if (!m_broken)
        m_broken = Broken{.index = logIndex, .problem = problem};
    Q_EMIT proofBroken(logIndex, problem);
}

/// Tries again what could not be proven before, in runs of a page.
void AuditTableModel::proveRest()
{
    for (qint64 from = begin(); from < m_end; ++from) {
        const auto isUnproven = [this](qint64 i) {
            return m_rows[static_cast<std::size_t>(m_end - 1 - i)].proof == ProofState::Unproven;
        };
        qint64 to = from;
        while (to < m_end && to - from < m_pageSize && isUnproven(to))
            ++to;
        if (to > from) {
            prove(from, to);
            from = to - 1;
        }
    }
}

void AuditTableModel::setProof(qint64 from, qint64 to, ProofState state)
{
    const auto first = static_cast<int>(m_end - to);
    const auto last = static_cast<int>(m_end - 1 - from);
    for (int row = first; row <= last; ++row)
        m_rows[static_cast<std::size_t>(row)].proof = state;
    Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1), {Qt::DisplayRole, ValueRole, ProofRole});
}

void AuditTableModel::fail(const Problem &problem)
{
    m_busy = false;
    if (session::SyncStatus::isRefusal(problem) && !m_rows.empty()) {
        beginResetModel();
        m_rows.clear();
        m_end = 0;
        ++m_generation;
        endResetModel();
    }
    m_status.fail(problem);
}

} // namespace enigm::models::audit

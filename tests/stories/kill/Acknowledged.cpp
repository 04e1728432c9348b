#include "tests/stories/kill/Acknowledged.h"

#include "contract/evidence/AuditLines.h"
#include "contract/evidence/LineReader.h"
#include "contract/log/ActivityEntry.h"
#include "contract/log/MerkleFrontier.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace enigm::test {

using changes::ChangeRecord;
using changes::ChangeState;

void Acknowledged::noteChange(const ChangeRecord &record)
{
    ++m_count;
    settle(record);
    m_unsettled.insert(record.change.request.id);
}

void Acknowledged::settle(const ChangeRecord &record)
{
    const QByteArray digest = record.change.digest();
    noteEntryAt(record.requested, {u"change.requested"_s, digest});
    for (const changes::RecordedApproval &approval : record.approvals) {
        const bool isApproval = approval.signedApproval.approval.decision == changes::Decision::Approve;
        noteEntryAt(approval.position, {isApproval ? u"change.approved"_s : u"change.rejected"_s, digest});
    }
    if (record.executed)
        noteEntryAt(*record.executed, {u"change.executed"_s, digest});
    m_changes.insert_or_assign(record.change.request.id, record);
    m_taken.erase(record.change.request.id);
    m_unsettled.erase(record.change.request.id);
}

void Acknowledged::noteEntryAt(const changes::LogPosition &position, const Entry &entry)
{
    const auto [known, isNew] = m_entries.emplace(position.index, entry);
    if (!isNew && known->second != entry)
        m_contradiction = u"activity entry %1 was acknowledged as %2 and as %3"_s.arg(
            QString::number(position.index), known->second.action, entry.action);
}

void Acknowledged::noteHeads(const log::LogHead &governance, const log::LogHead &activity)
{
    noteHead(m_governance, governance);
    noteHead(m_activity, activity);
}

void Acknowledged::noteHead(std::map<qint64, QByteArray> &heads, const log::LogHead &head)
{
    const auto [known, isNew] = heads.emplace(head.size, head.root);
    if (!isNew && known->second != head.root)
        m_contradiction = u"two heads of size %1 were published"_s.arg(head.size);
}

void Acknowledged::noteEntry(const QString &actor, const QString &action)
{
    ++m_count;
    ++m_acts[{actor, action}];
}

template <typename Fits>
std::optional<QString> Acknowledged::take(std::mt19937 &random, Fits fits)
{
    std::vector<QString> free;
    for (const auto &[reference, record] : m_changes) {
        if (record.state == ChangeState::Pending && !m_taken.contains(reference) && fits(record))
            free.push_back(reference);
    }
    if (free.empty())
        return std::nullopt;
    const QString chosen = free[std::uniform_int_distribution<std::size_t>(0, free.size() - 1)(random)];
    m_taken.insert(chosen);
    m_unsettled.insert(chosen);
    return chosen;
}

std::optional<QString> Acknowledged::takeFrom(const QString &requester, std::mt19937 &random)
{
    return take(random, [&](const ChangeRecord &record) { return record.change.request.requester == requester; });
}

std::optional<QString> Acknowledged::takeFromOthers(const QString &approver, std::mt19937 &random)
{
    return take(random, [&](const ChangeRecord &record) { return record.change.request.requester != approver; });
}

int Acknowledged::count(ChangeState state) const
{
    return static_cast<int>(
        std::ranges::count_if(m_changes, [state](const auto &change) { return change.second.state == state; }));
}

QString Acknowledged::contradictionOf(const ChangeRecord &now) const
{
    const QString &reference = now.change.request.id;
    const auto found = m_changes.find(reference);
    if (found == m_changes.end())
        return u"nobody was told of %1"_s.arg(reference);
    const ChangeRecord &then = found->second;
    const auto isKept = [&now](const changes::RecordedApproval &approval) {
        return std::ranges::any_of(now.approvals, [&approval](const changes::RecordedApproval &other) {
            return other.signedApproval.digest() == approval.signedApproval.digest() &&
                   other.position.index == approval.position.index;
        });
    };
    if (now.change.digest() != then.change.digest() || now.requested.index != then.requested.index)
        return u"the request of %1 is another one"_s.arg(reference);
    if (!std::ranges::all_of(then.approvals, isKept))
        return u"an approval of %1 is gone"_s.arg(reference);
    if (then.withdrawal && !now.withdrawal)
        return u"the withdrawal of %1 is gone"_s.arg(reference);
    if (then.executed && (!now.executed || now.executed->index != then.executed->index))
        return u"the execution of %1 is gone"_s.arg(reference);
    const bool mayHaveMoved = changes::isOpen(then.state) && m_taken.contains(reference);
    if (now.state != then.state && !mayHaveMoved)
        return u"%1 was acknowledged as %2 and is %3"_s.arg(reference, changes::word(then.state),
                                                            changes::word(now.state));
    return {};
}

/// One pass over an export, held against what was acknowledged.
class Acknowledged::ExportReading
{
public:
    explicit ExportReading(const Acknowledged &acknowledged)
        : m_acknowledged(acknowledged)
    {}

    [[nodiscard]] Expected<QString> read(QIODevice &exported);

private:
    [[nodiscard]] QString takeGovernance(const evidence::GovernanceLine &line);
    [[nodiscard]] Expected<QString> takeActivity(const evidence::ActivityLine &line);
    [[nodiscard]] static QString takeLeaf(log::MerkleFrontier &log, const log::Hash &hash,
                                          const std::map<qint64, QByteArray> &heads);
    [[nodiscard]] QString whatIsLeft() const;

    const Acknowledged &m_acknowledged;
    log::MerkleFrontier m_governance;
    log::MerkleFrontier m_activity;
    std::map<std::pair<QString, QString>, int> m_acts;
};

Expected<QString> Acknowledged::ExportReading::read(QIODevice &exported)
{
    evidence::LineReader lines(exported);
    for (;;) {
        const auto line = lines.next();
        if (!line)
            return std::unexpected(line.error());
        if (!*line)
            return whatIsLeft();
        if (lines.line() == 1)
            continue;
        QString lack;
        if (const auto governance = evidence::splitGovernanceLine(**line)) {
            lack = takeGovernance(*governance);
        } else {
            const auto activity = evidence::splitActivityLine(**line);
            if (!activity)
                return std::unexpected(activity.error().under(lines.place()));
            auto taken = takeActivity(*activity);
            if (!taken)
                return taken;
            lack = *taken;
        }
        if (!lack.isEmpty())
            return lack;
    }
}

QString Acknowledged::ExportReading::takeLeaf(log::MerkleFrontier &log, const log::Hash &hash,
                                              const std::map<qint64, QByteArray> &heads)
{
    log.append(hash);
    const auto head = heads.find(log.size());
    return head != heads.end() && head->second != log.root().toBytes()
               ? u"the head of size %1 is not a prefix of the log"_s.arg(log.size())
               : QString();
}

QString Acknowledged::ExportReading::takeGovernance(const evidence::GovernanceLine &line)
{
    return takeLeaf(m_governance, line.hash, m_acknowledged.m_governance);
}

Expected<QString> Acknowledged::ExportReading::takeActivity(const evidence::ActivityLine &line)
{
    const auto entry = log::ActivityEntry::parse(line.leaf);
    if (!entry)
        return std::unexpected(entry.error());
    ++m_acts[{entry->actor, entry->action}];
    const auto known = m_acknowledged.m_entries.find(m_activity.size());
    if (known != m_acknowledged.m_entries.end()) {
        const Entry present{entry->action, entry->change.value_or(QByteArray())};
        if (present != known->second)
            return u"activity entry %1 was %2 and is %3"_s.arg(QString::number(known->first), known->second.action,
                                                               present.action);
    }
    return takeLeaf(m_activity, line.hash, m_acknowledged.m_activity);
}

QString Acknowledged::ExportReading::whatIsLeft() const
{
    const auto endsBefore = [](const log::MerkleFrontier &log, const std::map<qint64, QByteArray> &heads) {
        return !heads.empty() && heads.rbegin()->first > log.size();
    };
    if (endsBefore(m_governance, m_acknowledged.m_governance) || endsBefore(m_activity, m_acknowledged.m_activity))
        return u"a log is shorter than a head that was published"_s;
    if (!m_acknowledged.m_entries.empty() && m_acknowledged.m_entries.rbegin()->first >= m_activity.size())
        return u"activity entry %1 is gone"_s.arg(m_acknowledged.m_entries.rbegin()->first);
    for (const auto &[act, count] : m_acknowledged.m_acts) {
        const auto kept = m_acts.find(act);
        if (kept == m_acts.end() || kept->second < count)
            return u"%1 entries %2 of %3 were acknowledged; some are gone"_s.arg(QString::number(count), act.second,
                                                                                 act.first);
    }
    return {};
}

Expected<QString> Acknowledged::missingFrom(QIODevice &exported) const
{
    return ExportReading(*this).read(exported);
}

} // namespace enigm::test

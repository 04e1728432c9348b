#pragma once

#include "contract/changes/ChangeRecord.h"
#include "contract/log/LogHead.h"
#include "contract/problems/Problem.h"

#include <QIODevice>
#include <QString>

#include <map>
#include <random>
#include <set>

namespace enigm::test {

/// Everything that a control plane has acknowledged to anybody, and what must therefore outlive its death. Where two
/// acknowledgements contradict each other, `contradiction` says so.
class Acknowledged
{
public:
    /// A change as it was answered to whoever acted on it.
    void noteChange(const changes::ChangeRecord &record);
    /// A change as it is found after a death: this is what it is from now on.
    void settle(const changes::ChangeRecord &record);
    /// Heads of both logs as a console verified them.
    void noteHeads(const log::LogHead &governance, const log::LogHead &activity);
    /// An act of this operator that is an entry by itself, such as "session.started".
    void noteEntry(const QString &actor, const QString &action);

    /// A pending change of this person, or of another, that nobody works on; taken from the others until it is noted or
    /// settled, nothing where there is none. What was taken when the control plane died is in doubt.
    [[nodiscard]] std::optional<QString> takeFrom(const QString &requester, std::mt19937 &random);
    [[nodiscard]] std::optional<QString> takeFromOthers(const QString &approver, std::mt19937 &random);

    [[nodiscard]] const std::map<QString, changes::ChangeRecord> &changes() const { return m_changes; }
    /// Those that were answered or taken and not settled since.
    [[nodiscard]] const std::set<QString> &unsettled() const { return m_unsettled; }
    /// Acknowledgements of every kind.
    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] int count(changes::ChangeState state) const;
    [[nodiscard]] const QString &contradiction() const { return m_contradiction; }

    /// How a change as it is served now contradicts what was acknowledged of it; empty where it does not.
    [[nodiscard]] QString contradictionOf(const changes::ChangeRecord &now) const;
    /// What an exported log, verified before, lacks or has otherwise; empty where it holds everything.
    [[nodiscard]] Expected<QString> missingFrom(QIODevice &exported) const;

private:
    struct Entry
    {
        QString action;
        QByteArray change; ///< digest
        friend bool operator==(const Entry &, const Entry &) = default;
    };
    class ExportReading;

    void noteEntryAt(const changes::LogPosition &position, const Entry &entry);
    void noteHead(std::map<qint64, QByteArray> &heads, const log::LogHead &head);
    template <typename Fits>
    [[nodiscard]] std::optional<QString> take(std::mt19937 &random, Fits fits);

    std::map<QString, changes::ChangeRecord> m_changes;
    std::set<QString> m_taken;
    std::set<QString> m_unsettled;
    std::map<qint64, Entry> m_entries;                 ///< by index
    std::map<std::pair<QString, QString>, int> m_acts; ///< by actor and action
    std::map<qint64, QByteArray> m_governance;         ///< roots by size
    std::map<qint64, QByteArray> m_activity;
    QString m_contradiction;
    int m_count = 0;
};

} // namespace enigm::test

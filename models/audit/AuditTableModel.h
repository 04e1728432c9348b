#pragma once

#include "api-client/audit/AuditClient.h"
#include "api-client/audit/LogFollower.h"
#include "models/session/Source.h"
#include "models/session/SyncStatus.h"

#include <QAbstractTableModel>

#include <deque>
#include <optional>

namespace enigm::models::audit {

/// Whether this console has proven that a record lies in the log under the head that it verified.
enum class ProofState {
    Unproven, ///< not yet, or the proof could not be fetched
    Proving,
    Proven,
    Broken, ///< the log does not hold this record: the alarm
};

/// The activity log, newest first; older records are fetched as they are scrolled to. Each page is proven against the
/// follower's verified head as it arrives. Security reviewers only: Refused for everybody else, without asking (a read
/// is an entry of its own).
class AuditTableModel : public QAbstractTableModel, public session::Source
{
    Q_OBJECT

public:
    enum Column { Index, Time, Category, Action, Actor, Resource, Outcome, Change, Proof, ColumnCount };
    enum Role {
        /// The fact of the column, as Qt::DisplayRole answers it too: qint64, Unix seconds (qint64), log::Category,
        /// action word, actor, log::Resource, log::Outcome, base64url digest of the signed change (empty: none),
        /// ProofState.
        ValueRole = Qt::UserRole,
        IndexRole,   ///< qint64: index in the log, for every column
        HandlesRole, ///< QStringList: device handles
        PrunedRole,  ///< bool: the body was pruned or is withheld
        ProofRole,   ///< ProofState, for every column
        CopyRole,    ///< the whole row as words of the contract, separated by tabs; times as ISO 8601 in UTC
    };

    /// Both outlive this.
    AuditTableModel(client::Session &session, client::LogFollower &follower, int pageSize = 200,
                    QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    using QAbstractTableModel::index;
    /// Of the first column, by index in the log; invalid while the record is not loaded.
    [[nodiscard]] QModelIndex index(qint64 logIndex) const;
    /// -1 for an invalid index.
    [[nodiscard]] qint64 logIndex(const QModelIndex &index) const;
    /// Null for an invalid index.
    [[nodiscard]] const client::AuditRecord *record(const QModelIndex &index) const;
    /// The first record found that the log does not hold: its index and what contradicts it.
    struct Broken
    {
        qint64 index = 0;
        Problem problem;
    };
    [[nodiscard]] const std::optional<Broken> &broken() const { return m_broken; }
    /// Entries of the log under the head that the rows are proven against.
    [[nodiscard]] qint64 logSize() const { return m_end; }

    void refresh() override;
    [[nodiscard]] const session::SyncStatus &status() const override { return m_status; }
    [[nodiscard]] bool concerns(const feed::FeedEvent &event) const override { return event.concernsActivity(); }

Q_SIGNALS:
    /// A record is not what the log committed to; stays in broken().
    void proofBroken(qint64 logIndex, const enigm::Problem &problem);

private:
    struct Row
    {
        client::AuditRecord record;
        ProofState proof = ProofState::Unproven;
    };
    [[nodiscard]] bool isReviewer() const;
    [[nodiscard]] qint64 begin() const { return m_end - static_cast<qint64>(m_rows.size()); }
    [[nodiscard]] const Row *rowAt(const QModelIndex &index) const;
    [[nodiscard]] QVariant fact(const Row &row, Column column) const;
    void load(qint64 from, qint64 to);
    void loadNewer();
    void take(qint64 from, qint64 to, Expected<client::AuditPage> page);
    void insert(qint64 from, std::vector<client::AuditRecord> records);
    void prove(qint64 from, qint64 to);
    void proveRest();
    void noteProof(qint64 from, qint64 to, const Expected<void> &proven);
    void checkPositions(qint64 from, qint64 to);
    void noteBroken(qint64 logIndex, const Problem &problem);
    void setProof(qint64 from, qint64 to, ProofState state);
    void fail(const Problem &problem);

    client::Session &m_session;
    client::LogFollower &m_follower;
    client::AuditClient m_client;
    session::SyncStatus m_status;
    std::deque<Row> m_rows; ///< newest first: row 0 is entry m_end - 1
    qint64 m_end = 0;
    std::optional<Broken> m_broken;
    const int m_pageSize;
    bool m_busy = false;
    quint64 m_generation = 0; ///< of the rows: answers about dropped ones are dropped too
};

} // namespace enigm::models::audit

#pragma once

#include "api-client/changes/ChangeClient.h"
#include "models/changes/SigningEligibility.h"
#include "models/rows/PagedTableModel.h"

namespace enigm::models::session {
class OperatorNames;
}

namespace enigm::models::changes {

/// The inbox: changes in the states that are asked for, newest first. The signature of each request has been verified
/// by the client where this console's logs reach.
class ChangeListModel : public rows::PagedTableModel<client::ChangeSummary>
{
    Q_OBJECT

public:
    enum Column { Reference, Action, Targets, Requester, State, Requested, Deadline, Approvals, ColumnCount };
    enum Role {
        /// The fact of the column, as Qt::DisplayRole answers it too: short reference, action word, number of targets
        /// (qint64), operator id, changes::ChangeState, Unix seconds (qint64) of the request and of the next deadline
        /// (approve-by while pending, execute-by after), number of approvals (int).
        ValueRole = Qt::UserRole,
        IdRole,            ///< QString: the whole change reference (UUIDv7), for every column
        StateRole,         ///< changes::ChangeState
        ActionRole,        ///< QString: action word
        ActionClassRole,   ///< changes::ActionClass
        RequesterNameRole, ///< QString: display name, empty where not known
        EligibilityRole,   ///< SigningEligibility of the operator who is signed in
        ReasonRole,        ///< QString: empty where pruned
        CopyRole,          ///< the whole row as words of the contract, separated by tabs; times as ISO 8601 in UTC
    };

    /// All outlive this. `installation` as ChangeClient takes it.
    ChangeListModel(client::Session &session, client::LogFollower &follower, const session::OperatorNames &names,
                    const QString &installation, int pageSize = 200, QObject *parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] bool concerns(const feed::FeedEvent &event) const override;

    using QAbstractTableModel::index;
    /// Of the first column, by whole reference; invalid while the change is not loaded.
    [[nodiscard]] QModelIndex index(const QString &reference) const;
    /// The whole reference; empty for an invalid index.
    [[nodiscard]] QString reference(const QModelIndex &index) const;
    [[nodiscard]] const client::ChangeSummary *change(const QModelIndex &index) const { return rowAt(index); }

    [[nodiscard]] const session::OperatorNames &names() const { return m_names; }
    /// What the operator who is signed in may do with it.
    [[nodiscard]] SigningAnswer signing(const client::ChangeSummary &change) const;

    /// Empty: every state. At first the open ones: pending, approved, executing.
    [[nodiscard]] const std::vector<enigm::changes::ChangeState> &states() const { return m_states; }
    /// Empties the table and, where it was in use, loads it anew.
    void setStates(std::vector<enigm::changes::ChangeState> states);

    /// How many of the loaded changes wait for this operator's signature: the number on the navigation. A model that
    /// shows no pending changes counts none, so the navigation has one of its own.
    [[nodiscard]] int waiting() const { return m_waiting; }
    /// This operator has decided on a change: shown at once, before the list is read again.
    void noteDecision(const QString &reference);

    /// The last part of a UUIDv7, upper case: "CHG-9F3A21" for people; never looked up by.
    [[nodiscard]] static QString shortReference(const QString &reference);

Q_SIGNALS:
    void statesChanged();
    void waitingChanged(int waiting);

protected:
    [[nodiscard]] client::Task<Expected<rows::Page<client::ChangeSummary>>> fetch(QString after,
                                                                                  QByteArray etag) override;
    [[nodiscard]] QString idOf(const client::ChangeSummary &row) const override;
    [[nodiscard]] bool isSame(const client::ChangeSummary &left, const client::ChangeSummary &right) const override;
    [[nodiscard]] qint64 now() const override;
    void rowsChanged() override;

private:
    [[nodiscard]] QVariant fact(const client::ChangeSummary &change, Column column) const;
    void recount();
    void republish(Column first, Column last, const QList<int> &roles);

    client::Session &m_session;
    client::LogFollower &m_follower;
    const session::OperatorNames &m_names;
    client::ChangeClient m_client;
    const QString m_installation;
    std::vector<enigm::changes::ChangeState> m_states;
    QSet<QString> m_decided; ///< references that this operator signed since the list was read
    const int m_pageSize;
    int m_waiting = 0;
};

} // namespace enigm::models::changes

#pragma once

#include "api-client/policies/Policies.h"
#include "api-client/session/Session.h"
#include "contract/policy/PolicySet.h"
#include "models/session/Source.h"
#include "models/session/SyncStatus.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace enigm::models::policies {

/// A policy that is in force, one that somebody writes, or both.
struct ListedEntry
{
    QString id;
    std::optional<client::ListedPolicy> policy;
    std::optional<client::PolicyDraft> draft;

    [[nodiscard]] QString name() const;
    [[nodiscard]] policy::PolicyKind kind() const;
    friend bool operator==(const ListedEntry &, const ListedEntry &) = default;
};

/// The policies that there are, with the drafts of them: facts, without words for them.
class PolicyListModel : public QAbstractTableModel, public session::Source
{
    Q_OBJECT

public:
    enum Column { Name, Kind, Version, Assigned, Draft, Change, Changed, ColumnCount };

    /// `session` outlives this.
    explicit PolicyListModel(client::Session &session, QObject *parent = nullptr);

    /// Null for an index of another model.
    [[nodiscard]] const ListedEntry *entry(const QModelIndex &index) const;
    [[nodiscard]] const ListedEntry *find(const QString &id) const;
    using QAbstractTableModel::index;
    [[nodiscard]] QModelIndex index(const QString &id) const;
    /// All that is in force, as decisions are made by it.
    [[nodiscard]] const policy::PolicySet &inForce() const { return m_inForce; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    /// The fact of the column: texts, policy::PolicyKind, the version and the time (qint64), whether there is a draft.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    void refresh() override;
    [[nodiscard]] const session::SyncStatus &status() const override { return m_status; }
    /// A policy is what executed changes made it.
    [[nodiscard]] bool concerns(const feed::FeedEvent &event) const override { return event.concernsPolicies(); }

Q_SIGNALS:
    /// Entries or what is in force are others.
    void changed();

private:
    struct Loaded
    {
        std::vector<ListedEntry> entries;
        policy::PolicySet inForce;
    };
    [[nodiscard]] static client::Task<Expected<Loaded>> load(client::Session &session);
    void take(Expected<Loaded> loaded);
    void showEntries(const std::vector<ListedEntry> &after);

    client::Session &m_session;
    session::SyncStatus m_status;
    std::vector<ListedEntry> m_entries; ///< by id
    policy::PolicySet m_inForce;
};

} // namespace enigm::models::policies

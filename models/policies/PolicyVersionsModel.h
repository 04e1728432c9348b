#pragma once

#include "api-client/policies/Policies.h"
#include "api-client/session/Session.h"
#include "models/session/Source.h"
#include "models/session/SyncStatus.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

#include <optional>

namespace enigm::models::policies {

/// The versions of one policy, newest first, and what they say, which is fetched when somebody wants to read it.
class PolicyVersionsModel : public QAbstractTableModel, public session::Source
{
    Q_OBJECT

public:
    enum Column { Version, State, Published, Change, ColumnCount };

    /// `session` outlives this.
    explicit PolicyVersionsModel(client::Session &session, QObject *parent = nullptr);

    /// Forgets what was shown and asks; empty: of none.
    void setPolicy(const QString &id);
    [[nodiscard]] const QString &policy() const { return m_policy; }
    [[nodiscard]] const std::optional<client::PolicyDetail> &detail() const { return m_detail; }

    /// Null for an index of another model.
    [[nodiscard]] const client::PolicyVersionLine *line(const QModelIndex &index) const;
    [[nodiscard]] bool isInForce(const client::PolicyVersionLine &line) const;
    /// What it says; null until it was fetched, which is asked for here. changed() follows.
    [[nodiscard]] const policy::PolicyVersion *version(qint64 number);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    /// The version and the time (qint64), whether it is in force, the reference of its change.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    void refresh() override;
    [[nodiscard]] const session::SyncStatus &status() const override { return m_status; }
    [[nodiscard]] bool concerns(const feed::FeedEvent &event) const override { return event.concernsPolicies(); }

Q_SIGNALS:
    void changed();

private:
    void take(const QString &asked, Expected<client::PolicyDetail> detail);

    client::Session &m_session;
    session::SyncStatus m_status;
    QString m_policy;
    std::optional<client::PolicyDetail> m_detail;
    QHash<qint64, policy::PolicyVersion> m_documents;
    QSet<qint64> m_asked;
};

} // namespace enigm::models::policies

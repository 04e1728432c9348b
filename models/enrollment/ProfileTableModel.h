#pragma once

#include "api-client/enrollment/EnrollmentClient.h"
#include "models/session/Source.h"
#include "models/session/SyncStatus.h"

#include <QAbstractTableModel>

#include <vector>

namespace enigm::models::enrollment {

/// Enrolment profiles, newest first: facts, without words for them.
class ProfileTableModel : public QAbstractTableModel, public session::Source
{
    Q_OBJECT

public:
    enum Column { Name, State, Used, Expires, ColumnCount };
    /// Of State: how it stands with a profile.
    enum class Standing { Open, UsedUp, Over, Revoked };
    static constexpr int standingRole = Qt::UserRole; ///< Standing
    static constexpr int usesRole = Qt::UserRole + 1; ///< of Used, beside how many have

    /// `session` outlives this.
    explicit ProfileTableModel(client::Session &session, QObject *parent = nullptr);

    /// Null for an index of another model.
    [[nodiscard]] const client::EnrollmentProfile *profile(const QModelIndex &index) const;
    [[nodiscard]] Standing standing(const client::EnrollmentProfile &profile) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    void refresh() override;
    [[nodiscard]] const session::SyncStatus &status() const override { return m_status; }
    /// Making and revoking one, and every enrolment, are entries of the log.
    [[nodiscard]] bool concerns(const feed::FeedEvent &event) const override { return event.concernsActivity(); }

private:
    void take(const Expected<client::EnrollmentProfilePage> &page);

    client::Session &m_session;
    client::EnrollmentClient m_client;
    session::SyncStatus m_status;
    std::vector<client::EnrollmentProfile> m_profiles;
};

} // namespace enigm::models::enrollment

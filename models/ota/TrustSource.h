#pragma once

#include "api-client/wire/Task.h"
#include "contract/problems/Problem.h"
#include "models/ota/TrustModels.h"
#include "models/session/Source.h"
#include "models/session/SyncStatus.h"

#include <QObject>

namespace enigm::client {
class Session;
}

namespace enigm::models::ota {

/// What models of trust in updates ask of a control plane.
class TrustService
{
public:
    virtual ~TrustService() = default;
    [[nodiscard]] virtual client::Task<Expected<UpdateTrust>> trust() = 0;

protected:
    TrustService() = default;
    TrustService(const TrustService &) = default;
    TrustService(TrustService &&) = default;
    TrustService &operator=(const TrustService &) = default;
    TrustService &operator=(TrustService &&) = default;
};

/// Whom devices trust about updates, kept current.
class TrustSource : public QObject, public session::Source
{
    Q_OBJECT

public:
    /// Both outlive this.
    TrustSource(TrustService &service, const client::Session &session, QObject *parent = nullptr);

    [[nodiscard]] const UpdateTrust &trust() const { return m_trust; }
    [[nodiscard]] AuthorityKeysModel &authorities() { return m_authorities; }
    [[nodiscard]] RepositoryRolesModel &roles() { return m_roles; }
    [[nodiscard]] RepositoryRootsModel &roots() { return m_roots; }

    void refresh() override;
    [[nodiscard]] const session::SyncStatus &status() const override { return m_status; }
    [[nodiscard]] bool concerns(const feed::FeedEvent &event) const override;

Q_SIGNALS:
    void changed();

private:
    void show(UpdateTrust trust);

    TrustService &m_service;
    const client::Session &m_session;
    session::SyncStatus m_status;
    UpdateTrust m_trust;
    AuthorityKeysModel m_authorities;
    RepositoryRolesModel m_roles;
    RepositoryRootsModel m_roots;
};

} // namespace enigm::models::ota

#pragma once

#include "api-client/ota/TufClient.h"
#include "models/ota/TrustSource.h"

namespace enigm::models::ota {

/// Trust in updates, as the control plane tells of its repository.
class ServedTrust final : public TrustService
{
public:
    /// Borrows the session.
    explicit ServedTrust(client::Session &session)
        : m_client(session)
    {}

    [[nodiscard]] client::Task<Expected<UpdateTrust>> trust() override;

private:
    client::TufClient m_client;
};

/// What is told, as models hold it; what waits beside it. UnexpectedAnswer for an authority that there is not.
[[nodiscard]] Expected<UpdateTrust> trustOf(const enigm::ota::tuf::RepositoryStatus &status,
                                            const std::vector<enigm::ota::tuf::PendingRole> &pending);

} // namespace enigm::models::ota

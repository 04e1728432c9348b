#pragma once

#include "models/ota/TrustSource.h"

namespace enigm::app {

/// Whom devices trust about updates, as the control plane serves it.
class ServedTrust final : public models::ota::TrustService
{
public:
    /// `session` outlives this.
    explicit ServedTrust(client::Session &session)
        : m_session(session)
    {}

    [[nodiscard]] client::Task<Expected<models::ota::UpdateTrust>> trust() override;

private:
    client::Session &m_session;
};

} // namespace enigm::app

#include "models/ota/TrustSource.h"

#include "api-client/session/Session.h"

#include <utility>

namespace enigm::models::ota {

TrustSource::TrustSource(TrustService &service, const client::Session &session, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_session(session)
{}

void TrustSource::refresh()
{
    if (m_status.isBusy())
        return;
    m_status.begin();
    QCoro::connect(m_service.trust(), this, [this](Expected<UpdateTrust> trust) {
        if (!trust) {
            if (session::SyncStatus::isRefusal(trust.error()))
                show({});
            return m_status.fail(trust.error());
        }
        show(std::move(*trust));
        m_status.succeed(m_session.now());
    });
}

void TrustSource::show(UpdateTrust trust)
{
    m_trust = std::move(trust);
    m_authorities.show(m_trust.authorities);
    m_roles.show(m_trust.roles);
    m_roots.show(m_trust.roots);
    Q_EMIT changed();
}

/// Keys and roots are governance; what is published is told of in the activity log.
bool TrustSource::concerns(const feed::FeedEvent &event) const
{
    return event.concernsGovernance() || event.concernsActivity();
}

} // namespace enigm::models::ota

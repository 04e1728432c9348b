#pragma once

#include "api-client/session/Session.h"
#include "contract/operators/UpdateKeys.h"
#include "contract/ota/Release.h"

namespace enigm::client {

/// What a release manager's console hands to the control plane of what was signed with the manifest authority's key.
/// The key itself never comes here.
class SigningClient
{
public:
    /// Borrows the session.
    explicit SigningClient(Session &session)
        : m_session(session)
    {}

    /// A compact enigm-manifest+jws of this release. What the control plane refuses.
    [[nodiscard]] Task<Expected<void>> handIn(QString release, QByteArray jws);

private:
    Session &m_session;
};

/// Whether a key may sign the manifest of this release, as far as this side can tell: AlreadyExists where it
/// is signed, UnknownKey for a key that the governance log does not name for the manifest authority.
[[nodiscard]] Expected<void> checkMaySign(const ota::Release &release, const operators::UpdateKeys &keys,
                                          const signing::PublicKey &key);

} // namespace enigm::client

#pragma once

#include "api-client/session/Session.h"
#include "contract/enrollment/AttestationGround.h"
#include "contract/fleet/DeviceHandle.h"
#include "contract/operators/Directory.h"

#include <QByteArray>
#include <QLatin1StringView>

#include <vector>

namespace enigm::client {

/// What became of a request for attestation: nobody has answered it yet.
struct AskedForAttestation
{
    std::vector<fleet::DeviceHandle> asked;
    std::vector<fleet::DeviceHandle> passedOver; ///< in a state that is not served
    qint64 time = 0;                             ///< Unix seconds
};

/// A revocation list that lies at the control plane.
struct StoredRevocationList
{
    QByteArray digest; ///< SHA-256
    qint64 entries = 0;
};

/// Attestation beside changes: asks devices for it, and carries revocation lists.
class AttestationClient
{
public:
    /// The routine act: nobody signs it, and no device is moved by it.
    static constexpr auto action = QLatin1StringView("device.attest");
    /// Of one request.
    static constexpr std::size_t mostDevices = 1000;

    explicit AttestationClient(Session &session);

    [[nodiscard]] Task<Expected<AskedForAttestation>> ask(std::vector<fleet::DeviceHandle> devices);
    /// Puts a list there for a change to name; its digest is computed here. The problems of
    /// RevocationList::parse, before anything is sent; UnexpectedAnswer where the control plane has another digest.
    [[nodiscard]] Task<Expected<StoredRevocationList>> put(QByteArray list);
    /// NotFound; BodyMismatch for a list of another digest; the problems of RevocationList::parse.
    [[nodiscard]] Task<Expected<fleet::RevocationList>> list(QByteArray digest);
    /// What attestations are judged by where this directory stands. Not whole where the list that it names cannot be
    /// had or is another: nothing is verified by it then. Other problems of asking are answered.
    [[nodiscard]] Task<Expected<enrollment::AttestationGround>> ground(operators::Directory directory);

private:
    Session &m_session;
};

} // namespace enigm::client

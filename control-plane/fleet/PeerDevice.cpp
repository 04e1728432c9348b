#include "control-plane/fleet/PeerDevice.h"

#include "contract/signing/Secret.h"
#include "control-plane/fleet/ClientCertificate.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::fleet {

Expected<store::DeviceRow> deviceOfPeer(const store::Repositories &store, const QByteArray &certificate)
{
    const auto peer = ClientCertificate::read(certificate);
    if (!peer)
        return refuse(ProblemType::CertificateRefused, u"This is not the certificate of a device."_s);
    auto device = store.devices.find(peer->handle);
    if (!device)
        return std::unexpected(device.error());
    if (!*device || (*device)->certificate != signing::sha256(peer->key))
        return refuse(ProblemType::CertificateRefused, u"No device has this certificate."_s);
    return std::move(**device);
}

} // namespace enigm::controlplane::fleet

#include "control-plane/fleet/PeerDevice.h"

#include "contract/fleet/Certificate.h"
#include "contract/signing/Secret.h"
#include "control-plane/fleet/DeviceCertificateAuthority.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::fleet {

Expected<store::DeviceRow> deviceOfPeer(const store::Repositories &store, const QByteArray &certificate)
{
    const auto parsed = enigm::fleet::Certificate::parse(certificate);
    const auto handle = andThen(parsed, handleOfCertificate);
    if (!handle)
        return refuse(ProblemType::CertificateRefused, u"This is not the certificate of a device."_s);
    auto device = store.devices.find(*handle);
    if (!device)
        return std::unexpected(device.error());
    if (!*device || (*device)->certificate != signing::sha256(parsed->spki()))
        return refuse(ProblemType::CertificateRefused, u"No device has this certificate."_s);
    return std::move(**device);
}

} // namespace enigm::controlplane::fleet

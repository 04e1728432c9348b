#include "control-plane/network/CredentialService.h"

#include "contract/certificates/CertificationRequest.h"
#include "contract/signing/PublicKey.h"
#include "contract/signing/Secret.h"
#include "control-plane/network/NetworkEpochs.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::network {

CredentialService::CredentialService(const Parts &parts)
    : m_parts(parts)
{}

Expected<QByteArray> CredentialService::authority() const
{
    if (!m_parts.authority)
        return std::unexpected(m_parts.authority.error());
    return m_parts.authority->certificate();
}

Expected<Credential> CredentialService::issue(const QByteArray &certificate, const CredentialClaim &claim)
{
    const auto handles = m_parts.handles.handlesOf(certificate);
    if (!handles)
        return std::unexpected(handles.error());
    if (!m_parts.authority)
        return std::unexpected(m_parts.authority.error());
    const auto request = certificates::CertificationRequest::parse(claim.request);
    if (!request)
        return std::unexpected(request.error().under(u"/csr"_s));
    if (auto fresh = checkFresh(handles->device, request->key); !fresh)
        return std::unexpected(fresh.error());
    const auto &[epoch, handle] = handles->network.front();
    const qint64 now = m_parts.clock.now();
    const qint64 notAfter = epochTakenUntil(epoch) - 1;
    auto issued = m_parts.authority->issue(handle, request->key, {.notBefore = now, .notAfter = notAfter});
    if (!issued)
        return std::unexpected(issued.error());
    const store::NetworkCredentialRow row{.device = handles->device,
                                          .epoch = epoch,
                                          .tlsKey = signing::sha256(request->key),
                                          .wireguardKey = claim.wireguardKey,
                                          .onionKey = claim.onionKey,
                                          .issuedAt = now};
    const auto kept = m_parts.writer.submitAndWait(
        [&row](store::Transaction &transaction) { return transaction.networkCredentials.put(row); });
    if (!kept)
        return std::unexpected(kept.error());
    m_parts.known.note(epoch, handle, handles->device);
    return Credential{.handle = handle,
                      .epoch = epoch,
                      .notAfter = notAfter,
                      .certificate = std::move(*issued),
                      .authority = m_parts.authority->certificate()};
}

Expected<void> CredentialService::checkFresh(const enigm::fleet::DeviceHandle &device, const QByteArray &key) const
{
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto row = (*reader)->devices.find(device);
    if (!row)
        return std::unexpected(row.error());
    const auto parsed = signing::PublicKey::fromSpki(key);
    if (!parsed)
        return std::unexpected(parsed.error());
    const bool isLasting = *row && ((*row)->certificate == signing::sha256(key) || (*row)->key == parsed->thumbprint());
    if (isLasting)
        return refuse(ProblemType::OutOfRange, u"A key for the network is made for one epoch."_s, u"/csr"_s);
    return {};
}

} // namespace enigm::controlplane::network

#include "control-plane/api/CredentialRoutes.h"

#include "contract/certificates/CertificationRequest.h"
#include "contract/encoding/Base64Url.h"
#include "contract/fleet/HandleEpoch.h"
#include "contract/json/ObjectReader.h"
#include "control-plane/api/Input.h"
#include "control-plane/api/Refusal.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;
using network::Credential;
using network::CredentialClaim;

namespace {

/// A request as base64url, and what goes with it.
constexpr qsizetype mostBody = 2 * certificates::CertificationRequest::mostBytes;

Expected<CredentialClaim> claimIn(const http::Request &request)
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto body = bodyOf(request);
    if (!body)
        return std::unexpected(body.error());
    json::ObjectReader reader(*body);
    CredentialClaim claim{.request = reader.bytes("csr"_L1),
                          .wireguardKey = reader.bytes("wireguard_key"_L1, CredentialClaim::keySize),
                          .onionKey = reader.bytes("onion_key"_L1, CredentialClaim::keySize)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return claim;
}

json::Value documentOf(const Credential &credential)
{
    const auto textOf = [](const QByteArray &bytes) { return QString::fromLatin1(encoding::toBase64Url(bytes)); };
    return json::Object{{"authority"_L1, textOf(credential.authority)},
                        {"begins"_L1, enigm::fleet::handleEpochStart(credential.epoch)},
                        {"certificate"_L1, textOf(credential.certificate)},
                        {"ends"_L1, enigm::fleet::handleEpochStart(credential.epoch + 1)},
                        {"epoch"_L1, credential.epoch},
                        {"handle"_L1, credential.handle.text()},
                        {"not_after"_L1, credential.notAfter}};
}

} // namespace

CredentialRoutes::CredentialRoutes(network::CredentialService &credentials, http::WorkerPool &workers)
    : m_credentials(credentials)
    , m_workers(workers)
{}

Routes CredentialRoutes::routes()
{
    const auto answer = [this](const http::Request &request, http::Respond respond) {
        auto issued = issue(request);
        respond(issued ? std::move(*issued) : refusal(issued.error()));
    };
    // on a worker: it waits for the disk, and the keys may lie in a token
    return {{.method = "POST"_ba,
             .path = u"/device/v1/network-credentials"_s,
             .handler = http::onWorkers(m_workers, answer),
             .mediaTypes = {"application/json"_ba},
             .bodyLimit = mostBody}};
}

Expected<http::Response> CredentialRoutes::issue(const http::Request &request)
{
    const auto claim = claimIn(request);
    if (!claim)
        return std::unexpected(claim.error());
    const auto credential = m_credentials.issue(request.peerCertificate, *claim);
    if (!credential)
        return std::unexpected(credential.error());
    return http::Response::json(documentOf(*credential));
}

} // namespace enigm::controlplane::api

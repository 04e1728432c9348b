#include "contract/certificates/CertificationRequest.h"
#include "contract/enrollment/AttestationClaim.h"
#include "contract/enrollment/EnrollmentClaim.h"
#include "contract/enrollment/ProfileTerms.h"
#include "contract/json/JsonParser.h"
#include "contract/reports/JudgedAttestation.h"
#include "control-plane/enrollment/EnrollmentProfile.h"
#include "control-plane/fleet/ClientCertificate.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

namespace {

/// What is taken has one spelling.
template <typename T>
void checkDocument(const json::Value &value)
{
    if (const auto read = T::fromJson(value))
        require(json::canonical(read->toJson()) == json::canonical(value));
}

} // namespace

/// What goes between console, device and control plane when a device enrols or attests again: tickets, certification
/// requests, claims and their answers, the certificates that come of them, profiles.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    if (const auto ticket = enrollment::EnrollmentTicket::parse(bytes))
        require(ticket->text().view() == bytes);
    if (const auto request = certificates::CertificationRequest::parse(bytes))
        require(signing::PublicKey::fromSpki(request->key).has_value());
    if (const auto certificate = controlplane::fleet::ClientCertificate::read(bytes))
        require(bytes.contains(certificate->key));
    if (const auto keys = enrollment::parseAnnouncedKeys(bytes))
        require(!keys->empty() && keys->size() <= enrollment::mostAnnouncedKeys);
    const auto value = json::parse(bytes);
    if (!value)
        return 0;
    checkDocument<enrollment::EnrollmentClaim>(*value);
    checkDocument<enrollment::EnrollmentAnswer>(*value);
    checkDocument<enrollment::EnrollmentNonce>(*value);
    checkDocument<enrollment::Enrollment>(*value);
    checkDocument<enrollment::AttestationClaim>(*value);
    checkDocument<reports::JudgedAttestation>(*value);
    (void)enrollment::readToken(*value);
    if (const auto profile = controlplane::enrollment::ProfileRequest::fromJson(*value))
        require(profile->uses >= 1 && (!profile->replaces || profile->uses == 1));
    return 0;
}

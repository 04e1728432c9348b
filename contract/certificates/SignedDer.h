#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/Signer.h"

#include <QByteArray>

namespace enigm::certificates {

/// AlgorithmIdentifier of ecdsa-with-SHA256 (RFC 5758 section 3.2).
[[nodiscard]] QByteArray ecdsaWithSha256();

/// SEQUENCE {body, ecdsa-with-SHA256, signature}: what certificates and requests for them have in common (RFC 5280
/// section 4.1, RFC 2986 section 4.2). `body` is DER, the key P-256. The signer's own refusals.
[[nodiscard]] Expected<QByteArray> signedDer(const QByteArray &body, const signing::Signer &key);

} // namespace enigm::certificates

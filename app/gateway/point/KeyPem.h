#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/Secret.h"

#include <QByteArrayView>

namespace enigm::gateway {

/// A PEM block "PRIVATE KEY" (RFC 7468 section 10) of a PKCS #8 key.
[[nodiscard]] signing::Secret keyPem(const signing::Secret &pkcs8);
/// The PKCS #8 key of exactly such a block. MalformedKey.
[[nodiscard]] Expected<signing::Secret> pkcs8FromPem(QByteArrayView pem);

} // namespace enigm::gateway

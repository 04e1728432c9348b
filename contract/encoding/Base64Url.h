#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>

namespace enigm::encoding {

/// Base64url without padding (RFC 4648 section 5), as text of ASCII characters.
[[nodiscard]] QByteArray toBase64Url(QByteArrayView bytes);

/// The bytes of exact base64url: no padding, no foreign character, no set trailing bits, so that one value has one
/// text. Refuses with MalformedEncoding.
[[nodiscard]] Expected<QByteArray> fromBase64Url(QByteArrayView text);

/// Standard base64 with padding (RFC 4648 section 4), exact in the same way; what signed notes use.
[[nodiscard]] Expected<QByteArray> fromBase64(QByteArrayView text);

} // namespace enigm::encoding

#pragma once

#include "control-plane/http/Request.h"
#include "control-plane/http/Response.h"

namespace enigm::controlplane::http {

/// A strong entity tag (RFC 9110, section 8.8.3) of these bytes: quoted, of their SHA-256.
[[nodiscard]] QByteArray strongEtag(QByteArrayView bytes);

/// The response with its ETag (of the body, where the handler set none), or 304 without a body where If-None-Match
/// names it. For GET and HEAD answers with status 200; others come back as they are.
[[nodiscard]] Response conditional(const Request &request, Response response);

/// For a write: whether If-Match, where it was sent, names this tag (strong comparison). PreconditionFailed; and, where
/// `required`, also when it was not sent.
[[nodiscard]] Expected<void> checkIfMatch(const Request &request, QByteArrayView etag, bool required = false);

} // namespace enigm::controlplane::http

#pragma once

#include "control-plane/http/FileBody.h"
#include "control-plane/http/Request.h"
#include "control-plane/http/Response.h"

namespace enigm::controlplane::http {

/// A file for GET and HEAD under a strong entity tag: whole; one range of it, where that is asked for and If-Range does
/// not ask otherwise; 304 where If-None-Match names it; 416 for what lies behind its end (RFC 9110, sections 13 and
/// 14). Several ranges at once are answered by the whole file.
[[nodiscard]] Response fileResponse(const Request &request, FileBody whole, const QByteArray &etag,
                                    QByteArray mediaType);

} // namespace enigm::controlplane::http

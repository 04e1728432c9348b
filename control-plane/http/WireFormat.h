#pragma once

#include "control-plane/http/Response.h"

#include <QByteArrayView>

#include <string>

namespace enigm::controlplane::http {

/// Status line and header section of an answer, with the framing and the fields that every answer carries. Fields of
/// the handler that would touch the framing (Content-Length, Transfer-Encoding, Connection, Date, Server), or whose
/// bytes could break out of a line, are left out.
[[nodiscard]] std::string responseHead(const Response &response, bool close, qint64 unixSeconds);

/// Bytes as one chunk of a body (RFC 9112, section 7.1); no bytes are its end.
[[nodiscard]] std::string chunkOf(QByteArrayView bytes);

/// IMF-fixdate (RFC 9110, section 5.6.7), whatever the locale.
[[nodiscard]] std::string imfFixdate(qint64 unixSeconds);

} // namespace enigm::controlplane::http

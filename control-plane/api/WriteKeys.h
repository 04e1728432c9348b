#pragma once

#include "control-plane/http/Request.h"
#include "control-plane/identity/IdempotencyService.h"

namespace enigm::controlplane::api {

/// What a repetition is told by: the whole request, or the request without its body, where a digest of it would give
/// away what is secret in it.
enum class KeyedBody { Public, Secret };

/// By what this write of `who` is known when it is sent again: its Idempotency-Key, a UUID. IdempotencyKeyMissing,
/// MalformedEncoding.
[[nodiscard]] Expected<identity::WriteKey> writeKeyOf(const http::Request &request, const QString &who, KeyedBody body);

} // namespace enigm::controlplane::api

#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Jws.h"

namespace enigm::signing {

// A signed value is a T{Jws, Payload}, where Payload has a static fromJson and a toJson that are each other's inverse.

/// Takes a compact JWS of this typ apart into a signed value of type T.
template <typename T, typename Payload>
Expected<T> parseSignedValue(QByteArrayView compact, QLatin1StringView typ)
{
    auto jws = Jws::parse(compact, typ);
    if (!jws)
        return std::unexpected(jws.error());
    auto payload = Payload::fromJson(jws->payload());
    if (!payload)
        return std::unexpected(payload.error());
    return T{std::move(*jws), std::move(*payload)};
}

/// What will be signed; checked, because nobody signs what nobody would accept.
template <typename Payload>
Expected<UnsignedJws> prepareValue(const Payload &payload, QLatin1StringView typ, const PublicKey &key)
{
    const json::Value value = payload.toJson();
    if (const auto checked = Payload::fromJson(value); !checked)
        return std::unexpected(checked.error());
    return UnsignedJws::make(typ, value, key);
}

template <typename T, typename Payload>
Expected<T> signValue(const Payload &payload, const Signer &signer)
{
    const auto prepared = T::prepare(payload, signer.publicKey());
    if (!prepared)
        return std::unexpected(prepared.error());
    auto jws = prepared->sign(signer);
    if (!jws)
        return std::unexpected(jws.error());
    return T{std::move(*jws), payload};
}

} // namespace enigm::signing

#include "contract/json/JsonParser.h"
#include "contract/signing/EcdsaSignature.h"
#include "contract/signing/PublicKey.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

namespace {

/// A key that was read is written as it was, in whichever form.
void check(const signing::PublicKey &key)
{
    const auto fromSpki = signing::PublicKey::fromSpki(key.spki());
    const auto fromJwk = signing::PublicKey::fromJwk(key.jwk());
    require(fromSpki && fromJwk && *fromSpki == key && *fromJwk == key);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    if (const auto key = signing::PublicKey::fromSpki(bytes)) {
        require(key->spki() == bytes);
        check(*key);
    }
    if (const auto key = signing::PublicKey::fromP256Point(bytes))
        check(*key);
    if (const auto signature = signing::EcdsaSignature::fromDer(bytes))
        require(signature->der() == bytes && signing::EcdsaSignature::fromRaw(signature->raw()).has_value());
    const auto value = json::parseSigned(bytes);
    if (!value)
        return 0;
    if (const auto key = signing::PublicKey::fromJwk(*value)) {
        require(json::canonical(key->jwk()) == bytes);
        check(*key);
    }
    return 0;
}

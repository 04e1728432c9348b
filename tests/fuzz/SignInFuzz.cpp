#include "contract/identity/Assertion.h"
#include "contract/identity/DpopProof.h"
#include "contract/json/JsonParser.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

/// What the token endpoint is handed: a proof of possession, an assertion, and the latter's payload alone.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    if (const auto proof = identity::DpopProof::parse(bytes)) {
        require(proof->keyThumbprint().size() == 43 && !proof->claims().id.isEmpty());
        require(proof->claims().tokenHash.isEmpty() || proof->claims().tokenHash.size() == 32);
    }
    if (const auto assertion = identity::SignedAssertion::parse(bytes))
        require(assertion->jws.compact() == bytes);
    const auto value = json::parseSigned(bytes);
    if (!value)
        return 0;
    if (const auto assertion = identity::Assertion::fromJson(*value)) {
        require(json::canonical(assertion->toJson()) == bytes);
        require(assertion->isStepUp() == assertion->session.has_value());
    }
    return 0;
}

#include "contract/identity/Assertion.h"
#include "contract/operators/Founding.h"
#include "contract/signing/Jws.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const auto founding = signing::Jws::parse(bytes, operators::foundingTyp);
    const auto assertion = signing::Jws::parse(bytes, identity::assertionTyp);
    require(!founding || !assertion); // a signature is of one type only
    const auto &jws = founding ? founding : assertion;
    if (!jws)
        return 0;
    require(jws->compact() == bytes && bytes.startsWith(jws->signedBytes()) && jws->digest().size() == 32);
    // a key that is none verifies nothing
    require(!jws->verify(signing::PublicKey()));
    return 0;
}

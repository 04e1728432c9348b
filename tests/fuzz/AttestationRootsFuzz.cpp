#include "app/enigmctl/attestation/ChainFile.h"
#include "contract/fleet/Certificate.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

/// A file of attestation roots, as PEM, DER or JSON.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const auto roots = ctl::parseRoots(bytes);
    if (!roots)
        return 0;
    for (const QByteArray &root : *roots)
        require(fleet::Certificate::parse(root).has_value());
    return 0;
}

#include "contract/fleet/Attestation.h"
#include "contract/json/JsonParser.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace enigm;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto description = fleet::KeyDescription::parse(QByteArrayView(data, static_cast<qsizetype>(size)));
    if (!description)
        return 0;
    const fleet::AttestationVerdict verdict{.facts = {.description = *description}};
    // whatever was read can be shown, and read again as strict JSON
    if (verdict.lines().size() < 2 || !json::parse(json::canonical(verdict.toJson())))
        std::abort();
    return 0;
}

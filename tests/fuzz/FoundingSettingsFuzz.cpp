#include "contract/json/JsonParser.h"
#include "control-plane/program/FoundingDraft.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

/// What people decide who found: a file that they write by hand.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const auto value = json::parse(bytes);
    if (!value)
        return 0;
    const auto settings = controlplane::program::FoundingDraft::Settings::fromJson(*value);
    if (!settings)
        return 0;
    require(settings->names.size() <= static_cast<qsizetype>(settings->founding.founders.size()));
    require(settings->founding.recoveryQuorum >= 1 && settings->founding.witnessThreshold >= 0);
    for (const operators::Founder &founder : settings->founding.founders)
        require(settings->names.contains(founder.operatorId) && !founder.roles.isEmpty());
    return 0;
}

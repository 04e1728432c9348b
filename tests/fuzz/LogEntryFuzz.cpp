#include "contract/json/JsonParser.h"
#include "contract/log/ActivityEntry.h"
#include "contract/log/GovernanceEntry.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    if (const auto entry = log::ActivityEntry::parse(bytes)) {
        require(entry->toLeaf() == bytes);
        require(json::parseSigned(bytes).has_value());
    }
    if (const auto entry = log::GovernanceEntry::parse(bytes))
        require(entry->toLeaf() == bytes);
    return 0;
}

#include "contract/json/JsonParser.h"
#include "tests/fuzz/Require.h"

#include <QByteArrayView>

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView text(data, static_cast<qsizetype>(size));

    const auto value = json::parse(text);
    if (value) {
        const QByteArray canonical = json::canonical(*value);
        const auto again = json::parse(canonical);
        require(again && json::canonical(*again) == canonical);
    }
    const auto signedValue = json::parseSigned(text);
    if (signedValue)
        require(value && json::canonical(*signedValue) == text);
    return 0;
}

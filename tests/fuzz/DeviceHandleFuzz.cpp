#include "contract/fleet/DeviceHandle.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = QString::fromUtf8(QByteArrayView(data, static_cast<qsizetype>(size)));
    const auto typed = fleet::DeviceHandle::parseTyped(text);
    if (typed) {
        require(fleet::DeviceHandle::parse(typed->text()) == *typed);
        require(fleet::DeviceHandle::parseTyped(typed->grouped()) == *typed);
    }
    if (const auto exact = fleet::DeviceHandle::parse(text)) {
        require(exact->text() == text);
        require(typed == *exact);
    }
    return 0;
}

#include "app/gateway/tor/ControlReply.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;
using gateway::ControlReply;

/// What whoever listens at tor's control port says: each reply takes away what it was read from.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArray arrived(QByteArrayView(data, static_cast<qsizetype>(size)).toByteArray());
    for (;;) {
        const qsizetype before = arrived.size();
        const auto reply = ControlReply::take(arrived);
        if (!reply || !*reply)
            return 0;
        require(arrived.size() < before && !(*reply)->lines.isEmpty());
        require((*reply)->status >= 0 && (*reply)->status <= 999);
    }
}

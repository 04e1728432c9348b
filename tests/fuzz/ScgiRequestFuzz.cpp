#include "app/gateway/proxy/ScgiRequest.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;
using gateway::ScgiRequest;

/// What nginx, or whoever reaches its socket, says: read alike however much of it has arrived.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const auto whole = ScgiRequest::parse(bytes);
    if (!whole || !*whole)
        return 0;
    require(bytes.size() <= ScgiRequest::mostBytes && (*whole)->name.size() < bytes.size());
    for (qsizetype part = 0; part < bytes.size(); ++part) {
        const auto request = ScgiRequest::parse(bytes.first(part));
        require(request && !*request);
    }
    return 0;
}

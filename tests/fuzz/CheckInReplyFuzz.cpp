#include "simulator/device/CheckInReply.h"
#include "tests/fuzz/Require.h"

#include <array>
#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

/// What a control plane answers a device: HTTP and all.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    std::array<char, fleet::DeviceHandle::size> own{};
    const auto handle = fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Console, own);
    if (simulator::isComplete(bytes)) // and stays so, whatever follows
        require(simulator::isComplete(bytes.toByteArray() + "more"));
    const auto result = simulator::readCheckInReply(handle, simulator::readReply(bytes));
    using Outcome = simulator::CheckInResult::Outcome;
    require(result.handle == handle);
    require((result.outcome == Outcome::Accepted) == result.state.has_value());
    require((result.outcome == Outcome::Accepted) != result.problem.has_value());
    return 0;
}

#include "simulator/device/CommandReplies.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

/// What a control plane answers a device at its own routes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const auto commands = simulator::readCommands(bytes);
    const auto nonce = simulator::readNonce(bytes);
    const auto state = simulator::readState(bytes);
    const auto taken = simulator::readTaken(bytes);
    require(int(commands.has_value()) + int(nonce.has_value()) + int(state.has_value()) + int(taken.has_value()) <= 1);
    for (const simulator::OpenCommand &command : commands.value_or(std::vector<simulator::OpenCommand>()))
        require(command.change.size() == 32 && command.execution >= 0);
    require(!nonce || nonce->size() == 16);
    return 0;
}

#include "contract/changes/ChangeRequest.h"
#include "contract/changes/TargetSet.h"
#include "contract/device/Command.h"
#include "contract/device/DeviceEvidence.h"
#include "contract/device/DeviceMemory.h"
#include "contract/json/JsonParser.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

namespace {

/// The device that the evidence claims to be for, so that the check goes as far as it can.
device::DeviceMemory memoryFor(const device::DeviceEvidence &evidence)
{
    device::DeviceMemory memory;
    memory.deployment = evidence.deployment;
    const auto value = json::parseSigned(evidence.target.leaf);
    if (const auto leaf = value ? changes::TargetLeaf::fromJson(*value, {}) : refuse(ProblemType::MalformedJson)) {
        memory.handle = leaf->handle;
        memory.key = leaf->key;
        memory.state = leaf->state;
    }
    return memory;
}

} // namespace

/// What a device takes from a control plane that it does not trust, and what it keeps.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    if (const auto memory = device::DeviceMemory::parse(bytes))
        require(memory->toBytes() == bytes);
    const auto evidence = device::DeviceEvidence::parse(bytes);
    require(evidence || !evidence.error().where.isEmpty());
    if (!evidence)
        return 0;
    require(evidence->toBytes() == bytes);
    const auto change = changes::SignedChange::parse(evidence->change);
    const qint64 now = change ? change->request.created : 0;
    const auto command = device::checkCommand(bytes, memoryFor(*evidence), now);
    require(command || !command.error().where.isEmpty());
    if (!command)
        return 0;
    const auto kept = device::DeviceMemory::parse(command->memory.toBytes());
    require(kept && *kept == command->memory);
    // A second time it is no news.
    const auto again = device::checkCommand(bytes, command->memory, now);
    require(again ? again->kind == device::Command::Kind::Nothing : again.error().type == ProblemType::StaleCommand);
    return 0;
}

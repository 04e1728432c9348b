#include "contract/device/UpdateEvidence.h"
#include "contract/device/UpdateGrant.h"
#include "tests/fuzz/Require.h"

#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;

namespace {

struct Standpoint
{
    device::DeviceMemory memory;
    qint64 now = 0;
};

/// The device that the offer claims to be for, at the time of its rollout, so that the check goes as far as it can.
Standpoint standpointFor(const device::UpdateOffer &offer)
{
    Standpoint standpoint;
    standpoint.memory.handle = offer.assignment.handle;
    standpoint.memory.key = QString(43, QLatin1Char('A'));
    const auto bundle = evidence::EvidenceBundle::parse(offer.startEvidence);
    if (!bundle)
        return standpoint;
    standpoint.memory.deployment = bundle->deployment;
    if (const auto verdict = evidence::verifyEvidence(offer.startEvidence, bundle->deployment))
        standpoint.now = verdict->executionTime;
    return standpoint;
}

} // namespace

/// What a control plane that a device does not trust offers it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const auto offer = device::UpdateOffer::parse(bytes);
    if (!offer)
        return 0;
    require(offer->toBytes() == bytes);
    const Standpoint standpoint = standpointFor(*offer);
    const device::DeviceFacts facts{.build = QStringLiteral("enigm/reference/a"), .version = QStringLiteral("1")};
    const auto grant = device::checkUpdate(bytes, standpoint.memory, facts, standpoint.now);
    require(grant || !grant.error().where.isEmpty());
    if (!grant)
        return 0;
    const auto kept = device::DeviceMemory::parse(grant->memory.toBytes());
    require(kept && *kept == grant->memory);
    // A second time it is no news.
    const auto again = device::checkUpdate(bytes, grant->memory, facts, standpoint.now);
    require(!again && again.error().type == ProblemType::StaleCommand);
    return 0;
}

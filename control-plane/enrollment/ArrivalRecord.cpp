#include "control-plane/enrollment/ArrivalRecord.h"

#include "contract/json/JsonParser.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::enrollment {

store::DeviceAttestation attestationOf(const enigm::fleet::AttestationVerdict &verdict)
{
    store::DeviceAttestation attestation{.outcome = enigm::fleet::toWord(verdict.outcome),
                                         .facts = json::canonical(verdict.toJson())};
    if (const auto level = verdict.facts.securityLevel())
        attestation.securityLevel = enigm::fleet::toWord(*level);
    if (const auto patch = verdict.facts.osPatchLevel())
        attestation.patch = static_cast<qint64>(*patch);
    return attestation;
}

log::ActivityEntry enrolledEntry(const std::vector<enigm::fleet::DeviceHandle> &devices, qint64 time)
{
    log::ActivityEntry entry{.time = time,
                             .category = log::Category::DeviceLifecycle,
                             .action = u"device.enrolled"_s,
                             .resource = log::Resource::Device,
                             .actor = u"control-plane"_s,
                             .outcome = log::Outcome::Done,
                             .change = {},
                             .handles = {},
                             .body = {}};
    for (const enigm::fleet::DeviceHandle &device : devices)
        entry.handles.push_back(device.text());
    std::ranges::sort(entry.handles);
    return entry;
}

} // namespace enigm::controlplane::enrollment

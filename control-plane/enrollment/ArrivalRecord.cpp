#include "control-plane/enrollment/ArrivalRecord.h"

#include "contract/json/JsonParser.h"
#include "contract/reports/JudgedAttestation.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::enrollment {

store::DeviceAttestation attestationOf(const enigm::fleet::AttestationVerdict &verdict, qint64 judged)
{
    const auto finding = enigm::reports::AttestationFinding::of(verdict);
    enigm::fleet::AttestationVerdict believed{.outcome = verdict.outcome, .reason = verdict.reason, .facts = {}};
    if (enigm::reports::isBelievable(verdict.outcome))
        believed.facts = verdict.facts;
    store::DeviceAttestation attestation{.outcome = enigm::fleet::toWord(verdict.outcome),
                                         .facts = json::canonical(believed.toJson()),
                                         .patch = finding.patch,
                                         .judged = judged};
    if (finding.level)
        attestation.securityLevel = enigm::fleet::toWord(*finding.level);
    return attestation;
}

Problem rejection(enigm::fleet::AttestationReason reason)
{
    const QString word = enigm::fleet::toWord(reason);
    return {
        ProblemType::AttestationRejected,
        u"The attestation was rejected: %1 (%2)."_s.arg(enigm::fleet::toWord(enigm::fleet::outcomeOf(reason)), word),
        word};
}

Problem identifiersCarried()
{
    return {
        ProblemType::DirectIdentifier,
        u"The attestation names the device, by a serial number or the like. Let the hardware attest without it: what "
        "names a device is kept nowhere."_s,
        u"/chain"_s};
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

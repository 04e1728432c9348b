#include "contract/device/OpenedLogs.h"
#include "contract/device/PolicyGrant.h"
#include "contract/evidence/Evidence.h"

using namespace Qt::StringLiterals;

namespace enigm::device {

Expected<PolicyGrant> checkPolicy(QByteArrayView evidence, const DeviceMemory &memory, qint64 now)
{
    const auto verdict = evidence::verifyEvidence(evidence, memory.deployment);
    if (!verdict)
        return std::unexpected(verdict.error());
    const auto policy = changes::policyOf(verdict->change.parameters);
    if (!policy)
        return refuse(ProblemType::TargetMismatch, u"The change is about no policy."_s, u"/records/0"_s);
    PolicyGrant grant{.parameters = verdict->change.parameters,
                      .change = verdict->change.request.id,
                      .execution = verdict->executionIndex,
                      .memory = memory};
    const auto bundle = evidence::EvidenceBundle::parse(evidence);
    if (!bundle)
        return std::unexpected(bundle.error());
    const auto logs = OpenedLogs::open(*bundle, memory.deployment);
    if (!logs)
        return std::unexpected(logs.error());
    if (auto sound = logs->follow(grant.memory, now); !sound)
        return std::unexpected(sound.error());
    PolicyMark &mark = grant.memory.markOf(*policy);
    const bool assigns = std::holds_alternative<changes::AssignPolicyParameters>(grant.parameters);
    std::optional<qint64> &last = assigns ? mark.assigned : mark.inForce;
    if (last && grant.execution < *last)
        return refuse(ProblemType::StaleCommand,
                      u"The change was executed as entry %1, and entry %2 was taken over before."_s.arg(grant.execution)
                          .arg(*last));
    last = grant.execution;
    return grant;
}

Expected<void> checkDocument(const PolicyGrant &grant, const policy::PolicyVersion &version)
{
    if (const auto *const published = std::get_if<changes::PublishPolicyParameters>(&grant.parameters)) {
        if (published->version == version)
            return {};
    } else if (const auto *const back = std::get_if<changes::RollBackPolicyParameters>(&grant.parameters)) {
        if (back->policy == version.policy && back->version == version.version && back->digest == version.digest())
            return {};
    } else {
        return refuse(ProblemType::TargetMismatch, u"The change puts no document in force."_s);
    }
    return refuse(ProblemType::BodyMismatch, u"This is not the document that the change puts in force."_s);
}

} // namespace enigm::device

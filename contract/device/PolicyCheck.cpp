#include "contract/changes/GovernanceReplay.h"
#include "contract/device/Cosignatures.h"
#include "contract/device/LogMemory.h"
#include "contract/device/PolicyGrant.h"
#include "contract/evidence/Evidence.h"
#include "contract/evidence/LogCheckpoints.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::device {

namespace {

/// The logs of the bundle, as they were verified with it, held against what was seen of them and by whom.
Expected<void> followLogs(const evidence::EvidenceBundle &bundle, DeviceMemory &memory, qint64 now)
{
    const auto governance = changes::GovernanceReplay::replay(bundle.governanceLeaves, memory.deployment);
    if (!governance)
        return std::unexpected(governance.error());
    const auto governanceNote = evidence::openGovernanceCheckpoint(bundle.governanceCheckpoint, *governance);
    if (!governanceNote)
        return std::unexpected(governanceNote.error());
    const auto activityNote = evidence::openActivityCheckpoint(bundle.activityCheckpoint, governance->directory());
    if (!activityNote)
        return std::unexpected(activityNote.error());
    const LogsSeen seen{.governance = *governance,
                        .governanceHead = governanceNote->signedCheckpoint,
                        .activityHead = activityNote->signedCheckpoint};
    if (auto sound = checkExtends(seen, memory); !sound)
        return sound;
    if (auto sound = checkNotRewound(seen, memory); !sound)
        return sound;
    if (auto fresh = checkCosignatures(*governanceNote, governance->directory(), now); !fresh)
        return std::unexpected(fresh.error().under(governanceName));
    if (auto fresh = checkCosignatures(*activityNote, governance->directory(), now); !fresh)
        return std::unexpected(fresh.error().under(activityName));
    remember(seen, memory);
    return {};
}

} // namespace

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
    if (auto sound = followLogs(*bundle, grant.memory, now); !sound)
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

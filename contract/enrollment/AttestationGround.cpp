#include "contract/enrollment/AttestationGround.h"

#include <algorithm>

namespace enigm::enrollment {

AttestationGround AttestationGround::of(const operators::Directory &directory,
                                        std::optional<fleet::RevocationList> revocation)
{
    return {.deployment = directory.deploymentId(),
            .acceptance = directory.acceptance(),
            .revocation = std::move(revocation)};
}

fleet::AttestationAcceptance acceptanceOf(const operators::GovernedAcceptance &governed)
{
    fleet::AttestationAcceptance acceptance{.bootKeys = governed.bootKeys, .leastLevel = governed.leastLevel};
    if (governed.leastPatch > 0)
        acceptance.leastPatch = static_cast<quint64>(governed.leastPatch);
    return acceptance;
}

fleet::AttestationVerdict AttestationGround::judge(const std::vector<QByteArray> &chain, const QByteArray &challenge,
                                                   qint64 at, std::optional<fleet::SecurityLevel> leastLevel) const
{
    using fleet::AttestationReason;
    if (!isWhole())
        return {.outcome = fleet::outcomeOf(AttestationReason::NoRevocationList),
                .reason = AttestationReason::NoRevocationList,
                .facts = {}};
    fleet::AttestationAcceptance asked = acceptanceOf(acceptance);
    if (leastLevel)
        asked.leastLevel = std::max(asked.leastLevel, *leastLevel);
    return fleet::judgeAttestation({.chain = chain,
                                    .rootDigests = acceptance.roots,
                                    .revocation = acceptance.revocation ? *revocation : fleet::RevocationList(),
                                    .expectedChallenge = challenge,
                                    .at = at,
                                    .acceptance = std::move(asked)});
}

} // namespace enigm::enrollment

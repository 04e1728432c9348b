#include "models/ota/ReleaseQuestions.h"

#include <algorithm>

namespace enigm::models::ota {

using enigm::ota::ReleaseSignature;
using enigm::ota::ReleaseStage;

const ReleaseSignature *signatureOf(const Release &release, SigningAuthority authority)
{
    const auto found = std::ranges::find(release.signatures, authority, &ReleaseSignature::authority);
    return found == release.signatures.end() ? nullptr : &*found;
}

std::optional<SigningAuthority> nextAuthority(const Release &release)
{
    if (!release.isComplete())
        return std::nullopt;
    if (!signatureOf(release, SigningAuthority::Manifest))
        return SigningAuthority::Manifest;
    return isSignedByBoth(release) ? std::nullopt : std::optional(SigningAuthority::Production);
}

bool isSignedByBoth(const Release &release)
{
    return signatureOf(release, SigningAuthority::Manifest) && signatureOf(release, SigningAuthority::Production);
}

std::optional<ReleaseStage> nextStage(const Release &release)
{
    const auto stages = enigm::ota::allReleaseStages();
    const auto next = std::ranges::find(stages, release.stage()) + 1;
    return next == stages.end() ? std::nullopt : std::optional(*next);
}

} // namespace enigm::models::ota

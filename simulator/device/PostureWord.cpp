#include "simulator/device/PostureWord.h"

using namespace Qt::StringLiterals;

namespace enigm::simulator {

using reports::Posture;

std::optional<Posture> postureOf(QStringView word)
{
    Posture posture{.trustCenter = reports::TrustCenter::Protected,
                    .osTrust = reports::OsTrust::Trusted,
                    .integrity = reports::Integrity::Intact,
                    .appSession = reports::AppSession::Active,
                    .findings = {}};
    if (word == "protected"_L1)
        return posture;
    if (word == "inactive"_L1) {
        posture.trustCenter = reports::TrustCenter::Inactive;
        posture.appSession = reports::AppSession::Ended;
        return posture;
    }
    if (word != "review-required"_L1)
        return std::nullopt;
    posture.trustCenter = reports::TrustCenter::ReviewRequired;
    posture.osTrust = reports::OsTrust::Degraded;
    posture.findings = {{.source = reports::FindingSource::DeveloperOptions,
                         .severity = reports::Severity::High,
                         .recommendation = reports::Recommendation::DisableDeveloperOptions},
                        {.source = reports::FindingSource::OsUpdate,
                         .severity = reports::Severity::Medium,
                         .recommendation = reports::Recommendation::InstallUpdate},
                        {.source = reports::FindingSource::ScreenLock,
                         .severity = reports::Severity::Low,
                         .recommendation = reports::Recommendation::SetScreenLock}};
    posture.sortFindings();
    return posture;
}

} // namespace enigm::simulator

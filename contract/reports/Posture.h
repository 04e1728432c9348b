#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"
#include "contract/reports/PostureWords.h"

#include <QString>

#include <cstddef>
#include <vector>

namespace enigm::reports {

/// One thing that the Trust Security Center of a device has found: {"recommendation","severity","source"}.
struct Finding
{
    FindingSource source = FindingSource::SecurityCenter;
    Severity severity = Severity::Info;
    Recommendation recommendation = Recommendation::None;

    friend bool operator==(const Finding &, const Finding &) = default;
};

/// The body of a report of kind "posture": {"app_session","findings","integrity","os_trust","trust_center"}. States and
/// findings as the device has them, and never a score.
struct Posture
{
    TrustCenter trustCenter = TrustCenter::Inactive;
    OsTrust osTrust = OsTrust::Unknown;
    Integrity integrity = Integrity::Unknown;
    AppSession appSession = AppSession::Unknown;
    std::vector<Finding> findings; ///< by source and recommendation, each pair once

    static constexpr std::size_t mostFindings = 32;

    /// Puts the findings in their one order.
    void sortFindings();

    [[nodiscard]] json::Value toJson() const;
    /// Strict: OutOfRange for an unknown word, for too many findings, and for findings out of order or twice.
    static Expected<Posture> fromJson(const json::Value &value, const QString &pointer);

    friend bool operator==(const Posture &, const Posture &) = default;
};

} // namespace enigm::reports

#include "contract/network/AccessWords.h"

#include "contract/encoding/WordTable.h"

using namespace Qt::StringLiterals;

namespace enigm::network {

namespace {

using encoding::WordRow;

constexpr std::array reasonRows{
    WordRow{DenialReason::Device, "device"_L1},
    WordRow{DenialReason::Policy, "policy"_L1},
    WordRow{DenialReason::Path, "path"_L1},
    WordRow{DenialReason::UnknownSubject, "unknown-subject"_L1},
    WordRow{DenialReason::UnknownAction, "unknown-action"_L1},
    WordRow{DenialReason::UnknownResource, "unknown-resource"_L1},
    WordRow{DenialReason::Unavailable, "unavailable"_L1},
    WordRow{DenialReason::NoCredential, "no-credential"_L1},
};

constexpr std::array sourceRows{
    WordRow{OutcomeSource::Decided, "decided"_L1},
    WordRow{OutcomeSource::Reported, "reported"_L1},
};

constexpr std::array decisionRows{
    WordRow{false, "deny"_L1},
    WordRow{true, "permit"_L1},
};

constexpr auto reasons = encoding::valuesOf(reasonRows);

} // namespace

QLatin1StringView toWord(DenialReason reason)
{
    return encoding::wordIn(reasonRows, reason);
}

std::optional<DenialReason> denialReasonFromWord(QAnyStringView word)
{
    return encoding::valueIn(reasonRows, word);
}

std::span<const DenialReason> allDenialReasons()
{
    return reasons;
}

QLatin1StringView toWord(OutcomeSource source)
{
    return encoding::wordIn(sourceRows, source);
}

QLatin1StringView decisionWord(bool isPermit)
{
    return encoding::wordIn(decisionRows, isPermit);
}

std::optional<bool> isPermitFromWord(QAnyStringView word)
{
    return encoding::valueIn(decisionRows, word);
}

} // namespace enigm::network

#include "contract/ota/RolloutWords.h"

#include "contract/encoding/WordTable.h"

using namespace Qt::StringLiterals;

namespace enigm::ota {

namespace {

using encoding::WordRow;

/// In the order of declaration.
template <typename Enum>
constexpr encoding::WordTable<Enum, 0> rows;

template <>
constexpr auto rows<RolloutModel> = std::to_array<WordRow<RolloutModel>>({
    {RolloutModel::Validation, "validation"_L1},
    {RolloutModel::Limited, "limited"_L1},
    {RolloutModel::Stable, "stable"_L1},
    {RolloutModel::Security, "security"_L1},
});

template <>
constexpr auto rows<RolloutState> = std::to_array<WordRow<RolloutState>>({
    {RolloutState::Active, "active"_L1},
    {RolloutState::Paused, "paused"_L1},
    {RolloutState::Halted, "halted"_L1},
    {RolloutState::Completed, "completed"_L1},
    {RolloutState::Withdrawn, "withdrawn"_L1},
});

template <>
constexpr auto rows<GroupState> = std::to_array<WordRow<GroupState>>({
    {GroupState::Waiting, "waiting"_L1},
    {GroupState::Running, "running"_L1},
    {GroupState::Soaking, "soaking"_L1},
    {GroupState::Completed, "completed"_L1},
    {GroupState::Halted, "halted"_L1},
});

template <>
constexpr auto rows<UpdateState> = std::to_array<WordRow<UpdateState>>({
    {UpdateState::Waiting, "waiting"_L1},
    {UpdateState::Offered, "offered"_L1},
    {UpdateState::Downloading, "downloading"_L1},
    {UpdateState::Verified, "verified"_L1},
    {UpdateState::Installed, "installed"_L1},
    {UpdateState::Confirmed, "confirmed"_L1},
    {UpdateState::Failed, "failed"_L1},
    {UpdateState::Withdrawn, "withdrawn"_L1},
    {UpdateState::NotEligible, "not-eligible"_L1},
});

template <>
constexpr auto rows<UpdateFailure> = std::to_array<WordRow<UpdateFailure>>({
    {UpdateFailure::Download, "download"_L1},
    {UpdateFailure::Space, "space"_L1},
    {UpdateFailure::Power, "power"_L1},
    {UpdateFailure::Verification, "verification"_L1},
    {UpdateFailure::Install, "install"_L1},
    {UpdateFailure::Boot, "boot"_L1},
    {UpdateFailure::Refused, "refused"_L1},
    {UpdateFailure::Silent, "silent"_L1},
    {UpdateFailure::Other, "other"_L1},
});

template <>
constexpr auto rows<UpdateStage> = std::to_array<WordRow<UpdateStage>>({
    {UpdateStage::Downloading, "downloading"_L1},
    {UpdateStage::Verified, "verified"_L1},
    {UpdateStage::Installed, "installed"_L1},
    {UpdateStage::Confirmed, "confirmed"_L1},
    {UpdateStage::Failed, "failed"_L1},
});

template <>
constexpr auto rows<HaltReason> = std::to_array<WordRow<HaltReason>>({
    {HaltReason::Asked, "asked"_L1},
    {HaltReason::ErrorCount, "error-count"_L1},
    {HaltReason::ErrorShare, "error-share"_L1},
    {HaltReason::SuccessMissed, "success-missed"_L1},
});

template <>
constexpr auto rows<RolloutEventKind> = std::to_array<WordRow<RolloutEventKind>>({
    {RolloutEventKind::Started, "started"_L1},
    {RolloutEventKind::Frozen, "frozen"_L1},
    {RolloutEventKind::GroupOpened, "group-opened"_L1},
    {RolloutEventKind::GroupSoaking, "group-soaking"_L1},
    {RolloutEventKind::GroupCompleted, "group-completed"_L1},
    {RolloutEventKind::Completed, "completed"_L1},
    {RolloutEventKind::Paused, "paused"_L1},
    {RolloutEventKind::Halted, "halted"_L1},
    {RolloutEventKind::Resumed, "resumed"_L1},
    {RolloutEventKind::Withdrawn, "withdrawn"_L1},
});

template <typename Enum>
constexpr auto values = encoding::valuesOf(rows<Enum>);

} // namespace

template <RolloutWord Enum>
QLatin1StringView toWord(Enum value)
{
    return encoding::wordIn(rows<Enum>, value);
}

template <RolloutWord Enum>
std::optional<Enum> fromWord(QAnyStringView word)
{
    return encoding::valueIn(rows<Enum>, word);
}

template <RolloutWord Enum>
std::span<const Enum> allOf()
{
    return values<Enum>;
}

#define ENIGM_ROLLOUT_WORDS(Enum)                                                                                      \
    template QLatin1StringView toWord(Enum);                                                                           \
    template std::optional<Enum> fromWord<Enum>(QAnyStringView);                                                       \
    template std::span<const Enum> allOf<Enum>();

ENIGM_ROLLOUT_WORDS(RolloutModel)
ENIGM_ROLLOUT_WORDS(RolloutState)
ENIGM_ROLLOUT_WORDS(GroupState)
ENIGM_ROLLOUT_WORDS(UpdateState)
ENIGM_ROLLOUT_WORDS(UpdateFailure)
ENIGM_ROLLOUT_WORDS(UpdateStage)
ENIGM_ROLLOUT_WORDS(HaltReason)
ENIGM_ROLLOUT_WORDS(RolloutEventKind)

#undef ENIGM_ROLLOUT_WORDS

bool isRetried(UpdateFailure failure)
{
    switch (failure) {
    case UpdateFailure::Download:
    case UpdateFailure::Space:
    case UpdateFailure::Power:
        return true;
    case UpdateFailure::Verification:
    case UpdateFailure::Install:
    case UpdateFailure::Boot:
    case UpdateFailure::Refused:
    case UpdateFailure::Silent:
    case UpdateFailure::Other:
        return false;
    }
    Q_UNREACHABLE();
}

bool isFinal(UpdateState state)
{
    switch (state) {
    case UpdateState::Confirmed:
    case UpdateState::Failed:
    case UpdateState::Withdrawn:
        return true;
    case UpdateState::Waiting:
    case UpdateState::Offered:
    case UpdateState::Downloading:
    case UpdateState::Verified:
    case UpdateState::Installed:
    case UpdateState::NotEligible:
        return false;
    }
    Q_UNREACHABLE();
}

bool isFinal(RolloutState state)
{
    return state == RolloutState::Completed || state == RolloutState::Withdrawn;
}

} // namespace enigm::ota

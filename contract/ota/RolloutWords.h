#pragma once

#include <QAnyStringView>
#include <QLatin1StringView>

#include <concepts>
#include <optional>
#include <span>

namespace enigm::ota {

// The closed vocabulary of rollouts (docs/contract.md, "Rollouts").

/// For whom a release is, and how carefully it goes out. Also the channels of the repository.
enum class RolloutModel {
    Validation, ///< devices that try what others get later
    Limited,
    Stable,
    Security, ///< mends a hole: groups do not soak; approval is never skipped
};

enum class RolloutState {
    Active,
    Paused, ///< opens no group and offers nothing; devices that have begun may end
    Halted, ///< the same, because something is wrong: by a person, or by itself
    Completed,
    Withdrawn, ///< for good
};

/// How far one group of a rollout is.
enum class GroupState {
    Waiting,
    Running,
    Soaking, ///< enough devices have confirmed; they are watched before the next group opens
    Completed,
    Halted, ///< its errors have halted the rollout
};

/// How far one device of a rollout is.
enum class UpdateState {
    Waiting,
    Offered,
    Downloading,
    Verified,  ///< both signatures, length and digest were found to be right on the device
    Installed, ///< and waits for a start of the device that confirms it
    Confirmed,
    Failed,
    Withdrawn,
    NotEligible, ///< it asked, and the trust decision was no; it may ask again
};

/// Why a device did not take an update.
enum class UpdateFailure {
    Download,
    Space,
    Power,
    Verification,
    Install,
    Boot,
    Refused, ///< the evidence did not hold
    Silent,  ///< nothing was heard of the device for too long
    Other,
};

/// How far a device reports to be.
enum class UpdateStage { Downloading, Verified, Installed, Confirmed, Failed };

/// Why a rollout was halted.
enum class HaltReason {
    Asked,      ///< a person did
    ErrorCount, ///< more devices of a group have failed than its plan bears
    ErrorShare,
    SuccessMissed, ///< all devices of a group have ended, too few of them confirmed
};

/// What happens to a rollout or to a group of it.
enum class RolloutEventKind {
    Started,
    Frozen, ///< which devices it is for was written down
    GroupOpened,
    GroupSoaking,
    GroupCompleted,
    Completed,
    Paused,
    Halted,
    Resumed,
    Withdrawn,
};

template <typename T, typename... Ts>
concept RolloutWordOf = (std::same_as<T, Ts> || ...);
template <typename Enum>
concept RolloutWord = RolloutWordOf<Enum, RolloutModel, RolloutState, GroupState, UpdateState, UpdateFailure,
                                    UpdateStage, HaltReason, RolloutEventKind>;

/// Such as "not-eligible".
template <RolloutWord Enum>
[[nodiscard]] QLatin1StringView toWord(Enum value);
/// Nothing for an unknown word.
template <RolloutWord Enum>
[[nodiscard]] std::optional<Enum> fromWord(QAnyStringView word);
/// All values, in the order of declaration.
template <RolloutWord Enum>
[[nodiscard]] std::span<const Enum> allOf();

/// Whether a device that failed so tries again by itself: what is passing, and no sign of a bad release.
[[nodiscard]] bool isRetried(UpdateFailure failure);
/// Whether a device in this state has nothing more to do.
[[nodiscard]] bool isFinal(UpdateState state);
/// Whether a rollout in this state is over for good.
[[nodiscard]] bool isFinal(RolloutState state);

} // namespace enigm::ota

#pragma once

#include <QAnyStringView>
#include <QLatin1StringView>

#include <optional>
#include <span>

namespace enigm::network {

// The words in which control plane and enforcement points tell each other how a way into the network was decided.

/// Why a device was not let through: a category, and never which input or rule.
enum class DenialReason {
    Device,         ///< it is not served, whatever policies say
    Policy,         ///< no policy lets it
    Path,           ///< not by this way
    UnknownSubject, ///< nothing that is asked about here
    UnknownAction,
    UnknownResource,
    Unavailable,  ///< nobody could be asked; said by enforcement points alone
    NoCredential, ///< it showed none, or none of ours; said by enforcement points alone
};

[[nodiscard]] QLatin1StringView toWord(DenialReason reason); ///< "device" …
[[nodiscard]] std::optional<DenialReason> denialReasonFromWord(QAnyStringView word);
[[nodiscard]] std::span<const DenialReason> allDenialReasons();

/// Who counted an outcome: the control plane, when it was asked, or the enforcement point, which keeps answers.
enum class OutcomeSource { Decided, Reported };

[[nodiscard]] QLatin1StringView toWord(OutcomeSource source); ///< "decided", "reported"

/// "permit" or "deny".
[[nodiscard]] QLatin1StringView decisionWord(bool isPermit);
/// Nothing for another word.
[[nodiscard]] std::optional<bool> isPermitFromWord(QAnyStringView word);

} // namespace enigm::network

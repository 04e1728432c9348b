#pragma once

#include "contract/fleet/Attestation.h"
#include "contract/fleet/DeviceState.h"
#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <QString>

#include <optional>
#include <vector>

namespace enigm::fleet {

/// What console and control plane both know of a device, and a rule may ask for. None of it says whose device it is.
struct GroupFacts
{
    DeviceState state = DeviceState::PendingEnrollment;
    AttestationOutcome attestation = AttestationOutcome::NotEvaluated;
    std::optional<SecurityLevel> securityLevel; ///< nothing: unknown
    std::optional<qint64> patch;                ///< YYYYMM; nothing: unknown
    bool simulated = false;
};

/// Patch levels from one to another, both included; one end may be open.
struct PatchRange
{
    std::optional<qint64> atLeast; ///< YYYYMM
    std::optional<qint64> atMost;

    friend bool operator==(const PatchRange &, const PatchRange &) = default;
};

/// Which devices belong to a group by what is known of them: every clause that is there must hold.
/// {"attestation":[word]|null,"patch":{"at_least","at_most"}|null,"security_level":[word]|null,"simulated":bool|null,
/// "state":[word]|null}; words sorted, each once, null for a clause that asks nothing; one clause at least.
struct GroupRule
{
    std::vector<AttestationOutcome> attestation; ///< any of these; empty: asks nothing
    std::optional<PatchRange> patch;             ///< one end at least
    std::vector<SecurityLevel> securityLevel;
    std::optional<bool> simulated;
    std::vector<DeviceState> state;

    /// Strict: one spelling a rule.
    static Expected<GroupRule> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;

    /// What is not known satisfies no clause that asks for it.
    [[nodiscard]] bool matches(const GroupFacts &facts) const;
    [[nodiscard]] bool asksNothing() const;
    /// Puts the words of each clause in the order in which they are signed, each once.
    void sortWords();

    friend bool operator==(const GroupRule &, const GroupRule &) = default;
};

/// Whether this is a month as patch levels name it: 200001 to 999912.
[[nodiscard]] bool isPatchLevel(qint64 number);

} // namespace enigm::fleet

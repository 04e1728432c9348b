#pragma once

#include "contract/json/JsonValue.h"
#include "contract/policy/Input.h"
#include "contract/policy/TimeWindow.h"
#include "contract/problems/Problem.h"

#include <QString>

#include <array>
#include <vector>

namespace enigm::policy {

/// What a rule asks of the inputs: {"actor","app_session","attestation","device_state","groups","integrity",
/// "network_path","os_trust","policy_state","times","trust_center"}, each null (asks nothing) or a list of which one
/// must hold; all of them must. A list of every word asks that the input is known.
struct Conditions
{
    std::array<Codes, wordInputCount> accepted{}; ///< by Input; 0: asks nothing
    std::vector<QString> groups;                  ///< UUIDv7, sorted, each once; empty: asks nothing
    std::vector<TimeWindow> times;                ///< sorted, each once; empty: asks nothing

    static constexpr std::size_t mostGroups = 64;
    static constexpr std::size_t mostTimes = 16;

    /// Lists may come in any order, and hold nothing twice. An empty list, which can never hold, is refused.
    static Expected<Conditions> fromJson(const json::Value &value, const QString &pointer);
    /// Canonical: words sorted.
    [[nodiscard]] json::Value toJson() const;

    [[nodiscard]] bool asks(Input input) const;
    /// Of an input with words: which it accepts, in the order of wordsOf.
    [[nodiscard]] std::vector<QLatin1StringView> acceptedWords(Input input) const;
    friend bool operator==(const Conditions &, const Conditions &) = default;
};

/// A parse function for words of this input: any order, each once, one at least; null gives 0.
[[nodiscard]] Expected<Codes> parseWords(Input input, const json::Value &value, const QString &pointer);

} // namespace enigm::policy

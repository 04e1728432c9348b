#pragma once

#include "contract/fleet/KeyDescription.h"
#include "contract/json/JsonValue.h"
#include "contract/json/ObjectReader.h"
#include "contract/problems/Problem.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace enigm::operators {

struct Founding;

/// What devices' attestations are judged by, as people have signed it: leaf 0 begins with one, and each attestation.set
/// puts another whole value in its place.
struct GovernedAcceptance
{
    static constexpr std::size_t mostDigests = 64;

    std::vector<QByteArray> roots;    ///< SHA-256 of SubjectPublicKeyInfos; ascending, each once
    std::vector<QByteArray> bootKeys; ///< verified-boot keys; ascending, each once
    fleet::SecurityLevel leastLevel = fleet::SecurityLevel::StrongBox;
    int leastPatch = 0;                        ///< YYYYMM; 0: any
    std::optional<QByteArray> revocation = {}; ///< SHA-256 of the revocation list, byte for byte; nothing: none

    /// That of leaf 0, which names no list.
    [[nodiscard]] static GovernedAcceptance of(const Founding &founding);
    /// Puts roots and boot keys in their one order.
    void sort();

    /// {"boot_keys":[…],"min_level","min_patch","revocation","roots":[…]}
    [[nodiscard]] json::Value toJson() const;
    /// Strict; OutOfRange for an unknown level, for lists out of order and for lists that are too long. Reads the
    /// members and leaves the end to the caller.
    [[nodiscard]] static GovernedAcceptance read(json::ObjectReader &reader);

    friend bool operator==(const GovernedAcceptance &, const GovernedAcceptance &) = default;
};

} // namespace enigm::operators

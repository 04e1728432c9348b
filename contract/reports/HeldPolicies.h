#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <cstddef>
#include <vector>

namespace enigm::reports {

/// A version of a policy that a device has taken over, by the changes that it has taken it from:
/// {"assigned","digest","in_force","policy","version"}.
struct HeldPolicy
{
    QString policy; ///< UUIDv7
    qint64 version = 1;
    QByteArray digest;   ///< of that version
    qint64 inForce = 0;  ///< index of the execution that put it in force
    qint64 assigned = 0; ///< index of the execution that said for whom it is

    friend bool operator==(const HeldPolicy &, const HeldPolicy &) = default;
};

/// The body of a report of kind "policies": {"policies"}, everything that holds at the device, and nothing else.
struct HeldPolicies
{
    std::vector<HeldPolicy> policies; ///< by id, each once

    static constexpr std::size_t most = 256;

    /// As digestOfVersions has it.
    [[nodiscard]] QByteArray versions() const;

    [[nodiscard]] json::Value toJson() const;
    /// Strict: OutOfRange for too many, out of order or twice.
    static Expected<HeldPolicies> fromJson(const json::Value &value, const QString &pointer);

    friend bool operator==(const HeldPolicies &, const HeldPolicies &) = default;
};

/// SHA-256 over the digests of versions of policies, in the order of the ids of these: by it what holds at a device is
/// held against what is assigned to it.
[[nodiscard]] QByteArray digestOfVersions(const std::vector<QByteArray> &digests);

} // namespace enigm::reports

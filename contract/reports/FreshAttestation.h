#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <QByteArray>

#include <vector>

namespace enigm::reports {

/// The body of a report of kind "attestation": {"chain"}, the digest of the certificates that are handed in beside it.
/// They stay out of what is logged, since what a device puts into them is its own.
struct FreshAttestation
{
    QByteArray chain; ///< SHA-256

    /// Of DER certificates, leaf first: SHA-256 over the SHA-256 of each.
    [[nodiscard]] static FreshAttestation of(const std::vector<QByteArray> &chain);

    [[nodiscard]] json::Value toJson() const;
    static Expected<FreshAttestation> fromJson(const json::Value &value, const QString &pointer);

    friend bool operator==(const FreshAttestation &, const FreshAttestation &) = default;
};

} // namespace enigm::reports

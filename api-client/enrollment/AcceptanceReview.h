#pragma once

#include "api-client/changes/ChangeClient.h"
#include "contract/enrollment/AcceptanceDifference.h"
#include "contract/operators/Directory.h"

#include <optional>

namespace enigm::client {

/// What an attestation.set would change, as this client has recomputed it: by the signed bytes, by the directory that
/// it has verified, and by lists whose digests it has compared.
struct AcceptanceReview
{
    operators::GovernedAcceptance before; ///< in force where it was or would be executed
    operators::GovernedAcceptance after;
    enrollment::AcceptanceDifference difference;
    /// Of the list that is named; nothing where none is, or where it cannot be had.
    std::optional<qint64> entries = {};
    /// Nothing where no list is or was named, or where one of both cannot be had.
    std::optional<enrollment::Difference<QString>> revoked = {};
    /// Why it is not to be signed here: the list that it names cannot be had, is another, or cannot be read.
    std::optional<Problem> obstacle = {};
};

/// Whether the change is one.
[[nodiscard]] bool setsAcceptance(const changes::ChangeRequest &request);

/// Of a verified attestation.set. The problems of asking that say nothing about the list. The session outlives the
/// task.
[[nodiscard]] Task<Expected<AcceptanceReview>> reviewAcceptance(Session &session, VerifiedChange change,
                                                                operators::Directory directory);

} // namespace enigm::client

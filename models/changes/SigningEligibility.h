#pragma once

#include "api-client/changes/ChangeClient.h"
#include "contract/operators/Directory.h"

#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace enigm::models::changes {

/// Whether an operator may do something with a change now, and why not. The control plane decides in the end; this is
/// for showing what a person can do before they try, the same in the inbox and in the review.
enum class SigningEligibility {
    Yes,
    Closed,           ///< no longer pending, or its time to approve has passed
    OwnRequest,       ///< nobody approves or rejects what they asked for
    AlreadySigned,    ///< this person has decided already
    SameInstallation, ///< it was asked for on this console, and this is no sample
    MissingRole,      ///< no clause that still waits asks for a role that this person holds
    KeyNotValid,      ///< the key of this session is not (or no longer) one of the operator's
    NotVerified,      ///< this console's own logs do not reach as far as the change yet
    BrokenProof,      ///< this console has found a contradiction and signs nothing
    Drifted,          ///< the devices have changed since it was asked for
    Hindered,         ///< it cannot be carried out any more, whoever signs
    OwnKey,           ///< nobody rejects or withdraws the removal of their own key
    NotRequester,     ///< only who asked withdraws
};

/// Who asks, and what this console knows.
struct SigningPlace
{
    const operators::Directory *directory = nullptr; ///< this console's own; null before its logs were verified
    qint64 activitySize = 0;                         ///< verified
    bool hasAlarm = false;
    const client::SessionInfo &session;
    const QString &installation;
    qint64 now = 0; ///< Unix seconds
};

/// What of a change matters, from a list or from a verified record.
struct SigningSubject
{
    const enigm::changes::SignedChange &change;
    enigm::changes::ChangeState state;
    enigm::changes::LogPosition requested;
    std::vector<QString> signers; ///< operators that have decided
    /// Counted from the signatures; nothing: estimated from the roles of the signers.
    std::optional<std::vector<enigm::changes::MissingSigners>> missing = {};
    bool hasDrifted = false;
    bool isHindered = false;

    [[nodiscard]] static SigningSubject of(const client::ChangeSummary &change);
    [[nodiscard]] static SigningSubject of(const client::VerifiedChange &change);
};

struct SigningAnswer
{
    SigningEligibility approve = SigningEligibility::NotVerified;
    SigningEligibility reject = SigningEligibility::NotVerified;
    SigningEligibility withdraw = SigningEligibility::NotVerified;
    operators::Roles wanted = {};       ///< of which somebody is still missing
    std::vector<QString> whoCould = {}; ///< operator ids that may still approve
};

/// Pure.
[[nodiscard]] SigningAnswer signingAnswer(const SigningPlace &place, const SigningSubject &subject);

/// Who may fill a clause: holds one of the roles and a valid key, has not signed and did not ask.
[[nodiscard]] std::vector<QString> possibleSigners(const operators::Directory &directory, const SigningSubject &subject,
                                                   operators::Roles roles);

} // namespace enigm::models::changes

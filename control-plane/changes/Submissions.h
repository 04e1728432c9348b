#pragma once

#include "contract/changes/Approval.h"
#include "contract/changes/ChangeRequest.h"
#include "contract/changes/FreeText.h"
#include "contract/changes/TargetSet.h"
#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <QMap>
#include <QString>

#include <optional>

namespace enigm::controlplane::changes {

// What operators hand in, read from the JSON of openapi.yaml: signed bytes and what travels beside them. Parsed, with
// every digest compared; nothing is said yet about who may do it.

/// {"change","names","reason","reference","targets"}: asks for a change.
struct RequestSubmission
{
    enigm::changes::SignedChange change;
    enigm::changes::FreeText reason;
    std::optional<enigm::changes::FreeText> reference;
    enigm::changes::TargetSet targets;
    QMap<QString, QString> names; ///< of operators that it admits, by id; kept outside the logs

    /// The problems of the parts; BodyMismatch for another text than was signed, OutOfRange for a name that belongs to
    /// nobody whom the change admits.
    [[nodiscard]] static Expected<RequestSubmission> fromJson(const json::Value &value);
    /// The checks of fromJson, for a submission that was put together here.
    [[nodiscard]] Expected<void> check() const;
};

/// {"approval","comment"}: approves or rejects.
struct DecisionSubmission
{
    enigm::changes::SignedApproval approval;
    std::optional<enigm::changes::FreeText> comment;

    [[nodiscard]] static Expected<DecisionSubmission> fromJson(const json::Value &value);
    [[nodiscard]] Expected<void> check() const;
};

/// {"withdrawal"}: withdraws.
struct WithdrawalSubmission
{
    enigm::changes::SignedWithdrawal withdrawal;

    [[nodiscard]] static Expected<WithdrawalSubmission> fromJson(const json::Value &value);
};

} // namespace enigm::controlplane::changes

#pragma once

#include "contract/changes/Approval.h"
#include "contract/changes/ChangeRequest.h"
#include "contract/changes/ChangeState.h"
#include "contract/changes/FreeText.h"
#include "contract/changes/TargetSet.h"
#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <optional>
#include <vector>

namespace enigm::changes {

/// Where the activity log took something.
struct LogPosition
{
    qint64 index = 0;          ///< activity entry
    qint64 governanceSize = 0; ///< at that entry
    qint64 time = 0;           ///< of that entry

    static Expected<LogPosition> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
};

struct RecordedApproval
{
    SignedApproval signedApproval;
    std::optional<FreeText> comment; ///< pruned or none: nothing
    LogPosition position;
};

/// What resolving a handle has found, as claimed by the server; {"handle","position"}.
struct RecordedResolution
{
    std::optional<fleet::DeviceHandle> device; ///< nothing: none had the handle
    LogPosition position;                      ///< of the handle.resolved entry

    static Expected<RecordedResolution> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
};

/// A change as the control plane serves it at /v1/changes/{id}: signed bytes, what travels beside them, and where the
/// log holds them. Whoever receives it verifies (countQuorum, effectOf) before showing anything of it.
struct ChangeRecord
{
    SignedChange change;
    ChangeState state = ChangeState::Pending; ///< as claimed by the server
    std::optional<FreeText> reason;
    std::optional<FreeText> reference;
    TargetSet targets;
    LogPosition requested;
    std::vector<RecordedApproval> approvals; ///< rejections among them
    std::optional<SignedWithdrawal> withdrawal;
    std::optional<LogPosition> executed;
    std::optional<QString> failure; ///< problem slug where failed
    std::optional<QString> cancelledBy =
        {}; ///< reference of the change.cancel-all that ended it, as claimed by the server
    /// As claimed by the server: what was executed lately and this pass a limit of leaf 0, so that more people must
    /// sign (DeviceLimit). Nobody can show it without the whole log; it asks for more signatures, and never for fewer.
    bool beyondLimit = false;
    /// Of an executed device.resolve-handle, once its answer is known.
    std::optional<RecordedResolution> resolution = {};

    /// Also checks that every FreeText matches the digest that was signed (BodyMismatch) and the list matches the root.
    static Expected<ChangeRecord> fromJson(const json::Value &value, const QString &pointer = {});
    [[nodiscard]] json::Value toJson() const;
};

} // namespace enigm::changes

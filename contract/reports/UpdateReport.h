#pragma once

#include "contract/json/JsonValue.h"
#include "contract/ota/RolloutWords.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace enigm::reports {

/// How far a device is with an update that it was offered, the body of a report of kind "update":
/// {"change","execution","failure":word|null,"stage"}. A category of failure and nothing else: what a device would tell
/// of an installation in its own words could name it.
struct UpdateReport
{
    QByteArray change;    ///< digest of the rollout.start
    qint64 execution = 0; ///< index of its execution entry
    ota::UpdateStage stage = ota::UpdateStage::Downloading;
    std::optional<ota::UpdateFailure> failure = {}; ///< where it failed, and only there

    [[nodiscard]] json::Value toJson() const;
    /// Strict. OutOfRange where failure and stage do not go together, and for `silent`, which no device says of itself.
    static Expected<UpdateReport> fromJson(const json::Value &value, const QString &pointer);

    friend bool operator==(const UpdateReport &, const UpdateReport &) = default;
};

} // namespace enigm::reports

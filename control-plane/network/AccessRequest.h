#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <QString>

#include <optional>
#include <vector>

namespace enigm::controlplane::network {

/// One evaluation of the OpenID AuthZEN Authorization API 1.0 (section 5), well-formed, whether or not it means
/// anything here. Properties, and members that the standard does not know, are passed over.
struct AccessRequest
{
    QString subjectType;
    QString subject;
    QString action;
    QString resourceType;
    QString resource;
    std::optional<QString> path = {}; ///< context.network_path; empty where it is no text
    /// The subject, where it is a device by a handle of the network.
    std::optional<enigm::fleet::DeviceHandle> device = {};

    /// MissingMember, WrongType.
    [[nodiscard]] static Expected<AccessRequest> parse(const json::Value &value);
};

/// How a batch ends: with its last evaluation, or with the first of this decision.
enum class BatchSemantic { ExecuteAll, DenyOnFirstDeny, PermitOnFirstPermit };

/// A body of the access evaluations endpoint (section 6).
struct AccessBatch
{
    static constexpr std::size_t mostEvaluations = 256;

    bool isSingle = false; ///< without `evaluations`: to be answered as one evaluation
    BatchSemantic semantic = BatchSemantic::ExecuteAll;
    std::vector<AccessRequest> evaluations; ///< defaults filled in; at least one

    /// MissingMember, WrongType, OutOfRange, each with its place; TooLarge.
    [[nodiscard]] static Expected<AccessBatch> parse(const json::Value &value);
};

} // namespace enigm::controlplane::network

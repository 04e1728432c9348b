#pragma once

#include "control-plane/api/ChangeAccess.h"
#include "control-plane/api/Guard.h"
#include "control-plane/api/ReadingLog.h"
#include "control-plane/api/RefusalLog.h"
#include "control-plane/api/Routes.h"
#include "control-plane/policy/TrustDecisions.h"

namespace enigm::controlplane::api {

/// What a device may do, as every operator reads it, and why, for administrators, security reviewers and, in a review
/// of theirs, approvers: each such reading is an entry, written before it is answered.
class DecisionRoutes
{
public:
    /// Borrows all but the access rules.
    struct Parts
    {
        const Guard &guard;
        const store::Database &database;
        policy::TrustDecisions &decisions;
        ReadingLog &readings;
        RefusalLog &refusals;
        ChangeAccess access;
    };
    explicit DecisionRoutes(Parts parts);

    [[nodiscard]] Routes routes();

private:
    /// Which device is asked about, and whether why.
    struct Asked
    {
        enigm::fleet::DeviceHandle device;
        bool isWhy = false;
        std::optional<QByteArray> change = {}; ///< digest of the one that is reviewed
    };
    [[nodiscard]] Expected<Asked> read(const http::Request &request, const identity::Caller &caller) const;
    /// The digest of the change in whose review the caller asks why. NotFound, NotPermitted.
    [[nodiscard]] Expected<std::optional<QByteArray>> reviewed(const http::Query &query, const identity::Caller &caller,
                                                               const store::Repositories &store) const;
    [[nodiscard]] Expected<json::Value> decide(const http::Request &request, const Asked &asked) const;
    [[nodiscard]] Expected<json::Value> decideAll(const http::Request &request, const Asked &asked) const;
    using Decide = Expected<json::Value> (DecisionRoutes::*)(const http::Request &, const Asked &) const;
    [[nodiscard]] http::Handler answering(Decide how) const;
    void answer(const http::Request &request, const identity::Caller &caller, Decide how, http::Respond respond) const;

    Parts m_parts;
};

} // namespace enigm::controlplane::api

#pragma once

#include "control-plane/api/Guard.h"
#include "control-plane/api/Routes.h"
#include "control-plane/audit/LogReader.h"
#include "control-plane/store/Database.h"

namespace enigm::controlplane::api {

/// Checkpoints with what witnesses have co-signed of them, tiles (C2SP tlog-tiles) and proofs (RFC 6962) of both logs:
/// the governance log for every operator, the leaves and hashes of the activity log for security reviewers. What its
/// routes borrow is all of it.
class LogRoutes
{
public:
    /// What it borrows.
    struct Parts
    {
        const Guard &guard;
        const store::Database &database;
        const audit::LogReader &logs;
        identity::DirectoryView directory;
        RefusalLog &refusals;
    };
    explicit LogRoutes(Parts parts);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> checkpoint(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> tile(const http::Request &request, const identity::Caller &caller) const;
    [[nodiscard]] Expected<http::Response> consistency(const http::Request &request) const;
    [[nodiscard]] Expected<http::Response> inclusion(const http::Request &request) const;

    Parts m_parts;
};

} // namespace enigm::controlplane::api

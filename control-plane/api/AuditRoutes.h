#pragma once

#include "control-plane/api/ChangeAccess.h"
#include "control-plane/api/Guard.h"
#include "control-plane/api/ReadingLog.h"
#include "control-plane/api/Routes.h"
#include "control-plane/audit/LogReader.h"
#include "control-plane/http/WorkerPool.h"

#include <vector>

namespace enigm::controlplane::api {

/// The audit trail with its bodies: whole for security reviewers; for others the records of changes that they may read
/// (ChangeAccess), each such read an entry of its own, written before it is answered.
class AuditRoutes
{
public:
    /// Borrows all but the access rules.
    struct Parts
    {
        const Guard &guard;
        const store::Database &database;
        const audit::LogReader &logs;
        ReadingLog &readings;
        RefusalLog &refusals;
        http::WorkerPool &workers;
        ChangeAccess access;
    };
    explicit AuditRoutes(Parts parts);

    [[nodiscard]] Routes routes();

private:
    struct Page
    {
        std::vector<qint64> indices; ///< of the records
        http::Response answer;
    };
    void entries(const http::Request &request, const identity::Caller &caller, http::Respond respond);
    [[nodiscard]] Expected<Page> read(const http::Request &request, const identity::Caller &caller) const;
    [[nodiscard]] Expected<bool> mayRead(const identity::Caller &caller, const audit::ActivityRecord &record,
                                         const store::Repositories &store) const;

    Parts m_parts;
};

} // namespace enigm::controlplane::api

#pragma once

#include "control-plane/api/Guard.h"
#include "control-plane/api/Routes.h"
#include "control-plane/audit/LogReader.h"
#include "control-plane/http/WorkerPool.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Writer.h"

namespace enigm::controlplane::api {

/// Where witnesses hand in what they have co-signed, and everybody sees how far they have come. Who hands it in does
/// not matter: a co-signature speaks for itself. What its routes borrow is all of it.
class WitnessRoutes
{
public:
    /// What it borrows.
    struct Parts
    {
        const Guard &guard;
        const store::Database &database;
        store::Writer &writer;
        const audit::LogReader &logs;
        identity::DirectoryView directory;
        const time::Clock &clock;
        http::WorkerPool &workers;
    };
    explicit WitnessRoutes(Parts parts);

    [[nodiscard]] Routes routes();

private:
    using WritePointer = std::shared_ptr<PendingWrite>;

    [[nodiscard]] Expected<http::Response> state(const http::Request &request) const;
    void take(const http::Request &request, const WritePointer &write);

    Parts m_parts;
};

} // namespace enigm::controlplane::api

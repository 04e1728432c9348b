#pragma once

#include "control-plane/api/Guard.h"
#include "control-plane/api/RefusalLog.h"
#include "control-plane/api/Routes.h"
#include "control-plane/enrollment/ProfileService.h"
#include "control-plane/store/Database.h"

#include <QString>

#include <memory>

namespace enigm::controlplane::api {

/// Enrolment profiles, for administrators, and what enrolments rest on, for every operator.
class EnrollmentRoutes
{
public:
    /// Borrows all.
    struct Parts
    {
        const Guard &guard;
        enrollment::ProfileService &profiles;
        const store::Database &database;
        RefusalLog &refusals;
    };
    explicit EnrollmentRoutes(const Parts &parts);

    /// Where devices enrol; before the first request.
    void serveDevicesAt(const QString &url) { m_deviceUrl = url; }

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<void> checkCaller(const identity::Caller &caller) const;
    [[nodiscard]] Expected<http::Response> page(const http::Request &request, const identity::Caller &caller) const;
    [[nodiscard]] Expected<http::Response> enrollment(const http::Request &request) const;
    void create(const http::Request &request, const std::shared_ptr<PendingWrite> &write);
    void revoke(const http::Request &request, const std::shared_ptr<PendingWrite> &write);

    Parts m_parts;
    QString m_deviceUrl;
};

} // namespace enigm::controlplane::api

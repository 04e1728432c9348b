#pragma once

#include "control-plane/api/Routes.h"
#include "control-plane/enrollment/EnrollmentService.h"
#include "control-plane/http/WorkerPool.h"

namespace enigm::controlplane::api {

/// What a device asks for that has no certificate yet, on the device listener. What they borrow is all of it.
class ArrivalRoutes
{
public:
    ArrivalRoutes(enrollment::EnrollmentService &enrollments, http::WorkerPool &workers);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> nonce(const http::Request &request);
    void enrol(const http::Request &request, http::Respond respond);

    enrollment::EnrollmentService &m_enrollments;
    http::WorkerPool &m_workers;
};

} // namespace enigm::controlplane::api

#pragma once

#include "control-plane/api/Routes.h"
#include "control-plane/http/WorkerPool.h"
#include "control-plane/ota/updates/UpdateOffers.h"
#include "control-plane/ota/updates/UpdateReports.h"

namespace enigm::controlplane::api {

/// /device/v1/update, and what devices report of it, on the listener that knows them by their certificates. What its
/// routes borrow is all of it.
class UpdateRoutes
{
public:
    UpdateRoutes(ota::UpdateOffers &offers, ota::UpdateReports &reports, const time::Clock &clock,
                 http::WorkerPool &workers);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> offer(const http::Request &request);
    void report(const http::Request &request, http::Respond respond);

    ota::UpdateOffers &m_offers;
    ota::UpdateReports &m_reports;
    const time::Clock &m_clock;
    http::WorkerPool &m_workers;
};

} // namespace enigm::controlplane::api

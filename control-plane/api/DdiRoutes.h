#pragma once

#include "control-plane/api/Routes.h"
#include "control-plane/http/WorkerPool.h"
#include "control-plane/ota/ddi/DdiDocuments.h"
#include "control-plane/ota/ddi/DdiService.h"

namespace enigm::controlplane::api {

/// /{tenant}/controller/v1/{controller}: the hawkBit DDI v1 for stock update clients, on the listener that knows
/// devices by their certificates. What its routes borrow is all of it.
class DdiRoutes
{
public:
    /// Between two polls, as clients are told.
    static constexpr int usualSleep = 300; // seconds

    DdiRoutes(ota::DdiService &service, http::WorkerPool &workers, QByteArray deployment,
              int sleepSeconds = usualSleep);

    [[nodiscard]] Routes routes();

private:
    [[nodiscard]] Expected<http::Response> poll(const http::Request &request);
    [[nodiscard]] Expected<http::Response> deployment(const http::Request &request);
    [[nodiscard]] Expected<http::Response> cancellation(const http::Request &request);
    [[nodiscard]] Expected<http::Response> takeConfig(const http::Request &request);
    using Take = void (ota::DdiService::*)(const ota::DdiService::Caller &, qint64, const ota::DdiFeedback &,
                                           ota::OfferSource::Answer);
    void feedback(const http::Request &request, http::Respond respond, Take take);
    [[nodiscard]] Expected<ota::DdiDocuments> documentsFor(const http::Request &request) const;

    ota::DdiService &m_service;
    http::WorkerPool &m_workers;
    const QString m_tenant;
    const int m_sleepSeconds;
};

} // namespace enigm::controlplane::api

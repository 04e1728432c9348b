#include "control-plane/api/DeviceInputRoutes.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 usualLimit = 1'000;

} // namespace

DeviceInputRoutes::DeviceInputRoutes(const Guard &guard, const policy::FleetReader &fleet,
                                     const audit::CheckpointBoard &board, http::WorkerPool &workers)
    : m_guard(guard)
    , m_fleet(fleet)
    , m_board(board)
    , m_workers(workers)
{}

Routes DeviceInputRoutes::routes()
{
    // Thousands of devices take a while, so on a worker.
    auto handler = http::onWorkers(
        m_workers,
        m_guard.reading([this](const http::Request &request, const identity::Caller &) { return page(request); }));
    return {{.method = "GET"_ba, .path = u"/v1/device-inputs"_s, .handler = std::move(handler)}};
}

Expected<http::Response> DeviceInputRoutes::page(const http::Request &request) const
{
    const http::Query &query = request.target.query;
    if (const auto known = query.only({u"after", u"limit"}); !known)
        return std::unexpected(known.error());
    const auto limit = query.integer(u"limit", 1, policy::FleetReader::mostDevices, usualLimit);
    if (!limit)
        return std::unexpected(limit.error());
    const qint64 cursor = m_board.current()->cursor; // before the snapshot, which then holds all up to it
    const auto page = m_fleet.page(query.value(u"after").value_or(QString()), static_cast<int>(*limit));
    if (!page)
        return std::unexpected(page.error());
    return http::Response::json(page->toJson(cursor));
}

} // namespace enigm::controlplane::api

#include "control-plane/api/EndOfLifeRoutes.h"

#include "control-plane/api/Refusal.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

EndOfLifeRoutes::EndOfLifeRoutes(const Guard &guard, const changes::EndOfLifeReader &reader, http::WorkerPool &workers,
                                 const ChangeReading &reading)
    : m_guard(guard)
    , m_reader(reader)
    , m_workers(workers)
    , m_reading(reading)
{}

Routes EndOfLifeRoutes::routes()
{
    auto handler = m_guard.answering([this](const http::Request &request, const identity::Caller &caller,
                                            http::Respond respond) { read(request, caller, std::move(respond)); });
    // the whole governance log, so on a worker
    return {http::Route{.method = "GET"_ba,
                        .path = u"/v1/devices/{handle}/end-of-life"_s,
                        .handler = http::onWorkers(m_workers, std::move(handler))}};
}

void EndOfLifeRoutes::read(const http::Request &request, const identity::Caller &caller, http::Respond respond) const
{
    if (const auto known = request.target.query.only({}); !known)
        return respond(refusal(known.error()));
    const auto end = m_reader.end(request.parameter(u"handle"));
    if (!end)
        return respond(refusal(end.error()));
    std::vector<QString> references{end->end.change};
    if (end->wipe)
        references.push_back(end->wipe->change);
    m_reading.read(
        request, caller, references,
        [&]() -> Expected<http::Response> {
            const auto record = m_reader.record(*end);
            if (!record)
                return std::unexpected(record.error());
            return http::Response::text(record->toBytes(), "application/vnd.enigm.end-of-life+json"_ba);
        },
        std::move(respond));
}

} // namespace enigm::controlplane::api

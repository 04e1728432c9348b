#include "control-plane/api/CommandRoutes.h"

#include "contract/operators/Members.h"
#include "control-plane/api/Refusal.h"
#include "control-plane/api/ReportInput.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;
using enigm::reports::EffectOutcome;

namespace {

/// A report with its key is less than one kilobyte.
constexpr qsizetype mostReport = 4096;

json::Value documentOf(const store::CommandRow &command)
{
    return json::Object{{"action"_L1, command.action},
                        {"change"_L1, operators::valueOf(command.digest)},
                        {"execution"_L1, command.execution},
                        {"obey_by"_L1, command.obeyBy},
                        {"state"_L1, enigm::fleet::toWord(command.state)}};
}

/// A number in its one spelling names a command; anything else names nothing.
Expected<qint64> executionOf(const http::Request &request)
{
    const QString &text = request.parameter(u"execution");
    const qint64 execution = text.toLongLong();
    if (execution < 0 || QString::number(execution) != text)
        return refuse(ProblemType::NotFound, u"This device was sent no such command."_s);
    return execution;
}

void give(http::Respond respond, Expected<http::Response> answer)
{
    respond(answer ? std::move(*answer) : refusal(answer.error()));
}

} // namespace

CommandRoutes::CommandRoutes(fleet::CommandService &commands, http::WorkerPool &workers)
    : m_commands(commands)
    , m_workers(workers)
{}

Routes CommandRoutes::routes()
{
    return {{.method = "GET"_ba,
             .path = u"/device/v1/commands"_s,
             .handler = [this](const http::Request &request,
                               http::Respond respond) { give(std::move(respond), list(request)); }},
            {.method = "GET"_ba,
             .path = u"/device/v1/commands/{execution}/evidence"_s,
             .handler =
                 http::onWorkers(m_workers, [this](const http::Request &request,
                                                   http::Respond respond) { evidence(request, std::move(respond)); })},
            {.method = "POST"_ba,
             .path = u"/device/v1/nonces"_s,
             .handler = [this](const http::Request &request,
                               http::Respond respond) { give(std::move(respond), nonce(request)); },
             .mediaTypes = {"application/json"_ba},
             .bodyLimit = 1024},
            {.method = "POST"_ba,
             .path = u"/device/v1/acknowledgements"_s,
             .handler = [this](const http::Request &request,
                               http::Respond respond) { acknowledge(request, std::move(respond)); },
             .mediaTypes = {"application/json"_ba},
             .bodyLimit = mostReport}};
}

Expected<http::Response> CommandRoutes::list(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto commands = m_commands.open(request.peerCertificate);
    if (!commands)
        return std::unexpected(commands.error());
    json::Array items;
    for (const store::CommandRow &command : *commands)
        items.push_back(documentOf(command));
    return http::Response::json(json::Object{{"commands"_L1, std::move(items)}});
}

void CommandRoutes::evidence(const http::Request &request, http::Respond respond) const
{
    if (const auto known = request.target.query.only({}); !known)
        return respond(refusal(known.error()));
    const auto execution = executionOf(request);
    if (!execution)
        return respond(refusal(execution.error()));
    m_commands.evidence(request.peerCertificate, *execution,
                        [respond = std::move(respond)](const Expected<QByteArray> &bytes) mutable {
                            respond(bytes ? http::Response::jsonBytes(*bytes) : refusal(bytes.error()));
                        });
}

Expected<http::Response> CommandRoutes::nonce(const http::Request &request)
{
    if (const auto empty = checkEmpty(request); !empty)
        return std::unexpected(empty.error());
    const auto nonce = m_commands.nonce(request.peerCertificate);
    if (!nonce)
        return std::unexpected(nonce.error());
    return http::Response::json(
        json::Object{{"expires"_L1, nonce->expires}, {"nonce"_L1, operators::valueOf(nonce->bytes)}});
}

void CommandRoutes::acknowledge(const http::Request &request, http::Respond respond)
{
    const auto outcome = reportIn<EffectOutcome>(request);
    if (!outcome)
        return respond(refusal(outcome.error()));
    m_commands.acknowledge(
        request.peerCertificate, *outcome,
        [respond = std::move(respond)](const Expected<enigm::fleet::CommandState> &state) mutable {
            respond(state ? http::Response::json(json::Object{{"state"_L1, enigm::fleet::toWord(*state)}})
                          : refusal(state.error()));
        });
}

} // namespace enigm::controlplane::api

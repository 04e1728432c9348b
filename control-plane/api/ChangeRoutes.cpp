#include "control-plane/api/ChangeRoutes.h"

#include "control-plane/api/Input.h"
#include "control-plane/api/Refusal.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;
using enigm::changes::ChangeState;

namespace {

/// A list of a thousand targets and the signed request.
constexpr qsizetype requestLimit = 512 * 1024;

http::Response recordAnswer(const enigm::changes::ChangeRecord &record)
{
    return http::Response::json(record.toJson(), 201);
}

changes::ChangeService::Answer answering(const std::shared_ptr<PendingWrite> &write)
{
    return [write](const Expected<enigm::changes::ChangeRecord> &record) {
        if (record)
            write->answer(recordAnswer(*record));
        else
            write->refuse(record.error());
    };
}

http::Route post(QString path, http::Handler handler, qsizetype limit = 64 * 1024)
{
    return {.method = "POST"_ba,
            .path = std::move(path),
            .handler = std::move(handler),
            .mediaTypes = {"application/json"_ba},
            .bodyLimit = limit};
}

http::Route get(QString path, http::Handler handler)
{
    return {.method = "GET"_ba, .path = std::move(path), .handler = std::move(handler)};
}

} // namespace

ChangeRoutes::ChangeRoutes(Parts parts)
    : m_parts(std::move(parts))
{}

Routes ChangeRoutes::routes()
{
    const auto restricted = [this](Restricted handler) {
        return m_parts.guard.answering(
            [this, handler](const http::Request &request, const identity::Caller &caller, http::Respond respond) {
                read(request, caller, handler, std::move(respond));
            });
    };
    const auto writing = [this](void (ChangeRoutes::*handler)(const http::Request &, const WritePointer &)) {
        return m_parts.guard.signedWriting([this, handler](const http::Request &request, const WritePointer &write) {
            (this->*handler)(request, write);
        });
    };
    auto list = m_parts.guard.reading(
        [this](const http::Request &request, const identity::Caller &caller) { return page(request, caller); });
    return {
        get(u"/v1/changes"_s, std::move(list)), post(u"/v1/changes"_s, writing(&ChangeRoutes::request), requestLimit),
        get(u"/v1/changes/{change}"_s, restricted(&ChangeRoutes::record)),
        post(u"/v1/changes/{change}/approvals"_s, writing(&ChangeRoutes::decide)),
        post(u"/v1/changes/{change}/withdrawal"_s, writing(&ChangeRoutes::withdraw)),
        get(u"/v1/changes/{change}/targets"_s, restricted(&ChangeRoutes::targets)),
        get(u"/v1/changes/{change}/commands"_s, restricted(&ChangeRoutes::commands)),
        // the whole governance log, so on a worker
        get(u"/v1/changes/{change}/evidence"_s, http::onWorkers(m_parts.workers, restricted(&ChangeRoutes::evidence)))};
}

void ChangeRoutes::read(const http::Request &request, const identity::Caller &caller, Restricted handler,
                        http::Respond respond)
{
    m_parts.reading.read(
        request, caller, {request.parameter(u"change")}, [&] { return (this->*handler)(request); }, std::move(respond));
}

bool ChangeRoutes::isSteppedUp(const WritePointer &write, const QString &change, const QByteArray &digest,
                               const std::function<void(changes::ChangeService::Done)> &preview)
{
    const auto steppedUp = write->caller().checkStepUp(digest);
    if (steppedUp)
        return true;
    if (steppedUp.error().type == ProblemType::StepUpRequired) {
        // Whatever can refuse the act does so first, so that nobody is asked for a PIN in vain.
        preview([write, digest, required = steppedUp.error()](const Expected<void> &taken) {
            if (taken)
                write->refuse(required, digest);
            else
                write->refuse(taken.error());
        });
        return false;
    }
    refuseLogged(write, change, steppedUp.error());
    return false;
}

void ChangeRoutes::refuseLogged(const WritePointer &write, const QString &change, const Problem &problem) const
{
    m_parts.service.recordRefusal(
        write->caller().operatorId, change, problem,
        [write, problem](const Expected<void> &recorded) { write->refuse(recorded ? problem : recorded.error()); });
}

changes::ChangeService::Company ChangeRoutes::companyOf(const WritePointer &write) const
{
    return {.before =
                [this, token = write->caller().stepUp->token](store::Transaction &transaction) {
                    return transaction.sessions.useStepUp(token, m_parts.clock.now());
                },
            .after =
                [write](store::Transaction &transaction, const enigm::changes::ChangeRecord &record) {
                    return write->keep(transaction, recordAnswer(record));
                }};
}

void ChangeRoutes::request(const http::Request &request, const WritePointer &write)
{
    auto submission = andThen(bodyOf(request), changes::RequestSubmission::fromJson);
    if (!submission)
        return refuseLogged(write, {}, submission.error());
    const QString operatorId = write->caller().operatorId;
    const auto preview = [&](changes::ChangeService::Done done) {
        m_parts.service.preview(operatorId, *submission, std::move(done));
    };
    if (isSteppedUp(write, {}, submission->change.digest(), preview))
        m_parts.service.request(operatorId, std::move(*submission), companyOf(write), answering(write));
}

void ChangeRoutes::decide(const http::Request &request, const WritePointer &write)
{
    const QString &change = request.parameter(u"change");
    auto submission = andThen(bodyOf(request), changes::DecisionSubmission::fromJson);
    if (!submission)
        return refuseLogged(write, change, submission.error());
    const QString operatorId = write->caller().operatorId;
    const auto preview = [&](changes::ChangeService::Done done) {
        m_parts.service.preview(operatorId, change, *submission, std::move(done));
    };
    if (isSteppedUp(write, change, submission->approval.digest(), preview))
        m_parts.service.decide(operatorId, change, std::move(*submission), companyOf(write), answering(write));
}

void ChangeRoutes::withdraw(const http::Request &request, const WritePointer &write)
{
    const QString &change = request.parameter(u"change");
    auto submission = andThen(bodyOf(request), changes::WithdrawalSubmission::fromJson);
    if (!submission)
        return refuseLogged(write, change, submission.error());
    const QString operatorId = write->caller().operatorId;
    const auto preview = [&](changes::ChangeService::Done done) {
        m_parts.service.preview(operatorId, change, *submission, std::move(done));
    };
    if (isSteppedUp(write, change, submission->withdrawal.digest(), preview))
        m_parts.service.withdraw(operatorId, change, std::move(*submission), companyOf(write), answering(write));
}

Expected<http::Response> ChangeRoutes::page(const http::Request &request, const identity::Caller &caller) const
{
    const http::Query &query = request.target.query;
    if (const auto known = query.only({u"state", u"after", u"limit"}); !known)
        return std::unexpected(known.error());
    const auto states = wordsOf<ChangeState>(query, u"state"_s, enigm::changes::changeStateOf);
    if (!states)
        return std::unexpected(states.error());
    const auto limit = limitOf(query);
    if (!limit)
        return std::unexpected(limit.error());
    const auto page =
        m_parts.reader.page(*states, query.value(u"after").value_or(QString()), *limit,
                            [&](const changes::KnownChange &change) { return m_parts.access.mayRead(caller, change); });
    if (!page)
        return std::unexpected(page.error());
    json::Array items;
    for (const changes::ChangeSummary &summary : page->items)
        items.push_back(summary.toJson());
    return http::Response::json(json::Object{{"items"_L1, std::move(items)},
                                             {"next"_L1, page->next ? json::Value(*page->next) : json::Value()}});
}

Expected<http::Response> ChangeRoutes::record(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto record = m_parts.reader.record(request.parameter(u"change"));
    if (!record)
        return std::unexpected(record.error());
    return http::Response::json(record->toJson());
}

Expected<http::Response> ChangeRoutes::targets(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto states = m_parts.reader.targetStates(request.parameter(u"change"));
    if (!states)
        return std::unexpected(states.error());
    json::Array words;
    for (const enigm::fleet::DeviceState state : *states)
        words.emplace_back(enigm::fleet::toWord(state));
    return http::Response::json(json::Object{{"states"_L1, std::move(words)}});
}

Expected<http::Response> ChangeRoutes::commands(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto commands = m_parts.devices.commandsOf(request.parameter(u"change"));
    if (!commands)
        return std::unexpected(commands.error());
    json::Array items;
    for (const fleet::ChangeCommand &command : *commands)
        items.push_back(command.toJson());
    return http::Response::json(json::Object{{"items"_L1, std::move(items)}});
}

Expected<http::Response> ChangeRoutes::evidence(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto bundle = m_parts.reader.evidence(request.parameter(u"change"));
    if (!bundle)
        return std::unexpected(bundle.error());
    return http::Response::text(bundle->toBytes(), "application/vnd.enigm.evidence+json"_ba);
}

} // namespace enigm::controlplane::api

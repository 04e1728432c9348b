#include "control-plane/api/TufRoutes.h"

#include "control-plane/api/Input.h"
#include "control-plane/api/KeptAnswer.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;
using enigm::ota::tuf::Envelope;

namespace {

/// What waits now, or is in force already.
KeptAnswer<Envelope> answerOf(const std::shared_ptr<PendingWrite> &write)
{
    return {write, [](const Envelope &file) {
                json::Array have;
                for (const enigm::ota::tuf::Signature &signature : file.signatures())
                    have.emplace_back(signature.keyid);
                return http::Response::json(
                    json::Object{{"have"_L1, std::move(have)}, {"version"_L1, ota::versionOf(&file)}});
            }};
}

} // namespace

TufRoutes::TufRoutes(const Guard &guard, ota::TufRepository &repository, const ota::RepositoryReader &reader,
                     RefusalLog &refusals)
    : m_guard(guard)
    , m_repository(repository)
    , m_reader(reader)
    , m_refusals(refusals)
{}

Routes TufRoutes::routes()
{
    const auto get = [this](QString path, Expected<http::Response> (TufRoutes::*handler)(const http::Request &) const) {
        return http::Route{.method = "GET"_ba,
                           .path = std::move(path),
                           .handler =
                               m_guard.reading([this, handler](const http::Request &request, const identity::Caller &) {
                                   return (this->*handler)(request);
                               })};
    };
    const auto post = [this](QString path, void (TufRoutes::*handler)(const http::Request &, const WritePointer &)) {
        return http::Route{
            .method = "POST"_ba,
            .path = std::move(path),
            .handler = m_guard.writing([this, handler](const http::Request &request, const WritePointer &write) {
                (this->*handler)(request, write);
            }),
            .mediaTypes = {"application/json"_ba}};
    };
    return {get(u"/v1/trust/update"_s, &TufRoutes::status), get(u"/v1/tuf/pending"_s, &TufRoutes::pending),
            post(u"/v1/tuf/roots"_s, &TufRoutes::draftRoot), post(u"/v1/tuf/signatures"_s, &TufRoutes::sign),
            post(u"/v1/tuf/publications"_s, &TufRoutes::publish)};
}

Expected<http::Response> TufRoutes::status(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto status = m_reader.status();
    if (!status)
        return std::unexpected(status.error());
    return http::Response::json(status->toJson());
}

Expected<http::Response> TufRoutes::pending(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto pending = m_reader.pending();
    if (!pending)
        return std::unexpected(pending.error());
    json::Array items;
    for (const enigm::ota::tuf::PendingRole &role : *pending)
        items.push_back(role.toJson());
    return http::Response::json(json::Object{{"items"_L1, std::move(items)}});
}

Expected<json::Value> TufRoutes::bodyFrom(const http::Request &request, const identity::Caller &caller) const
{
    if (!caller.roles.has(operators::Role::ReleaseManager)) {
        m_refusals.countReading(ProblemType::NotPermitted);
        return refuse(ProblemType::NotPermitted, u"The update repository is kept by release managers."_s);
    }
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    return bodyOf(request);
}

void TufRoutes::draftRoot(const http::Request &request, const WritePointer &write)
{
    const auto terms = andThen(bodyFrom(request, write->caller()), ota::RootTerms::fromJson);
    if (!terms)
        return write->refuse(terms.error());
    const auto answer = answerOf(write);
    m_repository.draftRoot(write->caller().operatorId, *terms, answer, answer);
}

void TufRoutes::sign(const http::Request &request, const WritePointer &write)
{
    const auto signature = andThen(bodyFrom(request, write->caller()), ota::GivenSignature::fromJson);
    if (!signature)
        return write->refuse(signature.error());
    const auto answer = answerOf(write);
    m_repository.sign(write->caller().operatorId, *signature, answer, answer);
}

void TufRoutes::publish(const http::Request &request, const WritePointer &write)
{
    const auto publication = andThen(bodyFrom(request, write->caller()), ota::Publication::fromJson);
    if (!publication)
        return write->refuse(publication.error());
    const auto answer = answerOf(write);
    m_repository.publish(write->caller().operatorId, *publication, answer, answer);
}

} // namespace enigm::controlplane::api

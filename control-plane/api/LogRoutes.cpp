#include "control-plane/api/LogRoutes.h"

#include "contract/encoding/Base64Url.h"
#include "control-plane/api/ChangeAccess.h"
#include "control-plane/api/Input.h"
#include "control-plane/audit/Cosignatures.h"
#include "control-plane/store/Reader.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;
using store::LogId;

namespace {

Expected<http::Response> proofAnswer(const Expected<log::Proof> &proof)
{
    if (!proof)
        return std::unexpected(proof.error());
    json::Array hashes;
    for (const log::Hash &hash : *proof)
        hashes.emplace_back(QString::fromLatin1(encoding::toBase64Url(hash.toBytes())));
    return http::Response::json(json::Object{{"proof"_L1, std::move(hashes)}});
}

/// A log and two positions that the query names.
struct ProofQuestion
{
    LogId log = LogId::Governance;
    qint64 first = 0;
    qint64 second = 0;
};

Expected<ProofQuestion> proofQuestion(const http::Request &request, const QString &first, qint64 least,
                                      const QString &second)
{
    const auto log = logOf(request);
    if (!log)
        return std::unexpected(log.error());
    const http::Query &query = request.target.query;
    if (const auto known = query.only({first, second}); !known)
        return std::unexpected(known.error());
    const auto one = requiredInteger(query, first, least);
    if (!one)
        return std::unexpected(one.error());
    const auto other = requiredInteger(query, second, 1);
    if (!other)
        return std::unexpected(other.error());
    return ProofQuestion{.log = *log, .first = *one, .second = *other};
}

} // namespace

LogRoutes::LogRoutes(Parts parts)
    : m_parts(std::move(parts))
{}

Routes LogRoutes::routes()
{
    const auto get = [this](QString path, Guard::Reading handler) {
        return http::Route{
            .method = "GET"_ba, .path = std::move(path), .handler = m_parts.guard.reading(std::move(handler))};
    };
    using http::Request;
    using identity::Caller;
    return {
        get(u"/log/{log}/checkpoint"_s, [this](const Request &request, const Caller &) { return checkpoint(request); }),
        get(u"/log/{log}/tile/{tile*}"_s,
            [this](const Request &request, const Caller &caller) { return tile(request, caller); }),
        get(u"/v1/logs/{log}/consistency"_s,
            [this](const Request &request, const Caller &) { return consistency(request); }),
        get(u"/v1/logs/{log}/inclusion"_s,
            [this](const Request &request, const Caller &) { return inclusion(request); })};
}

Expected<http::Response> LogRoutes::checkpoint(const http::Request &request) const
{
    const auto log = logOf(request);
    if (!log)
        return std::unexpected(log.error());
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto published = m_parts.logs.published(); // before the snapshot
    const auto directory = m_parts.directory();
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    auto checkpoint = audit::Cosignatures(*reader->operator->(), *directory).withLines(*log, published->of(*log));
    if (!checkpoint)
        return std::unexpected(checkpoint.error());
    return http::Response::text(std::move(checkpoint->note), "text/plain; charset=utf-8"_ba);
}

Expected<http::Response> LogRoutes::tile(const http::Request &request, const identity::Caller &caller) const
{
    const auto log = logOf(request);
    if (!log)
        return std::unexpected(log.error());
    if (*log == LogId::Activity && !ChangeAccess::readsAll(caller)) {
        m_parts.refusals.countReading(ProblemType::NotPermitted);
        return refuse(ProblemType::NotPermitted, u"The activity log is read by security reviewers."_s);
    }
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto address = log::TileAddress::parse("tile/" + request.parameter(u"tile").toUtf8());
    if (!address)
        return std::unexpected(address.error());
    auto bytes = m_parts.logs.tile(*log, *address);
    if (!bytes)
        return std::unexpected(bytes.error());
    return http::Response::text(std::move(*bytes), "application/octet-stream"_ba);
}

Expected<http::Response> LogRoutes::consistency(const http::Request &request) const
{
    const auto question = proofQuestion(request, u"from"_s, 1, u"to"_s);
    if (!question)
        return std::unexpected(question.error());
    return proofAnswer(m_parts.logs.consistencyProof(question->log, question->first, question->second));
}

Expected<http::Response> LogRoutes::inclusion(const http::Request &request) const
{
    const auto question = proofQuestion(request, u"index"_s, 0, u"size"_s);
    if (!question)
        return std::unexpected(question.error());
    return proofAnswer(m_parts.logs.inclusionProof(question->log, question->first, question->second));
}

} // namespace enigm::controlplane::api

#include "control-plane/api/DraftRoutes.h"

#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/policy/PolicyDocument.h"
#include "control-plane/api/Input.h"
#include "control-plane/api/KeptAnswer.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;
using enigm::policy::PolicyDocument;
using store::PolicyDraftRow;

namespace {

/// A document, as somebody may have laid it out.
constexpr json::Limits draftLimits{.depth = PolicyDocument::maxDepth + 1, .bytes = PolicyDocument::maxBytes * 2};
/// A page of the largest drafts is still no more than an answer may be.
constexpr qint64 mostDrafts = 100;

QByteArray etagOf(qint64 revision)
{
    return '"' + QByteArray::number(revision) + '"';
}

/// What a draft is besides what is written in it: the answer to saving it, which is kept for a while.
json::Object factsOf(const PolicyDraftRow &draft)
{
    return {{"author"_L1, draft.author},
            {"policy"_L1, draft.id},
            {"revision"_L1, draft.revision},
            {"saved"_L1, draft.savedAt}};
}

Expected<json::Value> draftValue(const PolicyDraftRow &draft)
{
    auto document = json::parse(draft.document);
    if (!document)
        return std::unexpected(document.error());
    json::Object value = factsOf(draft);
    value.insert(u"document"_s, std::move(*document));
    return json::Value(std::move(value));
}

/// If-Match with the one tag of the revision that a write is based on, "0" for none. PreconditionFailed.
Expected<qint64> revisionOf(const http::Request &request)
{
    const QByteArray tag = request.headers.value("If-Match").value_or(QByteArray());
    bool isNumber = false;
    const qint64 revision = tag.size() < 2 ? -1 : tag.sliced(1, tag.size() - 2).toLongLong(&isNumber);
    if (!isNumber || revision < 0 || etagOf(revision) != tag)
        return refuse(ProblemType::PreconditionFailed,
                      u"Say with If-Match which revision this is based on, \"0\" for none."_s, u"if-match"_s);
    return revision;
}

Expected<json::Value> documentOf(const http::Request &request)
{
    const auto body = json::parse(request.body, draftLimits);
    if (!body)
        return std::unexpected(body.error());
    json::ObjectReader reader(*body);
    json::Value document = reader.value("document"_L1);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return document;
}

} // namespace

DraftRoutes::DraftRoutes(const Guard &guard, policy::DraftService &drafts, RefusalLog &refusals)
    : m_guard(guard)
    , m_drafts(drafts)
    , m_refusals(refusals)
{}

Routes DraftRoutes::routes()
{
    using WritePointer = std::shared_ptr<PendingWrite>;
    auto list =
        m_guard.reading([this](const http::Request &request, const identity::Caller &) { return page(request); });
    auto one =
        m_guard.reading([this](const http::Request &request, const identity::Caller &) { return find(request); });
    auto put =
        m_guard.writing([this](const http::Request &request, const WritePointer &write) { save(request, write); });
    auto end =
        m_guard.writing([this](const http::Request &request, const WritePointer &write) { drop(request, write); });
    const QString each = u"/v1/policy-drafts/{policy}"_s;
    return {{.method = "GET"_ba, .path = u"/v1/policy-drafts"_s, .handler = std::move(list)},
            {.method = "GET"_ba, .path = each, .handler = std::move(one)},
            {.method = "PUT"_ba,
             .path = each,
             .handler = std::move(put),
             .mediaTypes = {"application/json"_ba},
             .bodyLimit = draftLimits.bytes},
            {.method = "DELETE"_ba, .path = each, .handler = std::move(end)}};
}

Expected<http::Response> DraftRoutes::page(const http::Request &request) const
{
    const http::Query &query = request.target.query;
    if (const auto known = query.only({u"after", u"limit"}); !known)
        return std::unexpected(known.error());
    const auto limit = query.integer(u"limit", 1, mostDrafts, mostDrafts);
    if (!limit)
        return std::unexpected(limit.error());
    const auto page = m_drafts.page(query.value(u"after").value_or(QString()), static_cast<int>(*limit));
    if (!page)
        return std::unexpected(page.error());
    json::Array items;
    for (const PolicyDraftRow &draft : page->items) {
        auto value = draftValue(draft);
        if (!value)
            return std::unexpected(value.error());
        items.push_back(std::move(*value));
    }
    return http::Response::json(json::Object{{"items"_L1, std::move(items)},
                                             {"next"_L1, page->next ? json::Value(*page->next) : json::Value()}});
}

Expected<http::Response> DraftRoutes::find(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto draft = m_drafts.find(request.parameter(u"policy"));
    if (!draft)
        return std::unexpected(draft.error());
    const auto value = draftValue(*draft);
    if (!value)
        return std::unexpected(value.error());
    return http::Response::json(*value).with("ETag"_ba, etagOf(draft->revision));
}

Expected<qint64> DraftRoutes::checkWrite(const http::Request &request, const identity::Caller &caller) const
{
    if (!caller.roles.has(operators::Role::Administrator)) {
        m_refusals.countReading(ProblemType::NotPermitted);
        return refuse(ProblemType::NotPermitted, u"Drafts of policies are written by administrators."_s);
    }
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    return revisionOf(request);
}

void DraftRoutes::save(const http::Request &request, const std::shared_ptr<PendingWrite> &write)
{
    const auto revision = checkWrite(request, write->caller());
    if (!revision)
        return write->refuse(revision.error());
    const auto document = documentOf(request);
    if (!document)
        return write->refuse(document.error());
    const KeptAnswer<PolicyDraftRow> answer(
        write, [](const PolicyDraftRow &draft) { return http::Response::json(factsOf(draft)); });
    m_drafts.save(write->caller().operatorId, request.parameter(u"policy"), *document, *revision, answer, answer);
}

void DraftRoutes::drop(const http::Request &request, const std::shared_ptr<PendingWrite> &write)
{
    const auto revision = checkWrite(request, write->caller());
    if (!revision)
        return write->refuse(revision.error());
    const KeptAnswer<PolicyDraftRow> answer(write, [](const PolicyDraftRow &) { return http::Response::empty(); });
    m_drafts.drop(write->caller().operatorId, request.parameter(u"policy"), *revision, answer, answer);
}

} // namespace enigm::controlplane::api

#include "control-plane/http/Entity.h"

#include "contract/signing/Secret.h"

#include <QList>

#include <algorithm>

namespace enigm::controlplane::http {

using namespace Qt::StringLiterals;

namespace {

/// Whether a list of entity tags names this one. Tags of ours hold no commas, so that a list can be split at them.
bool names(const QByteArray &list, QByteArrayView etag, bool weakly)
{
    if (list == "*")
        return true;
    const QList<QByteArray> tags = list.split(',');
    return std::ranges::any_of(tags, [&](const QByteArray &element) {
        QByteArrayView tag = QByteArrayView(element).trimmed();
        if (weakly && tag.startsWith("W/"))
            tag = tag.sliced(2);
        return tag == etag;
    });
}

} // namespace

QByteArray strongEtag(QByteArrayView bytes)
{
    const QByteArray digest = signing::sha256(bytes);
    return '"' + digest.first(18).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + '"';
}

Response conditional(const Request &request, Response response)
{
    if (response.status != 200 || (request.method != "GET" && request.method != "HEAD"))
        return response;
    QByteArray etag = response.headers.value("ETag").value_or(QByteArray());
    if (etag.isEmpty()) {
        etag = strongEtag(response.body);
        response.headers.set("ETag"_ba, etag);
    }
    const std::optional<QByteArray> known = request.headers.value("If-None-Match");
    if (!known || !names(*known, etag, true))
        return response;
    Response unchanged = Response::empty(304);
    for (const Headers::Field &field : response.headers) {
        if (field.name.compare("Content-Type", Qt::CaseInsensitive) != 0)
            unchanged.headers.add(field.name, field.value);
    }
    return unchanged;
}

Expected<void> checkIfMatch(const Request &request, QByteArrayView etag, bool required)
{
    const std::optional<QByteArray> wanted = request.headers.value("If-Match");
    if (!wanted && !required)
        return {};
    if (!wanted || !names(*wanted, etag, false))
        return refuse(ProblemType::PreconditionFailed, u"Read the resource again and repeat the request."_s,
                      u"if-match"_s);
    return {};
}

} // namespace enigm::controlplane::http

#include "control-plane/http/FileResponse.h"

#include "control-plane/http/Entity.h"
#include "control-plane/http/Range.h"

namespace enigm::controlplane::http {

using namespace Qt::StringLiterals;

namespace {

QByteArray contentRange(const Range &range, qint64 size)
{
    return "bytes " + QByteArray::number(range.begin) + '-' + QByteArray::number(range.begin + range.length - 1) + '/' +
           QByteArray::number(size);
}

/// What of a file is asked for; a range of another state of it is none of this one.
Range rangeOf(const Request &request, const QByteArray &etag, qint64 size)
{
    const auto field = request.headers.value("Range");
    if (!field || request.method != "GET")
        return {};
    const auto condition = request.headers.value("If-Range");
    return condition && *condition != etag ? Range{} : Range::parse(*field, size);
}

} // namespace

Response fileResponse(const Request &request, FileBody whole, const QByteArray &etag, QByteArray mediaType)
{
    Response response = Response::text({}, std::move(mediaType));
    response.headers.add("ETag"_ba, etag);
    response.headers.add("Accept-Ranges"_ba, "bytes"_ba);
    response = conditional(request, std::move(response));
    if (response.status != 200)
        return response;
    const Range range = rangeOf(request, etag, whole.length);
    switch (range.kind) {
    case Range::Kind::Whole:
        break;
    case Range::Kind::Unsatisfiable:
        return Response::empty(416).with("Content-Range"_ba, "bytes */" + QByteArray::number(whole.length));
    case Range::Kind::One:
        response.status = 206;
        response.headers.add("Content-Range"_ba, contentRange(range, whole.length));
        whole.begin += range.begin;
        whole.length = range.length;
        break;
    }
    response.file = std::move(whole);
    return response;
}

} // namespace enigm::controlplane::http

#include "control-plane/api/SignatureRoutes.h"

#include "contract/json/ObjectReader.h"
#include "control-plane/api/Input.h"
#include "control-plane/api/KeptAnswer.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

namespace {

/// A manifest with every build and the longest notes, signed.
constexpr qsizetype mostSignature = 64 * 1024;

Expected<QByteArray> jwsIn(const json::Value &body)
{
    json::ObjectReader reader(body);
    const QString jws = reader.text("jws"_L1);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return jws.toLatin1();
}

http::Response answerTo(const QString &release)
{
    return http::Response::json(json::Object{{"release"_L1, release}});
}

} // namespace

SignatureRoutes::SignatureRoutes(const Guard &guard, changes::ReleaseSigning &signing, RefusalLog &refusals)
    : m_guard(guard)
    , m_signing(signing)
    , m_refusals(refusals)
{}

Routes SignatureRoutes::routes()
{
    return {{.method = "PUT"_ba,
             .path = u"/v1/releases/{id}/signatures/manifest"_s,
             .handler = m_guard.writing(
                 [this](const http::Request &request, const WritePointer &write) { takeManifest(request, write); }),
             .mediaTypes = {"application/json"_ba},
             .bodyLimit = mostSignature}};
}

void SignatureRoutes::takeManifest(const http::Request &request, const WritePointer &write)
{
    if (!write->caller().roles.has(operators::Role::ReleaseManager)) {
        m_refusals.countReading(ProblemType::NotPermitted);
        return write->refuse({ProblemType::NotPermitted, u"This is for release managers."_s});
    }
    if (const auto known = request.target.query.only({}); !known)
        return write->refuse(known.error());
    const auto jws = andThen(bodyOf(request), jwsIn);
    if (!jws)
        return write->refuse(jws.error());
    const KeptAnswer<QString> answer(write, answerTo);
    m_signing.takeManifest(write->caller().operatorId, request.parameter(u"id"), *jws, answer, answer);
}

} // namespace enigm::controlplane::api

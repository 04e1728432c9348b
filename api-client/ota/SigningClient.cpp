#include "api-client/ota/SigningClient.h"

using namespace Qt::StringLiterals;

namespace enigm::client {

Task<Expected<void>> SigningClient::handIn(QString release, QByteArray jws)
{
    ApiRequest request{.method = "PUT",
                       .path = u"/v1/releases/%1/signatures/manifest"_s.arg(release),
                       .body = json::Object{{"jws"_L1, QString::fromLatin1(jws)}}};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return Expected<void>();
}

Expected<void> checkMaySign(const ota::Release &release, const operators::UpdateKeys &keys,
                            const signing::PublicKey &key)
{
    if (!release.manifestJws.isEmpty())
        return refuse(ProblemType::AlreadyExists, u"The manifest of this release is signed."_s, release.id());
    if (!keys.find(operators::SigningAuthority::Manifest, key.thumbprint()))
        return refuse(ProblemType::UnknownKey,
                      u"The governance log does not name this key for the manifest authority."_s, key.thumbprint());
    return {};
}

} // namespace enigm::client

#include "api-client/session/TokenClient.h"

#include "contract/encoding/Uuid.h"
#include "contract/identity/Assertion.h"
#include "contract/identity/DpopProof.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/signing/Secret.h"

#include <algorithm>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

ServerProblem local(Problem problem)
{
    return {.problem = std::move(problem), .act = {}, .attemptsLeft = {}};
}

/// What may stand in a header (RFC 6750 section 2.1 allows less still).
bool isToken(const QString &text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](QChar c) { return c > u' ' && c < u'\x7f'; });
}

QString withoutQuery(const QUrl &url)
{
    return url.toString(QUrl::FullyEncoded | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

} // namespace

TokenClient::TokenClient(const deployment::DeploymentFile &deployment, Transport &transport, const time::Clock &clock)
    : m_deployment(deployment)
    , m_transport(transport)
    , m_clock(clock)
    , m_dpopKey(signing::PrivateKey::generate(signing::PublicKey::Kind::P256))
{}

QByteArray TokenClient::proof(const QByteArray &method, const QUrl &url, const QByteArray &token) const
{
    const identity::DpopClaims claims{.method = QString::fromLatin1(method),
                                      .url = withoutQuery(url),
                                      .issued = m_clock.now(),
                                      .id = encoding::makeUuid7(m_clock.nowMilliseconds()),
                                      .tokenHash = token.isEmpty() ? QByteArray() : signing::sha256(token)};
    return identity::DpopProof::make(claims, *m_dpopKey).value_or(QByteArray());
}

Expected<signing::UnsignedJws> TokenClient::assertion(const QString &operatorId, const signing::PublicKey &key,
                                                      const std::optional<StepUp> &stepUp) const
{
    const qint64 now = m_clock.now();
    identity::Assertion assertion{.operatorId = operatorId,
                                  .audience = identity::audienceOf(m_deployment.deployment),
                                  .issued = now,
                                  .expires = now + identity::assertionLifetime,
                                  .id = encoding::makeUuid7(m_clock.nowMilliseconds()),
                                  .act = {},
                                  .session = {}};
    if (stepUp) {
        assertion.act = stepUp->act;
        assertion.session = stepUp->session;
    }
    return identity::SignedAssertion::prepare(assertion, key);
}

Task<std::expected<Token, ServerProblem>> TokenClient::request(signing::Jws assertion, signing::Secret pin)
{
    QByteArray body =
        "grant_type=" + QUrl::toPercentEncoding(identity::assertionGrant) + "&assertion=" + assertion.compact();
    if (!pin.isEmpty())
        body += QByteArrayLiteral("&pin=") + pin.view().toByteArray();
    pin = {};
    QUrl url = m_deployment.url;
    url.setPath(u"/oauth2/token"_s);
    WireRequest wire{
        .method = "POST",
        .url = url,
        .headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"DPoP", proof("POST", url, {})}},
        .body = std::move(body)};
    const qint64 asked = m_clock.now(); // the clock may be gone when the answer comes
    const auto reply = co_await m_transport.send(std::move(wire));
    if (!reply)
        co_return std::unexpected(local(reply.error()));
    co_return read(*reply, asked);
}

std::expected<Token, ServerProblem> TokenClient::read(const WireReply &reply, qint64 asked)
{
    if (reply.status != 200)
        return std::unexpected(ServerProblem::of(reply));
    const auto value = json::parse(reply.body, {.depth = 4, .bytes = 16 * 1024});
    if (!value)
        return std::unexpected(local(value.error()));
    json::ObjectReader reader(*value);
    const QString type = reader.text("token_type"_L1);
    const QString token = reader.text("access_token"_L1);
    const qint64 lifetime = reader.integer("expires_in"_L1, 1, identity::sessionLifetime);
    const QString session = reader.uuid("session"_L1);
    (void)reader.optional("acr"_L1);
    (void)reader.optional("auth_time"_L1);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(local(done.error()));
    if (!isToken(token))
        return std::unexpected(
            local({ProblemType::MalformedEncoding, u"This is not an access token."_s, u"/access_token"_s}));
    if (type != "DPoP"_L1)
        return std::unexpected(
            local({ProblemType::WrongType, u"The token is not bound to a key."_s, u"/token_type"_s}));
    return Token{.value = token.toLatin1(), .session = session, .expires = asked + lifetime};
}

} // namespace enigm::client

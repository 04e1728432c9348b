#include "api-client/session/Session.h"

#include "api-client/session/Gate.h"
#include "api-client/session/Signatory.h"
#include "api-client/session/TokenClient.h"
#include "api-client/wire/ReadFailure.h"
#include "api-client/wire/ServerProblem.h"
#include "contract/encoding/Base64Url.h"
#include "contract/encoding/Uuid.h"
#include "contract/identity/Assertion.h"
#include "contract/json/JsonParser.h"

#include <qcoro/qcorosignal.h>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

bool endsSession(ProblemType type)
{
    return type == ProblemType::SessionEnded || type == ProblemType::Unauthenticated;
}

/// What whoever still waits hears; nothing that outlives the session may be touched any more, clock and prompt
/// included.
std::unexpected<Problem> sessionIsGone()
{
    return refuse(ProblemType::Cancelled, u"The session was closed."_s);
}

std::unexpected<Problem> signInFirst()
{
    return refuse(ProblemType::SessionEnded, u"Sign in first."_s);
}

/// The refusal where the answer demands a step-up (RFC 9470).
std::optional<ServerProblem> demandOf(const WireReply &reply)
{
    if (reply.status != 401)
        return std::nullopt;
    ServerProblem refusal = ServerProblem::of(reply);
    return refusal.problem.type == ProblemType::StepUpRequired ? std::optional(std::move(refusal)) : std::nullopt;
}

Expected<void> mayGo(const SigningRequest &act)
{
    return act.mayGo ? act.mayGo() : Expected<void>();
}

/// Where a gesture leads: a token to send the act under, or the answer that needed none.
struct Stepped
{
    std::optional<WireReply> reply;
    Token token;
};

/// The exchange may be repeated once: nothing was answered, or only because the network layer sent a proof twice.
bool deservesRepetition(const Expected<WireReply> &reply)
{
    if (!reply)
        return reply.error().type == ProblemType::Unreachable;
    return reply->status == 401 && ServerProblem::of(*reply).problem.type == ProblemType::DpopReplayed;
}

} // namespace

Expected<json::Value> ApiReply::json() const
{
    return json::parse(body);
}

class Session::Private : public std::enable_shared_from_this<Session::Private>
{
public:
    Private(Session *owner, deployment::DeploymentFile file, std::unique_ptr<Transport> wire, const time::Clock &time,
            StepUpPrompt &stepUpPrompt)
        : q(owner)
        , deployment(std::move(file))
        , transport(std::move(wire))
        , clock(time)
        , prompt(stepUpPrompt)
        , tokens(deployment, *transport, clock)
        , signatory(tokens, prompt)
    {}

    WireRequest wireRequest(const ApiRequest &request, const QByteArray &tokenValue, QByteArrayView accepted) const;
    Expected<std::unique_ptr<WireStream>> openStream(const ApiRequest &request);
    Task<Expected<WireReply>> exchange(ApiRequest request, QByteArray tokenValue, QByteArray idempotencyKey);
    Task<Expected<WireReply>> exchangeWithRepetition(ApiRequest request, QByteArray tokenValue,
                                                     QByteArray idempotencyKey);
    Task<Expected<ApiReply>> send(ApiRequest request);
    Task<Expected<ApiReply>> sign(SigningRequest act);
    Task<Expected<Stepped>> gesture(SigningRequest &act, QByteArray idempotencyKey);
    Expected<ApiReply> conclude(const Expected<WireReply> &reply);
    QByteArray newIdempotencyKey() const;
    void end(std::optional<Problem> problem);
    void note(const Expected<WireReply> &reply);

    Session *q; ///< null once the session is gone
    const deployment::DeploymentFile deployment;
    const std::unique_ptr<Transport> transport;
    const time::Clock &clock;
    StepUpPrompt &prompt;
    TokenClient tokens;
    Signatory signatory;
    std::optional<Token> token;
    std::optional<SessionInfo> info;
    Gate promptGate;
};

WireRequest Session::Private::wireRequest(const ApiRequest &request, const QByteArray &tokenValue,
                                          QByteArrayView accepted) const
{
    QUrl url = deployment.url;
    url.setPath(request.path, QUrl::StrictMode);
    if (!request.query.isEmpty())
        url.setQuery(request.query);
    WireRequest wire{.method = request.method, .url = url, .headers = {}, .body = {}};
    wire.headers.emplace_back("Accept", accepted.toByteArray());
    wire.headers.emplace_back("Authorization", "DPoP " + tokenValue);
    wire.headers.emplace_back("DPoP", tokens.proof(request.method, url, tokenValue));
    return wire;
}

Expected<std::unique_ptr<WireStream>> Session::Private::openStream(const ApiRequest &request)
{
    if (!token)
        return signInFirst();
    auto stream = transport->open(wireRequest(request, token->value, "text/event-stream, application/problem+json"));
    QObject::connect(stream.get(), &WireStream::opened, q, [this] { Q_EMIT q->reachabilityChanged(true); });
    QObject::connect(stream.get(), &WireStream::ended, q, [this](const Expected<WireReply> &how) {
        if (!q)
            return;
        note(how);
        const auto concluded = how ? conclude(how) : Expected<ApiReply>();
        Q_UNUSED(concluded) // whoever follows the stream hears of it there; a session that is over ends here
    });
    return stream;
}

Task<Expected<WireReply>> Session::Private::exchange(ApiRequest request, QByteArray tokenValue,
                                                     QByteArray idempotencyKey)
{
    WireRequest wire = wireRequest(request, tokenValue, "application/json, application/problem+json");
    if (!request.etag.isEmpty())
        wire.headers.emplace_back(request.method == "GET" ? "If-None-Match" : "If-Match", request.etag);
    if (request.method != "GET")
        wire.headers.emplace_back("Idempotency-Key", idempotencyKey);
    if (request.body) {
        wire.headers.emplace_back("Content-Type", "application/json");
        wire.body = json::canonical(*request.body);
    }
    if (request.raw) {
        wire.headers.emplace_back("Content-Type", request.raw->mediaType);
        wire.headers.append(request.raw->fields);
        wire.body = request.raw->bytes;
    }
    co_return co_await transport->send(std::move(wire));
}

Task<Expected<WireReply>> Session::Private::exchangeWithRepetition(ApiRequest request, QByteArray tokenValue,
                                                                   QByteArray idempotencyKey)
{
    const auto self = shared_from_this();
    auto reply = co_await exchange(request, tokenValue, idempotencyKey);
    if (q && deservesRepetition(reply))
        reply = co_await exchange(request, tokenValue, idempotencyKey); // a new proof, the same idempotency key
    note(reply);
    if (!q)
        co_return sessionIsGone();
    co_return reply;
}

void Session::Private::note(const Expected<WireReply> &reply)
{
    if (q)
        Q_EMIT q->reachabilityChanged(reply.has_value());
}

QByteArray Session::Private::newIdempotencyKey() const
{
    return encoding::makeUuid7(clock.nowMilliseconds()).toLatin1();
}

Expected<ApiReply> Session::Private::conclude(const Expected<WireReply> &reply)
{
    if (!reply)
        return std::unexpected(reply.error());
    if (reply->status >= 400) {
        const Problem problem = ServerProblem::of(*reply).problem;
        if (endsSession(problem.type))
            end(problem);
        return std::unexpected(problem);
    }
    return ApiReply{.status = reply->status, .etag = reply->header("ETag"), .body = reply->body};
}

Task<Expected<ApiReply>> Session::Private::send(ApiRequest request)
{
    const auto self = shared_from_this();
    if (!token)
        co_return signInFirst();
    const bool isQuestion = request.method == "GET";
    const auto reply = co_await exchangeWithRepetition(std::move(request), token->value, newIdempotencyKey());
    auto answer = conclude(reply);
    // A refusal of an act is about what this console has sent; of a question, about what the server holds.
    if (reply && !answer && isQuestion)
        co_return std::unexpected(saidByServer(answer.error()));
    co_return answer;
}

Task<Expected<ApiReply>> Session::Private::sign(SigningRequest act)
{
    const auto self = shared_from_this();
    while (promptGate.isTaken())
        co_await qCoro(&promptGate, &Gate::left);
    if (!q)
        co_return sessionIsGone();
    if (!token)
        co_return signInFirst();
    promptGate.take();
    const QByteArray idempotencyKey = newIdempotencyKey();
    const auto stepped = co_await gesture(act, idempotencyKey);
    if (q)
        prompt.finished();
    promptGate.leave();
    if (!stepped)
        co_return std::unexpected(stepped.error());
    if (stepped->reply)
        co_return conclude(*stepped->reply);
    if (const auto free = mayGo(act); !free)
        co_return std::unexpected(free.error());
    const auto reply = co_await exchangeWithRepetition(act.request, stepped->token.value, idempotencyKey);
    co_return conclude(reply);
}

/// The signed value goes into the request. Sent without a step-up first: so what would be refused anyway costs no
/// attempt of the PIN, and the control plane names what it wants a step-up for.
Task<Expected<Stepped>> Session::Private::gesture(SigningRequest &act, QByteArray idempotencyKey)
{
    const auto self = shared_from_this();
    const StepUpQuestion question{.act = act.act, .digest = act.value.digest(), .token = signatory.key()->tokenLabel()};
    auto answered = co_await signatory.ask(question, act.value);
    if (!answered)
        co_return std::unexpected(answered.error());
    json::Object body = act.request.body->object();
    body.insert(act.member, QString::fromLatin1(answered->signatures.back().compact()));
    act.request.body = std::move(body);
    if (const auto free = mayGo(act); !free)
        co_return std::unexpected(free.error());
    const auto reply = co_await exchangeWithRepetition(act.request, token->value, idempotencyKey);
    if (!reply)
        co_return std::unexpected(reply.error());
    const std::optional<ServerProblem> refusal = demandOf(*reply);
    if (!refusal)
        co_return Stepped{.reply = *reply, .token = {}};
    if (refusal->act != question.digest)
        co_return refuse(ProblemType::StepUpMismatch, u"The server asked for a step-up for another act."_s);
    auto stepUpToken = co_await signatory.stepUp(question, std::move(*answered));
    if (!stepUpToken)
        co_return std::unexpected(stepUpToken.error());
    co_return Stepped{.reply = {}, .token = std::move(*stepUpToken)};
}

void Session::Private::end(std::optional<Problem> problem)
{
    if (!token)
        return;
    token.reset();
    info.reset();
    signatory.close(problem.value_or(signInFirst().error()));
    if (q)
        Q_EMIT q->ended(std::move(problem));
}

Session::Session(deployment::DeploymentFile deployment, std::unique_ptr<Transport> transport, const time::Clock &clock,
                 StepUpPrompt &prompt, QObject *parent)
    : QObject(parent)
    , m_d(std::make_shared<Private>(this, std::move(deployment), std::move(transport), clock, prompt))
{}

Session::~Session()
{
    m_d->q = nullptr;
    m_d->signatory.close(sessionIsGone().error());
    m_d->transport->close();
}

Task<Expected<SessionInfo>> Session::signIn(QString operatorId, std::shared_ptr<const signing::LockedKey> key,
                                            signing::Secret keySecret)
{
    const auto d = m_d;
    auto token = co_await d->signatory.signIn(std::move(operatorId), std::move(key), std::move(keySecret));
    if (!d->q)
        co_return sessionIsGone();
    if (!token)
        co_return std::unexpected(token.error());
    d->token = std::move(*token);
    ApiRequest request{.path = u"/v1/session"_s};
    const auto reply = co_await d->send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    auto info = andThen(reply->json(), SessionInfo::fromJson);
    if (!info)
        co_return std::unexpected(info.error());
    d->info = *info;
    if (d->q)
        Q_EMIT d->q->signedIn();
    co_return info;
}

Task<Expected<void>> Session::signOut()
{
    const auto d = m_d;
    ApiRequest request{.method = "DELETE", .path = u"/v1/session"_s};
    const auto reply = co_await d->send(std::move(request));
    d->end({});
    if (!reply && !endsSession(reply.error().type))
        co_return std::unexpected(reply.error());
    co_return Expected<void>();
}

Task<Expected<void>> Session::setPin(signing::Secret keySecret, signing::Secret current, signing::Secret pin)
{
    const auto d = m_d;
    if (!d->token)
        co_return signInFirst();
    const auto proof = co_await d->signatory.prove(identity::pinAct(), std::move(keySecret));
    if (!proof)
        co_return std::unexpected(proof.error());
    const json::Object body{
        {"assertion"_L1, QString::fromLatin1(proof->compact())},
        {"current"_L1, current.isEmpty() ? json::Value() : json::Value(QString::fromLatin1(current.view()))},
        {"pin"_L1, QString::fromLatin1(pin.view())}};
    ApiRequest request{.method = "PUT", .path = u"/v1/pin"_s, .body = body};
    const auto reply = co_await d->send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return Expected<void>();
}

Task<Expected<ApiReply>> Session::send(ApiRequest request)
{
    return m_d->send(std::move(request));
}

Task<Expected<ApiReply>> Session::sign(SigningRequest act)
{
    return m_d->sign(std::move(act));
}

Expected<std::unique_ptr<WireStream>> Session::openStream(ApiRequest request)
{
    return m_d->openStream(request);
}

const std::optional<SessionInfo> &Session::info() const
{
    return m_d->info;
}

const deployment::DeploymentFile &Session::deployment() const
{
    return m_d->deployment;
}

qint64 Session::now() const
{
    return m_d->clock.now();
}

signing::PublicKey Session::key() const
{
    const auto &key = m_d->signatory.key();
    return key ? key->publicKey() : signing::PublicKey();
}

} // namespace enigm::client

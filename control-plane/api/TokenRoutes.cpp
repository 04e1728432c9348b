#include "control-plane/api/TokenRoutes.h"

#include "contract/json/JsonParser.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

namespace {

/// RFC 6749 section 5.2, RFC 9449 section 5.
QString errorOf(ProblemType type)
{
    switch (type) {
    case ProblemType::InvalidDpopProof:
    case ProblemType::DpopReplayed:
        return u"invalid_dpop_proof"_s;
    case ProblemType::InvalidAssertion:
    case ProblemType::AssertionReplayed:
    case ProblemType::UnknownKey:
    case ProblemType::KeyNotValid:
    case ProblemType::BadSignature:
    case ProblemType::SessionEnded:
    case ProblemType::WrongPin:
    case ProblemType::PinLocked:
    case ProblemType::PreconditionFailed:
    case ProblemType::NotPermitted:
        return u"invalid_grant"_s;
    default:
        return problemStatus(type) >= 500 ? u"temporarily_unavailable"_s : u"invalid_request"_s;
    }
}

/// Whether the refusal says that somebody may be guessing, and has no entry of its own.
bool isCounted(const identity::TokenRefusal &refusal)
{
    const ProblemType type = refusal.problem.type;
    return !refusal.isLogged && problemStatus(type) < 500 && type != ProblemType::NotPermitted &&
           type != ProblemType::PreconditionFailed;
}

http::Response tokenAnswer(const identity::IssuedToken &token)
{
    json::Object members{{"access_token"_L1, QString::fromLatin1(token.value)},
                         {"expires_in"_L1, token.lifetime},
                         {"session"_L1, token.session},
                         {"token_type"_L1, u"DPoP"_s}};
    if (token.steppedUp) {
        members.insert(u"acr"_s, enigm::identity::pinContext);
        members.insert(u"auth_time"_s, *token.steppedUp);
    }
    return http::Response::json(std::move(members));
}

} // namespace

TokenRoutes::TokenRoutes(identity::TokenService &tokens, identity::DpopGuard &dpop, RefusalLog &refusals,
                         http::WorkerPool &workers)
    : m_tokens(tokens)
    , m_dpop(dpop)
    , m_refusals(refusals)
    , m_workers(workers)
{}

Routes TokenRoutes::routes()
{
    // A PIN costs a scrypt: never on an I/O thread.
    auto token = http::onWorkers(m_workers, [this](http::Request request, http::Respond respond) {
        answerToken(std::move(request), std::move(respond));
    });
    return {{.method = "POST"_ba,
             .path = u"/oauth2/token"_s,
             .handler = std::move(token),
             .mediaTypes = {"application/x-www-form-urlencoded"_ba},
             .bodyLimit = 16 * 1024},
            {.method = "GET"_ba,
             .path = u"/.well-known/oauth-authorization-server"_s,
             .handler = [this](const http::Request &, http::Respond respond) { respond(metadata()); }}};
}

Expected<identity::TokenQuestion> TokenRoutes::questionOf(http::Request &request)
{
    if (!request.target.query.isEmpty())
        return refuse(ProblemType::UnknownMember, u"The token endpoint takes no query."_s);
    auto form = http::Query::parse(request.body);
    request.body.fill('\0'); // it may hold a PIN
    if (!form)
        return std::unexpected(form.error());
    if (const auto known = form->only({u"grant_type", u"assertion", u"pin"}); !known)
        return std::unexpected(known.error());
    const auto grant = form->value(u"grant_type");
    const auto assertion = form->value(u"assertion");
    if (!grant || !assertion)
        return refuse(ProblemType::MissingMember, u"A grant_type and an assertion are required."_s,
                      grant ? u"assertion"_s : u"grant_type"_s);
    if (*grant != enigm::identity::assertionGrant)
        return refuse(ProblemType::OutOfRange, u"Only JWT bearer assertions (RFC 7523) are taken."_s, u"grant_type"_s);

    const QByteArray proof = request.headers.value("DPoP").value_or(QByteArray());
    const auto checked =
        m_dpop.check({.proof = proof, .method = request.method, .path = request.rawTarget, .token = {}});
    if (!checked)
        return std::unexpected(checked.error());
    if (const auto used = m_dpop.use(*checked); !used)
        return std::unexpected(used.error());
    identity::TokenQuestion question{.assertion = assertion->toLatin1(), .pin = {}, .dpopKey = checked->key};
    if (auto pin = form->value(u"pin"))
        question.pin = signing::Secret::taking(*pin);
    return question;
}

void TokenRoutes::answerToken(http::Request request, http::Respond respond)
{
    auto question = questionOf(request);
    if (!question)
        return respond(refuseToken({.problem = question.error(), .attemptsLeft = {}, .isLogged = false}));
    m_tokens.issue(std::move(*question), [this, respond = std::move(respond)](auto result) mutable {
        respond(result ? tokenAnswer(*result) : refuseToken(result.error()));
    });
}

http::Response TokenRoutes::refuseToken(const identity::TokenRefusal &refusal)
{
    const Problem &problem = refusal.problem;
    if (isCounted(refusal))
        m_refusals.count(problem.type);
    // RFC 6749 section 5.2 answers every refusal of a grant with 400.
    const int status = problemStatus(problem.type) >= 500 ? problemStatus(problem.type) : 400;
    json::Object members{{"error"_L1, errorOf(problem.type)},
                         {"status"_L1, status},
                         {"title"_L1, problemTitle(problem.type)},
                         {"type"_L1, problemUri(problem.type)}};
    if (!problem.detail.isEmpty()) {
        members.insert(u"detail"_s, problem.detail);
        members.insert(u"error_description"_s, problem.detail);
    }
    if (!problem.where.isEmpty())
        members.insert(u"where"_s, problem.where);
    if (refusal.attemptsLeft)
        members.insert(u"attempts_left"_s, *refusal.attemptsLeft);
    return http::Response::json(std::move(members), status);
}

http::Response TokenRoutes::metadata() const
{
    const QString url = m_dpop.baseUrl();
    return http::Response::json(json::Object{
        {"acr_values_supported"_L1, json::Array{enigm::identity::pinContext}},
        {"dpop_signing_alg_values_supported"_L1, json::Array{u"ES256"_s}},
        {"grant_types_supported"_L1, json::Array{enigm::identity::assertionGrant}},
        {"issuer"_L1, url},
        {"response_types_supported"_L1, json::Array{}},
        {"token_endpoint"_L1, url + "/oauth2/token"_L1},
        {"token_endpoint_auth_methods_supported"_L1, json::Array{u"none"_s}},
    });
}

} // namespace enigm::controlplane::api

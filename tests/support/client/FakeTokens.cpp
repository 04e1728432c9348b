#include "tests/support/client/FakeTokens.h"

#include "contract/encoding/Base64Url.h"
#include "contract/encoding/Uuid.h"
#include "contract/identity/Assertion.h"
#include "contract/identity/DpopProof.h"
#include "contract/json/JsonParser.h"
#include "contract/signing/Secret.h"

#include <QUrlQuery>

namespace enigm::test {

using namespace Qt::StringLiterals;

namespace {

QByteArray headerOf(const client::WireRequest &request, QByteArrayView name)
{
    return client::WireReply{.status = 0, .headers = request.headers, .body = {}}.header(name);
}

QByteArray tokenOf(const client::WireRequest &request)
{
    constexpr qsizetype scheme = sizeof "DPoP " - 1;
    return headerOf(request, "Authorization").mid(scheme);
}

} // namespace

client::WireReply jsonReply(int status, const json::Value &value)
{
    return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = json::canonical(value)};
}

client::WireReply problemReply(const Problem &problem, json::Object more)
{
    more.insert(u"type"_s, problemUri(problem.type));
    more.insert(u"title"_s, problemTitle(problem.type));
    more.insert(u"status"_s, problemStatus(problem.type));
    more.insert(u"detail"_s, problem.detail);
    return jsonReply(problemStatus(problem.type), std::move(more));
}

FakeTokens::FakeTokens(const SampleHistory &history)
    : m_history(history)
{}

std::optional<Person> FakeTokens::person(const QString &operatorId) const
{
    for (const Person &one : {m_history.administrator1, m_history.administrator2, m_history.approver1,
                              m_history.approver2, m_history.reviewer1, m_history.releaseManager1}) {
        if (one.id == operatorId)
            return one;
    }
    return std::nullopt;
}

Expected<QString> FakeTokens::proofKey(const client::WireRequest &request, const QByteArray &token)
{
    const auto proof = identity::DpopProof::parse(headerOf(request, "DPoP"));
    if (!proof)
        return std::unexpected(proof.error());
    const identity::DpopClaims &claims = proof->claims();
    const QString url = request.url.toString(QUrl::FullyEncoded | QUrl::RemoveQuery);
    const QByteArray hash = token.isEmpty() ? QByteArray() : signing::sha256(token);
    if (claims.method != QString::fromLatin1(request.method) || claims.url != url || claims.tokenHash != hash)
        return refuse(ProblemType::InvalidDpopProof, u"The proof is for another request."_s);
    if (m_usedIds.contains(claims.id))
        return refuse(ProblemType::DpopReplayed);
    m_usedIds.insert(claims.id);
    return proof->keyThumbprint();
}

client::WireReply FakeTokens::issue(const client::WireRequest &request)
{
    const auto key = proofKey(request, {});
    if (!key)
        return problemReply(key.error());
    const QUrlQuery form(QString::fromLatin1(request.body));
    const auto assertion = identity::SignedAssertion::parse(form.queryItemValue(u"assertion"_s).toLatin1());
    if (!assertion)
        return problemReply(assertion.error());
    const auto who = person(assertion->assertion.operatorId);
    if (!who || !assertion->jws.verify(who->key->publicKey()) ||
        assertion->assertion.audience != identity::audienceOf(m_history.deploymentId()))
        return problemReply({ProblemType::InvalidAssertion});
    if (m_usedIds.contains(assertion->assertion.id))
        return problemReply({ProblemType::AssertionReplayed});
    m_usedIds.insert(assertion->assertion.id);
    if (assertion->assertion.isStepUp()) {
        if (attemptsLeft == 0)
            return problemReply({ProblemType::PinLocked});
        if (form.queryItemValue(u"pin"_s).toLatin1() != pin)
            return problemReply({ProblemType::WrongPin}, json::Object{{"attempts_left"_L1, --attemptsLeft}});
        attemptsLeft = 5;
    }
    const QByteArray token = encoding::toBase64Url(signing::randomBytes(16));
    const QString session = assertion->assertion.session.value_or(encoding::makeUuid7(m_history.now() * 1000));
    m_tokens.insert(token, {.caller = {.operatorId = who->id,
                                       .session = session,
                                       .key = who->key->publicKey().thumbprint(),
                                       .act = assertion->assertion.act},
                            .proofKey = *key});
    return jsonReply(200, json::Object{{"access_token"_L1, QString::fromLatin1(token)},
                                       {"expires_in"_L1, identity::sessionLifetime},
                                       {"session"_L1, session},
                                       {"token_type"_L1, "DPoP"_L1}});
}

Expected<FakeTokens::Caller> FakeTokens::callerOf(const client::WireRequest &request)
{
    const QByteArray token = tokenOf(request);
    const auto issued = m_tokens.constFind(token);
    if (issued == m_tokens.constEnd())
        return refuse(ProblemType::SessionEnded);
    const auto key = proofKey(request, token);
    if (!key)
        return std::unexpected(key.error());
    if (*key != issued->proofKey)
        return refuse(ProblemType::InvalidDpopProof, u"The token is bound to another key."_s);
    return issued->caller;
}

void FakeTokens::consume(const client::WireRequest &request)
{
    m_tokens[tokenOf(request)].caller.isUsed = true;
}

void FakeTokens::endSession(const QString &session)
{
    m_tokens.removeIf([&session](const auto &token) { return token->caller.session == session; });
}

} // namespace enigm::test

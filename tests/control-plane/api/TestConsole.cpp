#include "tests/control-plane/api/TestConsole.h"

#include "contract/encoding/Base64Url.h"
#include "contract/encoding/Uuid.h"
#include "contract/identity/DpopProof.h"
#include "contract/json/JsonParser.h"
#include "tests/support/history/Require.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace enigm::test {

using controlplane::store::LogId;

namespace {

QByteArray withoutQuery(const QByteArray &target)
{
    return target.left(target.indexOf('?') < 0 ? target.size() : target.indexOf('?'));
}

} // namespace

QByteArray slugOf(const RawReply &reply)
{
    const json::Value type = memberOf(reply, "type"_L1);
    return reply.status >= 400 && type.kind() == json::Value::Kind::Text ? type.text().section(u':', -1).toLatin1()
                                                                         : QByteArray();
}

json::Value memberOf(const RawReply &reply, QLatin1StringView name)
{
    const auto value = json::parse(reply.body);
    if (!value || value->kind() != json::Value::Kind::Object)
        return {};
    const json::Value *const member = value->object().find(name);
    return member ? *member : json::Value();
}

changes::SignedChange changeOf(const RawReply &record)
{
    const json::Value change = memberOf(record, "change"_L1);
    if (change.isNull())
        qFatal("the answer is no change: %d %s", record.status, record.body.constData());
    return require(changes::SignedChange::parse(change.text().toLatin1()));
}

TestConsole::TestConsole(TestDeployment &deployment, const QString &person)
    : installation(encoding::makeUuid7(deployment.clock.nowMilliseconds()))
    , m_deployment(deployment)
    , m_person(deployment.person(person))
    , m_key(m_person.key)
    , m_signer(m_person.key)
    , m_dpop(signing::PrivateKey::generate(signing::PublicKey::Kind::P256))
    , m_reason(require(changes::FreeText::make(u"It has to be."_s)))
{}

void TestConsole::useKey(std::shared_ptr<const signing::Signer> key)
{
    m_key = key;
    m_signer = std::move(key);
}

QByteArray TestConsole::proofFor(const QByteArray &method, const QByteArray &target, const QByteArray &token) const
{
    const identity::DpopClaims claims{.method = QString::fromLatin1(method),
                                      .url = m_deployment.server().url().toString() +
                                             QString::fromLatin1(withoutQuery(target)),
                                      .issued = m_deployment.clock.now(),
                                      .id = encoding::makeUuid7(m_deployment.clock.nowMilliseconds()),
                                      .tokenHash = token.isEmpty() ? QByteArray() : signing::sha256(token)};
    return require(identity::DpopProof::make(claims, *m_dpop));
}

QByteArray TestConsole::bytesOf(const Call &call, const QByteArray &token) const
{
    QByteArray bytes = call.method + ' ' + call.target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    if (!token.isEmpty())
        bytes += "Authorization: DPoP " + token + "\r\n";
    bytes += "DPoP: " + (call.proof.isEmpty() ? proofFor(call.method, call.target, token) : call.proof) + "\r\n";
    if (call.method != "GET" && call.idempotencyKey != "-") {
        const QByteArray fresh = encoding::makeUuid7(m_deployment.clock.nowMilliseconds()).toLatin1();
        bytes += "Idempotency-Key: " + (call.idempotencyKey.isEmpty() ? fresh : call.idempotencyKey) + "\r\n";
    }
    bytes += call.moreFields;
    if (call.body) {
        if (!call.moreFields.contains("Content-Type"))
            bytes += "Content-Type: application/json\r\n";
        bytes += "Content-Length: " + QByteArray::number(call.body->size()) + "\r\n";
    }
    return bytes + "\r\n" + call.body.value_or(QByteArray());
}

RawReply TestConsole::exchange(const QByteArray &bytes)
{
    std::optional<RawReply> reply;
    if (m_connection)
        reply = m_connection->exchange(bytes);
    if (!reply) { // the server was started anew
        m_connection = std::make_unique<RawTlsClient>(static_cast<quint16>(m_deployment.server().url().port()));
        reply = m_connection->exchange(bytes);
    }
    if (!reply)
        qFatal("the server did not answer: %s", bytes.left(200).constData());
    return std::move(*reply);
}

RawReply TestConsole::send(const Call &call)
{
    if (m_token.isEmpty() && call.token.isEmpty()) {
        if (const QByteArray slug = signIn(); !slug.isEmpty())
            qFatal("signing in was refused: %s", slug.constData());
    }
    return exchange(bytesOf(call, call.token.isEmpty() ? m_token : call.token));
}

json::Value TestConsole::getJson(const QByteArray &target)
{
    const RawReply reply = get(target);
    return reply.status == 200 ? json::parse(reply.body).value_or(json::Value()) : json::Value();
}

identity::Assertion TestConsole::assertion() const
{
    return {.operatorId = m_person.id,
            .audience = identity::audienceOf(m_deployment.file().deployment),
            .issued = m_deployment.clock.now(),
            .expires = m_deployment.clock.now() + identity::assertionLifetime,
            .id = encoding::makeUuid7(m_deployment.clock.nowMilliseconds()),
            .act = {},
            .session = {}};
}

RawReply TestConsole::requestToken(const identity::Assertion &assertion, const QByteArray &pin)
{
    const auto compact = require(identity::SignedAssertion::sign(assertion, *m_key)).jws.compact();
    QByteArray form = "grant_type=" + QUrl::toPercentEncoding(identity::assertionGrant) + "&assertion=" + compact;
    if (!pin.isEmpty())
        form += QByteArrayLiteral("&pin=") + pin;
    return exchange(bytesOf({.method = "POST",
                             .target = "/oauth2/token",
                             .body = form,
                             .idempotencyKey = "-",
                             .moreFields = "Content-Type: application/x-www-form-urlencoded\r\n"},
                            {}));
}

QByteArray TestConsole::signIn()
{
    const RawReply reply = requestToken(assertion());
    if (reply.status != 200)
        return slugOf(reply);
    m_token = memberOf(reply, "access_token"_L1).text().toLatin1();
    m_session = memberOf(reply, "session"_L1).text();
    return {};
}

RawReply TestConsole::setPin(const QByteArray &current, const QByteArray &pin)
{
    if (m_token.isEmpty() && !signIn().isEmpty())
        qFatal("signing in was refused");
    identity::Assertion proof = assertion();
    proof.act = identity::pinAct();
    proof.session = m_session;
    const QByteArray compact = require(identity::SignedAssertion::sign(proof, *m_key)).jws.compact();
    const json::Value present = current.isEmpty() ? json::Value() : json::Value(QString::fromLatin1(current));
    return send({.method = "PUT",
                 .target = "/v1/pin",
                 .body = json::canonical(json::Object{{"assertion"_L1, QString::fromLatin1(compact)},
                                                      {"current"_L1, present},
                                                      {"pin"_L1, QString::fromLatin1(pin)}})});
}

QByteArray TestConsole::stepUp(const QByteArray &digest)
{
    identity::Assertion asked = assertion();
    asked.act = digest;
    asked.session = m_session;
    const RawReply reply = requestToken(asked, m_person.pin);
    if (reply.status != 200)
        qFatal("stepping up was refused: %s", reply.body.constData());
    return memberOf(reply, "access_token"_L1).text().toLatin1();
}

Standpoint TestConsole::standpoint() const
{
    const auto checkpoints = m_deployment.plane().checkpoints().current();
    return {.deployment = m_deployment.file().deployment,
            .governance = checkpoints->of(LogId::Governance).head,
            .activity = checkpoints->of(LogId::Activity).head,
            .now = m_deployment.clock.now(),
            .person = m_person.id,
            .installation = installation};
}

changes::ChangeRequest TestConsole::compose(const QString &action, const changes::TargetSet &targets,
                                            const changes::Parameters &parameters) const
{
    return standpoint().request(action, targets, parameters, m_reason.digest());
}

changes::SignedChange TestConsole::sign(const changes::ChangeRequest &request) const
{
    // Signs what an honest console would refuse to, too.
    return {.jws = require(signing::Jws::sign(changes::changeTyp, request.toJson(), *m_signer)), .request = request};
}

json::Object TestConsole::submission(const changes::SignedChange &change, const changes::TargetSet &targets) const
{
    return json::Object{{"change"_L1, QString::fromLatin1(change.jws.compact())},
                        {"names"_L1, json::Object()},
                        {"reason"_L1, m_reason.toJson()},
                        {"reference"_L1, json::Value()},
                        {"targets"_L1, targets.toJson()}};
}

RawReply TestConsole::postSigned(const QByteArray &target, const json::Value &body, const QByteArray &digest)
{
    Call call{.method = "POST",
              .target = target,
              .body = json::canonical(body),
              .idempotencyKey = encoding::makeUuid7(m_deployment.clock.nowMilliseconds()).toLatin1()};
    RawReply reply = send(call);
    if (slugOf(reply) != "step-up-required")
        return reply;
    const auto act = encoding::fromBase64Url(memberOf(reply, "act"_L1).text().toLatin1());
    if (act != digest)
        qFatal("the server wants a step-up for another act");
    call.token = stepUp(digest);
    return send(call);
}

RawReply TestConsole::ask(const changes::SignedChange &change, const changes::TargetSet &targets)
{
    return postSigned("/v1/changes", submission(change, targets), change.digest());
}

RawReply TestConsole::ask(const QString &action, const changes::TargetSet &targets,
                          const changes::Parameters &parameters)
{
    return ask(sign(compose(action, targets, parameters)), targets);
}

changes::Approval TestConsole::composeApproval(const changes::SignedChange &change, changes::Decision decision) const
{
    return standpoint().approval(change, decision);
}

RawReply TestConsole::decide(const QString &reference, const changes::Approval &approval)
{
    const auto signedApproval = require(changes::SignedApproval::sign(approval, *m_signer));
    const json::Object body{{"approval"_L1, QString::fromLatin1(signedApproval.jws.compact())},
                            {"comment"_L1, json::Value()}};
    return postSigned("/v1/changes/" + reference.toLatin1() + "/approvals", body, signedApproval.digest());
}

RawReply TestConsole::approve(const changes::SignedChange &change)
{
    return decide(change.request.id, composeApproval(change));
}

RawReply TestConsole::reject(const changes::SignedChange &change)
{
    return decide(change.request.id, composeApproval(change, changes::Decision::Reject));
}

RawReply TestConsole::withdraw(const changes::SignedChange &change)
{
    const auto signedWithdrawal = require(changes::SignedWithdrawal::sign(standpoint().withdrawal(change), *m_signer));
    const json::Object body{{"withdrawal"_L1, QString::fromLatin1(signedWithdrawal.jws.compact())}};
    return postSigned("/v1/changes/" + change.request.id.toLatin1() + "/withdrawal", body, signedWithdrawal.digest());
}

} // namespace enigm::test

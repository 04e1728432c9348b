#include "tests/control-plane/identity/TestSessions.h"

#include "contract/encoding/Uuid.h"
#include "contract/identity/DpopProof.h"
#include "control-plane/identity/PinHash.h"
#include "control-plane/store/Transaction.h"

#include <future>

using namespace Qt::StringLiterals;

namespace enigm::test {

using namespace controlplane::identity;
using signing::PrivateKey;
using signing::PublicKey;

namespace {

operators::Founding founding(const TestOperator &administrator, const TestOperator &approver, const LogKeys &keys)
{
    operators::Founding founding;
    founding.name = u"Test"_s;
    founding.created = TestSessions::start;
    founding.sample = true;
    founding.founders = {
        {.operatorId = administrator.id,
         .key = administrator.key->publicKey(),
         .roles = {operators::Role::Administrator}},
        {.operatorId = approver.id, .key = approver.key->publicKey(), .roles = {operators::Role::Approver}}};
    founding.recoveryQuorum = 2;
    founding.governanceLogKey = keys.governance->publicKey();
    founding.activityLogKey = keys.activity->publicKey();
    founding.minAttestationLevel = u"software"_s;
    return founding;
}

template <typename T>
T required(Expected<T> value)
{
    if (!value)
        qFatal("%s", qPrintable(value.error().toString()));
    return std::move(*value);
}

} // namespace

TestOperator::TestOperator()
    : id(encoding::makeUuid7(TestSessions::start * 1000))
    , key(PrivateKey::generate(PublicKey::Kind::P256))
    , dpop(PrivateKey::generate(PublicKey::Kind::P256))
{}

QString slugOf(const TestSessions::TokenResult &result)
{
    return result ? QString() : problemSlug(result.error().problem.type);
}

TestSessions::TestSessions()
    : m_operators(std::make_shared<operators::Directory>(founding(administrator, approver, m_keys)))
    , logs(required(TestLogs::open(m_directory.path(), m_keys)))
    , tokens(std::make_unique<TokenService>(parts()))
    , sessions(std::make_unique<SessionService>(parts()))
    , authenticator(std::make_unique<Authenticator>(logs->database(), parts().directory, dpop, clock))
{
    dpop.serveAt(url);
    const auto verifier = hashPin(signing::Secret("123456"));
    const auto done = logs->writer().submitAndWait([&](controlplane::store::Transaction &transaction) {
        return transaction.operators.setPin(administrator.id, verifier);
    });
    if (!done)
        qFatal("%s", qPrintable(done.error().toString()));
}

TokenService::Parts TestSessions::parts()
{
    return {.database = logs->database(),
            .writer = logs->writer(),
            .sequencer = logs->sequencer(),
            .directory = [this] { return m_operators; },
            .clock = clock};
}

identity::Assertion TestSessions::assertion(const TestOperator &person) const
{
    return {.operatorId = person.id,
            .audience = identity::audienceOf(m_operators->deploymentId()),
            .issued = clock.now(),
            .expires = clock.now() + identity::assertionLifetime,
            .id = encoding::makeUuid7(clock.nowMilliseconds()),
            .act = {},
            .session = {}};
}

std::future<TestSessions::TokenResult> TestSessions::startAsking(const TestOperator &person,
                                                                 const identity::Assertion &assertion, QByteArray pin)
{
    const auto compact = required(identity::SignedAssertion::sign(assertion, *person.key)).jws.compact();
    TokenQuestion question{.assertion = compact, .pin = {}, .dpopKey = person.dpop->publicKey().thumbprint()};
    if (!pin.isEmpty())
        question.pin = signing::Secret::taking(pin);
    std::promise<TokenResult> answered;
    auto answer = answered.get_future();
    tokens->issue(std::move(question), [answered = std::move(answered)](TokenResult result) mutable {
        answered.set_value(std::move(result));
    });
    return answer;
}

TestSessions::TokenResult TestSessions::ask(const TestOperator &person, const identity::Assertion &assertion,
                                            QByteArray pin)
{
    return startAsking(person, assertion, std::move(pin)).get();
}

TestSessions::TokenResult TestSessions::signIn(const TestOperator &person)
{
    return ask(person, assertion(person));
}

TestSessions::TokenResult TestSessions::stepUp(const TestOperator &person, const QString &session,
                                               const QByteArray &act, const QByteArray &pin)
{
    identity::Assertion asked = assertion(person);
    asked.act = act;
    asked.session = session;
    return ask(person, asked, pin);
}

QByteArray TestSessions::proof(const TestOperator &person, QByteArrayView token) const
{
    const identity::DpopClaims claims{.method = u"GET"_s,
                                      .url = url + "/v1/session"_L1,
                                      .issued = clock.now(),
                                      .id = encoding::makeUuid7(clock.nowMilliseconds()),
                                      .tokenHash = signing::sha256(token)};
    return required(identity::DpopProof::make(claims, *person.dpop));
}

Expected<Caller> TestSessions::caller(const TestOperator &person, const QByteArray &token)
{
    return authenticator->authenticate(
        {.authorization = "DPoP " + token, .proof = proof(person, token), .method = "GET", .path = "/v1/session"});
}

identity::Assertion TestSessions::pinAssertion(const TestOperator &person, const QString &session) const
{
    identity::Assertion made = assertion(person);
    made.act = identity::pinAct();
    made.session = session;
    return made;
}

Expected<void> TestSessions::setPin(const Caller &caller, QByteArray current, QByteArray pin)
{
    const TestOperator &person = caller.operatorId == administrator.id ? administrator : approver;
    return setPin(caller, person, pinAssertion(person, caller.session.id), std::move(current), std::move(pin));
}

Expected<void> TestSessions::setPin(const Caller &caller, const TestOperator &person,
                                    const identity::Assertion &assertion, QByteArray current, QByteArray pin)
{
    return startSettingPin(caller, person, assertion, std::move(current), std::move(pin)).get();
}

std::promise<void> TestSessions::holdAndReplacePin(const QByteArray &pin)
{
    std::promise<void> release;
    logs->writer().submit(
        [this, verifier = hashPin(signing::Secret(pin)),
         wait = release.get_future()](controlplane::store::Transaction &transaction) mutable {
            wait.wait();
            return transaction.operators.setPin(administrator.id, verifier);
        },
        [](const Expected<void> &done) {
            if (!done)
                qFatal("%s", qPrintable(done.error().toString()));
        });
    return release;
}

std::future<Expected<void>> TestSessions::startSettingPin(const Caller &caller, const TestOperator &person,
                                                          const identity::Assertion &assertion, QByteArray current,
                                                          QByteArray pin)
{
    controlplane::identity::PinRequest request{
        .assertion = required(identity::SignedAssertion::sign(assertion, *person.key)).jws.compact(),
        .current = {},
        .pin = signing::Secret::taking(pin)};
    if (!current.isEmpty())
        request.current = signing::Secret::taking(current);
    std::promise<Expected<void>> answered;
    auto answer = answered.get_future();
    sessions->setPin(
        caller, request,
        [](controlplane::store::Transaction &, const Expected<void> &) -> Expected<void> { return {}; },
        [answered = std::move(answered)](const std::expected<void, controlplane::identity::PinRefusal> &done) mutable {
            answered.set_value(done ? Expected<void>() : std::unexpected(done.error().problem));
        });
    return answer;
}

Expected<void> TestSessions::end(const Caller &caller, const QString &session)
{
    std::promise<Expected<void>> answered;
    sessions->end(
        caller, session,
        [](controlplane::store::Transaction &, const Expected<void> &) -> Expected<void> { return {}; },
        [&](const Expected<void> &done) { answered.set_value(done); });
    return answered.get_future().get();
}

void TestSessions::revokeKey(const TestOperator &person)
{
    auto changed = std::make_shared<operators::Directory>(*m_operators);
    const auto revoked = changed->revokeKey(person.id, person.key->publicKey().thumbprint());
    if (!revoked)
        qFatal("%s", qPrintable(revoked.error().toString()));
    m_operators = changed;
}

TestOperator TestSessions::addKey(const TestOperator &person)
{
    TestOperator second = person;
    second.key = PrivateKey::generate(PublicKey::Kind::P256);
    auto changed = std::make_shared<operators::Directory>(*m_operators);
    const auto added = changed->addKey(person.id, second.key->publicKey());
    if (!added)
        qFatal("%s", qPrintable(added.error().toString()));
    m_operators = changed;
    return second;
}

QStringList TestSessions::entries()
{
    QStringList lines;
    for (const QByteArray &leaf : required(logs->reader().leaves(controlplane::audit::LogId::Activity, 0, 1000))) {
        const auto entry = required(log::ActivityEntry::parse(leaf));
        lines.append(entry.action + u' ' + log::word(entry.outcome));
    }
    return lines;
}

} // namespace enigm::test

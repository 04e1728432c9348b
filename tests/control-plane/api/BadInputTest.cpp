#include "contract/encoding/Base64Url.h"
#include "contract/encoding/Uuid.h"
#include "contract/json/JsonParser.h"
#include "tests/control-plane/api/TestConsole.h"
#include "tests/support/LogGuard.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using fleet::DeviceState;

namespace {

/// The signed part of one value under the signature of another.
QByteArray spliced(const QByteArray &signedPart, const QByteArray &signature)
{
    return signedPart.left(signedPart.lastIndexOf('.')) + signature.mid(signature.lastIndexOf('.'));
}

} // namespace

/// What no honest console sends gets its own problem, changes nothing, and leaves an entry where somebody may be trying
/// something.
class BadInputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void requestIsRefused_data();
    void requestIsRefused();
    void textIsRefused_data();
    void textIsRefused();
    void tamperedChangeIsRefused();
    void tamperedApprovalIsRefused();
    void replayedChangeIsRefused();
    void replayedApprovalIsRefused();
    void anotherPersonsSignatureIsRefused();
    void requesterCannotApproveInAnotherSession();
    void requesterCannotApproveWithAnotherKey();
    void revokedKeyCannotApprove();
    void stepUpForAnotherActIsRefused();
    void stepUpIsGoodOnce();
    void stepUpOpensNothingElse_data();
    void stepUpOpensNothingElse();
    void stepUpOnOtherRoutesIsCounted();
    void wrongPinIsCounted();
    void replayedProofIsRefused();
    void replayedAssertionIsRefused();
    void malformedBodyIsRefused_data();
    void malformedBodyIsRefused();
    void writeNeedsAnIdempotencyKey();

private:
    using Spoil = std::function<void(changes::ChangeRequest &)>;
    struct Before
    {
        qint64 activity = 0;
        QByteArray changes;
    };
    [[nodiscard]] Before before();
    /// Nothing has changed since, but for these entries in the log.
    [[nodiscard]] bool hasChangedNothing(const Before &before, const QStringList &entries);

    std::unique_ptr<TestDeployment> m_deployment;
    std::unique_ptr<TestConsole> m_administrator;
    std::unique_ptr<TestConsole> m_approver;
    std::unique_ptr<TestConsole> m_reviewer;
};

void BadInputTest::initTestCase()
{
    m_deployment = std::make_unique<TestDeployment>();
    m_administrator = std::make_unique<TestConsole>(*m_deployment, u"administrator-1"_s);
    m_approver = std::make_unique<TestConsole>(*m_deployment, u"approver-1"_s);
    m_reviewer = std::make_unique<TestConsole>(*m_deployment, u"reviewer-1"_s);
    for (TestConsole *const console : {m_administrator.get(), m_approver.get(), m_reviewer.get()})
        QCOMPARE(console->signIn(), QByteArray());
}

BadInputTest::Before BadInputTest::before()
{
    return {.activity = m_deployment->activitySize(), .changes = m_reviewer->get("/v1/changes?limit=1000").body};
}

bool BadInputTest::hasChangedNothing(const Before &before, const QStringList &entries)
{
    const bool isSame = m_reviewer->get("/v1/changes?limit=1000").body == before.changes;
    const QStringList logged = m_deployment->entries(before.activity);
    if (logged != entries)
        qInfo("logged: %s", qPrintable(logged.join(u", "_s)));
    return isSame && logged == entries;
}

void BadInputTest::requestIsRefused_data()
{
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<QByteArray>("slug");
    QTest::addColumn<bool>("isLogged");
    const auto row = [](const char *name, const QByteArray &slug, bool isLogged, Spoil spoil) {
        QTest::newRow(name) << std::move(spoil) << slug << isLogged;
    };
    using Request = changes::ChangeRequest;
    row("for another deployment", "wrong-deployment", true, [](Request &r) { r.deployment = QByteArray(32, 'x'); });
    row("on a log that never was", "unknown-log-position", true,
        [](Request &r) { r.activity.root = QByteArray(32, 'x'); });
    row("on a longer log than there is", "unknown-log-position", true, [](Request &r) { r.governance.size += 100; });
    row("from another time", "clock-out-of-range", false, [](Request &r) {
        r.created -= 3600;
        r.approveBy -= 3600;
    });
    row("for other targets than its list", "target-mismatch", true,
        [](Request &r) { r.targets.root = QByteArray(32, 'x'); });
    row("in the name of nobody", "operator-unknown", true, [](Request &r) { r.requester = encoding::makeUuid7(1); });
    row("of another class than its action's", "wrong-class", true,
        [](Request &r) { r.actionClass = changes::ActionClass::Reducing; });
}

void BadInputTest::requestIsRefused()
{
    QFETCH(Spoil, spoil);
    QFETCH(QByteArray, slug);
    QFETCH(bool, isLogged);
    const auto targets = m_deployment->devices(DeviceState::Trusted);
    auto request = m_administrator->compose(u"device.revoke"_s, targets);
    spoil(request);
    const Before state = before();
    QCOMPARE(slugOf(m_administrator->ask(m_administrator->sign(request), targets)), slug);
    QVERIFY(hasChangedNothing(state, isLogged ? QStringList{u"change.refused refused"_s} : QStringList{}));
}

void BadInputTest::textIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("slug");
    QTest::newRow("bidirectional") << u"abc\u202Edef"_s << "unsafe-text"_ba;
    QTest::newRow("control") << u"abc\u0007"_s << "unsafe-text"_ba;
    QTest::newRow("mark-up") << u"see <b>this</b>"_s << "unsafe-text"_ba;
    QTest::newRow("e-mail address") << u"ask jane@example.org"_s << "direct-identifier"_ba;
    QTest::newRow("other than was signed") << u"It has to be so."_s << "body-mismatch"_ba;
}

void BadInputTest::textIsRefused()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, slug);
    const auto targets = m_deployment->devices(DeviceState::Trusted);
    auto request = m_administrator->compose(u"device.revoke"_s, targets);
    const changes::FreeText reason{.salt = QByteArray(16, 's'), .text = text};
    if (slug != "body-mismatch")
        request.reason = reason.digest();
    const auto change = m_administrator->sign(request);
    json::Object body = m_administrator->submission(change, targets);
    body.insert(u"reason"_s, reason.toJson());
    const Before state = before();
    const RawReply reply = m_administrator->postSigned("/v1/changes", body, change.digest());
    QCOMPARE(slugOf(reply), slug);
    QVERIFY(memberOf(reply, "where"_L1).text().startsWith(u"/reason"_s));
    const bool isLogged = slug == "body-mismatch"; // the others are what people type
    QVERIFY(hasChangedNothing(state, isLogged ? QStringList{u"change.refused refused"_s} : QStringList{}));
}

void BadInputTest::tamperedChangeIsRefused()
{
    const auto targets = m_deployment->devices(DeviceState::Trusted);
    const auto one = m_administrator->sign(m_administrator->compose(u"device.revoke"_s, targets));
    const auto other = m_administrator->sign(m_administrator->compose(u"device.retire"_s, targets));
    json::Object body = m_administrator->submission(one, targets);
    body.insert(u"change"_s, QString::fromLatin1(spliced(one.jws.compact(), other.jws.compact())));
    const Before state = before();
    QCOMPARE(slugOf(m_administrator->postSigned("/v1/changes", body, one.digest())), "bad-signature"_ba);
    QVERIFY(hasChangedNothing(state, {u"change.refused refused"_s}));
}

void BadInputTest::tamperedApprovalIsRefused()
{
    const auto targets = m_deployment->devices(DeviceState::Trusted);
    const auto change = changeOf(m_administrator->ask(u"device.revoke"_s, targets));
    const auto rejection = changes::SignedApproval::sign(m_approver->composeApproval(change, changes::Decision::Reject),
                                                         *m_approver->person().key);
    const auto approval = changes::SignedApproval::sign(m_approver->composeApproval(change), *m_approver->person().key);
    const QByteArray forged = spliced(approval->jws.compact(), rejection->jws.compact());
    const json::Object body{{"approval"_L1, QString::fromLatin1(forged)}, {"comment"_L1, json::Value()}};
    const Before state = before();
    const QByteArray target = "/v1/changes/" + change.request.id.toLatin1() + "/approvals";
    QCOMPARE(slugOf(m_approver->postSigned(target, body, approval->digest())), "bad-signature"_ba);
    QVERIFY(hasChangedNothing(state, {u"change.refused refused"_s}));
}

void BadInputTest::replayedChangeIsRefused()
{
    const auto targets = m_deployment->devices(DeviceState::Trusted);
    const auto change = m_administrator->sign(m_administrator->compose(u"device.revoke"_s, targets));
    QCOMPARE(m_administrator->ask(change, targets).status, 201);
    const Before state = before();
    QCOMPARE(slugOf(m_administrator->ask(change, targets)), "replayed"_ba);
    QVERIFY(hasChangedNothing(state, {u"change.refused refused"_s}));
}

void BadInputTest::replayedApprovalIsRefused()
{
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const changes::AddKeyParameters parameters{.operatorId = m_administrator->person().id, .key = key->publicKey()};
    const auto change = changeOf(m_administrator->ask(u"key.add"_s, {}, parameters));
    const auto approval = m_approver->composeApproval(change);
    QCOMPARE(m_approver->decide(change.request.id, approval).status, 201);
    const Before state = before();
    QCOMPARE(slugOf(m_approver->decide(change.request.id, m_approver->composeApproval(change))), "already-signed"_ba);
    QVERIFY(hasChangedNothing(state, {u"change.refused refused"_s}));
}

void BadInputTest::anotherPersonsSignatureIsRefused()
{
    const auto targets = m_deployment->devices(DeviceState::Trusted);
    const auto change = m_administrator->sign(m_administrator->compose(u"device.revoke"_s, targets));
    const Before state = before();
    const json::Value body = m_administrator->submission(change, targets);
    QCOMPARE(slugOf(m_approver->postSigned("/v1/changes", body, change.digest())), "not-permitted"_ba);
    QVERIFY(hasChangedNothing(state, {u"change.refused refused"_s}));
}

void BadInputTest::requesterCannotApproveInAnotherSession()
{
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const changes::AddKeyParameters parameters{.operatorId = m_approver->person().id, .key = key->publicKey()};
    const auto change = changeOf(m_administrator->ask(u"key.add"_s, {}, parameters));
    TestConsole elsewhere(*m_deployment, u"administrator-1"_s);
    QCOMPARE(elsewhere.signIn(), QByteArray());
    const Before state = before();
    QCOMPARE(slugOf(elsewhere.approve(change)), "self-approval"_ba);
    QVERIFY(hasChangedNothing(state, {u"change.refused refused"_s}));
}

void BadInputTest::requesterCannotApproveWithAnotherKey()
{
    const std::shared_ptr<const signing::PrivateKey> second =
        signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const changes::AddKeyParameters adding{.operatorId = m_administrator->person().id, .key = second->publicKey()};
    const auto added = changeOf(m_administrator->ask(u"key.add"_s, {}, adding));
    QCOMPARE(m_approver->approve(added).status, 201);
    QCOMPARE(memberOf(m_reviewer->approve(added), "state"_L1).text(), u"executed"_s);

    const auto third = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const changes::AddKeyParameters parameters{.operatorId = m_approver->person().id, .key = third->publicKey()};
    const auto change = changeOf(m_administrator->ask(u"key.add"_s, {}, parameters));
    TestConsole otherKey(*m_deployment, u"administrator-1"_s);
    otherKey.useKey(second);
    QCOMPARE(otherKey.signIn(), QByteArray());
    const Before state = before();
    QCOMPARE(slugOf(otherKey.approve(change)), "self-approval"_ba);
    QVERIFY(hasChangedNothing(state, {u"change.refused refused"_s}));
}

void BadInputTest::revokedKeyCannotApprove()
{
    // approver-2 gets a second key, signs in with it, and loses the first.
    TestConsole approver(*m_deployment, u"approver-2"_s);
    const auto firstKey = approver.person().key;
    const std::shared_ptr<const signing::PrivateKey> second =
        signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const changes::AddKeyParameters adding{.operatorId = approver.person().id, .key = second->publicKey()};
    const auto added = changeOf(m_administrator->ask(u"key.add"_s, {}, adding));
    QCOMPARE(m_approver->approve(added).status, 201);
    QCOMPARE(m_reviewer->approve(added).status, 201);
    QCOMPARE(approver.signIn(), QByteArray());
    const changes::RevokeKeyParameters revoking{.operatorId = approver.person().id,
                                                .key = firstKey->publicKey().thumbprint()};
    const auto revoked = changeOf(m_administrator->ask(u"key.revoke"_s, {}, revoking));
    QCOMPARE(m_approver->approve(revoked).status, 201);
    QCOMPARE(memberOf(m_reviewer->approve(revoked), "state"_L1).text(), u"executed"_s);

    QCOMPARE(slugOf(approver.get("/v1/session")), "session-ended"_ba);
    QCOMPARE(approver.signIn(), "key-not-valid"_ba);

    const auto targets = m_deployment->devices(DeviceState::Trusted);
    const auto change = changeOf(m_administrator->ask(u"device.revoke"_s, targets));
    approver.useKey(second);
    QCOMPARE(approver.signIn(), QByteArray());
    approver.signWith(firstKey);
    const Before state = before();
    QCOMPARE(slugOf(approver.approve(change)), "key-not-valid"_ba);
    QVERIFY(hasChangedNothing(state, {u"change.refused refused"_s}));
}

void BadInputTest::stepUpForAnotherActIsRefused()
{
    const auto targets = m_deployment->devices(DeviceState::Trusted);
    const auto one = m_administrator->sign(m_administrator->compose(u"device.revoke"_s, targets));
    const auto other = m_administrator->sign(m_administrator->compose(u"device.retire"_s, targets));
    const Before state = before();
    const RawReply reply = m_administrator->send({.method = "POST",
                                                  .target = "/v1/changes",
                                                  .body = json::canonical(m_administrator->submission(one, targets)),
                                                  .token = m_administrator->stepUp(other.digest())});
    QCOMPARE(reply.status, 401);
    QCOMPARE(slugOf(reply), "step-up-mismatch"_ba);
    QVERIFY(reply.header("WWW-Authenticate").contains("insufficient_user_authentication"));
    QVERIFY(hasChangedNothing(state, {u"change.refused refused"_s}));
    QCOMPARE(slugOf(m_administrator->send({.target = "/v1/devices", .token = m_administrator->stepUp(other.digest())})),
             "step-up-mismatch"_ba);
}

void BadInputTest::stepUpIsGoodOnce()
{
    const auto targets = m_deployment->devices(DeviceState::Trusted);
    const auto change = m_administrator->sign(m_administrator->compose(u"device.revoke"_s, targets));
    const TestConsole::Call call{.method = "POST",
                                 .target = "/v1/changes",
                                 .body = json::canonical(m_administrator->submission(change, targets)),
                                 .token = m_administrator->stepUp(change.digest())};
    QCOMPARE(m_administrator->send(call).status, 201);
    const Before state = before();
    QCOMPARE(slugOf(m_administrator->send(call)), "step-up-used"_ba); // under a fresh idempotency key
    QVERIFY(hasChangedNothing(state, {u"change.refused refused"_s}));
}

void BadInputTest::stepUpOpensNothingElse_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<std::optional<QByteArray>>("body");
    const std::optional<QByteArray> none;
    QTest::newRow("reading") << "GET"_ba << "/v1/devices"_ba << none;
    QTest::newRow("reading bodies") << "GET"_ba << "/v1/audit/entries?from=0"_ba << none;
    QTest::newRow("signing out") << "DELETE"_ba << "/v1/session"_ba << none;
    QTest::newRow("ending a session") << "DELETE"_ba << "/v1/sessions/" + m_administrator->session().toLatin1() << none;
    QTest::newRow("another PIN") << "PUT"_ba << "/v1/pin"_ba << std::optional(R"({"current":null,"pin":"123456"})"_ba);
}

void BadInputTest::stepUpOpensNothingElse()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(std::optional<QByteArray>, body);
    const auto targets = m_deployment->devices(DeviceState::Trusted);
    const auto change = m_administrator->sign(m_administrator->compose(u"device.revoke"_s, targets));
    const QByteArray fresh = m_administrator->stepUp(change.digest());
    const QByteArray used = m_administrator->stepUp(change.digest());
    QCOMPARE(m_administrator
                 ->send({.method = "POST",
                         .target = "/v1/changes",
                         .body = json::canonical(m_administrator->submission(change, targets)),
                         .token = used})
                 .status,
             201);
    for (const QByteArray &token : {fresh, used}) {
        const Before state = before();
        const RawReply reply =
            m_administrator->send({.method = method, .target = target, .body = body, .token = token});
        QCOMPARE(reply.status, 401);
        QCOMPARE(slugOf(reply), "step-up-mismatch"_ba);
        QVERIFY(hasChangedNothing(state, {}));
    }
    QCOMPARE(m_administrator->get("/v1/session").status, 200); // it is still open
}

void BadInputTest::stepUpOnOtherRoutesIsCounted()
{
    m_deployment->server().api().refusals().flush();
    const qint64 size = m_deployment->activitySize();
    const QByteArray token = m_administrator->stepUp(QByteArray(32, 'a'));
    QCOMPARE(slugOf(m_administrator->send({.target = "/v1/devices", .token = token})), "step-up-mismatch"_ba);
    QCOMPARE(slugOf(m_administrator->send({.method = "DELETE", .target = "/v1/session", .token = token})),
             "step-up-mismatch"_ba);
    m_deployment->server().api().refusals().flush();
    QCOMPARE(m_deployment->entries(size), QStringList{u"authentication.refused refused"_s});
    const auto records = m_deployment->plane().logs().records(size, size + 1);
    QVERIFY(records);
    const json::Object &body = records->front().body->value.object();
    QCOMPARE(body.find("problem"_L1)->text(), u"step-up-mismatch"_s);
    QCOMPARE(body.find("count"_L1)->integer(), 2);
}

void BadInputTest::wrongPinIsCounted()
{
    TestConsole manager(*m_deployment, u"release-manager-1"_s);
    QCOMPARE(manager.signIn(), QByteArray());
    const QByteArray wrong = manager.person().pin == "000000" ? "000001"_ba : "000000"_ba;
    for (int attempt = 1; attempt <= 5; ++attempt) {
        identity::Assertion assertion = manager.assertion();
        assertion.act = QByteArray(32, 'a');
        assertion.session = manager.session();
        const RawReply reply = manager.requestToken(assertion, wrong);
        QCOMPARE(reply.status, 400);
        QCOMPARE(memberOf(reply, "error"_L1).text(), u"invalid_grant"_s);
        QCOMPARE(slugOf(reply), attempt < 5 ? "wrong-pin"_ba : "pin-locked"_ba);
        if (attempt < 5)
            QCOMPARE(memberOf(reply, "attempts_left"_L1).integer(), 5 - attempt);
    }
}

void BadInputTest::replayedProofIsRefused()
{
    QCOMPARE(m_administrator->signIn(), QByteArray());
    const TestConsole::Call call{.target = "/v1/session",
                                 .proof = m_administrator->proofFor("GET", "/v1/session", m_administrator->token())};
    QCOMPARE(m_administrator->send(call).status, 200);
    const RawReply replayed = m_administrator->send(call);
    QCOMPARE(replayed.status, 401);
    QCOMPARE(slugOf(replayed), "dpop-replayed"_ba);
    QVERIFY(replayed.header("WWW-Authenticate").startsWith("DPoP "));
    TestConsole::Call elsewhere = call;
    elsewhere.target = "/v1/devices";
    elsewhere.proof = m_administrator->proofFor("GET", "/v1/session", m_administrator->token());
    QCOMPARE(slugOf(m_administrator->send(elsewhere)), "invalid-dpop-proof"_ba);
}

void BadInputTest::replayedAssertionIsRefused()
{
    const auto assertion = m_administrator->assertion();
    QCOMPARE(m_administrator->requestToken(assertion).status, 200);
    QCOMPARE(slugOf(m_administrator->requestToken(assertion)), "assertion-replayed"_ba);
}

void BadInputTest::malformedBodyIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("slug");
    QTest::newRow("no JSON") << "{"_ba << "malformed-json"_ba;
    QTest::newRow("trailing bytes") << "{} "_ba + "x" << "malformed-json"_ba;
    QTest::newRow("duplicate member") << R"({"change":"a","change":"b"})"_ba << "duplicate-member"_ba;
    QTest::newRow("missing members") << "{}"_ba << "missing-member"_ba;
    QTest::newRow("unknown member")
        << R"({"change":"a","names":{},"reason":{"salt":"AAAAAAAAAAAAAAAAAAAAAA","text":"a"},"reference":null,)"
           R"("targets":[],"more":1})"_ba
        << "unknown-member"_ba;
}

void BadInputTest::malformedBodyIsRefused()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, slug);
    const Before state = before();
    QCOMPARE(slugOf(m_administrator->send({.method = "POST", .target = "/v1/changes", .body = body})), slug);
    QVERIFY(hasChangedNothing(state, {}));
}

void BadInputTest::writeNeedsAnIdempotencyKey()
{
    const auto send = [this](const QByteArray &key) {
        return slugOf(
            m_administrator->send({.method = "POST", .target = "/v1/changes", .body = "{}", .idempotencyKey = key}));
    };
    QCOMPARE(send("-"), "idempotency-key-missing"_ba);
    QCOMPARE(send("again"), "malformed-encoding"_ba);
}

ENIGM_TEST_MAIN(BadInputTest)
#include "BadInputTest.moc"

#pragma once

#include "contract/changes/Approval.h"
#include "contract/changes/ChangeRequest.h"
#include "contract/changes/FreeText.h"
#include "contract/changes/Parameters.h"
#include "contract/identity/Assertion.h"
#include "contract/json/JsonValue.h"
#include "tests/control-plane/api/TestDeployment.h"
#include "tests/support/history/Standpoint.h"

#include <map>

namespace enigm::test {

/// What a console says over HTTP, each part to be spoiled by a test. Synchronous; one connection, opened again where
/// the server has ended it.
class TestConsole
{
public:
    TestConsole(TestDeployment &deployment, const QString &person);

    /// One request. Empty members are filled in with what an honest console sends.
    struct Call
    {
        QByteArray method = "GET";
        QByteArray target;
        std::optional<QByteArray> body = {};
        QByteArray token = {};          ///< the session's
        QByteArray proof = {};          ///< a fresh one
        QByteArray idempotencyKey = {}; ///< a fresh one; "-" for none
        QByteArray moreFields = {};     ///< whole header lines
    };
    [[nodiscard]] RawReply send(const Call &call);
    [[nodiscard]] RawReply get(const QByteArray &target) { return send({.target = target}); }
    /// The body of a 200; null where the answer is another.
    [[nodiscard]] json::Value getJson(const QByteArray &target);
    [[nodiscard]] QByteArray proofFor(const QByteArray &method, const QByteArray &target,
                                      const QByteArray &token) const;

    // Signing in.
    [[nodiscard]] identity::Assertion assertion() const;
    /// The token endpoint's answer to this assertion.
    [[nodiscard]] RawReply requestToken(const identity::Assertion &assertion, const QByteArray &pin = {});
    /// The slug of the refusal, or empty. Done by the first request that needs it.
    QByteArray signIn();
    /// PUT /v1/pin, with the proof of the operator key that it asks for; an empty `current` is none.
    [[nodiscard]] RawReply setPin(const QByteArray &current, const QByteArray &pin);
    /// A step-up token for this digest; ends the test where it is refused.
    [[nodiscard]] QByteArray stepUp(const QByteArray &digest);
    [[nodiscard]] const SamplePerson &person() const { return m_person; }
    [[nodiscard]] const QString &session() const { return m_session; }
    [[nodiscard]] const QByteArray &token() const { return m_token; }
    /// Another key of the person: for signing in and everything that is signed.
    void useKey(std::shared_ptr<const signing::Signer> key);
    /// Another key for what is signed; whoever signs in and steps up uses the one before.
    void signWith(std::shared_ptr<const signing::Signer> key) { m_signer = std::move(key); }

    // Privileged changes.
    /// On the logs as they stand, for the test to alter before it is signed.
    [[nodiscard]] changes::ChangeRequest compose(const QString &action, const changes::TargetSet &targets = {},
                                                 const changes::Parameters &parameters = changes::NoParameters{}) const;
    [[nodiscard]] changes::SignedChange sign(const changes::ChangeRequest &request) const;
    [[nodiscard]] json::Object submission(const changes::SignedChange &change,
                                          const changes::TargetSet &targets = {}) const;
    /// Asks, stepping up where the server wants it.
    [[nodiscard]] RawReply ask(const changes::SignedChange &change, const changes::TargetSet &targets = {});
    [[nodiscard]] RawReply ask(const QString &action, const changes::TargetSet &targets = {},
                               const changes::Parameters &parameters = changes::NoParameters{});
    [[nodiscard]] changes::Approval composeApproval(const changes::SignedChange &change,
                                                    changes::Decision decision = changes::Decision::Approve) const;
    [[nodiscard]] RawReply decide(const QString &reference, const changes::Approval &approval);
    [[nodiscard]] RawReply approve(const changes::SignedChange &change);
    [[nodiscard]] RawReply reject(const changes::SignedChange &change);
    [[nodiscard]] RawReply withdraw(const changes::SignedChange &change);
    /// POSTs a signed value: steps up for `digest` where the server wants it, and repeats under the same key.
    [[nodiscard]] RawReply postSigned(const QByteArray &target, const json::Value &body, const QByteArray &digest);

    QString installation; ///< of this console

private:
    [[nodiscard]] Standpoint standpoint() const;
    [[nodiscard]] QByteArray bytesOf(const Call &call, const QByteArray &token) const;
    [[nodiscard]] RawReply exchange(const QByteArray &bytes);

    TestDeployment &m_deployment;
    const SamplePerson &m_person;
    std::shared_ptr<const signing::Signer> m_key;    ///< signs in
    std::shared_ptr<const signing::Signer> m_signer; ///< signs changes and decisions
    std::unique_ptr<signing::PrivateKey> m_dpop;
    std::unique_ptr<RawTlsClient> m_connection;
    QByteArray m_token;
    QString m_session;
    changes::FreeText m_reason;
};

/// The slug of a problem, at the token endpoint too; empty for an answer that is none.
[[nodiscard]] QByteArray slugOf(const RawReply &reply);
/// A member of a JSON answer; null where there is none.
[[nodiscard]] json::Value memberOf(const RawReply &reply, QLatin1StringView name);
/// The signed change in a record.
[[nodiscard]] changes::SignedChange changeOf(const RawReply &record);

} // namespace enigm::test

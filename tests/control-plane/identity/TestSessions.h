#pragma once

#include "contract/identity/Assertion.h"
#include "contract/operators/Directory.h"
#include "contract/time/Clock.h"
#include "control-plane/identity/Authenticator.h"
#include "control-plane/identity/SessionService.h"
#include "control-plane/identity/TokenService.h"
#include "tests/control-plane/audit/TestLogs.h"

#include <QTemporaryDir>

#include <future>
#include <memory>

namespace enigm::test {

/// An operator and the keys of the operator's console.
struct TestOperator
{
    TestOperator();

    QString id;
    std::shared_ptr<signing::PrivateKey> key;
    std::shared_ptr<signing::PrivateKey> dpop;
};

/// The identity room over a database of its own, with a clock that the test moves: two operators, of whom the first is
/// an administrator with the PIN 123456 and the second an approver without one.
class TestSessions
{
public:
    using TokenResult = std::expected<controlplane::identity::IssuedToken, controlplane::identity::TokenRefusal>;
    static constexpr qint64 start = 1'790'000'000;
    static constexpr auto url = QLatin1StringView("https://127.0.0.1:4711");

    TestSessions();

    /// A fresh assertion as the operator's console makes it; the test may spoil it.
    [[nodiscard]] identity::Assertion assertion(const TestOperator &person) const;
    /// The answer to this assertion, signed with the operator's key.
    [[nodiscard]] TokenResult ask(const TestOperator &person, const identity::Assertion &assertion,
                                  QByteArray pin = {});
    /// The same, without waiting for the answer.
    [[nodiscard]] std::future<TokenResult> startAsking(const TestOperator &person, const identity::Assertion &assertion,
                                                       QByteArray pin = {});
    [[nodiscard]] TokenResult signIn(const TestOperator &person);
    [[nodiscard]] TokenResult stepUp(const TestOperator &person, const QString &session, const QByteArray &act,
                                     const QByteArray &pin);
    /// Compact proof for GET /v1/session unless told otherwise.
    [[nodiscard]] QByteArray proof(const TestOperator &person, QByteArrayView token) const;
    /// GET /v1/session under this token.
    [[nodiscard]] Expected<controlplane::identity::Caller> caller(const TestOperator &person, const QByteArray &token);
    /// An assertion as the operator's console makes it before it sets a PIN.
    [[nodiscard]] identity::Assertion pinAssertion(const TestOperator &person, const QString &session) const;
    [[nodiscard]] Expected<void> setPin(const controlplane::identity::Caller &caller, QByteArray current,
                                        QByteArray pin);
    /// The same with this assertion, signed by `person`.
    [[nodiscard]] Expected<void> setPin(const controlplane::identity::Caller &caller, const TestOperator &person,
                                        const identity::Assertion &assertion, QByteArray current, QByteArray pin);
    [[nodiscard]] std::future<Expected<void>> startSettingPin(const controlplane::identity::Caller &caller,
                                                              const TestOperator &person,
                                                              const identity::Assertion &assertion, QByteArray current,
                                                              QByteArray pin);
    /// Holds the writer until the answer is set, and then sets the administrator's PIN in the same transaction: what is
    /// asked meanwhile finds the one before, and is done after it.
    [[nodiscard]] std::promise<void> holdAndReplacePin(const QByteArray &pin);
    [[nodiscard]] Expected<void> end(const controlplane::identity::Caller &caller, const QString &session);
    void revokeKey(const TestOperator &person);
    /// Another key for the same person.
    [[nodiscard]] TestOperator addKey(const TestOperator &person);
    /// "action outcome" of every activity entry.
    [[nodiscard]] QStringList entries();

    time::ManualClock clock{start};
    TestOperator administrator;
    TestOperator approver;

private:
    [[nodiscard]] controlplane::identity::TokenService::Parts parts();

    QTemporaryDir m_directory;
    LogKeys m_keys = LogKeys::generate();
    std::shared_ptr<const operators::Directory> m_operators;

public:
    controlplane::identity::DpopGuard dpop{clock};
    std::unique_ptr<TestLogs> logs;
    std::unique_ptr<controlplane::identity::TokenService> tokens;
    std::unique_ptr<controlplane::identity::SessionService> sessions;
    std::unique_ptr<controlplane::identity::Authenticator> authenticator;
};

/// What `result` was refused for, or "" where it was not.
template <typename T>
[[nodiscard]] QString slugOf(const Expected<T> &result)
{
    return result ? QString() : problemSlug(result.error().type);
}
[[nodiscard]] QString slugOf(const TestSessions::TokenResult &result);

} // namespace enigm::test

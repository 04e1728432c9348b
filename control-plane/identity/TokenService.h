#pragma once

#include "contract/identity/Assertion.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Secret.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/identity/Caller.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Writer.h"

#include <QByteArray>
#include <QString>

#include <expected>
#include <functional>
#include <optional>

namespace enigm::controlplane::identity {

/// What the token endpoint was sent, its DPoP proof checked already.
struct TokenQuestion
{
    QByteArray assertion; ///< compact JWS
    std::optional<signing::Secret> pin;
    QString dpopKey; ///< thumbprint
};

struct IssuedToken
{
    QByteArray value; ///< shown once; only its digest is kept
    QString session;
    qint64 lifetime = 0;             ///< seconds
    std::optional<qint64> steppedUp; ///< auth_time of a step-up
};

struct TokenRefusal
{
    Problem problem;
    std::optional<int> attemptsLeft; ///< WrongPin
    bool isLogged = false;           ///< has an entry of its own
};

/// The authorization server: turns an operator's signed assertion into a session, or with a PIN into a step-up for one
/// act (RFC 7523, RFC 9470). Every answer is durable and logged before it is given.
class TokenService
{
public:
    struct Parts
    {
        const store::Database &database;
        store::Writer &writer;
        audit::Sequencer &sequencer;
        DirectoryView directory;
        const time::Clock &clock;
    };
    using Answer = std::move_only_function<void(std::expected<IssuedToken, TokenRefusal>)>;

    explicit TokenService(Parts parts);

    /// Blocks for a scrypt where a PIN is to be checked: call on a worker. Answers on the writer's thread, or at once.
    /// InvalidAssertion, AssertionReplayed, UnknownKey, KeyNotValid, SessionEnded, WrongPin, PinLocked;
    /// PreconditionFailed where another PIN was set meanwhile.
    void issue(TokenQuestion question, Answer answer);

private:
    void openSession(enigm::identity::SignedAssertion assertion, QString dpopKey, Answer answer);
    void stepUp(enigm::identity::SignedAssertion assertion, TokenQuestion question, Answer answer);
    [[nodiscard]] Expected<store::PinVerifier> verifierFor(const enigm::identity::SignedAssertion &assertion,
                                                           const QString &dpopKey) const;

    Parts m_parts;
};

} // namespace enigm::controlplane::identity

#pragma once

#include "api-client/session/SigningWorker.h"
#include "api-client/session/StepUpPrompt.h"
#include "api-client/session/TokenClient.h"

#include <optional>
#include <vector>

namespace enigm::client {

/// Who signs in a session: holds the operator key, locked, and turns what a person answers into signatures and tokens.
/// The key is open only within SigningWorker, so never while a person or the network is waited for.
///
/// Whoever awaits one of its tasks keeps it alive. Once closed it touches neither prompt nor network any more, and what
/// is under way answers the problem that it was closed with.
class Signatory
{
public:
    /// Both outlive it, or its closing.
    Signatory(TokenClient &tokens, StepUpPrompt &prompt);

    /// A token for a session, which this one signs in from then on. WrongPassphrase before anything is sent.
    [[nodiscard]] Task<Expected<Token>> signIn(QString operatorId, std::shared_ptr<const signing::LockedKey> key,
                                               signing::Secret keySecret);
    /// Of the operator who is signed in; null where nobody is.
    [[nodiscard]] const std::shared_ptr<const signing::LockedKey> &key() const { return m_key; }
    /// Signed out, ended or gone.
    void close(Problem why);

    /// What a person's answer made: the assertion of a step-up, after it the value where one was to be signed, and the
    /// PIN.
    struct Answered
    {
        std::vector<signing::Jws> signatures;
        signing::Secret pin;
    };
    /// Asks until the key opens or the person gives up, and signs. Cancelled, TokenUnavailable, WrongKey.
    [[nodiscard]] Task<Expected<Answered>> ask(StepUpQuestion question, std::optional<signing::UnsignedJws> value);
    /// A step-up token for what was answered. A wrong PIN is asked for again, and what opens the key with it.
    [[nodiscard]] Task<Expected<Token>> stepUp(StepUpQuestion question, Answered answered);

    /// An assertion for an act of this session that no PIN goes with. WrongPassphrase, TokenUnavailable, WrongKey.
    [[nodiscard]] Task<Expected<signing::Jws>> prove(QByteArray act, signing::Secret keySecret);

private:
    [[nodiscard]] std::unexpected<Problem> whyClosed() const { return std::unexpected(*m_closed); }

    TokenClient &m_tokens;
    StepUpPrompt &m_prompt;
    SigningWorker m_worker;
    QString m_operatorId;
    QString m_session;
    std::shared_ptr<const signing::LockedKey> m_key;
    std::optional<Problem> m_closed;
};

} // namespace enigm::client

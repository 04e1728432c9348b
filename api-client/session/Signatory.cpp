#include "api-client/session/Signatory.h"

#include <utility>

namespace enigm::client {

Signatory::Signatory(TokenClient &tokens, StepUpPrompt &prompt)
    : m_tokens(tokens)
    , m_prompt(prompt)
{}

void Signatory::close(Problem why)
{
    m_closed = std::move(why);
    m_key.reset();
}

Task<Expected<Token>> Signatory::signIn(QString operatorId, std::shared_ptr<const signing::LockedKey> key,
                                        signing::Secret keySecret)
{
    m_closed.reset();
    auto assertion = m_tokens.assertion(operatorId, key->publicKey(), {});
    if (!assertion)
        co_return std::unexpected(assertion.error());
    std::vector<signing::UnsignedJws> values{std::move(*assertion)};
    const auto signatures = co_await m_worker.sign(key, std::move(keySecret), std::move(values));
    if (m_closed)
        co_return whyClosed();
    if (!signatures)
        co_return std::unexpected(signatures.error());
    auto token = co_await m_tokens.request(signatures->front(), {});
    if (m_closed)
        co_return whyClosed();
    if (!token)
        co_return std::unexpected(token.error().problem);
    m_operatorId = std::move(operatorId);
    m_session = token->session;
    m_key = std::move(key);
    co_return std::move(*token);
}

Task<Expected<Signatory::Answered>> Signatory::ask(StepUpQuestion question, std::optional<signing::UnsignedJws> value)
{
    while (!m_closed) {
        auto answer = co_await m_prompt.ask(question);
        if (m_closed)
            co_return whyClosed();
        if (!answer)
            co_return std::unexpected(answer.error());
        // An assertion serves once and not for long, so each answer gets its own.
        const StepUp step{.act = question.digest, .session = m_session};
        auto assertion = m_tokens.assertion(m_operatorId, m_key->publicKey(), step);
        if (!assertion)
            co_return std::unexpected(assertion.error());
        std::vector<signing::UnsignedJws> values{std::move(*assertion)};
        if (value)
            values.push_back(*value);
        auto signatures = co_await m_worker.sign(m_key, std::move(answer->keySecret), std::move(values));
        if (m_closed)
            co_return whyClosed();
        if (m_prompt.isWithdrawn())
            co_return refuse(ProblemType::Cancelled);
        if (signatures)
            co_return Answered{.signatures = std::move(*signatures), .pin = std::move(answer->pin)};
        if (signatures.error().type != ProblemType::WrongPassphrase)
            co_return std::unexpected(signatures.error());
        question.wrong = StepUpQuestion::Wrong::KeySecret;
        question.attemptsLeft.reset();
    }
    co_return whyClosed();
}

Task<Expected<signing::Jws>> Signatory::prove(QByteArray act, signing::Secret keySecret)
{
    if (m_closed)
        co_return whyClosed();
    auto assertion =
        m_tokens.assertion(m_operatorId, m_key->publicKey(), StepUp{.act = std::move(act), .session = m_session});
    if (!assertion)
        co_return std::unexpected(assertion.error());
    std::vector<signing::UnsignedJws> values{std::move(*assertion)};
    auto signatures = co_await m_worker.sign(m_key, std::move(keySecret), std::move(values));
    if (m_closed)
        co_return whyClosed();
    if (!signatures)
        co_return std::unexpected(signatures.error());
    co_return std::move(signatures->front());
}

Task<Expected<Token>> Signatory::stepUp(StepUpQuestion question, Answered answered)
{
    while (!m_closed) {
        auto token = co_await m_tokens.request(answered.signatures.front(), std::move(answered.pin));
        if (m_closed)
            co_return whyClosed();
        if (m_prompt.isWithdrawn())
            co_return refuse(ProblemType::Cancelled);
        if (token)
            co_return std::move(*token);
        if (token.error().problem.type != ProblemType::WrongPin)
            co_return std::unexpected(token.error().problem);
        question.wrong = StepUpQuestion::Wrong::Pin;
        question.attemptsLeft = token.error().attemptsLeft;
        auto again = co_await ask(question, {});
        if (!again)
            co_return std::unexpected(again.error());
        answered = std::move(*again);
    }
    co_return whyClosed();
}

} // namespace enigm::client

#include "app/enigmctl/connection/TerminalPrompt.h"

#include "app/enigmctl/terminal/KeyQuestion.h"
#include "app/enigmctl/terminal/PinQuestion.h"
#include "app/enigmctl/terminal/Terminal.h"
#include "contract/encoding/DigestWords.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

using Wrong = client::StepUpQuestion::Wrong;

QString wrongPin(const std::optional<int> &attemptsLeft)
{
    return attemptsLeft ? u"The PIN was wrong; attempts left: %1."_s.arg(*attemptsLeft) : u"The PIN was wrong."_s;
}

} // namespace

TerminalPrompt::TerminalPrompt(Terminal &terminal)
    : m_terminal(terminal)
{}

/// Says what was wrong with the answer before; refuses where whoever gave it cannot give a better one.
Expected<void> TerminalPrompt::introduce(const client::StepUpQuestion &question)
{
    switch (question.wrong) {
    case Wrong::Nothing:
        m_terminal.say(u"Digest of what you sign: "_s + encoding::digestWords(question.digest));
        return {};
    case Wrong::KeySecret:
        if (!m_terminal.isPerson(Terminal::Asked::Passphrase))
            return refuse(ProblemType::WrongPassphrase, wrongKeySecret(question.token));
        m_terminal.say(wrongKeySecret(question.token));
        return {};
    case Wrong::Pin:
        if (!m_terminal.isPerson(Terminal::Asked::Pin))
            return refuse(ProblemType::WrongPin, wrongPin(question.attemptsLeft));
        m_terminal.say(wrongPin(question.attemptsLeft));
        return {};
    }
    Q_UNREACHABLE();
}

client::Task<Expected<client::StepUpAnswer>> TerminalPrompt::ask(client::StepUpQuestion question)
{
    if (const auto introduced = introduce(question); !introduced)
        co_return std::unexpected(introduced.error());
    auto keySecret = askKeySecret(m_terminal, question.token);
    if (!keySecret)
        co_return std::unexpected(keySecret.error());
    auto pin = askPin(m_terminal, u"Your PIN: "_s);
    if (!pin)
        co_return std::unexpected(pin.error());
    co_return client::StepUpAnswer{.keySecret = std::move(*keySecret), .pin = std::move(*pin)};
}

} // namespace enigm::ctl

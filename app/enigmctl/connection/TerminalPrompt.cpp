#include "app/enigmctl/connection/TerminalPrompt.h"

#include "app/enigmctl/terminal/Terminal.h"
#include "contract/encoding/DigestWords.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

constexpr qsizetype pinLength = 6;

bool isPin(QByteArrayView text)
{
    return text.size() == pinLength && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

TerminalPrompt::TerminalPrompt(Terminal &terminal)
    : m_terminal(terminal)
{}

Expected<signing::Secret> TerminalPrompt::ask()
{
    const bool isPerson = m_terminal.isPerson(Terminal::Asked::Pin);
    for (;;) {
        auto pin = m_terminal.askSecret(Terminal::Asked::Pin, u"PIN: "_s);
        // What is no PIN at all is not sent: it would cost an attempt.
        if (!pin || isPin(pin->view()))
            return pin;
        if (!isPerson)
            return refuse(ProblemType::WrongPin, u"The line read is not a PIN of six digits; it was not sent."_s);
        m_terminal.say(u"A PIN has six digits."_s);
    }
}

client::Task<Expected<signing::Secret>> TerminalPrompt::askPin(client::StepUpQuestion question)
{
    if (question.attemptsLeft) {
        const QString sentence = u"The PIN was wrong; attempts left: %1."_s.arg(*question.attemptsLeft);
        if (!m_terminal.isPerson(Terminal::Asked::Pin))
            co_return refuse(ProblemType::WrongPin, sentence);
        m_terminal.say(sentence);
    } else {
        m_terminal.say(u"Digest of what you sign: "_s + encoding::digestWords(question.digest));
    }
    co_return ask();
}

void TerminalPrompt::finished() {}

} // namespace enigm::ctl

#include "app/enigmctl/connection/TerminalPrompt.h"

#include "app/enigmctl/terminal/PinQuestion.h"
#include "app/enigmctl/terminal/Terminal.h"
#include "contract/encoding/DigestWords.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

TerminalPrompt::TerminalPrompt(Terminal &terminal)
    : m_terminal(terminal)
{}

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
    co_return ctl::askPin(m_terminal, u"PIN: "_s);
}

void TerminalPrompt::finished() {}

} // namespace enigm::ctl

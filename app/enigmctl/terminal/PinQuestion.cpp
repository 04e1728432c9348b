#include "app/enigmctl/terminal/PinQuestion.h"

#include "app/enigmctl/terminal/Terminal.h"

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

Expected<signing::Secret> askPin(Terminal &terminal, const QString &question)
{
    for (;;) {
        auto pin = terminal.askSecret(Terminal::Asked::Pin, question);
        if (!pin || isPin(pin->view()))
            return pin;
        if (!terminal.isPerson(Terminal::Asked::Pin))
            return refuse(ProblemType::WrongPin, u"The line read is not a PIN of six digits; it was not sent."_s);
        terminal.say(u"A PIN has six digits."_s);
    }
}

} // namespace enigm::ctl

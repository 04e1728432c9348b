#include "app/enigmctl/session/PinCommand.h"

#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/terminal/KeyQuestion.h"
#include "app/enigmctl/terminal/PinQuestion.h"
#include "app/enigmctl/terminal/Terminal.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

Expected<signing::Secret> askNewPin(Terminal &terminal)
{
    auto pin = askPin(terminal, u"New PIN, six digits: "_s);
    if (!pin || !terminal.isPerson(Terminal::Asked::Pin))
        return pin;
    const auto again = askPin(terminal, u"The same again: "_s);
    if (!again)
        return std::unexpected(again.error());
    if (again->view() != pin->view())
        return refuse(ProblemType::WrongPin, u"The two PINs differ; nothing was changed."_s);
    return pin;
}

} // namespace

client::Task<Result> setPin(Context &context, Connection &connection)
{
    auto keySecret = askKeySecret(context.terminal, connection.tokenLabel());
    if (!keySecret)
        co_return std::unexpected(Failure(keySecret.error()));
    const bool wasSet = connection.session().info()->pinSet;
    auto current = wasSet ? askPin(context.terminal, u"Present PIN: "_s) : Expected<signing::Secret>(signing::Secret());
    if (!current)
        co_return std::unexpected(Failure(current.error()));
    auto pin = askNewPin(context.terminal);
    if (!pin)
        co_return std::unexpected(Failure(pin.error()));
    const auto done = co_await connection.session().setPin(std::move(*keySecret), std::move(*current), std::move(*pin));
    if (!done)
        co_return std::unexpected(Failure(done.error()));
    co_return Answer{.document = json::Object{{"pin_set"_L1, true}}, .text = u"The PIN is set.\n"_s};
}

} // namespace enigm::ctl

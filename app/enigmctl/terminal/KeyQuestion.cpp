#include "app/enigmctl/terminal/KeyQuestion.h"

#include "app/enigmctl/terminal/Terminal.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {
constexpr qsizetype shortestPassphrase = 8;
}

Expected<signing::Secret> askKeySecret(Terminal &terminal, const QString &token)
{
    return terminal.askSecret(Terminal::Asked::Passphrase, token.isEmpty() ? u"Passphrase of your operator key: "_s
                                                                           : u"PIN of the token %1: "_s.arg(token));
}

std::expected<signing::Secret, Failure> newPassphrase(Terminal &terminal)
{
    using enum Terminal::Asked;
    auto passphrase = terminal.askSecret(Passphrase, u"New passphrase, at least 8 characters: "_s);
    if (!passphrase)
        return std::unexpected(passphrase.error());
    if (QString::fromUtf8(passphrase->view()).size() < shortestPassphrase)
        return misused(u"The passphrase is shorter than 8 characters."_s);
    if (terminal.isPerson(Passphrase)) {
        const auto again = terminal.askSecret(Passphrase, u"The same again: "_s);
        if (!again)
            return std::unexpected(again.error());
        if (again->view() != passphrase->view())
            return misused(u"The two passphrases differ."_s);
    }
    return std::move(*passphrase);
}

QString wrongKeySecret(const QString &token)
{
    if (token.isEmpty())
        return u"That passphrase does not open the key."_s;
    return u"The token %1 refuses that PIN; many tokens lock themselves after a few wrong ones."_s.arg(token);
}

int keyAttempts(const Terminal &terminal)
{
    return terminal.isPerson(Terminal::Asked::Passphrase) ? 3 : 1;
}

} // namespace enigm::ctl

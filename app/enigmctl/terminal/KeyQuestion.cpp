#include "app/enigmctl/terminal/KeyQuestion.h"

#include "app/enigmctl/terminal/Terminal.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

Expected<signing::Secret> askKeySecret(Terminal &terminal, const QString &token)
{
    return terminal.askSecret(Terminal::Asked::Passphrase, token.isEmpty() ? u"Passphrase of your operator key: "_s
                                                                           : u"PIN of the token %1: "_s.arg(token));
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

#include "app/enigmctl/terminal/Terminal.h"

#include "app/enigmctl/output/PlainText.h"
#include "app/enigmctl/terminal/TerminalLine.h"

#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

Terminal::Terminal(std::optional<int> pinDescriptor, std::optional<int> passphraseDescriptor)
    : m_pin(pinDescriptor)
    , m_passphrase(passphraseDescriptor)
{}

bool Terminal::isPerson(Asked what) const
{
    return !(what == Asked::Pin ? m_pin : m_passphrase);
}

Expected<signing::Secret> Terminal::askSecret(Asked what, const QString &question)
{
    const std::optional<int> descriptor = what == Asked::Pin ? m_pin : m_passphrase;
    if (descriptor)
        return readLine(*descriptor);
    const auto line = TerminalLine::open(TerminalLine::Echo::Hidden);
    if (!line) {
        const QString option = what == Asked::Pin ? u"--pin-fd"_s : u"--passphrase-fd"_s;
        return refuse(line.error().type,
                      u"There is no terminal to ask on; %1 reads from a file descriptor."_s.arg(option));
    }
    return (*line)->ask(plainText(question));
}

Expected<bool> Terminal::confirm(const QString &question)
{
    const auto line = TerminalLine::open(TerminalLine::Echo::Shown);
    if (!line)
        return std::unexpected(line.error());
    const auto answer = (*line)->ask(plainText(question) + u" [y/N] "_s);
    if (!answer)
        return std::unexpected(answer.error());
    const QByteArray word = answer->view().toByteArray().trimmed().toLower();
    return word == "y" || word == "yes";
}

void Terminal::say(const QString &line)
{
    const QByteArray text = plainText(line).toUtf8() + '\n';
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stderr);
}

void Terminal::showProgress(const QString &what, qint64 done, qint64 total)
{
    if (::isatty(STDERR_FILENO) == 0)
        return;
    const QByteArray text =
        u"\r%1: %2 of %3%4"_s.arg(what).arg(done).arg(total).arg(done >= total ? u"\n"_s : QString()).toUtf8();
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stderr);
}

} // namespace enigm::ctl

#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/Secret.h"

#include <QString>

#include <optional>

namespace enigm::ctl {

/// The person in front of the program: answers questions, reads notes. Secrets come from the terminal without echo or
/// from a file descriptor, never from the command line or the environment.
class Terminal
{
public:
    enum class Asked { Pin, Passphrase };

    /// Nothing: ask on the terminal.
    Terminal(std::optional<int> pinDescriptor, std::optional<int> passphraseDescriptor);

    /// Whether a second answer can be better than the first: a person is asked, not a file.
    [[nodiscard]] bool isPerson(Asked what) const;
    /// Cancelled, Unavailable (no terminal; the sentence names the option that helps), FileUnreadable.
    [[nodiscard]] Expected<signing::Secret> askSecret(Asked what, const QString &question);
    /// "y" or "yes" is a yes. Unavailable where there is no terminal.
    [[nodiscard]] Expected<bool> confirm(const QString &question);

    /// One line on standard error; made plain.
    void say(const QString &line);
    /// Where standard error is a terminal: one line that replaces itself, finished by done = total.
    void showProgress(const QString &what, qint64 done, qint64 total);

private:
    std::optional<int> m_pin;
    std::optional<int> m_passphrase;
};

} // namespace enigm::ctl

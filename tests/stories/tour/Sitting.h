#pragma once

#include <QString>

namespace enigm::tour {

/// What every operator does at a console, whatever the story: sign in, answer a step-up, sign out.
class Sitting
{
public:
    /// Chooses the key on the page for signing in and types what opens it.
    static void chooseKey(const QString &name, const QString &passphrase);
    /// The same, and signs in.
    static void signIn(const QString &name, const QString &passphrase);
    /// By the command palette.
    static void signOut();
    /// The passphrase, Enter, and the PIN, whose sixth digit goes on by itself; does not wait for what comes of it.
    static void fillStepUp(const QString &passphrase, const QString &digits);
    /// The same, and waits until the sheet is gone.
    static void stepUp(const QString &passphrase, const QString &digits);
};

} // namespace enigm::tour

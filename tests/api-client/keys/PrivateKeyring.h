#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace enigm::test {

/// A session bus of the test's own, and GNOME's keyring on it, both children of this process in a home of their own, so
/// that nothing of the person's desktop is seen or touched. Nothing is started by the bus itself: no keyring, and no
/// window that asks for a password.
///
/// Made before anything asks for the session bus, since a process has one only.
class PrivateKeyring
{
public:
    /// Whether the programs are installed.
    [[nodiscard]] static bool isPossible();

    PrivateKeyring();
    ~PrivateKeyring();
    PrivateKeyring(const PrivateKeyring &) = delete;
    PrivateKeyring &operator=(const PrivateKeyring &) = delete;

    /// Where everything of it lies.
    [[nodiscard]] QString home() const { return m_home.path(); }

    // Each answers whether it succeeded.
    /// The bus is there, and the keyring with its login collection open.
    [[nodiscard]] bool start();
    /// Closes the login collection, as a desktop does that locks its keyring.
    [[nodiscard]] bool lock();
    /// Opens it again, as a person does who types its password.
    [[nodiscard]] bool unlock();
    /// No keyring runs any more.
    void stop();

private:
    [[nodiscard]] bool startBus();
    static void end(QProcess &process);

    QTemporaryDir m_home;
    QProcess m_bus;
    QProcess m_keyring;
};

} // namespace enigm::test

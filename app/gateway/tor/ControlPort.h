#pragma once

#include "app/gateway/tor/ControlReply.h"
#include "contract/signing/Secret.h"

#include <QString>

#include <memory>
#include <optional>

class QIODevice;

namespace enigm::gateway {

/// One connection to tor's control port, which has shown tor that it may. Blocks, for seconds at most.
class ControlPort
{
public:
    /// How tor knows us.
    struct Credential
    {
        QString cookieFile;                      ///< SAFECOOKIE: read, and never sent
        std::optional<signing::Secret> password; ///< instead of the cookie
    };

    /// `address`: the path of a local socket, or a port of loopback. Unavailable where nobody answers or tor refuses,
    /// FileUnreadable for the cookie.
    [[nodiscard]] static Expected<ControlPort> open(const QString &address, const Credential &credential);
    ~ControlPort();
    ControlPort(ControlPort &&) noexcept;

    /// The lines of a reply of status 250; Unavailable with what tor said otherwise.
    [[nodiscard]] Expected<QList<QByteArray>> command(const QByteArray &line);

private:
    explicit ControlPort(std::unique_ptr<QIODevice> device);
    [[nodiscard]] Expected<void> showCookie(const QString &file);
    [[nodiscard]] Expected<void> showPassword(const signing::Secret &password);

    std::unique_ptr<QIODevice> m_device;
    QByteArray m_arrived;
};

} // namespace enigm::gateway

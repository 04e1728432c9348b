#include "app/gateway/tor/ControlPort.h"

#include "app/files/FileAccess.h"

#include <QLocalSocket>
#include <QMessageAuthenticationCode>
#include <QTcpSocket>

namespace enigm::gateway {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 5000; // milliseconds, without progress
constexpr qsizetype cookieSize = 32;

std::unexpected<Problem> unavailable(const QString &detail)
{
    return refuse(ProblemType::Unavailable, u"tor's control port: "_s + detail);
}

template <typename Socket>
Expected<std::unique_ptr<QIODevice>> connected(std::unique_ptr<Socket> socket)
{
    if (!socket->waitForConnected(patience))
        return unavailable(socket->errorString());
    return std::unique_ptr<QIODevice>(std::move(socket));
}

Expected<std::unique_ptr<QIODevice>> connectTo(const QString &address)
{
    if (address.startsWith(u'/')) {
        auto socket = std::make_unique<QLocalSocket>();
        socket->connectToServer(address);
        return connected(std::move(socket));
    }
    bool isPort = false;
    const ushort port = address.toUShort(&isPort);
    if (!isPort)
        return refuse(ProblemType::OutOfRange, u"The path of a socket or a port is expected."_s, u"--control"_s);
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(QHostAddress::LocalHost, port);
    return connected(std::move(socket));
}

/// The bytes of NAME=HEX in a line of words.
QByteArray hexWord(const QByteArray &line, const QByteArray &name)
{
    const QList<QByteArray> words = line.split(' ');
    for (const QByteArray &word : words) {
        if (word.startsWith(name + '='))
            return QByteArray::fromHex(word.sliced(name.size() + 1));
    }
    return {};
}

} // namespace

ControlPort::ControlPort(std::unique_ptr<QIODevice> device)
    : m_device(std::move(device))
{}

ControlPort::~ControlPort() = default;
ControlPort::ControlPort(ControlPort &&) noexcept = default;

Expected<ControlPort> ControlPort::open(const QString &address, const Credential &credential)
{
    auto device = connectTo(address);
    if (!device)
        return std::unexpected(device.error());
    ControlPort port(std::move(*device));
    const auto shown =
        credential.password ? port.showPassword(*credential.password) : port.showCookie(credential.cookieFile);
    if (!shown)
        return std::unexpected(shown.error());
    return port;
}

Expected<QList<QByteArray>> ControlPort::command(const QByteArray &line)
{
    m_device->write(line + "\r\n");
    for (;;) {
        const auto reply = ControlReply::take(m_arrived);
        if (!reply)
            return std::unexpected(reply.error());
        if (*reply && !(*reply)->isOk())
            return unavailable(QString::fromLatin1((*reply)->lines.constLast().left(200)));
        if (*reply)
            return (*reply)->lines;
        if (!m_device->waitForReadyRead(patience))
            return unavailable(m_device->errorString());
        m_arrived += m_device->readAll();
    }
}

/// control-spec, section 3.24: each side proves that it has read the cookie, and neither says it.
Expected<void> ControlPort::showCookie(const QString &file)
{
    const auto cookie = files::readFile(file, cookieSize);
    if (!cookie)
        return std::unexpected(cookie.error());
    const QByteArray ours = signing::randomBytes(cookieSize);
    const auto challenge = command("AUTHCHALLENGE SAFECOOKIE " + ours.toHex());
    if (!challenge)
        return std::unexpected(challenge.error());
    const QByteArray theirs = hexWord(challenge->constLast(), "SERVERNONCE");
    const auto proof = [&message = *cookie, &ours, &theirs](const QByteArray &key) {
        return QMessageAuthenticationCode::hash(message + ours + theirs, key, QCryptographicHash::Sha256);
    };
    if (hexWord(challenge->constLast(), "SERVERHASH") !=
        proof("Tor safe cookie authentication server-to-controller hash"))
        return unavailable(u"who answers there does not know the cookie."_s);
    const auto done =
        command("AUTHENTICATE " + proof("Tor safe cookie authentication controller-to-server hash").toHex());
    if (!done)
        return std::unexpected(done.error());
    return {};
}

Expected<void> ControlPort::showPassword(const signing::Secret &password)
{
    QByteArray text = password.view().toByteArray();
    text.replace('\\', "\\\\").replace('"', "\\\"");
    const auto done = command("AUTHENTICATE \"" + text + '"');
    text.fill('\0');
    if (!done)
        return std::unexpected(done.error());
    return {};
}

} // namespace enigm::gateway

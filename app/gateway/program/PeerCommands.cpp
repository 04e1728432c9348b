#include "app/gateway/program/PeerCommands.h"

#include "app/gateway/peers/PeerFollower.h"
#include "app/gateway/program/EndSignal.h"
#include "app/gateway/program/PointOptions.h"
#include "app/gateway/tor/OnionGate.h"
#include "app/gateway/vpn/WireguardGate.h"
#include "app/gateway/vpn/WireguardTool.h"

#include <QCoreApplication>
#include <QFile>

namespace enigm::gateway {

using namespace Qt::StringLiterals;

namespace {

const QString pollOption = u"poll"_s;
const QString clearOption = u"clear"_s;
const QString interfaceOption = u"interface"_s;
const QString outOption = u"out"_s;
const QString networkOption = u"network"_s;
const QString applyOption = u"apply"_s;
const QString clientsOption = u"clients"_s;
const QString controlOption = u"control"_s;
const QString cookieOption = u"control-cookie"_s;
const QString passwordOption = u"control-password-fd"_s;
const QString torrcOption = u"torrc"_s;

constexpr int longestPoll = 600;
constexpr int mostDescriptors = 65'535;
constexpr qint64 longestPassword = 1024;

void addCommon(PointOptions &options)
{
    options.add(pollOption, u"Every how many seconds the control plane is asked."_s, u"SECONDS"_s, u"10"_s);
    options.addFlag(clearOption, u"Let nobody through, at once, and end; the control plane is not asked."_s);
}

ExitCode clear(PeerGate &gate)
{
    const auto done = gate.apply({});
    return done ? ExitCode::Done : refused(done.error());
}

/// Follows the control plane until the program is to end; then nobody is let through any more.
ExitCode follow(const PointOptions &options, policy::NetworkPath path, PeerGate &gate)
{
    const EndSignal signal;
    const auto poll = options.seconds(pollOption, 1, longestPoll);
    const auto point = options.point(path);
    if (!poll || !point)
        return misused(poll ? point.error() : poll.error());
    PeerFollower follower((*point)->client(), (*point)->outcomes(), (*point)->clock(), gate, *poll);
    QObject::connect(&signal, &EndSignal::received, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    follower.start();
    QCoreApplication::exec();
    follower.stop();
    QCoro::waitFor((*point)->outcomes().handIn());
    return ExitCode::Done;
}

Expected<WireguardGate> wireguardGate(const PointOptions &options)
{
    const auto interface = options.required(interfaceOption);
    const auto out = options.required(outOption);
    const auto network = options.required(networkOption);
    for (const auto *const given : {&interface, &out, &network}) {
        if (!*given)
            return std::unexpected(given->error());
    }
    if (const auto checked = wireguard::checkInterface(*interface); !checked)
        return std::unexpected(checked.error());
    const auto tunnels = TunnelNetwork::parse(*network);
    if (!tunnels)
        return std::unexpected(tunnels.error().under(u"--"_s + networkOption));
    return WireguardGate({.interface = *interface, .file = *out, .applies = options.has(applyOption)}, *tunnels);
}

/// A line of this descriptor.
Expected<signing::Secret> passwordOf(const QString &descriptor)
{
    bool isNumber = false;
    const int number = descriptor.toInt(&isNumber);
    QFile file;
    if (!isNumber || number < 0 || number > mostDescriptors || !file.open(number, QIODevice::ReadOnly))
        return refuse(ProblemType::FileUnreadable, u"The descriptor cannot be read."_s, u"--"_s + passwordOption);
    QByteArray line = file.readLine(longestPassword);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty())
        return refuse(ProblemType::FileUnreadable, u"There is no password."_s, u"--"_s + passwordOption);
    return signing::Secret::taking(line);
}

Expected<ControlPort::Credential> credentialOf(const PointOptions &options)
{
    ControlPort::Credential credential{.cookieFile = options.value(cookieOption), .password = {}};
    if (!options.has(passwordOption))
        return credential;
    auto password = passwordOf(options.value(passwordOption));
    if (!password)
        return std::unexpected(password.error());
    credential.password = std::move(*password);
    return credential;
}

} // namespace

ExitCode keepWireguard(const QStringList &arguments)
{
    PointOptions options("wireguard"_L1, "Keeps the peers of a WireGuard interface."_L1);
    addCommon(options);
    options.add(interfaceOption, u"The interface."_s, u"NAME"_s);
    options.add(outOption, u"Where the [Peer] sections go."_s, u"FILE"_s);
    options.add(networkOption, u"The /64 in which peers have their addresses."_s, u"PREFIX"_s);
    options.addFlag(applyOption, u"Apply them to the interface, too."_s);
    if (const auto done = options.read(arguments))
        return *done;
    auto gate = wireguardGate(options);
    if (!gate)
        return misused(gate.error());
    return options.has(clearOption) ? clear(*gate) : follow(options, policy::NetworkPath::VpnNetwork, *gate);
}

ExitCode keepOnionService(const QStringList &arguments)
{
    PointOptions options("tor"_L1, "Keeps the authorised clients of an onion service."_L1);
    addCommon(options);
    options.add(clientsOption, u"The folder authorized_clients of the service."_s, u"DIR"_s);
    options.add(controlOption, u"tor's control socket, or its control port on loopback."_s, u"SOCKET|PORT"_s);
    options.add(cookieOption, u"The cookie by which tor knows us."_s, u"FILE"_s, u"/run/tor/control.authcookie"_s);
    options.add(passwordOption, u"A password instead of the cookie, from this descriptor."_s, u"N"_s);
    options.add(torrcOption, u"tor's configuration, checked before each reload."_s, u"FILE"_s, u"/etc/tor/torrc"_s);
    if (const auto done = options.read(arguments))
        return *done;
    const auto folder = options.required(clientsOption);
    const auto control = options.required(controlOption);
    auto credential = credentialOf(options);
    if (!folder || !control || !credential)
        return misused(!folder ? folder.error() : !control ? control.error() : credential.error());
    if (options.has(clearOption)) { // tor need not run
        const auto done = ClientAuthorizations(*folder).write({});
        return done ? ExitCode::Done : refused(done.error());
    }
    OnionGate gate({.folder = *folder, .control = *control, .torrc = options.value(torrcOption)},
                   std::move(*credential));
    return follow(options, policy::NetworkPath::TorGateway, gate);
}

} // namespace enigm::gateway

#include "app/gateway/program/ProxyCommands.h"

#include "app/gateway/decisions/Gatekeeper.h"
#include "app/gateway/program/EndSignal.h"
#include "app/gateway/program/Journal.h"
#include "app/gateway/program/PointOptions.h"
#include "app/gateway/proxy/ScgiServer.h"
#include "app/gateway/proxy/SquidHelper.h"

#include <QCoreApplication>

#include <unistd.h>

namespace enigm::gateway {

using namespace Qt::StringLiterals;

namespace {

/// Until the program is to end; then what was counted is handed in.
ExitCode serve(EnforcementPoint &point, const EndSignal &signal)
{
    QObject::connect(&signal, &EndSignal::received, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    QCoreApplication::exec();
    QCoro::waitFor(point.outcomes().handIn());
    return ExitCode::Done;
}

} // namespace

ExitCode helpSquid(const QStringList &arguments)
{
    PointOptions options("squid"_L1, "Answers squid's external ACL on standard input and output."_L1);
    if (const auto done = options.read(arguments))
        return *done;
    const EndSignal signal;
    const auto point = options.point(policy::NetworkPath::ProxyNetwork);
    if (!point)
        return misused(point.error());
    Gatekeeper gatekeeper((*point)->client(), (*point)->outcomes(), (*point)->clock());
    const SquidHelper helper(gatekeeper, STDIN_FILENO, STDOUT_FILENO);
    QObject::connect(&helper, &SquidHelper::ended, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    return serve(**point, signal);
}

ExitCode answerNginx(const QStringList &arguments)
{
    const QString socketOption = u"socket"_s;
    PointOptions options("nginx"_L1, "Answers nginx's auth_request over SCGI on a local socket."_L1);
    options.add(socketOption, u"The local socket."_s, u"PATH"_s);
    if (const auto done = options.read(arguments))
        return *done;
    const EndSignal signal;
    const auto path = options.required(socketOption);
    const auto point = options.point(policy::NetworkPath::ProxyNetwork);
    if (!path || !point)
        return misused(path ? point.error() : path.error());
    Gatekeeper gatekeeper((*point)->client(), (*point)->outcomes(), (*point)->clock());
    ScgiServer server(gatekeeper);
    if (const auto listening = server.listen(*path); !listening)
        return refused(listening.error());
    journal::note(u"nginx is answered."_s);
    return serve(**point, signal);
}

} // namespace enigm::gateway

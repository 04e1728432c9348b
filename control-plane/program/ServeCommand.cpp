#include "control-plane/program/ServeCommand.h"

#include "contract/time/Clock.h"
#include "control-plane/program/Server.h"
#include "control-plane/program/Terminal.h"
#include "control-plane/program/TokenOptions.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>

#include <csignal>
#include <cstdio>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace enigm::controlplane::program {

using namespace Qt::StringLiterals;

namespace {

const QString listenOption = u"listen"_s;
const QString deviceOption = u"device-listen"_s;
const QString gatewayOption = u"gateway-listen"_s;
const QString attestOption = u"attest-every"_s;
const QString validityOption = u"decision-validity"_s;
const QString ddiSleepOption = u"ddi-sleep"_s;
const QString authorityOption = u"production-authority"_s;

constexpr int mostDays = 365;
constexpr int mostDdiSleep = 24 * 3600 - 1; // as HH:MM:SS

/// Keys and tokens never reach a core dump or another process of this user, and new files nobody else.
void closeDoors()
{
    const rlimit none{.rlim_cur = 0, .rlim_max = 0};
    (void)setrlimit(RLIMIT_CORE, &none);
    (void)prctl(PR_SET_DUMPABLE, 0);
    (void)umask(S_IRWXG | S_IRWXO);
}

/// The signals that end the program, kept from every thread that begins after this, so that one thread can wait for
/// them.
sigset_t holdEndSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return signals;
}

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"Serves a deployment. Prints one JSON line with its addresses when it accepts requests: {\"event\":\"ready\","
        "\"url\":…,\"device_url\":…,\"gateway_url\":…}.\nSIGTERM and SIGINT end it. Exit codes: 0 ended, 1 refused, 2 "
        "wrong usage."_s);
    const QString any = u"127.0.0.1:0"_s;
    parser.addOption({u"data"_s, u"Where the deployment was founded."_s, u"DIR"_s});
    parser.addOption(
        {listenOption, u"Where operators' clients connect; port 0 lets the system choose."_s, u"ADDRESS:PORT"_s, any});
    parser.addOption({deviceOption, u"Where devices connect (mutual TLS)."_s, u"ADDRESS:PORT"_s, any});
    parser.addOption({gatewayOption, u"Where enforcement points connect (mutual TLS)."_s, u"ADDRESS:PORT"_s, any});
    parser.addOption({attestOption,
                      u"After how many days a device is to attest again; what is older than twice as many is stale. 0: "
                      "only when it is asked to, and nothing grows stale."_s,
                      u"DAYS"_s, u"7"_s});
    parser.addOption({validityOption,
                      u"For how long an enforcement point may go by a permit before it has to ask again, 1 to %1 "
                      "seconds."_s.arg(policy::TrustDecisions::mostValidity),
                      u"SECONDS"_s, QString::number(policy::TrustDecisions::mostValidity)});
    parser.addOption({ddiSleepOption,
                      u"How long stock update clients (hawkBit DDI) are told to sleep between two polls, in seconds."_s,
                      u"SECONDS"_s, QString::number(api::DdiRoutes::usualSleep)});
    parser.addOption({authorityOption,
                      u"The command that signs artifacts which were signed off: enigm-production-authority with its "
                      "options, as another user or on another machine where it is meant to be. A sample has its own."_s,
                      u"COMMAND"_s});
    parser.addHelpOption();
}

/// What signs for a sample, with the key that lies beside its data; nothing where either is missing.
QString sampleAuthority(const QString &directory)
{
    const QString program = QCoreApplication::applicationDirPath() + u"/enigm-production-authority"_s;
    const QString key = directory + u"/sample/authorities/production"_s;
    if (!QFile::exists(program) || !QFile::exists(key + u".json"_s))
        return {};
    QStringList words{program,        u"--deployment"_s, directory + u"/deployment.json"_s,
                      u"--key"_s,     key + u".json"_s,  u"--pin-file"_s,
                      key + u".pin"_s};
    for (QString &word : words)
        word = u'"' + word.replace(u'"', u"\"\"\""_s) + u'"';
    return words.join(u' ');
}

Expected<fleet::AttestationSchedule> scheduleOf(const QString &days)
{
    bool isNumber = false;
    const int value = days.toInt(&isNumber);
    if (!isNumber || value < 0 || value > mostDays)
        return refuse(ProblemType::OutOfRange, u"0 to %1 days."_s.arg(mostDays), u"--"_s + attestOption);
    return fleet::AttestationSchedule{.every = value * fleet::AttestationSchedule::day};
}

Expected<qint64> validityOf(const QString &seconds)
{
    bool isNumber = false;
    const qint64 value = seconds.toLongLong(&isNumber);
    if (!isNumber || value < 1 || value > policy::TrustDecisions::mostValidity)
        return refuse(ProblemType::OutOfRange, u"1 to %1 seconds."_s.arg(policy::TrustDecisions::mostValidity),
                      u"--"_s + validityOption);
    return value;
}

Expected<int> ddiSleepOf(const QString &seconds)
{
    bool isNumber = false;
    const int value = seconds.toInt(&isNumber);
    if (!isNumber || value < 1 || value > mostDdiSleep)
        return refuse(ProblemType::OutOfRange, u"1 to %1 seconds."_s.arg(mostDdiSleep), u"--"_s + ddiSleepOption);
    return value;
}

Expected<Server::Options> optionsOf(const QCommandLineParser &parser)
{
    Server::Options options{.directory = parser.value(u"data"_s)};
    for (const auto &[name, address] :
         {std::pair{listenOption, &options.operators}, std::pair{deviceOption, &options.devices},
          std::pair{gatewayOption, &options.gateways}}) {
        const auto parsed = ListenAddress::parse(parser.value(name));
        if (!parsed)
            return std::unexpected(parsed.error().under(u"--"_s + name));
        *address = *parsed;
    }
    const auto schedule = scheduleOf(parser.value(attestOption));
    if (!schedule)
        return std::unexpected(schedule.error());
    options.attestation = *schedule;
    const auto validity = validityOf(parser.value(validityOption));
    if (!validity)
        return std::unexpected(validity.error());
    options.decisionValidity = *validity;
    const auto ddiSleep = ddiSleepOf(parser.value(ddiSleepOption));
    if (!ddiSleep)
        return std::unexpected(ddiSleep.error());
    options.ddiSleep = *ddiSleep;
    options.productionAuthority =
        parser.isSet(authorityOption) ? parser.value(authorityOption) : sampleAuthority(options.directory);
    return options;
}

} // namespace

ExitCode ServeCommand::run(const QStringList &arguments)
{
    QCommandLineParser parser;
    describe(parser);
    const TokenOptions tokenOptions(parser);
    const QStringList own = arguments.first(1) + arguments.sliced(2);
    const bool isParsed = parser.parse(own);
    if (parser.isSet(u"help"_s)) {
        answer(parser.helpText());
        return ExitCode::Done;
    }
    if (!isParsed || !parser.isSet(u"data"_s) || !parser.positionalArguments().isEmpty()) {
        tell(isParsed ? u"serve needs --data DIR and nothing but options."_s : parser.errorText());
        return ExitCode::Usage;
    }
    closeDoors(); // before a PIN is in memory
    auto options = optionsOf(parser);
    const auto token = tokenOptions.access();
    if (!options || !token) {
        tell(options ? token.error() : options.error());
        return ExitCode::Usage;
    }
    if (*token)
        options->token = &**token;
    const sigset_t signals = holdEndSignals();
    const time::SystemClock clock;
    const auto server = Server::start(*options, clock);
    if (!server) {
        tell(server.error());
        return ExitCode::Refused;
    }
    const QByteArray ready = (*server)->readyLine();
    std::fwrite(ready.constData(), 1, static_cast<std::size_t>(ready.size()), stdout);
    std::fflush(stdout);
    int received = 0;
    sigwait(&signals, &received);
    (*server)->stop();
    return ExitCode::Done;
}

} // namespace enigm::controlplane::program

#include "simulator/program/Options.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace enigm::simulator {

namespace {

constexpr int most = 1'000'000;

/// The parser with what it knows, so that help and reading cannot differ.
class Parser
{
public:
    Parser()
    {
        m_parser.setApplicationDescription(
            u"Simulated devices of a sample, checking in over real mutual TLS.\n\n"
            "Exit status: 0 every check-in was accepted, 1 some were refused, 2 the command line or a file cannot be\n"
            "used, 3 some check-ins failed."_s);
        m_parser.addOptions({devices, deployment, url, device, count, once, rate, duration, inFlight, json, help});
    }
    [[nodiscard]] Expected<Options> read(const QStringList &arguments);
    [[nodiscard]] QString helpText() const { return m_parser.helpText(); }

private:
    int number(const QCommandLineOption &option);

    QCommandLineOption devices{u"devices"_s, u"The sample's devices: DIR/sample/devices, or one file of it."_s,
                               u"PATH"_s};
    QCommandLineOption deployment{u"deployment"_s, u"The deployment.json, whose pin the server must have."_s,
                                  u"FILE"_s};
    QCommandLineOption url{u"url"_s, u"The device listener: device_url of the control plane's ready line."_s, u"URL"_s};
    QCommandLineOption device{u"device"_s, u"Only this one, by its console handle."_s, u"HANDLE"_s};
    QCommandLineOption count{u"count"_s, u"Only the first so many."_s, u"N"_s, u"0"_s};
    QCommandLineOption once{u"once"_s, u"Each device checks in once (default); its outcome is printed."_s};
    QCommandLineOption rate{u"rate"_s, u"Begin so many check-ins a second, in turn, instead."_s, u"N"_s};
    QCommandLineOption duration{u"duration"_s, u"How long at this rate, in seconds."_s, u"S"_s, u"60"_s};
    QCommandLineOption inFlight{u"in-flight"_s, u"At most so many at once."_s, u"N"_s, u"32"_s};
    QCommandLineOption json{u"json"_s, u"Answer with one JSON document."_s};
    QCommandLineOption help{u"help"_s, u"Say this."_s};
    QCommandLineParser m_parser;
    bool m_areNumbers = true;
};

int Parser::number(const QCommandLineOption &option)
{
    bool isNumber = false;
    const int value = m_parser.value(option).toInt(&isNumber);
    m_areNumbers = m_areNumbers && isNumber && value >= 0 && value <= most;
    return value;
}

Expected<Options> Parser::read(const QStringList &arguments)
{
    if (!m_parser.parse(arguments))
        return refuse(ProblemType::OutOfRange, m_parser.errorText());
    Options options{.devices = m_parser.value(devices),
                    .deployment = m_parser.value(deployment),
                    .url = QUrl(m_parser.value(url), QUrl::StrictMode),
                    .only = m_parser.value(device),
                    .count = number(count),
                    .pace = {.rate = {}, .seconds = number(duration), .inFlight = number(inFlight)},
                    .json = m_parser.isSet(json),
                    .help = m_parser.isSet(help)};
    if (m_parser.isSet(rate))
        options.pace.rate = number(rate);
    if (options.help)
        return options;
    if (!m_areNumbers || options.pace.inFlight == 0 || options.pace.rate == 0)
        return refuse(ProblemType::OutOfRange, u"A number lies outside what is allowed."_s);
    if (m_parser.isSet(once) && m_parser.isSet(rate))
        return refuse(ProblemType::OutOfRange, u"--once and --rate exclude each other."_s);
    if (options.devices.isEmpty() || options.deployment.isEmpty() || !m_parser.positionalArguments().isEmpty() ||
        options.url.scheme() != "https"_L1 || options.url.host().isEmpty())
        return refuse(ProblemType::OutOfRange, u"--devices, --deployment and --url https://… are needed."_s);
    return options;
}

} // namespace

Expected<Options> Options::parse(const QStringList &arguments)
{
    return Parser().read(arguments);
}

QString Options::helpText()
{
    return Parser().helpText();
}

} // namespace enigm::simulator

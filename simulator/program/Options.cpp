#include "simulator/program/Options.h"

#include "contract/ota/RolloutGroup.h"
#include "simulator/device/PostureWord.h"

#include <QCommandLineParser>

#include <algorithm>

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
            u"Simulated devices of a sample, checking in, reporting, obeying commands, taking updates, "
            "asking\nfor their handles or enrolling over real TLS.\n\n"
            "Exit status: 0 every check-in was accepted or every command acknowledged, 1 some were refused, 2 the\n"
            "command line or a file cannot be used, 3 some devices failed without an answer."_s);
        m_parser.addOptions({devices,  deployment,  url,       device,      count,     once,     rate,
                             duration, inFlight,    report,    attest,      obey,      policies, updates,
                             build,    failShare,   failAs,    silentShare, interrupt, stateDir, handles,
                             enroll,   attestation, misbehave, json,        help});
    }
    [[nodiscard]] Expected<Options> read(const QStringList &arguments);
    [[nodiscard]] QString helpText() const { return m_parser.helpText(); }

private:
    int number(const QCommandLineOption &option);
    [[nodiscard]] Expected<void> readReport(Options &options);
    [[nodiscard]] Expected<void> readAttesting(Options &options);
    [[nodiscard]] Expected<void> readObedience(Options &options);
    [[nodiscard]] Expected<void> readUpdating(Options &options);
    [[nodiscard]] Expected<void> readEnrolment(Options &options);
    [[nodiscard]] Expected<void> readMisbehaviour(Options &options);

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
    QCommandLineOption report{u"report"_s,
                              u"After checking in each device reports this posture: protected, review-required or "
                              "inactive."_s,
                              u"POSTURE"_s};
    QCommandLineOption attest{u"attest"_s,
                              u"After checking in each device attests again: where it is due, or always. Wants "
                              "--attestation."_s,
                              u"due|always"_s};
    QCommandLineOption obey{u"obey"_s, u"Each device fetches its commands, checks their evidence, obeys and "
                                       "acknowledges, instead of checking in."_s};
    QCommandLineOption stateDir{
        u"state-dir"_s,
        u"With --obey, --policies and --updates: where the devices keep what they need to judge "
        "the next command, policy or update, and what runs on them."_s,
        u"DIR"_s};
    QCommandLineOption policies{u"policies"_s,
                                u"Each device asks which policies are in force for it, checks the evidence of their "
                                "changes, takes them over and confirms it, instead of checking in."_s};
    QCommandLineOption updates{u"updates"_s,
                               u"Each device asks what it is offered, checks the evidence, finds it in the update "
                               "repository, downloads, verifies, installs, confirms and reports, instead of checking "
                               "in."_s};
    QCommandLineOption build{u"build"_s, u"With --updates: the build of the devices."_s, u"BUILD"_s,
                             u"enigm-reference"_s};
    QCommandLineOption failShare{u"fail-share"_s, u"With --updates: so many of a thousand devices fail."_s,
                                 u"PERMILLE"_s, u"0"_s};
    QCommandLineOption failAs{u"fail-as"_s,
                              u"What they fail of: download, space, power, verification, install, boot or other."_s,
                              u"WORD"_s, u"install"_s};
    QCommandLineOption silentShare{u"silent-share"_s,
                                   u"With --updates: so many others of a thousand begin and are never heard again."_s,
                                   u"PERMILLE"_s, u"0"_s};
    QCommandLineOption interrupt{u"interrupt"_s,
                                 u"With --updates: each download breaks once, after so many bytes, and goes on."_s,
                                 u"BYTES"_s, u"0"_s};
    QCommandLineOption handles{u"handles"_s, u"Each device asks by which handles the network knows it, in the present "
                                             "epoch and the next, instead of checking in."_s};
    QCommandLineOption enroll{u"enroll"_s,
                              u"New devices enrol with the ticket in this file (--count, one if not given), and are "
                              "written into the folder --devices. Wants --attestation."_s,
                              u"FILE"_s};
    QCommandLineOption attestation{u"attestation"_s,
                                   u"With --enroll and --attest: what the devices' hardware attests with, "
                                   "DIR/sample/attestation.json."_s,
                                   u"FILE"_s};
    QCommandLineOption misbehave{u"misbehave"_s,
                                 u"Lie. With --obey: forge-acknowledgement or replay-acknowledgement. With --report: "
                                 "forge-report, wrong-signature, foreign-handle or replay-report. With --enroll: "
                                 "unlocked-boot-loader or foreign-tls-key. With --attest: forge-report, "
                                 "unlocked-boot-loader, replayed-chain, other-keys-chain or foreign-root. With "
                                 "--policies: forge-report, replay-report or foreign-policy. With any: "
                                 "foreign-nonce."_s,
                                 u"HOW"_s};
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
    Options options{
        .devices = m_parser.value(devices),
        .deployment = m_parser.value(deployment),
        .url = QUrl(m_parser.value(url), QUrl::StrictMode),
        .only = m_parser.value(device),
        .count = number(count),
        .pace = {.rate = {}, .seconds = number(duration), .inFlight = number(inFlight)},
        .obey = m_parser.isSet(obey),
        .stateDirectory = m_parser.value(stateDir),
        .policies = m_parser.isSet(policies),
        .updates = m_parser.isSet(updates),
        .system = {.build = m_parser.value(build), .rollbackIndex = 0, .version = u"0"_s},
        .conduct = {.failing = number(failShare), .silent = number(silentShare), .interruptAfter = number(interrupt)},
        .handles = m_parser.isSet(handles),
        .ticket = {},
        .attestation = {},
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
    const bool enrols = m_parser.isSet(enroll);
    for (const auto step :
         {&Parser::readReport, &Parser::readAttesting, enrols ? &Parser::readEnrolment : &Parser::readObedience,
          &Parser::readUpdating, &Parser::readMisbehaviour}) {
        if (const auto read = (this->*step)(options); !read)
            return std::unexpected(read.error());
    }
    if (enrols)
        return options;
    if (options.devices.isEmpty() || options.deployment.isEmpty() || !m_parser.positionalArguments().isEmpty() ||
        options.url.scheme() != "https"_L1 || options.url.host().isEmpty())
        return refuse(ProblemType::OutOfRange, u"--devices, --deployment and --url https://… are needed."_s);
    return options;
}

Expected<void> Parser::readReport(Options &options)
{
    if (!m_parser.isSet(report))
        return {};
    options.report = postureOf(m_parser.value(report));
    if (!options.report)
        return refuse(ProblemType::OutOfRange, u"No device reports so."_s, m_parser.value(report));
    return {};
}

Expected<void> Parser::readAttesting(Options &options)
{
    options.attestation = m_parser.value(attestation);
    if (!m_parser.isSet(attest))
        return {};
    options.attest = true;
    options.onlyWhenDue = m_parser.value(attest) == "due"_L1;
    if (!options.onlyWhenDue && m_parser.value(attest) != "always"_L1)
        return refuse(ProblemType::OutOfRange, u"Devices attest again where it is due, or always."_s,
                      m_parser.value(attest));
    if (options.attestation.isEmpty())
        return refuse(ProblemType::OutOfRange, u"--attest needs --attestation."_s);
    return {};
}

Expected<void> Parser::readObedience(Options &options)
{
    const int keeping = (options.obey ? 1 : 0) + (options.policies ? 1 : 0) + (options.updates ? 1 : 0);
    const int instead = keeping + (options.handles ? 1 : 0);
    if (instead > 1)
        return refuse(ProblemType::OutOfRange, u"--obey, --policies, --updates and --handles exclude each other."_s);
    if ((keeping > 0) == options.stateDirectory.isEmpty())
        return refuse(ProblemType::OutOfRange,
                      u"--obey, --policies and --updates need --state-dir, and --state-dir one of them."_s);
    if (instead > 0 && (options.pace.rate || options.report || options.attest))
        return refuse(ProblemType::OutOfRange,
                      u"--obey, --policies, --updates and --handles exclude --rate, --report and --attest."_s);
    return {};
}

Expected<void> Parser::readUpdating(Options &options)
{
    const bool conducts = m_parser.isSet(build) || m_parser.isSet(failShare) || m_parser.isSet(failAs) ||
                          m_parser.isSet(silentShare) || m_parser.isSet(interrupt);
    if (!options.updates)
        return conducts ? refuse(ProblemType::OutOfRange, u"Without --updates nothing is installed."_s)
                        : Expected<void>();
    const auto failure = ota::fromWord<ota::UpdateFailure>(m_parser.value(failAs));
    if (!failure || *failure == ota::UpdateFailure::Silent || *failure == ota::UpdateFailure::Refused)
        return refuse(ProblemType::OutOfRange, u"No device fails so by itself."_s, m_parser.value(failAs));
    if (options.conduct.failing + options.conduct.silent > ota::wholeShare)
        return refuse(ProblemType::OutOfRange, u"There are a thousand thousandths."_s);
    options.conduct.failure = *failure;
    return {};
}

Expected<void> Parser::readEnrolment(Options &options)
{
    options.ticket = m_parser.value(enroll);
    if (options.obey || options.report || options.attest || options.pace.rate || options.handles || options.policies ||
        options.updates || m_parser.isSet(device) || m_parser.isSet(url) || m_parser.isSet(deployment) ||
        !m_parser.positionalArguments().isEmpty())
        return refuse(ProblemType::OutOfRange, u"--enroll goes with --attestation, --devices and --count alone: the "
                                               "ticket says where and to whom."_s);
    if (options.attestation.isEmpty() || options.devices.isEmpty())
        return refuse(ProblemType::OutOfRange, u"--enroll needs --attestation and --devices."_s);
    options.count = std::max(options.count, 1);
    return {};
}

Expected<void> Parser::readMisbehaviour(Options &options)
{
    if (!m_parser.isSet(misbehave))
        return {};
    const auto misbehaviour = misbehaviourOf(m_parser.value(misbehave));
    if (!misbehaviour)
        return refuse(ProblemType::OutOfRange, u"No device misbehaves so."_s, m_parser.value(misbehave));
    const bool can = (!options.ticket.isEmpty() && isPossible(*misbehaviour, Occasion::Enrolling)) ||
                     (options.obey && isPossible(*misbehaviour, Occasion::Obeying)) ||
                     (options.policies && isPossible(*misbehaviour, Occasion::Confirming)) ||
                     (options.report && isPossible(*misbehaviour, Occasion::Reporting)) ||
                     (options.attest && isPossible(*misbehaviour, Occasion::Attesting));
    if (!can)
        return refuse(ProblemType::OutOfRange, u"There is no occasion to misbehave so."_s, m_parser.value(misbehave));
    options.misbehaviour = *misbehaviour;
    return {};
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

#include "control-plane/program/FoundCommand.h"

#include "contract/json/JsonParser.h"
#include "contract/time/Clock.h"
#include "control-plane/program/FoundingDraft.h"
#include "control-plane/program/PrivateFiles.h"
#include "control-plane/program/SampleFounding.h"
#include "control-plane/program/Terminal.h"
#include "control-plane/program/TokenOptions.h"

#include <QCommandLineParser>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::program {

namespace {

constexpr auto defaultUrl = "https://127.0.0.1:7443"_L1;
constexpr qint64 defaultDevices = 200;

QCommandLineOption dataOption()
{
    return {u"data"_s, u"The directory of the deployment's data."_s, u"DIR"_s};
}

QCommandLineOption urlOption()
{
    return {u"url"_s, u"Where clients will find the control plane; written into deployment.json."_s, u"URL"_s,
            defaultUrl};
}

/// The parser's own words for a wrong command line, and the way to the help.
ExitCode refuseUsage(const QString &words)
{
    tell(words);
    tell(u"See enigm-control-plane found --help"_s);
    return ExitCode::Usage;
}

ExitCode conclude(const Expected<void> &result)
{
    if (result)
        return ExitCode::Done;
    tell(result.error());
    return ExitCode::Refused;
}

bool isUsable(const QUrl &url)
{
    return url.isValid() && url.scheme() == u"https" && !url.host().isEmpty();
}

} // namespace

ExitCode FoundCommand::run(const QStringList &arguments)
{
    const QString kind = arguments.value(2);
    if (kind == u"draft")
        return draft(arguments);
    if (kind == u"complete")
        return complete(arguments);
    return sample(arguments);
}

ExitCode FoundCommand::sample(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Founds a deployment.\n\n"
        "  found --data DIR --sample [--devices N]   an organisation for evaluation, with people and a fleet\n"
        "  found draft --help                        what the founders of a real deployment sign\n"
        "  found complete --help                     takes their signatures\n\n"
        "Exit codes: 0 done, 1 refused (the problem is on standard error as \"slug: sentence\"), 2 wrong usage."_s);
    const QCommandLineOption data = dataOption();
    const QCommandLineOption url = urlOption();
    const QCommandLineOption isSample(u"sample"_s,
                                      u"Make a sample: keys and PINs of its people lie beside the data."_s);
    const QCommandLineOption devices(u"devices"_s, u"How many devices the sample has."_s, u"N"_s,
                                     QString::number(defaultDevices));
    parser.addOptions({data, isSample, devices, url});
    const TokenOptions tokenOptions(parser);
    parser.addPositionalArgument(u"found"_s, u"This command."_s);
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(arguments))
        return refuseUsage(parser.errorText());
    if (parser.isSet(help)) {
        answer(parser.helpText());
        return ExitCode::Done;
    }
    bool isNumber = false;
    const qint64 count = parser.value(devices).toLongLong(&isNumber);
    if (!parser.isSet(data) || !parser.isSet(isSample) || !isNumber || parser.positionalArguments().size() != 1 ||
        !isUsable(QUrl(parser.value(url))))
        return refuseUsage(u"found needs --data DIR and --sample, or one of draft and complete."_s);
    auto token = tokenOptions.access();
    if (!token)
        return refuseUsage(token.error().toString());
    const time::SystemClock clock;
    const QString directory = parser.value(data);
    SampleFounding founding({.directory = directory,
                             .devices = count,
                             .url = QUrl(parser.value(url)),
                             .token = token->has_value() ? &**token : nullptr},
                            clock, [](const QString &line) { tell(u"found: "_s + line); });
    const auto done = founding.run();
    if (done)
        tell(u"found: a sample organisation in %1; people and PINs are in its sample/operators"_s.arg(directory));
    return conclude(done);
}

ExitCode FoundCommand::draft(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Drafts the founding of a real deployment: makes the control plane's keys below DIR, and writes\n"
        "DIR/founding.json, which every founder signs where their key is (enigmctl found sign)."_s);
    const QCommandLineOption data = dataOption();
    const QCommandLineOption settings(u"settings"_s,
                                      u"JSON: name, hosts, founders (name, operator, key, roles), recovery, witnesses, "
                                      "attestation; and, to begin otherwise than usual, rules, role_conflicts, brake, "
                                      "suspension, retention, break_glass. What is founded here stays."_s,
                                      u"FILE"_s);
    parser.addOptions({data, settings});
    const TokenOptions tokenOptions(parser);
    parser.addPositionalArgument(u"found"_s, u"This command."_s);
    parser.addPositionalArgument(u"draft"_s, u"Its first half."_s);
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(arguments))
        return refuseUsage(parser.errorText());
    if (parser.isSet(help)) {
        answer(parser.helpText());
        return ExitCode::Done;
    }
    if (!parser.isSet(data) || !parser.isSet(settings) || parser.positionalArguments().size() != 2)
        return refuseUsage(u"found draft needs --data DIR and --settings FILE."_s);
    const time::SystemClock clock;
    const auto parsed =
        andThen(andThen(readFile(parser.value(settings)), [](const QByteArray &bytes) { return json::parse(bytes); }),
                [](const json::Value &value) { return FoundingDraft::Settings::fromJson(value); });
    if (!parsed)
        return conclude(std::unexpected(parsed.error()));
    const auto token = tokenOptions.access();
    if (!token)
        return refuseUsage(token.error().toString());
    const auto founding =
        FoundingDraft::draft(parser.value(data), *parsed, clock, token->has_value() ? &**token : nullptr);
    if (!founding)
        return conclude(std::unexpected(founding.error()));
    tell(u"found: %1/founding.json waits for the signatures of %2 founders"_s.arg(parser.value(data))
             .arg(founding->founders.size()));
    return ExitCode::Done;
}

ExitCode FoundCommand::complete(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Completes the founding of a real deployment with the founders' signatures, and writes DIR/deployment.json."_s);
    const QCommandLineOption data = dataOption();
    const QCommandLineOption url = urlOption();
    const QCommandLineOption signatures(u"signature"_s, u"A founder's signature, as a file; once for each founder."_s,
                                        u"FILE"_s);
    parser.addOptions({data, signatures, url});
    const TokenOptions tokenOptions(parser);
    parser.addPositionalArgument(u"found"_s, u"This command."_s);
    parser.addPositionalArgument(u"complete"_s, u"Its second half."_s);
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(arguments))
        return refuseUsage(parser.errorText());
    if (parser.isSet(help)) {
        answer(parser.helpText());
        return ExitCode::Done;
    }
    if (!parser.isSet(data) || !parser.isSet(signatures) || parser.positionalArguments().size() != 2 ||
        !isUsable(QUrl(parser.value(url))))
        return refuseUsage(u"found complete needs --data DIR and a --signature FILE of every founder."_s);
    std::vector<QByteArray> compact;
    for (const QString &path : parser.values(signatures)) {
        auto bytes = readFile(path);
        if (!bytes)
            return conclude(std::unexpected(bytes.error()));
        compact.push_back(std::move(*bytes));
    }
    const auto token = tokenOptions.access();
    if (!token)
        return refuseUsage(token.error().toString());
    const time::SystemClock clock;
    const auto done = FoundingDraft::complete(parser.value(data), compact, QUrl(parser.value(url)), clock,
                                              token->has_value() ? &**token : nullptr);
    if (done)
        tell(u"found: give %1/deployment.json to those who will use this deployment"_s.arg(parser.value(data)));
    return conclude(done);
}

} // namespace enigm::controlplane::program

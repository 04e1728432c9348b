#include "app/enigmctl/command/Runner.h"

#include "app/enigmctl/command/Help.h"
#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/output/PlainText.h"
#include "app/enigmctl/terminal/Terminal.h"
#include "contract/json/JsonParser.h"

#include <QCoreApplication>

#include <cstdio>
#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

void print(const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stdout);
    std::fflush(stdout);
}

int finish(Terminal &terminal, const Result &result, bool asJson)
{
    if (!result) {
        terminal.say(u"enigmctl: "_s + result.error().problem.toString());
        if (asJson)
            print(json::canonical(problemDocument(result.error().problem)) + '\n');
        return std::to_underlying(result.error().exit);
    }
    if (result->raw)
        print(*result->raw);
    else
        print(asJson ? json::canonical(result->document) + '\n' : result->text.toUtf8());
    return std::to_underlying(result->exit);
}

std::optional<Answer> information(const Invocation &line, std::span<const Command> commands)
{
    if (line.has("help"_L1))
        return Answer{.document = json::Object{{"help"_L1, helpText(line.command(), commands)}},
                      .text = helpText(line.command(), commands)};
    if (line.has("version"_L1)) {
        const QString version = QCoreApplication::applicationVersion();
        return Answer{.document = json::Object{{"version"_L1, version}}, .text = u"enigmctl "_s + version + u'\n'};
    }
    return std::nullopt;
}

client::Task<Result> runOnline(Context &context, Connection &connection, OnlineHandler handler)
{
    const auto opened = co_await connection.open();
    if (!opened)
        co_return std::unexpected(opened.error());
    auto result = co_await handler(context, connection);
    connection.tellOfLogs();
    co_await connection.close();
    co_return result;
}

Result runCommand(Context &context)
{
    const auto &handler = context.invocation.command()->run;
    if (const auto *const offline = std::get_if<OfflineHandler>(&handler))
        return (*offline)(context);
    const auto connection = Connection::make(context);
    if (!connection)
        return std::unexpected(connection.error());
    return QCoro::waitFor(runOnline(context, **connection, std::get<OnlineHandler>(handler)));
}

std::expected<std::optional<int>, Failure> descriptor(const Invocation &line, QLatin1StringView option)
{
    if (!line.has(option))
        return std::optional<int>();
    const auto number = line.number(option, 0, 65535, 0);
    if (!number)
        return std::unexpected(number.error());
    return std::optional(static_cast<int>(*number));
}

} // namespace

int run(const QStringList &arguments, std::span<const Command> commands)
{
    Terminal silent({}, {});
    const bool asJson = arguments.contains("--json"_L1);
    const auto line = Invocation::parse(arguments, commands);
    if (!line)
        return finish(silent, std::unexpected(line.error()), asJson);
    if (auto answer = information(*line, commands))
        return finish(silent, std::move(*answer), asJson);
    const auto pin = descriptor(*line, "pin-fd"_L1);
    const auto passphrase = descriptor(*line, "passphrase-fd"_L1);
    if (!pin || !passphrase)
        return finish(silent, std::unexpected(pin ? passphrase.error() : pin.error()), asJson);

    const time::SystemClock clock;
    Terminal terminal(*pin, *passphrase);
    Context context{.invocation = *line, .terminal = terminal, .clock = clock};
    return finish(terminal, runCommand(context), asJson);
}

} // namespace enigm::ctl

#include "api-client/audit/LogWitness.h"
#include "api-client/keys/WitnessVault.h"
#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/files/GivenFiles.h"
#include "app/enigmctl/output/Table.h"
#include "app/enigmctl/terminal/Interrupt.h"
#include "app/enigmctl/terminal/Terminal.h"
#include "app/enigmctl/witness/WitnessCommands.h"

#include <qcoro/qcorotimer.h>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

using client::LogWitness;
using namespace std::chrono_literals;

std::expected<client::WitnessKey, Failure> openedFile(Terminal &terminal, const QString &path)
{
    const auto file = witnessFile(path);
    if (!file)
        return std::unexpected(file.error());
    const auto passphrase =
        terminal.askSecret(Terminal::Asked::Passphrase, u"Passphrase of the witness key %1: "_s.arg(file->name));
    if (!passphrase)
        return std::unexpected(passphrase.error());
    auto key = file->key->unlock(*passphrase);
    if (!key)
        return std::unexpected(key.error().under(path));
    return client::WitnessKey{.name = file->name, .key = std::move(*key)};
}

client::Task<std::expected<void, Failure>> addKeys(Context &context, Connection &connection, LogWitness &witness)
{
    for (const QString &path : context.invocation.arguments()) {
        auto key = openedFile(context.terminal, path);
        if (!key)
            co_return std::unexpected(key.error());
        witness.add(std::move(*key));
    }
    if (!context.invocation.arguments().isEmpty())
        co_return std::expected<void, Failure>();
    auto key = co_await client::WitnessVault().load(connection.session().deployment().deployment);
    if (!key)
        co_return std::unexpected(Failure(key.error()));
    witness.add(std::move(*key));
    co_return std::expected<void, Failure>();
}

QString sizeText(const std::optional<LogWitness::Sight> &sight)
{
    return sight ? QString::number(sight->size) : u"-"_s;
}

json::Value sizeOf(const std::optional<LogWitness::Sight> &sight)
{
    return sight ? json::Value(sight->size) : json::Value();
}

Result describe(const LogWitness &witness)
{
    Table table({u"WITNESS"_s, u"GOVERNANCE"_s, u"ACTIVITY"_s});
    json::Array documents;
    for (const LogWitness::Witness &own : witness.witnesses()) {
        if (!own.own)
            continue;
        table.addRow({own.name, sizeText(own.governance), sizeText(own.activity)});
        documents.emplace_back(json::Object{
            {"activity"_L1, sizeOf(own.activity)}, {"governance"_L1, sizeOf(own.governance)}, {"name"_L1, own.name}});
    }
    if (documents.empty())
        return std::unexpected(
            Problem{ProblemType::UnknownKey, u"The governance log names no witness of this name with this key."_s});
    return Answer{.document = json::Object{{"cosigned"_L1, json::Value(std::move(documents))}}, .text = table.toText()};
}

/// Refreshes, co-signs, and says how far.
client::Task<Result> cosignOnce(Connection &connection, LogWitness &witness)
{
    const auto refreshed = co_await connection.follower().refresh();
    if (!refreshed)
        co_return std::unexpected(Failure(refreshed.error()));
    const auto done = co_await witness.round();
    if (!done)
        co_return std::unexpected(Failure(done.error()));
    co_return describe(witness);
}

/// A witness that is on duty gets over what passes.
bool isPassing(const Failure &failure)
{
    return failure.exit == ExitCode::Unreachable;
}

/// Until the next round, or until somebody has had enough.
client::Task<void> pause(const Interrupt &interrupt)
{
    for (qint64 second = 0; second < LogWitness::interval && !interrupt.isRaised(); ++second)
        co_await QCoro::sleepFor(1s);
}

} // namespace

client::Task<Result> cosignLogs(Context &context, Connection &connection)
{
    LogWitness witness(connection.session(), connection.follower(), connection.checkpoints());
    const auto equipped = co_await addKeys(context, connection, witness);
    if (!equipped)
        co_return std::unexpected(equipped.error());
    const Interrupt interrupt;
    for (;;) {
        auto result = co_await cosignOnce(connection, witness);
        if (context.invocation.has("once"_L1) || (!result && !isPassing(result.error())))
            co_return result;
        if (!result)
            context.terminal.say(u"enigmctl: "_s + result.error().problem.toString());
        co_await pause(interrupt);
        if (interrupt.isRaised())
            co_return result;
    }
}

} // namespace enigm::ctl

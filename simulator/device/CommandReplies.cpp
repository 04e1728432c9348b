#include "simulator/device/CommandReplies.h"

#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"

using namespace Qt::StringLiterals;

namespace enigm::simulator {

namespace {

Expected<fleet::CommandState> parseState(const json::Value &value, const QString &pointer)
{
    const auto state =
        value.kind() == json::Value::Kind::Text ? fleet::commandStateFromWord(value.text()) : std::nullopt;
    if (!state)
        return refuse(ProblemType::OutOfRange, u"This is not a state of a command."_s, pointer);
    return *state;
}

Expected<OpenCommand> parseCommand(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    OpenCommand command{.action = reader.text("action"_L1),
                        .change = reader.bytes("change"_L1, 32),
                        .execution = reader.integer("execution"_L1)};
    (void)reader.integer("obey_by"_L1); // the device believes the signed one alone
    (void)reader.with("state"_L1, parseState);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return command;
}

/// What `read` makes of the members of the body.
template <typename Read>
auto readBody(QByteArrayView body, Read read) -> Expected<std::invoke_result_t<Read, json::ObjectReader &>>
{
    const auto value = json::parse(body);
    if (!value)
        return std::unexpected(value.error());
    json::ObjectReader reader(*value);
    auto result = read(reader);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return result;
}

} // namespace

Expected<std::vector<OpenCommand>> readCommands(QByteArrayView body)
{
    return readBody(body, [](json::ObjectReader &reader) { return reader.list("commands"_L1, parseCommand); });
}

Expected<QByteArray> readNonce(QByteArrayView body)
{
    return readBody(body, [](json::ObjectReader &reader) {
        (void)reader.integer("expires"_L1);
        return reader.bytes("nonce"_L1, 16);
    });
}

Expected<fleet::CommandState> readState(QByteArrayView body)
{
    return readBody(body, [](json::ObjectReader &reader) { return reader.with("state"_L1, parseState); });
}

Expected<bool> readTaken(QByteArrayView body)
{
    return readBody(body, [](json::ObjectReader &reader) {
        (void)reader.integer("time"_L1);
        return reader.boolean("changed"_L1);
    });
}

Expected<qint64> readJudged(QByteArrayView body)
{
    return readBody(body, [](json::ObjectReader &reader) {
        if (reader.text("outcome"_L1) != "verified"_L1)
            reader.fail({ProblemType::OutOfRange, u"Nothing else is taken."_s, reader.pointerTo("outcome"_L1)});
        return reader.integer("time"_L1);
    });
}

} // namespace enigm::simulator

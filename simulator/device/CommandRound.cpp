#include "simulator/device/CommandRound.h"

#include "contract/device/DeviceEvidence.h"
#include "contract/json/JsonParser.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::simulator {

namespace {

constexpr qsizetype headRoom = 64 * 1024;
constexpr qsizetype nonceSize = 16;

} // namespace

CommandRound::CommandRound(deployment::DeviceIdentity device, Setup setup, QObject *parent)
    : QObject(parent)
    , m_device(std::move(device))
    , m_setup(std::move(setup))
    , m_file(m_setup.stateDirectory, m_device, m_setup.deployment)
{}

void CommandRound::start()
{
    auto memory = m_file.read();
    if (!memory) {
        Q_EMIT finished(memory.error());
        return;
    }
    m_memory = std::move(*memory);
    ask({.path = "/device/v1/commands"}, &CommandRound::takeCommands);
}

void CommandRound::ask(Ask ask, Take take)
{
    auto *const exchange = new Exchange(m_device, m_setup.listener, std::move(ask), this);
    connect(exchange, &Exchange::finished, this, [this, exchange, take](const Reply &reply) {
        exchange->deleteLater();
        (this->*take)(reply);
    });
}

void CommandRound::takeCommands(const Reply &reply)
{
    if (reply.problem) {
        Q_EMIT finished(reply.problem);
        return;
    }
    auto commands = readCommands(reply.body);
    if (!commands) {
        Q_EMIT finished(commands.error());
        return;
    }
    m_commands = std::move(*commands);
    beginNext();
}

void CommandRound::beginNext()
{
    if (m_next == m_commands.size()) {
        Q_EMIT finished(std::nullopt);
        return;
    }
    m_said.reset();
    m_isReplay = false;
    const QByteArray execution = QByteArray::number(m_commands[m_next++].execution);
    ask({.path = "/device/v1/commands/" + execution + "/evidence",
         .largestResponse = device::DeviceEvidence::maxBytes + headRoom},
        &CommandRound::takeEvidence);
}

bool CommandRound::isUsable(const Reply &reply)
{
    if (reply.outcome == Reply::Outcome::Failed) {
        Q_EMIT finished(reply.problem);
        return false;
    }
    if (reply.problem) {
        CommandResult result = resultNow();
        result.refusal = reply.problem;
        conclude(result);
        return false;
    }
    return true;
}

void CommandRound::takeEvidence(const Reply &reply)
{
    if (!isUsable(reply))
        return;
    const Judgement judgement = judge(reply.body, m_commands[m_next - 1], m_memory, m_setup.clock.now());
    m_said = judgement.said;
    if (judgement.memory) {
        // Done first, kept then, and said last: what is cut off in between is done again.
        if (const auto kept = m_file.write(*judgement.memory); !kept) {
            Q_EMIT finished(kept.error());
            return;
        }
        m_memory = *judgement.memory;
    }
    ask({.method = "POST", .path = "/device/v1/nonces", .body = "{}"}, &CommandRound::takeNonce);
}

void CommandRound::takeNonce(const Reply &reply)
{
    if (!isUsable(reply))
        return;
    auto nonce = readNonce(reply.body);
    if (!nonce) {
        Q_EMIT finished(nonce.error());
        return;
    }
    if (m_setup.misbehaviour == Misbehaviour::ForeignNonce)
        nonce = signing::randomBytes(nonceSize);
    const auto outcome = sign(*nonce);
    if (!outcome) {
        Q_EMIT finished(outcome.error());
        return;
    }
    m_report = json::canonical(outcome->toJson());
    acknowledge();
}

Expected<reports::EffectOutcome> CommandRound::sign(const QByteArray &nonce) const
{
    const reports::Report report{.deployment = m_setup.deployment,
                                 .handle = m_device.handle,
                                 .body = *m_said,
                                 .time = m_setup.clock.now(),
                                 .nonce = nonce};
    const bool isForged = m_setup.misbehaviour == Misbehaviour::ForgeAcknowledgement;
    const signing::PrivateKey &key = isForged ? *m_device.tlsKey : *m_device.attestedKey;
    auto made = reports::SignedReport::sign(report, key);
    if (!made)
        return std::unexpected(made.error());
    return reports::EffectOutcome{.key = key.publicKey(), .report = std::move(*made)};
}

void CommandRound::acknowledge()
{
    ask({.method = "POST", .path = "/device/v1/acknowledgements", .body = m_report}, &CommandRound::takeAnswer);
}

void CommandRound::takeAnswer(const Reply &reply)
{
    if (!isUsable(reply))
        return;
    const auto state = readState(reply.body);
    if (!state) {
        Q_EMIT finished(state.error());
        return;
    }
    CommandResult result = resultNow();
    result.state = *state;
    if (m_setup.misbehaviour == Misbehaviour::ReplayAcknowledgement && !m_isReplay) {
        m_isReplay = true;
        Q_EMIT answered(result);
        acknowledge();
        return;
    }
    conclude(result);
}

CommandResult CommandRound::resultNow() const
{
    const OpenCommand &command = m_commands[m_next - 1];
    return {.handle = m_device.handle,
            .action = command.action,
            .execution = command.execution,
            .said = m_said,
            .state = {},
            .refusal = {}};
}

void CommandRound::conclude(const CommandResult &result)
{
    Q_EMIT answered(result);
    beginNext();
}

} // namespace enigm::simulator

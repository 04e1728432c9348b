#include "simulator/device/Judgement.h"

#include "contract/device/Command.h"

using namespace Qt::StringLiterals;

namespace enigm::simulator {

namespace {

using device::Command;
using device::DeviceMemory;
using reports::Obedience;

Expected<Command> checkClaimed(QByteArrayView evidence, const OpenCommand &claimed, const DeviceMemory &memory,
                               qint64 now)
{
    auto command = device::checkCommand(evidence, memory, now);
    if (command && (command->execution != claimed.execution || command->digest != claimed.change))
        return refuse(ProblemType::WrongChange, u"The evidence is that of another command."_s);
    return command;
}

/// The device signs only for what it has evidence of, also the second time; so the check is made once more as it would
/// have been before.
bool wasObeyedLast(QByteArrayView evidence, const OpenCommand &claimed, DeviceMemory memory, qint64 now)
{
    if (memory.obeyed != claimed.execution)
        return false;
    memory.obeyed = claimed.execution > 0 ? std::optional(claimed.execution - 1) : std::nullopt;
    const auto command = checkClaimed(evidence, claimed, memory, now);
    return command && command->kind == Command::Kind::Nothing;
}

} // namespace

Judgement judge(QByteArrayView evidence, const OpenCommand &claimed, const DeviceMemory &memory, qint64 now)
{
    Judgement judgement{.said = {.change = claimed.change,
                                 .execution = claimed.execution,
                                 .outcome = Obedience::AlreadySo,
                                 .problem = {}},
                        .memory = {}};
    const auto command = checkClaimed(evidence, claimed, memory, now);
    if (command) {
        judgement.memory = command->memory;
        if (command->kind != Command::Kind::Nothing)
            judgement.said.outcome = Obedience::Obeyed;
    } else if (command.error().type != ProblemType::StaleCommand || !wasObeyedLast(evidence, claimed, memory, now)) {
        judgement.said.outcome = Obedience::Refused;
        judgement.said.problem = command.error().type;
    }
    return judgement;
}

} // namespace enigm::simulator

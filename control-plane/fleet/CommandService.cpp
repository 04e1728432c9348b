#include "control-plane/fleet/CommandService.h"

#include "contract/device/DeviceEvidenceBuilder.h"
#include "contract/fleet/DeviceTransition.h"
#include "control-plane/fleet/PeerDevice.h"
#include "control-plane/fleet/ReportCheck.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"

#include <memory>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::fleet {

using enigm::fleet::CommandState;
using enigm::reports::Acknowledgement;
using enigm::reports::EffectOutcome;

namespace {

Expected<store::CommandRow> commandIn(const store::Repositories &store, const enigm::fleet::DeviceHandle &handle,
                                      qint64 execution)
{
    auto command = store.commands.find(handle, execution);
    if (!command)
        return std::unexpected(command.error());
    if (!*command)
        return refuse(ProblemType::NotFound, u"This device was sent no such command."_s, QString::number(execution));
    return std::move(**command);
}

/// Whether there is nothing in it that was not known: so that a device that says the same for ever fills no log.
bool isKnown(const store::CommandRow &command, const Acknowledgement &said)
{
    if (command.state == CommandState::Acknowledged || command.state == CommandState::Cancelled)
        return true;
    if (!said.problem)
        return false;
    return command.refusals >= CommandService::mostRefusals ||
           (command.state == said.state() && command.problem == problemSlug(*said.problem));
}

} // namespace

CommandService::CommandService(Parts parts)
    : m_parts(std::move(parts))
{}

Expected<store::DeviceRow> CommandService::deviceOf(const QByteArray &certificate) const
{
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    auto device = deviceOfPeer(*reader->operator->(), certificate);
    if (!device)
        m_parts.checkIns.countRefusal(device.error().type);
    return device;
}

Expected<std::vector<store::CommandRow>> CommandService::open(const QByteArray &certificate) const
{
    const auto device = deviceOf(certificate);
    if (!device)
        return std::unexpected(device.error());
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    auto commands = (*reader)->commands.ofDevice(device->handle);
    if (!commands)
        return commands;
    const qint64 now = m_parts.clock.now();
    std::erase_if(*commands, [now](const store::CommandRow &command) {
        return command.state == CommandState::Acknowledged || command.state == CommandState::Cancelled ||
               now > command.obeyBy;
    });
    return commands;
}

Expected<store::CommandRow> CommandService::commandOf(const store::DeviceRow &device, qint64 execution) const
{
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    return commandIn(*reader->operator->(), device.handle, execution);
}

Expected<QByteArray> CommandService::build(const store::CommandRow &command) const
{
    const auto bundle = m_parts.evidence(command.change);
    if (!bundle)
        return std::unexpected(bundle.error());
    const auto builder = device::DeviceEvidenceBuilder::make(*bundle);
    if (!builder)
        return std::unexpected(builder.error());
    const auto evidence = builder->evidenceFor(command.handle);
    if (!evidence)
        return std::unexpected(evidence.error());
    return evidence->toBytes();
}

void CommandService::evidence(const QByteArray &certificate, qint64 execution, EvidenceAnswer answer) const
{
    const auto device = deviceOf(certificate);
    if (!device)
        return answer(std::unexpected(device.error()));
    const auto command = commandOf(*device, execution);
    if (!command)
        return answer(std::unexpected(command.error()));
    auto bytes = build(*command);
    if (!bytes || command->state != CommandState::Queued)
        return answer(bytes);
    auto job = [this, handle = device->handle, execution](store::Transaction &transaction) -> Expected<void> {
        const qint64 cursor = m_parts.sequencer.nextCursor();
        if (auto done = transaction.commands.setDelivered(handle, execution, m_parts.clock.now(), cursor); !done)
            return done;
        return transaction.devices.touch(handle, cursor);
    };
    // A device is not kept from its evidence by a disk that takes no more: then it stays queued for who looks.
    m_parts.writer.submit(std::move(job), [bytes = std::move(*bytes), answer = std::move(answer)](
                                              const Expected<void> &) mutable { answer(std::move(bytes)); });
}

Expected<NonceBook::Nonce> CommandService::nonce(const QByteArray &certificate)
{
    const auto device = deviceOf(certificate);
    if (!device)
        return std::unexpected(device.error());
    return m_parts.nonces.issue(device->handle.text(), m_parts.clock.now());
}

/// The nonce comes last, as checkReport says.
Expected<void> CommandService::check(const store::DeviceRow &device, const EffectOutcome &outcome)
{
    {
        const auto reader = m_parts.database.read();
        if (!reader)
            return std::unexpected(reader.error());
        if (auto sound = checkReport((*reader)->meta, device, outcome); !sound)
            return sound;
    }
    const Acknowledgement &said = outcome.body();
    const auto command = commandOf(device, said.execution);
    if (!command)
        return std::unexpected(command.error());
    if (command->digest != said.change)
        return refuse(ProblemType::WrongChange, u"This command came of another change."_s, u"/report"_s);
    return useNonce(m_parts.nonces, outcome.report.report, m_parts.clock.now());
}

Expected<CommandState> CommandService::take(store::Transaction &transaction, const EffectOutcome &outcome) const
{
    const Acknowledgement &said = outcome.body();
    auto command = commandIn(transaction, outcome.report.report.handle, said.execution);
    if (!command)
        return std::unexpected(command.error());
    if (isKnown(*command, said))
        return command->state;
    log::ActivityEntry entry = outcome.describe();
    entry.time = m_parts.clock.now();
    const auto appended =
        m_parts.sequencer.appendActivity(transaction, entry, log::ActivityBody::make(outcome.toJson()));
    if (!appended)
        return std::unexpected(appended.error());
    command->state = said.state();
    command->answered = entry.time;
    command->entry = appended->position.index;
    command->refusals += said.problem ? 1 : 0;
    command->problem = said.problem ? std::optional(problemSlug(*said.problem)) : std::nullopt;
    if (auto done = transaction.commands.setAnswered(*command, appended->cursor); !done)
        return std::unexpected(done.error());
    // Nothing holds any more at a device that was wiped, until it says so again.
    if (command->action == enigm::fleet::wipeAction && said.outcome == enigm::reports::Obedience::Obeyed) {
        if (auto done = transaction.heldPolicies.forget(command->handle); !done)
            return std::unexpected(done.error());
    }
    if (auto done = transaction.devices.touch(command->handle, appended->cursor); !done)
        return std::unexpected(done.error());
    return command->state;
}

void CommandService::acknowledge(const QByteArray &certificate, const EffectOutcome &outcome, StateAnswer answer)
{
    const auto device = deviceOf(certificate);
    if (!device)
        return answer(std::unexpected(device.error()));
    if (auto sound = check(*device, outcome); !sound) {
        m_parts.checkIns.countRefusal(sound.error().type, device->handle.text());
        return answer(std::unexpected(sound.error()));
    }
    const auto state = std::make_shared<CommandState>(CommandState::Queued);
    auto job = [this, state, outcome](store::Transaction &transaction) -> Expected<void> {
        const auto taken = take(transaction, outcome);
        if (!taken)
            return std::unexpected(taken.error());
        *state = *taken;
        return {};
    };
    m_parts.writer.submit(std::move(job), [state, answer = std::move(answer)](const Expected<void> &done) mutable {
        if (done)
            answer(*state);
        else
            answer(std::unexpected(done.error()));
    });
}

} // namespace enigm::controlplane::fleet

#include "control-plane/changes/EndOfLifeReader.h"

#include "contract/device/DeviceEvidenceBuilder.h"
#include "contract/fleet/DeviceTransition.h"
#include "control-plane/changes/EvidenceBuilder.h"
#include "control-plane/store/Reader.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::changes {

namespace {

using audit::LogId;
using enigm::fleet::CommandState;
using enigm::fleet::DeviceHandle;

QString timeText(qint64 time)
{
    return QDateTime::fromSecsSinceEpoch(time, QTimeZone::utc()).toString(Qt::ISODate);
}

Expected<void> checkAcknowledged(const store::CommandRow &command)
{
    if (command.state != CommandState::Acknowledged)
        return refuse(ProblemType::NotAcknowledged,
                      u"%1 was executed at %2, and the device has not acknowledged it since."_s.arg(
                          command.action, timeText(command.queued)),
                      command.handle.text());
    if (!command.entry)
        return refuse(ProblemType::EvidenceIncomplete, u"Where the log keeps the device's word is not known."_s,
                      command.handle.text());
    return {};
}

Expected<DeviceHandle> finalDevice(const store::Repositories &store, const QString &text)
{
    auto handle = DeviceHandle::parse(text);
    if (!handle)
        return handle;
    const auto device = store.devices.find(*handle);
    if (!device)
        return std::unexpected(device.error());
    if (!*device)
        return refuse(ProblemType::NotFound, u"No device has this handle."_s, text);
    if (!enigm::fleet::isFinal((*device)->state))
        return refuse(ProblemType::NotFound,
                      u"The device is %1, and has no end-of-life record before its end."_s.arg(
                          enigm::fleet::toWord((*device)->state)),
                      text);
    return handle;
}

/// Puts one command and the device's word on it together, under checkpoints that are given.
class CommandProof
{
public:
    CommandProof(const EvidenceBuilder &builder, const EvidenceBuilder::Checkpoints &checkpoints)
        : m_builder(builder)
        , m_checkpoints(checkpoints)
    {}

    /// The logs of `record`, too, which are the same for every command of it.
    [[nodiscard]] Expected<evidence::AcknowledgedRecords> prove(const store::CommandRow &command,
                                                                evidence::EndOfLifeRecord &record) const
    {
        const auto bundle = m_builder.build(command.change, m_checkpoints);
        if (!bundle)
            return std::unexpected(bundle.error());
        const auto devices = device::DeviceEvidenceBuilder::make(*bundle);
        if (!devices)
            return std::unexpected(devices.error());
        auto evidence = devices->evidenceFor(command.handle);
        if (!evidence)
            return std::unexpected(evidence.error());
        const auto entry = m_builder.prove(*command.entry, m_checkpoints.of(LogId::Activity).head.size);
        if (!entry)
            return std::unexpected(entry.error());
        auto acknowledgement = evidence::ProvenAcknowledgement::of(*entry);
        if (!acknowledgement)
            return std::unexpected(acknowledgement.error());
        record.deployment = std::move(evidence->deployment);
        record.activityCheckpoint = std::move(evidence->activityCheckpoint);
        record.governanceCheckpoint = std::move(evidence->governanceCheckpoint);
        record.governanceLeaves = std::move(evidence->governanceLeaves);
        evidence::AcknowledgedRecords records;
        static_cast<device::DeviceRecords &>(records) = static_cast<device::DeviceRecords &&>(*evidence);
        records.acknowledgement = std::move(*acknowledgement);
        return records;
    }

private:
    const EvidenceBuilder &m_builder;
    const EvidenceBuilder::Checkpoints &m_checkpoints;
};

/// The governance log has to reach as far as each entry that the record holds.
Expected<qint64> governanceSizeAt(const store::Repositories &store, qint64 index)
{
    const auto entries = store.log.entries(LogId::Activity, index, index + 1);
    if (!entries)
        return std::unexpected(entries.error());
    if (entries->size() != 1)
        return refuse(ProblemType::EntryMismatch, u"The log has no such entry."_s, u"activity record %1"_s.arg(index));
    const auto entry = log::ActivityEntry::parse(entries->front().leaf);
    if (!entry)
        return std::unexpected(entry.error());
    return entry->governanceSize;
}

} // namespace

Expected<DeviceEnd> EndOfLifeReader::end(const QString &handle) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const store::Repositories &store = *reader->operator->();
    const auto device = finalDevice(store, handle);
    if (!device)
        return std::unexpected(device.error());
    const auto commands = store.commands.ofDevice(*device);
    if (!commands)
        return std::unexpected(commands.error());
    std::optional<store::CommandRow> end;
    std::optional<store::CommandRow> wipe;
    for (const store::CommandRow &command : *commands) {
        if (enigm::fleet::isEnding(command.action))
            end = command;
        if (command.action == enigm::fleet::wipeAction && checkAcknowledged(command))
            wipe = command;
    }
    if (!end)
        return refuse(ProblemType::EvidenceIncomplete, u"No execution has ended this device."_s, handle);
    if (auto done = checkAcknowledged(*end); !done)
        return std::unexpected(done.error());
    return DeviceEnd{.end = std::move(*end), .wipe = std::move(wipe)};
}

Expected<evidence::EndOfLifeRecord> EndOfLifeReader::record(const DeviceEnd &end) const
{
    const auto published = m_logs.published(); // before the snapshot, which then holds all that they cover
    const auto directory = m_directory();
    const auto reader = m_database.read(); // one for everything below
    if (!reader)
        return std::unexpected(reader.error());
    const store::Repositories &store = *reader->operator->();
    const EvidenceBuilder builder(m_logs, *published, store, *directory);
    const qint64 last = std::max(*end.end.entry, end.wipe ? *end.wipe->entry : 0);
    const auto governanceSize = governanceSizeAt(store, last);
    if (!governanceSize)
        return std::unexpected(governanceSize.error());
    const auto checkpoints = builder.checkpointsFrom(*governanceSize, last + 1);
    if (!checkpoints)
        return std::unexpected(checkpoints.error());
    const CommandProof proof(builder, *checkpoints);
    evidence::EndOfLifeRecord record;
    auto ended = proof.prove(end.end, record);
    if (!ended)
        return std::unexpected(ended.error());
    record.end = std::move(*ended);
    if (!end.wipe)
        return record;
    auto wiped = proof.prove(*end.wipe, record);
    if (!wiped)
        return std::unexpected(wiped.error());
    record.wipe = std::move(*wiped);
    return record;
}

} // namespace enigm::controlplane::changes

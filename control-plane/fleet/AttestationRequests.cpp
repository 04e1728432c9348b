#include "control-plane/fleet/AttestationRequests.h"

#include "contract/fleet/Attestation.h"
#include "contract/fleet/DeviceTransition.h"
#include "contract/json/JsonParser.h"
#include "control-plane/fleet/AdministrativeEntry.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::fleet {

using enigm::fleet::AttestationReason;
using enigm::fleet::DeviceHandle;

namespace {

constexpr int mostAtOnce = static_cast<int>(AttestationRequests::mostDevices);

/// What was found then, under the outcome that it has now.
Expected<QByteArray> lapsedFacts(const QByteArray &facts)
{
    const auto value = json::parse(facts);
    if (!value)
        return std::unexpected(value.error());
    json::Object members = value->object();
    members.insert(u"outcome"_s, QString(toWord(outcomeOf(AttestationReason::Lapsed))));
    members.insert(u"reason"_s, QString(toWord(AttestationReason::Lapsed)));
    return json::canonical(members);
}

} // namespace

AttestationRequests::AttestationRequests(Parts parts)
    : m_parts(parts)
{}

void AttestationRequests::ask(const QString &operatorId, Handles devices, Keep keep, Done done)
{
    auto job = [this, operatorId, devices = std::move(devices),
                keep = std::move(keep)](store::Transaction &transaction) mutable -> Expected<void> {
        const auto asked = take(transaction, operatorId, devices);
        if (!asked)
            return std::unexpected(asked.error());
        return keep(transaction, *asked);
    };
    m_parts.writer.submit(std::move(job), std::move(done));
}

Expected<AttestationRequests::Asked> AttestationRequests::take(store::Transaction &transaction,
                                                               const QString &operatorId, const Handles &devices) const
{
    Asked result{.asked = {}, .passedOver = {}, .time = m_parts.clock.now()};
    log::ActivityEntry entry = administrativeEntry(u"device.attest"_s, operatorId, result.time);
    for (const DeviceHandle &handle : devices) {
        const auto device = transaction.devices.find(handle);
        if (!device)
            return std::unexpected(device.error());
        if (!*device)
            return refuse(ProblemType::NotFound, u"No device has this handle."_s, handle.text());
        if (!enigm::fleet::isServed((*device)->state)) {
            result.passedOver.push_back(handle);
            continue;
        }
        result.asked.push_back(handle);
        entry.handles.push_back(handle.text());
    }
    if (result.asked.empty())
        return result; // nothing has happened that a log could tell
    const auto appended = m_parts.sequencer.appendActivity(transaction, entry, {});
    if (!appended)
        return std::unexpected(appended.error());
    for (const DeviceHandle &handle : result.asked) {
        if (auto done = transaction.devices.setAttestationAsked(handle, result.time, m_parts.sequencer.nextCursor());
            !done)
            return std::unexpected(done.error());
    }
    return result;
}

void AttestationRequests::lapse(Done done)
{
    const auto before = m_parts.schedule.lapsedBefore(m_parts.clock.now());
    if (!before)
        return done({});
    {
        const auto reader = m_parts.database.read();
        if (!reader)
            return done(std::unexpected(reader.error()));
        const auto first =
            (*reader)->devices.attestedBefore(*before, toWord(enigm::fleet::AttestationOutcome::Verified), 1);
        if (!first)
            return done(std::unexpected(first.error()));
        if (first->empty())
            return done({});
    }
    m_parts.writer.submit([this](store::Transaction &transaction) { return lapseIn(transaction); }, std::move(done));
}

Expected<void> AttestationRequests::lapseIn(store::Transaction &transaction) const
{
    const qint64 now = m_parts.clock.now();
    const QString verified = toWord(enigm::fleet::AttestationOutcome::Verified);
    const QString stale = toWord(outcomeOf(AttestationReason::Lapsed));
    const auto devices =
        transaction.devices.attestedBefore(m_parts.schedule.lapsedBefore(now).value_or(0), verified, mostAtOnce);
    if (!devices)
        return std::unexpected(devices.error());
    if (devices->empty())
        return {}; // they have attested again meanwhile
    log::ActivityEntry entry = administrativeEntry(u"attestation.lapsed"_s, u"control-plane"_s, now);
    entry.category = log::Category::PostureChange;
    entry.outcome = log::Outcome::Refused;
    for (const store::DeviceRow &device : *devices)
        entry.handles.push_back(device.handle.text());
    std::ranges::sort(entry.handles);
    const auto appended = m_parts.sequencer.appendActivity(transaction, entry, {});
    if (!appended)
        return std::unexpected(appended.error());
    for (const store::DeviceRow &device : *devices) {
        const auto facts = lapsedFacts(device.attestation.facts);
        if (!facts)
            return std::unexpected(facts.error());
        if (auto done = transaction.devices.setOutcome(device.handle, stale, *facts, m_parts.sequencer.nextCursor());
            !done)
            return done;
        const store::AttestationChangeRow change{
            .position = appended->position.index, .judged = now, .outcome = stale, .before = verified};
        if (auto done = transaction.attestations.add(device.handle, change); !done)
            return done;
    }
    return {};
}

} // namespace enigm::controlplane::fleet

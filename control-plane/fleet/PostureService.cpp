#include "control-plane/fleet/PostureService.h"

#include "contract/json/JsonParser.h"
#include "control-plane/fleet/ReportCheck.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"

#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::fleet {

using enigm::fleet::DeviceHandle;
using enigm::reports::PostureChange;

namespace {

const DeviceHandle &handleOf(const PostureChange &posture)
{
    return posture.report.report.handle;
}

/// What is stored, and what two postures are held against each other by.
QByteArray bytesOf(const PostureChange &posture)
{
    return json::canonical(posture.body().toJson());
}

Expected<bool> saysTheSame(const store::Repositories &store, const PostureChange &posture)
{
    const auto current = store.postures.find(handleOf(posture));
    if (!current)
        return std::unexpected(current.error());
    return current->has_value() && (*current)->posture.posture == bytesOf(posture);
}

} // namespace

PostureService::PostureService(Parts parts)
    : m_parts(parts)
{}

/// The nonce comes last, as checkReport says.
Expected<void> PostureService::check(const DeviceHandle &handle, const PostureChange &posture)
{
    {
        const auto reader = m_parts.database.read();
        if (!reader)
            return std::unexpected(reader.error());
        if (const auto device = reporterOf(*reader->operator->(), handle, posture); !device)
            return std::unexpected(device.error());
    }
    return useNonce(m_parts.nonces, posture.report.report, m_parts.clock.now());
}

Expected<bool> PostureService::isKnown(const PostureChange &posture) const
{
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    return saysTheSame(*reader->operator->(), posture);
}

void PostureService::noteReported(const DeviceHandle &handle, qint64 time)
{
    const std::scoped_lock lock(m_mutex);
    m_reported.insert(handle, time);
}

void PostureService::report(const QByteArray &certificate, const PostureChange &posture, Answer answer)
{
    const auto checkIn = m_parts.checkIns.checkIn(certificate); // counts its own refusals
    if (!checkIn)
        return answer(std::unexpected(checkIn.error()));
    if (auto sound = check(checkIn->handle, posture); !sound) {
        m_parts.checkIns.countRefusal(sound.error().type, checkIn->handle.text());
        return answer(std::unexpected(sound.error()));
    }
    const auto known = isKnown(posture);
    if (!known)
        return answer(std::unexpected(known.error()));
    if (!*known)
        return write(posture, std::move(answer));
    noteReported(checkIn->handle, checkIn->time);
    answer(Taken{.changed = false, .time = checkIn->time});
}

void PostureService::write(const PostureChange &posture, Answer answer)
{
    const auto taken = std::make_shared<Taken>();
    auto job = [this, taken, posture](store::Transaction &transaction) -> Expected<void> {
        const auto done = take(transaction, posture);
        if (!done)
            return std::unexpected(done.error());
        *taken = *done;
        return {};
    };
    auto completion = [this, taken, handle = handleOf(posture),
                       answer = std::move(answer)](const Expected<void> &done) mutable {
        if (done) {
            if (!taken->changed)
                noteReported(handle, taken->time);
            return answer(*taken);
        }
        m_parts.checkIns.countRefusal(done.error().type, handle.text());
        answer(std::unexpected(done.error()));
    };
    m_parts.writer.submit(std::move(job), std::move(completion));
}

Expected<PostureService::Taken> PostureService::take(store::Transaction &transaction,
                                                     const PostureChange &posture) const
{
    const DeviceHandle &handle = handleOf(posture);
    const qint64 now = m_parts.clock.now();
    const auto known = saysTheSame(transaction, posture); // asked again: two reports may have come at once
    if (!known)
        return std::unexpected(known.error());
    if (*known)
        return Taken{.changed = false, .time = now};
    const auto changes = transaction.postures.countSince(handle, now - window);
    if (!changes)
        return std::unexpected(changes.error());
    if (*changes >= mostChanges)
        return refuse(ProblemType::RateLimited, u"This device changes its posture too often."_s);
    log::ActivityEntry entry = posture.describe();
    entry.time = now;
    const auto appended =
        m_parts.sequencer.appendActivity(transaction, entry, log::ActivityBody::make(posture.toJson()));
    if (!appended)
        return std::unexpected(appended.error());
    const store::PostureRow row{.posture = bytesOf(posture), .position = appended->position.index, .changed = now};
    if (auto done = transaction.postures.set(handle, row); !done)
        return std::unexpected(done.error());
    if (auto done = transaction.devices.touch(handle, appended->cursor); !done)
        return std::unexpected(done.error());
    return Taken{.changed = true, .time = now};
}

void PostureService::flush(Done done)
{
    Reported reported;
    {
        const std::scoped_lock lock(m_mutex);
        reported = std::exchange(m_reported, {});
    }
    if (reported.isEmpty())
        return done({});
    // What cannot be written is told again by the device's next report.
    auto job = [reported = std::move(reported)](store::Transaction &transaction) -> Expected<void> {
        for (auto device = reported.cbegin(); device != reported.cend(); ++device) {
            if (auto written = transaction.postures.setReported(device.key(), device.value()); !written)
                return written;
        }
        return {};
    };
    m_parts.writer.submit(std::move(job), std::move(done));
}

} // namespace enigm::controlplane::fleet

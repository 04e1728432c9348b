#include "control-plane/fleet/CheckInService.h"

#include "contract/fleet/DeviceTransition.h"
#include "control-plane/fleet/PeerDevice.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::fleet {

CheckInService::CheckInService(Parts parts)
    : m_parts(parts)
    , m_refused({.action = u"device.refused"_s,
                 .category = log::Category::AppAccess,
                 .resource = log::Resource::Device,
                 .actor = u"control-plane"_s})
{}

Expected<CheckInService::CheckIn> CheckInService::checkIn(const QByteArray &certificate)
{
    auto answer = judge(certificate);
    if (answer) {
        const std::scoped_lock lock(m_mutex);
        m_seen.insert(answer->handle, answer->time);
        return answer;
    }
    Problem &problem = answer.error();
    countRefusal(problem.type, problem.where);
    problem.where.clear(); // the device knows its handle, or has no business with it
    return answer;
}

Expected<CheckInService::CheckIn> CheckInService::judge(const QByteArray &certificate) const
{
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto device = deviceOfPeer(*reader->operator->(), certificate);
    if (!device)
        return std::unexpected(device.error());
    // Why is not said: whoever holds the device may not be whom it belongs to.
    if (!enigm::fleet::isServed(device->state))
        return refuse(ProblemType::DeviceRefused, u"This device is not served."_s, device->handle.text());
    const qint64 now = m_parts.clock.now();
    return CheckIn{.handle = device->handle,
                   .state = device->state,
                   .time = now,
                   .attestationDue =
                       m_parts.schedule.dueSince(device->attestation.judged, device->attestationAsked, now)};
}

void CheckInService::countRefusal(ProblemType problem, const QString &handle)
{
    constexpr int ourFault = 500;
    if (problemStatus(problem) < ourFault)
        m_refused.note(problem, m_parts.clock.now(), handle);
}

void CheckInService::flush(Done done)
{
    bool isDue = false;
    {
        const std::scoped_lock lock(m_mutex);
        isDue = m_parts.clock.now() - m_refusedWritten >= refusalInterval;
    }
    write(isDue ? m_refused.take() : audit::RefusalTally::Counts(), std::move(done));
}

void CheckInService::flushAll(Done done)
{
    write(m_refused.take(), std::move(done));
}

void CheckInService::write(const audit::RefusalTally::Counts &refused, Done done)
{
    Seen seen;
    {
        const std::scoped_lock lock(m_mutex);
        seen = std::exchange(m_seen, {});
        if (!refused.empty())
            m_refusedWritten = m_parts.clock.now();
    }
    if (seen.isEmpty() && refused.empty())
        return done({});
    auto job = [this, seen = std::move(seen), refused](store::Transaction &transaction) -> Expected<void> {
        for (auto device = seen.cbegin(); device != seen.cend(); ++device) {
            if (auto written =
                    transaction.devices.setLastSeen(device.key(), device.value(), m_parts.sequencer.nextCursor());
                !written)
                return written;
        }
        return m_refused.append(m_parts.sequencer, transaction, refused, m_parts.clock.now());
    };
    auto completion = [this, refused, done = std::move(done)](const Expected<void> &written) mutable {
        if (!written)
            m_refused.giveBack(refused); // when a device was seen is told again by its next check-in
        done(written);
    };
    m_parts.writer.submit(std::move(job), std::move(completion));
}

} // namespace enigm::controlplane::fleet

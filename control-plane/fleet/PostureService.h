#pragma once

#include "contract/problems/Problem.h"
#include "contract/reports/PostureChange.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/fleet/CheckInService.h"
#include "control-plane/fleet/NonceBook.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Writer.h"

#include <QByteArray>
#include <QHash>

#include <functional>
#include <mutex>

namespace enigm::controlplane::fleet {

/// Takes what served devices report of themselves. A posture that is another than before is written with its entry of
/// the log; one that says the same moves no more than when it was last reported, in batches, so that a fleet which
/// reports every few minutes keeps no disk busy. Thread-safe.
class PostureService
{
public:
    /// Changes of one device that are taken in a window of so many seconds: a device that never makes up its mind fills
    /// no log. What is refused comes again with the device's next report.
    static constexpr qint64 mostChanges = 32;
    static constexpr qint64 window = 3600;

    struct Parts
    {
        const store::Database &database;
        store::Writer &writer;
        audit::Sequencer &sequencer;
        const time::Clock &clock;
        CheckInService &checkIns; ///< says whom to serve, and counts what devices were refused
        NonceBook &nonces;
    };
    struct Taken
    {
        bool changed = false; ///< it was another posture than before
        qint64 time = 0;      ///< when it was taken
    };
    using Answer = std::move_only_function<void(const Expected<Taken> &)>;
    using Done = std::move_only_function<void(const Expected<void> &)>;

    /// Borrows all parts.
    explicit PostureService(Parts parts);

    /// `certificate` and who is refused with what as in CheckInService::checkIn, and the problems of checkReport;
    /// Replayed for a nonce that is not fresh; RateLimited. Answers on the writer's thread once durable, or at once
    /// where nothing is to be written.
    void report(const QByteArray &certificate, const enigm::reports::PostureChange &posture, Answer answer);

    /// Writes when devices reported last: for a timer, every few seconds, and before the end.
    void flush(Done done);

private:
    [[nodiscard]] Expected<void> check(const enigm::fleet::DeviceHandle &handle,
                                       const enigm::reports::PostureChange &posture);
    /// Whether the device reported just this before.
    [[nodiscard]] Expected<bool> isKnown(const enigm::reports::PostureChange &posture) const;
    [[nodiscard]] Expected<Taken> take(store::Transaction &transaction,
                                       const enigm::reports::PostureChange &posture) const;
    void noteReported(const enigm::fleet::DeviceHandle &handle, qint64 time);
    void write(const enigm::reports::PostureChange &posture, Answer answer);

    using Reported = QHash<enigm::fleet::DeviceHandle, qint64>;

    Parts m_parts;
    std::mutex m_mutex;
    Reported m_reported; ///< not yet written; under m_mutex
};

} // namespace enigm::controlplane::fleet

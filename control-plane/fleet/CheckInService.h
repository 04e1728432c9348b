#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/fleet/DeviceState.h"
#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/RefusalTally.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/fleet/AttestationSchedule.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Writer.h"

#include <QByteArray>
#include <QHash>

#include <functional>
#include <mutex>
#include <optional>

namespace enigm::controlplane::fleet {

/// Answers devices that say that they are there. Reads what is committed at each call, so that a device is refused from
/// the moment its change has executed. When a device was last seen is written in batches, and refusals are logged as
/// counted aggregates that name the devices, so that no fleet can keep the writer busy. Thread-safe.
class CheckInService
{
public:
    struct Parts
    {
        const store::Database &database;
        store::Writer &writer;
        audit::Sequencer &sequencer;
        const time::Clock &clock;
        AttestationSchedule schedule = {};
    };
    struct CheckIn
    {
        enigm::fleet::DeviceHandle handle;
        enigm::fleet::DeviceState state = enigm::fleet::DeviceState::Trusted;
        qint64 time = 0;
        std::optional<qint64> attestationDue = {}; ///< since when it is to attest again
    };
    using Done = std::move_only_function<void(const Expected<void> &)>;

    /// Seconds between two entries about refused devices, at least.
    static constexpr qint64 refusalInterval = 60;

    /// Borrows all parts.
    explicit CheckInService(Parts parts);

    /// `certificate` is the DER client certificate whose key the peer has proven to hold (TLS). CertificateRefused
    /// where no device has it; DeviceRefused in a state that is not served (pending enrolment, suspended, revoked,
    /// replaced, retired).
    [[nodiscard]] Expected<CheckIn> checkIn(const QByteArray &certificate);

    /// What a device was refused elsewhere goes into the same counts; what fails inside does not. `handle` where it
    /// proved who it is.
    void countRefusal(ProblemType problem, const QString &handle = {});

    /// Writes what has gathered: for a timer, every few seconds. Refusals go along once a minute.
    void flush(Done done);
    /// The same, refusals included: before the end.
    void flushAll(Done done);

private:
    using Seen = QHash<enigm::fleet::DeviceHandle, qint64>;

    /// DeviceRefused names the device, by its handle.
    [[nodiscard]] Expected<CheckIn> judge(const QByteArray &certificate) const;
    void write(const audit::RefusalTally::Counts &refused, Done done);

    Parts m_parts;
    audit::RefusalTally m_refused;
    std::mutex m_mutex;
    Seen m_seen;                 ///< under m_mutex
    qint64 m_refusedWritten = 0; ///< Unix seconds; under m_mutex
};

} // namespace enigm::controlplane::fleet

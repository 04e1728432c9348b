#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/fleet/AttestationSchedule.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Writer.h"

#include <QString>

#include <functional>
#include <vector>

namespace enigm::controlplane::fleet {

/// Which devices are to attest again because a person asks for it, and whose attestation has grown too old. Asking is
/// routine: it makes a device say no more than it would say anyway, and moves none. Thread-safe.
class AttestationRequests
{
public:
    struct Parts
    {
        const store::Database &database;
        store::Writer &writer;
        audit::Sequencer &sequencer;
        const time::Clock &clock;
        AttestationSchedule schedule;
    };
    using Handles = std::vector<enigm::fleet::DeviceHandle>;
    /// What became of a request: the devices in their order.
    struct Asked
    {
        Handles asked;      ///< told at their next check-in
        Handles passedOver; ///< not served, and so never told
        qint64 time = 0;
    };
    /// Run last in the transaction of the act.
    using Keep = std::move_only_function<Expected<void>(store::Transaction &, const Asked &)>;
    using Done = std::move_only_function<void(const Expected<void> &)>;

    /// Of one request; one entry names as many.
    static constexpr std::size_t mostDevices = 1000;

    /// Borrows all parts but the schedule.
    explicit AttestationRequests(Parts parts);

    /// Sorted, each once. NotFound for an unknown device. `keep` and `done` on the writer's thread.
    void ask(const QString &operatorId, Handles devices, Keep keep, Done done);

    /// Judges as stale what has lapsed, at most as many as one entry names: for a timer.
    void lapse(Done done);

private:
    [[nodiscard]] Expected<Asked> take(store::Transaction &transaction, const QString &operatorId,
                                       const Handles &devices) const;
    [[nodiscard]] Expected<void> lapseIn(store::Transaction &transaction) const;

    Parts m_parts;
};

} // namespace enigm::controlplane::fleet

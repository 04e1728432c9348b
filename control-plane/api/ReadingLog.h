#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/http/Respond.h"
#include "control-plane/identity/Caller.h"
#include "control-plane/store/Writer.h"

#include <QByteArray>

#include <map>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace enigm::controlplane::api {

/// Writes down who has read what not everybody may, before it is answered; what cannot be written down is not read.
/// Thread-safe.
class ReadingLog
{
public:
    /// Seconds for which the readings of one thing in one session are one: what a review window fetches in a row, or
    /// somebody looks at again.
    static constexpr qint64 together = 60;

    /// Borrows all.
    ReadingLog(store::Writer &writer, audit::Sequencer &sequencer, const time::Clock &clock);

    /// audit.read, whose body names the records: {"records":[index]}.
    void readRecords(const identity::Caller &caller, const std::vector<qint64> &indices, http::Response answer,
                     http::Respond respond);
    /// change.read, about the change of this digest.
    void readChange(const identity::Caller &caller, const QByteArray &change, http::Response answer,
                    http::Respond respond);
    /// decision.read: why this device may do something, in the review of the change of this digest where there is one.
    void readDecision(const identity::Caller &caller, const enigm::fleet::DeviceHandle &device,
                      const std::optional<QByteArray> &change, http::Response answer, http::Respond respond);

private:
    using Reading = std::pair<QString, QByteArray>; ///< session, what was read

    /// Writes the entry unless it was written a while ago, then answers.
    void readOnce(Reading reading, log::ActivityEntry entry, http::Response answer, http::Respond respond);

    [[nodiscard]] bool isKnown(const Reading &reading);
    void remember(const Reading &reading);

    store::Writer &m_writer;
    audit::Sequencer &m_sequencer;
    const time::Clock &m_clock;
    std::mutex m_mutex;
    std::map<Reading, qint64> m_written; ///< when; under m_mutex
};

} // namespace enigm::controlplane::api

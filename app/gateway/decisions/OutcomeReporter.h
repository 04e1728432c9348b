#pragma once

#include "api-client/access/AccessClient.h"
#include "contract/time/Clock.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace enigm::gateway {

/// Counts who passed and who was refused, by reason alone, and hands the counts in at intervals. What could not be
/// handed in is tried again under the same key, so that nothing is counted twice.
class OutcomeReporter : public QObject
{
    Q_OBJECT

public:
    OutcomeReporter(client::AccessClient &client, const time::Clock &clock, std::chrono::seconds interval);

    /// Nothing: it passed.
    void count(std::optional<network::DenialReason> reason, qint64 times = 1);

    /// Hands in what waits, once; for the end of the program, which does not try again.
    [[nodiscard]] client::Task<void> handIn();

private:
    void prepare();
    void settle(const Expected<void> &done);

    client::AccessClient &m_client;
    const time::Clock &m_clock;
    QTimer m_timer;
    qint64 m_since;
    client::OutcomeCounts m_counts;
    std::optional<client::OutcomeReport> m_waiting; ///< not yet acknowledged
    bool m_isBusy = false;
};

} // namespace enigm::gateway

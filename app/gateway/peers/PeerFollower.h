#pragma once

#include "api-client/access/AccessClient.h"
#include "app/gateway/decisions/OutcomeReporter.h"
#include "app/gateway/peers/PeerGate.h"
#include "contract/time/Clock.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace enigm::gateway {

/// Keeps a gate at what the control plane says: who is not in its answer any more is out within one poll, and all are
/// when it has been away for longer than its last answer holds, or does not know this point any more.
class PeerFollower : public QObject
{
    Q_OBJECT

public:
    PeerFollower(client::AccessClient &client, OutcomeReporter &outcomes, const time::Clock &clock, PeerGate &gate,
                 std::chrono::seconds interval);

    /// Polls at once, and from then on at intervals.
    void start();
    /// Polls now, unless a poll is under way.
    void poll();
    /// Lets nobody through any more, and polls no more: for the end of the program.
    void stop();

private:
    void take(qint64 asked, const Expected<client::AccessClient::Peers> &answer);
    /// The gate as it has to be now.
    void enforce();
    void let(const std::vector<client::PermittedPeer> &peers);
    [[nodiscard]] bool isValid() const;
    void tellWhetherAway(const Expected<client::AccessClient::Peers> &answer);

    client::AccessClient &m_client;
    OutcomeReporter &m_outcomes;
    const time::Clock &m_clock;
    PeerGate &m_gate;
    QTimer m_interval;
    QTimer m_end; ///< of what the last answer says
    std::optional<client::PermittedPeers> m_said;
    QByteArray m_etag;
    qint64 m_asked = 0;
    std::vector<client::PermittedPeer> m_through;
    bool m_isBusy = false;
    bool m_isAway = false;
    bool m_isFailing = false;
};

} // namespace enigm::gateway

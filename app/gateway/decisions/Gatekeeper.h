#pragma once

#include "api-client/access/AccessClient.h"
#include "app/gateway/decisions/DecisionCache.h"
#include "app/gateway/decisions/OutcomeReporter.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <vector>

namespace enigm::gateway {

enum class Verdict {
    Permit,
    Deny,
    Unavailable, ///< nobody could be asked: it does not pass either
};

/// Says whether who shows a certificate of this name passes: a permit that is kept, or else the control plane's answer.
/// Questions about one device are asked once. Every answer is counted.
class Gatekeeper : public QObject
{
    Q_OBJECT

public:
    using Answered = std::function<void(Verdict)>;

    /// That many wait at once, at most; who comes then does not pass.
    static constexpr qsizetype mostWaiting = 4096;

    Gatekeeper(client::AccessClient &client, OutcomeReporter &outcomes, const time::Clock &clock);

    /// `name`: the common name of a client certificate that was verified; empty where none was shown. Answers from
    /// within, or from the event loop, while this lives.
    void ask(const QString &name, Answered answered);

private:
    void send(const fleet::DeviceHandle &device);
    void take(const fleet::DeviceHandle &device, qint64 asked, const Expected<client::AccessDecision> &decision);
    void answer(const Answered &answered, Verdict verdict, std::optional<network::DenialReason> reason);
    void tellWhetherAway(const Expected<client::AccessDecision> &decision);

    client::AccessClient &m_client;
    OutcomeReporter &m_outcomes;
    const time::Clock &m_clock;
    DecisionCache m_cache;
    QHash<fleet::DeviceHandle, std::vector<Answered>> m_waiting;
    qsizetype m_waitingCount = 0;
    bool m_isAway = false;
};

} // namespace enigm::gateway

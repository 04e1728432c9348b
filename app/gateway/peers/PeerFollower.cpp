#include "app/gateway/peers/PeerFollower.h"

#include "app/gateway/program/Journal.h"

#include <algorithm>
#include <utility>

namespace enigm::gateway {

using namespace Qt::StringLiterals;
using client::PermittedPeer;

namespace {

/// How many of these are not among the others; both are sorted by handle.
qint64 countOfNew(const std::vector<PermittedPeer> &these, const std::vector<PermittedPeer> &others)
{
    return std::ranges::count_if(these, [&others](const PermittedPeer &peer) {
        return !std::ranges::binary_search(others, peer.handle, {}, &PermittedPeer::handle);
    });
}

} // namespace

PeerFollower::PeerFollower(client::AccessClient &client, OutcomeReporter &outcomes, const time::Clock &clock,
                           PeerGate &gate, std::chrono::seconds interval)
    : m_client(client)
    , m_outcomes(outcomes)
    , m_clock(clock)
    , m_gate(gate)
{
    m_interval.setInterval(interval);
    m_end.setSingleShot(true);
    connect(&m_interval, &QTimer::timeout, this, &PeerFollower::poll);
    connect(&m_end, &QTimer::timeout, this, &PeerFollower::enforce);
}

void PeerFollower::start()
{
    m_interval.start();
    poll();
}

void PeerFollower::stop()
{
    m_interval.stop();
    m_end.stop();
    m_said.reset();
    let({});
}

void PeerFollower::poll()
{
    if (std::exchange(m_isBusy, true))
        return;
    QCoro::connect(m_client.peers(m_etag), this,
                   [this, asked = m_clock.now()](const Expected<client::AccessClient::Peers> &answer) {
                       m_isBusy = false;
                       if (m_interval.isActive())
                           take(asked, answer);
                   });
}

void PeerFollower::take(qint64 asked, const Expected<client::AccessClient::Peers> &answer)
{
    tellWhetherAway(answer);
    if (answer) {
        if (answer->changed)
            m_said = answer->changed;
        m_etag = answer->etag;
        m_asked = asked;
    } else if (answer.error().type == ProblemType::CertificateRefused) {
        m_said.reset();
    }
    enforce();
}

bool PeerFollower::isValid() const
{
    const qint64 now = m_clock.now();
    // A clock that was set back would make the answer last longer.
    return m_said && now >= m_asked && now < std::min(m_asked + m_said->validFor, m_said->validUntil);
}

void PeerFollower::enforce()
{
    if (!isValid()) {
        m_said.reset();
        m_etag.clear(); // what is gone cannot be "not modified"
        return let({});
    }
    const qint64 left = std::min(m_asked + m_said->validFor, m_said->validUntil) - m_clock.now();
    m_end.start(std::chrono::seconds(left));
    let(m_said->peers);
}

void PeerFollower::let(const std::vector<PermittedPeer> &peers)
{
    const auto applied = m_gate.apply(peers);
    if (!applied) {
        if (!std::exchange(m_isFailing, true))
            journal::fail(applied.error());
        return;
    }
    if (std::exchange(m_isFailing, false))
        journal::note(u"The server takes what it is told again."_s);
    const qint64 come = countOfNew(peers, m_through);
    const qint64 gone = countOfNew(m_through, peers);
    m_outcomes.count(std::nullopt, come);
    if (m_isAway)
        m_outcomes.count(network::DenialReason::Unavailable, gone);
    m_through = peers;
    if (come > 0 || gone > 0)
        journal::note(u"%1 devices are let through: %2 more, %3 no more."_s.arg(peers.size()).arg(come).arg(gone));
}

void PeerFollower::tellWhetherAway(const Expected<client::AccessClient::Peers> &answer)
{
    if (std::exchange(m_isAway, !answer) == !answer)
        return;
    if (answer)
        journal::note(u"The control plane answers again."_s);
    else
        journal::warn(u"The control plane cannot be asked; its last answer holds for as long as it said: "_s +
                      answer.error().toString());
}

} // namespace enigm::gateway

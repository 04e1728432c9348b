#include "app/gateway/decisions/Gatekeeper.h"

#include "app/gateway/program/Journal.h"

#include <utility>

namespace enigm::gateway {

using namespace Qt::StringLiterals;
using network::DenialReason;

Gatekeeper::Gatekeeper(client::AccessClient &client, OutcomeReporter &outcomes, const time::Clock &clock)
    : m_client(client)
    , m_outcomes(outcomes)
    , m_clock(clock)
    , m_cache(clock)
{}

void Gatekeeper::answer(const Answered &answered, Verdict verdict, std::optional<DenialReason> reason)
{
    m_outcomes.count(reason);
    answered(verdict);
}

void Gatekeeper::ask(const QString &name, Answered answered)
{
    const auto device = fleet::DeviceHandle::parse(name);
    if (!device || device->audience() != fleet::HandleAudience::Network)
        return answer(answered, Verdict::Deny, DenialReason::NoCredential);
    if (m_cache.holdsPermit(*device))
        return answer(answered, Verdict::Permit, std::nullopt);
    if (m_waitingCount >= mostWaiting)
        return answer(answered, Verdict::Unavailable, DenialReason::Unavailable);
    std::vector<Answered> &waiting = m_waiting[*device];
    waiting.push_back(std::move(answered));
    ++m_waitingCount;
    if (waiting.size() == 1)
        send(*device);
}

void Gatekeeper::send(const fleet::DeviceHandle &device)
{
    QCoro::connect(m_client.evaluate(device), this,
                   [this, device, asked = m_clock.now()](const Expected<client::AccessDecision> &decision) {
                       take(device, asked, decision);
                   });
}

void Gatekeeper::take(const fleet::DeviceHandle &device, qint64 asked, const Expected<client::AccessDecision> &decision)
{
    tellWhetherAway(decision);
    const std::vector<Answered> waiting = m_waiting.take(device);
    m_waitingCount -= static_cast<qsizetype>(waiting.size());
    Verdict verdict = Verdict::Unavailable;
    std::optional<DenialReason> reason = DenialReason::Unavailable;
    if (decision && !decision->isPermit) {
        verdict = Verdict::Deny;
        reason = decision->reason;
    } else if (decision && m_clock.now() <= DecisionCache::endOf(*decision, asked)) { // not late already
        verdict = Verdict::Permit;
        reason = std::nullopt;
        m_cache.keep(device, *decision, asked);
    }
    for (const Answered &answered : waiting)
        answer(answered, verdict, reason);
}

void Gatekeeper::tellWhetherAway(const Expected<client::AccessDecision> &decision)
{
    if (std::exchange(m_isAway, !decision) == !decision)
        return;
    if (decision)
        journal::note(u"The control plane answers again."_s);
    else
        journal::warn(u"The control plane cannot be asked, so that nobody new passes: "_s +
                      decision.error().toString());
}

} // namespace enigm::gateway

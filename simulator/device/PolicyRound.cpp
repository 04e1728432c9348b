#include "simulator/device/PolicyRound.h"

#include "contract/device/DeviceEvidence.h"
#include "simulator/device/CommandReplies.h"
#include "simulator/device/DeviceReport.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::simulator {

namespace {

constexpr qsizetype headRoom = 64 * 1024;

} // namespace

PolicyRound::PolicyRound(deployment::DeviceIdentity device, Setup setup, QObject *parent)
    : QObject(parent)
    , m_device(std::move(device))
    , m_setup(std::move(setup))
    , m_file(m_setup.stateDirectory, m_device, m_setup.deployment)
{}

void PolicyRound::start()
{
    auto memory = m_file.read();
    if (!memory) {
        Q_EMIT finished(memory.error());
        return;
    }
    m_memory = std::move(*memory);
    ask({.path = "/device/v1/policies"}, &PolicyRound::takePolicies);
}

void PolicyRound::ask(Ask ask, Take take)
{
    auto *const exchange = new Exchange(m_device, m_setup.listener, std::move(ask), this);
    connect(exchange, &Exchange::finished, this, [this, exchange, take](const Reply &reply) {
        exchange->deleteLater();
        (this->*take)(reply);
    });
}

void PolicyRound::askEvidence(const QString &change, Take take)
{
    ask({.path = "/device/v1/policies/" + change.toLatin1() + "/evidence",
         .largestResponse = device::DeviceEvidence::maxBytes + headRoom},
        take);
}

void PolicyRound::takePolicies(const Reply &reply)
{
    if (reply.problem) {
        Q_EMIT finished(reply.problem);
        return;
    }
    auto policies = readPolicies(reply.body);
    if (!policies) {
        Q_EMIT finished(policies.error());
        return;
    }
    m_policies = std::move(*policies);
    beginNext();
}

void PolicyRound::beginNext()
{
    if (m_next == m_policies.size())
        return confirm();
    m_after = m_memory;
    askEvidence(m_policies[m_next++].inForceBy, &PolicyRound::takeDocument);
}

std::optional<device::PolicyGrant> PolicyRound::grantOf(const Reply &reply)
{
    if (reply.problem) {
        conclude(reply.problem);
        return std::nullopt;
    }
    auto grant = device::checkPolicy(reply.body, m_after, m_setup.clock.now());
    if (!grant) {
        conclude(grant.error());
        return std::nullopt;
    }
    m_after = grant->memory;
    return std::move(*grant);
}

void PolicyRound::takeDocument(const Reply &reply)
{
    const auto grant = grantOf(reply);
    if (!grant)
        return;
    if (const auto same = device::checkDocument(*grant, claimed().version); !same)
        return conclude(same.error());
    askEvidence(claimed().assignedBy, &PolicyRound::takeAssignment);
}

void PolicyRound::takeAssignment(const Reply &reply)
{
    const auto grant = grantOf(reply);
    if (!grant)
        return;
    const auto *const assigned = std::get_if<changes::AssignPolicyParameters>(&grant->parameters);
    if (!assigned || assigned->policy != claimed().version.policy)
        return conclude(
            Problem{ProblemType::TargetMismatch, u"The change does not say for whom this policy is."_s, {}});
    if (assigned->groups && assigned->groups->empty())
        return conclude(Problem{ProblemType::TargetMismatch, u"The policy is for nobody."_s, {}});
    if (const auto kept = m_file.write(m_after); !kept) {
        Q_EMIT finished(kept.error());
        return;
    }
    m_memory = m_after;
    const policy::PolicyVersion &version = claimed().version;
    const device::PolicyMark &mark = m_memory.markOf(version.policy);
    m_held.policies.push_back({.policy = version.policy,
                               .version = version.version,
                               .digest = version.digest(),
                               .inForce = *mark.inForce,
                               .assigned = *mark.assigned});
    conclude(std::nullopt);
}

void PolicyRound::conclude(const std::optional<Problem> &refusal)
{
    Q_EMIT answered({.handle = m_device.handle,
                     .policy = claimed().version.policy,
                     .version = claimed().version.version,
                     .refusal = refusal});
    beginNext();
}

/// Of a policy that it has refused, this device has kept nothing that could hold: the documents are not in its memory.
void PolicyRound::confirm()
{
    std::ranges::sort(m_held.policies, {}, &reports::HeldPolicy::policy);
    if (m_setup.misbehaviour == Misbehaviour::ForeignPolicy) {
        for (reports::HeldPolicy &held : m_held.policies)
            ++held.version;
    }
    auto *const report = new DeviceReport(m_device, m_setup.listener,
                                          {.deployment = m_setup.deployment,
                                           .body = m_held,
                                           .path = "/device/v1/reports/policies",
                                           .misbehaviour = m_setup.misbehaviour,
                                           .clock = &m_setup.clock},
                                          this);
    connect(report, &DeviceReport::finished, this, &PolicyRound::takeConfirmed);
}

void PolicyRound::takeConfirmed(const Reply &reply)
{
    if (reply.outcome == Reply::Outcome::Failed) {
        Q_EMIT finished(reply.problem);
        return;
    }
    ConfirmationResult result{
        .handle = m_device.handle, .policies = static_cast<qint64>(m_held.policies.size()), .refusal = reply.problem};
    if (!reply.problem) {
        const auto changed = readTaken(reply.body);
        if (!changed) {
            Q_EMIT finished(changed.error());
            return;
        }
        result.changed = *changed;
    }
    Q_EMIT confirmed(result);
    Q_EMIT finished(std::nullopt);
}

} // namespace enigm::simulator

#include "control-plane/network/AccessDecisions.h"

#include "control-plane/network/PathQuestion.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::network {

using enigm::fleet::DeviceHandle;
using enigm::network::DenialReason;
using enigm::policy::ActionCategory;

namespace {

/// Beyond, all answers are forgotten: nobody fills the memory by asking.
constexpr std::size_t mostKept = 100'000;

} // namespace

std::size_t AccessDecisions::AskedHash::operator()(const Asked &asked) const noexcept
{
    return qHashMulti(0, asked.subject, static_cast<int>(asked.action), static_cast<int>(asked.resource),
                      static_cast<int>(asked.path));
}

AccessDecisions::AccessDecisions(const Parts &parts)
    : m_parts(parts)
    , m_subscription(parts.commits.subscribe([this] { ++m_commits; }))
{}

Expected<AccessAnswer> AccessDecisions::decide(const EnforcementPoint &point, const AccessRequest &request)
{
    const auto question = asked(point, request);
    if (!question) {
        const AccessAnswer answer{.denial = question.error(), .time = m_parts.clock.now()};
        m_parts.tally.note(point, answer.denial, {}, answer.time);
        return answer;
    }
    const auto answer = decided(*question);
    if (!answer)
        return std::unexpected(answer.error());
    m_parts.tally.note(point, answer->answer.denial, answer->device, answer->answer.time);
    return answer->answer;
}

std::expected<AccessDecisions::Asked, DenialReason> AccessDecisions::asked(const EnforcementPoint &point,
                                                                           const AccessRequest &request)
{
    if (!request.device)
        return std::unexpected(DenialReason::UnknownSubject);
    const auto action = enigm::policy::fromWord<ActionCategory>(request.action);
    if (!action || !isAboutDevices(kindOf(*action)))
        return std::unexpected(DenialReason::UnknownAction);
    const auto resource = log::resourceOf(request.resourceType);
    if (!resource || !bearsOn(*action, *resource))
        return std::unexpected(DenialReason::UnknownResource);
    const QLatin1StringView own = enigm::policy::toWord(point.path);
    const bool isOwnWay =
        (!request.path || *request.path == own) && (*resource != log::Resource::NetworkPath || request.resource == own);
    if (!isOwnWay)
        return std::unexpected(DenialReason::Path);
    return Asked{.subject = *request.device, .action = *action, .resource = *resource, .path = point.path};
}

Expected<AccessDecisions::Decided> AccessDecisions::decided(const Asked &asked)
{
    const quint64 commits = m_commits; // before the snapshot, which may already hold more
    const qint64 now = m_parts.clock.now();
    {
        const std::scoped_lock lock(m_mutex);
        if (m_upTo != commits || m_kept.size() >= mostKept) {
            m_kept.clear();
            m_upTo = commits;
        }
        const auto kept = m_kept.find(asked);
        if (kept != m_kept.end() && now >= kept->second.answer.time && now < kept->second.keptUntil) {
            Decided again = kept->second;
            again.answer.time = now;
            return again;
        }
    }
    auto decided = judge(asked);
    if (!decided)
        return decided;
    const std::scoped_lock lock(m_mutex);
    if (m_upTo == commits)
        m_kept.insert_or_assign(asked, *decided);
    return decided;
}

Expected<AccessDecisions::Decided> AccessDecisions::judge(const Asked &asked) const
{
    const auto device = m_parts.handles.find(asked.subject);
    if (!device)
        return std::unexpected(device.error());
    const qint64 now = m_parts.clock.now();
    if (!*device)
        return Decided{.answer = {.denial = DenialReason::UnknownSubject, .time = now},
                       .device = {},
                       .keptUntil = now}; // it may be told its handle at any moment
    const auto verdicts =
        m_parts.decisions.judge({&(*device)->device, 1}, questionBy(asked.path, asked.action, asked.resource));
    if (!verdicts)
        return std::unexpected(verdicts.error());
    const policy::Verdict &verdict = verdicts->front();
    Decided decided{.answer = {.denial = denialIn(verdict, asked.path), .time = verdict.time},
                    .device = (*device)->device,
                    .keptUntil = 0};
    decided.answer.validUntil = std::min({verdict.validUntil, verdict.time + m_parts.mostValidity, (*device)->until});
    decided.keptUntil = verdict.time + (decided.answer.validUntil - verdict.time) / 2;
    if (!decided.answer.denial)
        decided.answer.obligations = verdict.obligations;
    return decided;
}

} // namespace enigm::controlplane::network

#include "api-client/changes/EntryProver.h"

#include "api-client/audit/AuditClient.h"
#include "api-client/wire/ReadFailure.h"
#include "contract/changes/HandleResolution.h"
#include "contract/evidence/ExecutionCheck.h"
#include "contract/log/EntryDescription.h"

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

QString recordName(qint64 index)
{
    return u"activity record %1"_s.arg(index);
}

} // namespace

std::vector<changes::LoggedApproval> loggedApprovals(const changes::ChangeRecord &record)
{
    std::vector<changes::LoggedApproval> approvals;
    for (const changes::RecordedApproval &recorded : record.approvals)
        approvals.push_back({.signedApproval = recorded.signedApproval, .loggedAt = recorded.position.governanceSize});
    return approvals;
}

EntryProver::EntryProver(Session &session, LogFollower &follower, const changes::ChangeRecord &record)
    : m_session(session)
    , m_follower(follower)
    , m_record(record)
{}

Expected<void> EntryProver::checkPosition(const changes::LogPosition &position) const
{
    if (position.index >= m_follower.activityHead().size)
        return refuse(ProblemType::Unavailable, u"The log does not reach as far as the change yet."_s,
                      recordName(position.index));
    if (const auto sound = m_follower.governance()->checkPosition(position.index, position.governanceSize); !sound)
        return std::unexpected(sound.error().under(recordName(position.index)));
    return {};
}

Expected<void> EntryProver::checkPositions() const
{
    if (auto sound = checkPosition(m_record.requested); !sound)
        return sound;
    for (const changes::RecordedApproval &recorded : m_record.approvals) {
        if (auto sound = checkPosition(recorded.position); !sound)
            return sound;
    }
    if (m_record.executed) {
        if (auto sound = checkPosition(*m_record.executed); !sound)
            return sound;
    }
    return m_record.resolution ? checkPosition(m_record.resolution->position) : Expected<void>();
}

Task<Expected<std::optional<EntryProver::Found>>> EntryProver::find(changes::LogPosition position)
{
    AuditClient audit(m_session, &m_follower);
    const auto page = co_await audit.entries(position.index, 1);
    if (!page && readFailureOf(page.error().type) == ReadFailure::Refused)
        co_return std::optional<Found>();
    if (!page)
        co_return std::unexpected(page.error());
    if (page->records.size() != 1 || page->records.front().entry.index != position.index)
        co_return refuse(ProblemType::UnexpectedAnswer, u"The server answered with another entry."_s,
                         recordName(position.index));
    const AuditRecord &record = page->records.front();
    if (record.entry.time != position.time || record.entry.governanceSize != position.governanceSize)
        co_return refuse(ProblemType::EntryMismatch, u"The log holds another entry where the server says."_s,
                         recordName(position.index));
    const auto proven = co_await m_follower.proveActivity(position.index, record.leaf);
    if (!proven)
        co_return std::unexpected(proven.error());
    co_return Found{.entry = record.entry, .body = record.body ? std::optional(record.body->value) : std::nullopt};
}

/// The body is known from the record: header and body of the entry must be exactly those.
Task<Expected<bool>> EntryProver::proveBody(changes::LogPosition position, changes::ChangeBody expected)
{
    const auto found = co_await find(position);
    if (!found)
        co_return std::unexpected(found.error());
    if (!*found)
        co_return false;
    if (const auto same = changes::checkDescribes((*found)->entry, expected, m_record.change); !same)
        co_return std::unexpected(same.error().under(recordName(position.index)));
    if (!(*found)->body)
        co_return std::holds_alternative<changes::RequestedBody>(expected);
    if (*(*found)->body != changes::toJson(expected))
        co_return refuse(ProblemType::EntryMismatch, u"The log holds another signature where the server says."_s,
                         recordName(position.index));
    co_return true;
}

Expected<void> EntryProver::checkExecution(const log::ActivityEntry &entry, const json::Value &value) const
{
    const auto body = changes::parseChangeBody(entry.action, value);
    if (!body)
        return std::unexpected(body.error());
    const auto *const execution = std::get_if<changes::ExecutedBody>(&*body);
    if (!execution)
        return refuse(ProblemType::EntryMismatch, u"The log holds no execution where the server says."_s);
    if (auto same = changes::checkDescribes(entry, *body, m_record.change); !same)
        return same;
    const std::vector<changes::LoggedApproval> approvals = loggedApprovals(m_record);
    const evidence::ExecutionQuestion question{.directory = *m_follower.directory(),
                                               .change = m_record.change,
                                               .targets = m_record.targets,
                                               .requestLoggedAt = m_record.requested.governanceSize,
                                               .approvals = approvals,
                                               .execution = *execution,
                                               .executedAt = entry.governanceSize,
                                               .time = entry.time};
    if (const auto answer = evidence::checkExecution(question); !answer)
        return std::unexpected(answer.error());
    if (changes::findAction(m_record.change.request.action)->subject != changes::Subject::Governance)
        return {};
    return evidence::checkGovernanceEntry(*m_follower.governance(), question);
}

Task<Expected<bool>> EntryProver::proveExecution(changes::LogPosition position)
{
    const auto found = co_await find(position);
    if (!found)
        co_return std::unexpected(found.error());
    if (!*found || !(*found)->body)
        co_return false;
    if (const auto sound = checkExecution((*found)->entry, *(*found)->body); !sound)
        co_return std::unexpected(sound.error().under(recordName(position.index)));
    co_return true;
}

Task<Expected<bool>> EntryProver::proveResolution(changes::RecordedResolution resolution)
{
    const auto found = co_await find(resolution.position);
    if (!found)
        co_return std::unexpected(found.error());
    if (!*found)
        co_return false;
    const changes::HandleResolution said{.execution = m_record.executed->index, .device = resolution.device};
    const auto same = log::checkDescription((*found)->entry, said.describe(m_record.change.digest()));
    if (!same)
        co_return std::unexpected(same.error().under(recordName(resolution.position.index)));
    if (!(*found)->body)
        co_return false;
    if (*(*found)->body != said.toJson())
        co_return refuse(ProblemType::EntryMismatch, u"The log holds another answer than the server says."_s,
                         recordName(resolution.position.index));
    co_return true;
}

Task<Expected<ProvenEntries>> EntryProver::prove()
{
    ProvenEntries proven;
    changes::ChangeBody asked = changes::RequestedBody{.change = m_record.change, .targets = m_record.targets};
    const auto request = co_await proveBody(m_record.requested, std::move(asked));
    if (!request)
        co_return std::unexpected(request.error());
    if (!*request)
        co_return refuse(ProblemType::NotPermitted, u"You may not read the entry of this change in the log."_s,
                         recordName(m_record.requested.index));
    proven.request = true;
    for (const changes::RecordedApproval &recorded : m_record.approvals) {
        changes::ChangeBody decided = changes::DecidedBody{.approval = recorded.signedApproval};
        const auto approval = co_await proveBody(recorded.position, std::move(decided));
        if (!approval)
            co_return std::unexpected(approval.error());
        proven.approvals.push_back(*approval);
    }
    if (m_record.executed) {
        const auto execution = co_await proveExecution(*m_record.executed);
        if (!execution)
            co_return std::unexpected(execution.error());
        proven.execution = *execution;
    }
    if (m_record.resolution) {
        const auto resolution = co_await proveResolution(*m_record.resolution);
        if (!resolution)
            co_return std::unexpected(resolution.error());
        proven.resolution = *resolution;
    }
    co_return proven;
}

} // namespace enigm::client

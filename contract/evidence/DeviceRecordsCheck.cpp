#include "contract/evidence/DeviceRecordsCheck.h"

#include "contract/changes/ChangeBodies.h"
#include "contract/evidence/RecordChain.h"
#include "contract/json/JsonParser.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::evidence {

namespace {

using log::ActivityEntry;

constexpr json::Limits targetLimits{.depth = 2, .bytes = 512};

class DeviceRecordsCheck
{
public:
    explicit DeviceRecordsCheck(const DeviceRecordsQuestion &question)
        : m_question(question)
    {}

    Expected<DeviceExecution> run();

private:
    using Step = Expected<void> (DeviceRecordsCheck::*)();

    [[nodiscard]] Expected<void> readRequest();
    [[nodiscard]] Expected<void> readApprovals();
    [[nodiscard]] Expected<void> readExecution();
    [[nodiscard]] Expected<void> recount();
    [[nodiscard]] Expected<void> checkHeader(const ActivityEntry &entry, const changes::ChangeBody &body) const;
    [[nodiscard]] Expected<void> checkMoved(const ActivityEntry &executed) const;

    [[nodiscard]] const DeviceRecords &records() const { return m_question.records; }
    [[nodiscard]] const changes::SignedChange &change() const { return m_question.change; }
    [[nodiscard]] const changes::ChangeRequest &request() const { return m_question.change.request; }
    [[nodiscard]] bool names(const ActivityEntry &entry) const
    {
        return std::ranges::binary_search(entry.handles, m_question.handle.text());
    }

    const DeviceRecordsQuestion &m_question;
    std::vector<ActivityEntry> m_entries; ///< request, approvals, execution
    std::vector<changes::LoggedApproval> m_approvals;
    std::vector<QString> m_counted;
};

Expected<DeviceExecution> DeviceRecordsCheck::run()
{
    constexpr Step steps[] = {&DeviceRecordsCheck::readRequest, &DeviceRecordsCheck::readApprovals,
                              &DeviceRecordsCheck::readExecution, &DeviceRecordsCheck::recount};
    for (const Step step : steps) {
        if (auto sound = (this->*step)(); !sound)
            return std::unexpected(sound.error());
    }
    return DeviceExecution{.approvers = std::move(m_counted), .entry = std::move(m_entries.back())};
}

Expected<void> DeviceRecordsCheck::readRequest()
{
    auto entry = openEntry(records().request, m_question.activity);
    if (!entry)
        return std::unexpected(entry.error().under(recordName(0)));
    if (auto same = checkHeader(*entry, changes::RequestedBody{.change = change(), .targets = {}}); !same)
        return std::unexpected(same.error().under(recordName(0)));
    if (static_cast<qint64>(entry->handles.size()) != request().targets.count || !names(*entry))
        return refuse(ProblemType::TargetMismatch, u"The request was logged for other devices."_s, recordName(0));
    m_entries.push_back(std::move(*entry));
    return {};
}

Expected<void> DeviceRecordsCheck::readApprovals()
{
    for (const ProvenApproval &proven : records().approvals) {
        const QString name = recordName(m_entries.size());
        auto approval = changes::SignedApproval::parse(proven.approval);
        if (!approval)
            return std::unexpected(approval.error().under(name));
        auto entry = openEntry(proven.entry, m_question.activity);
        if (!entry)
            return std::unexpected(entry.error().under(name));
        const changes::DecidedBody body{.approval = std::move(*approval)};
        if (auto same = changes::checkDescribes(*entry, body, change()); !same)
            return std::unexpected(same.error().under(name));
        const log::ActivityBody logged{.salt = proven.salt, .value = changes::toJson(body)};
        if (entry->body != logged.digest())
            return refuse(ProblemType::BodyMismatch, u"The approval is not the one that the entry commits to."_s, name);
        m_approvals.push_back({.signedApproval = body.approval, .loggedAt = entry->governanceSize});
        m_entries.push_back(std::move(*entry));
    }
    return {};
}

Expected<void> DeviceRecordsCheck::readExecution()
{
    const QString name = recordName(m_entries.size());
    auto entry = openEntry(records().execution, m_question.activity);
    if (!entry)
        return std::unexpected(entry.error().under(name));
    if (auto same = checkHeader(*entry, changes::ExecutedBody{}); !same)
        return std::unexpected(same.error().under(name));
    if (auto moved = checkMoved(*entry); !moved)
        return std::unexpected(moved.error().under(name));
    if (entry->time > request().executeBy)
        return refuse(ProblemType::ChangeExpired, u"The change was executed too late."_s, name);
    m_entries.push_back(std::move(*entry));
    return {};
}

/// All that a header says but what it takes from the list of targets, which is left out of a file about one device.
Expected<void> DeviceRecordsCheck::checkHeader(const ActivityEntry &entry, const changes::ChangeBody &body) const
{
    ActivityEntry bare = entry;
    bare.handles.clear();
    if (std::holds_alternative<changes::ExecutedBody>(body) && bare.outcome == log::Outcome::Skipped)
        bare.outcome = log::Outcome::Done;
    return changes::checkDescribes(bare, body, change());
}

/// The header names the devices that were moved. This one is among them, and not more were skipped than was signed.
Expected<void> DeviceRecordsCheck::checkMoved(const ActivityEntry &executed) const
{
    const std::vector<QString> &asked = m_entries.front().handles;
    const auto skipped = static_cast<qint64>(asked.size()) - static_cast<qint64>(executed.handles.size());
    if (!std::ranges::includes(asked, executed.handles) || (executed.outcome == log::Outcome::Skipped) != (skipped > 0))
        return refuse(ProblemType::EntryMismatch, u"The execution did something else than was signed."_s);
    if (!names(executed))
        return refuse(ProblemType::TargetMismatch, u"The execution passed over this device."_s);
    if (skipped * 1000 > request().targets.maxSkipped * request().targets.count)
        return refuse(ProblemType::Drifted, u"The execution skipped more devices than was signed."_s);
    return {};
}

Expected<void> DeviceRecordsCheck::recount()
{
    const RecordChain chain{
        .governance = m_question.governance, .change = change(), .approvals = m_approvals, .entries = m_entries};
    if (auto sound = checkRecordChain(chain); !sound)
        return sound;
    auto answer = changes::recountExecution({.directory = m_question.governance.directory(),
                                             .change = change(),
                                             .requestLoggedAt = m_entries.front().governanceSize,
                                             .approvals = m_approvals,
                                             .executedAt = m_entries.back().governanceSize},
                                            m_approvals.size());
    const QString execution = recordName(m_entries.size() - 1);
    if (!answer)
        return std::unexpected(answer.error().under(execution));
    if (!answer->complete)
        return refuse(ProblemType::QuorumMissing, u"The change was executed without enough signatures."_s, execution);
    if (answer->counted.size() != m_approvals.size())
        return refuse(ProblemType::EntryMismatch, u"Evidence holds the approvals that count, and no other."_s,
                      u"/approvals"_s);
    m_counted = std::move(answer->counted);
    return {};
}

} // namespace

Expected<changes::TargetLeaf> readTargetLeaf(const ProvenTarget &target)
{
    const auto value = json::parseSigned(target.leaf, targetLimits);
    if (!value)
        return std::unexpected(value.error());
    return changes::TargetLeaf::fromJson(*value, {});
}

Expected<void> checkTarget(const ProvenTarget &target, const changes::TargetLeaf &leaf,
                           const changes::TargetClaim &claim)
{
    if (std::ranges::find(claim.from, leaf.state) == claim.from.end())
        return refuse(ProblemType::TargetMismatch, u"The device was not in one of the signed from-states."_s);
    const auto root = log::Hash::fromBytes(claim.root);
    if (!root)
        return std::unexpected(root.error());
    return log::verifyInclusion(target.index, claim.count, log::leafHash(target.leaf), target.proof, *root);
}

Expected<ActivityEntry> openEntry(const ProvenEntry &proven, const log::SignedCheckpoint &activity)
{
    auto entry = ActivityEntry::parse(proven.leaf);
    if (!entry)
        return entry;
    if (auto included = log::verifyInclusion(entry->index, activity.size(), log::leafHash(proven.leaf), proven.proof,
                                             activity.root());
        !included)
        return std::unexpected(included.error());
    return entry;
}

Expected<DeviceExecution> checkDeviceRecords(const DeviceRecordsQuestion &question)
{
    return DeviceRecordsCheck(question).run();
}

} // namespace enigm::evidence

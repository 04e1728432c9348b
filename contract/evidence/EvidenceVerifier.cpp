#include "contract/changes/ChangeBodies.h"
#include "contract/changes/GovernanceReplay.h"
#include "contract/evidence/BundleFrame.h"
#include "contract/evidence/Evidence.h"
#include "contract/evidence/ExecutionCheck.h"
#include "contract/evidence/LogCheckpoints.h"
#include "contract/log/MerkleProof.h"

using namespace Qt::StringLiterals;

namespace enigm::evidence {

namespace {

using changes::ChangeBody;
using changes::DecidedBody;
using changes::ExecutedBody;
using changes::RequestedBody;

QString recordName(std::size_t index)
{
    return u"evidence record %1"_s.arg(index);
}

struct ReadRecord
{
    log::ActivityEntry entry;
    ChangeBody body;
};

class EvidenceVerifier
{
public:
    EvidenceVerifier(const EvidenceBundle &bundle, changes::GovernanceReplay replay)
        : m_bundle(bundle)
        , m_replay(std::move(replay))
    {}

    Expected<EvidenceVerdict> verify();

private:
    using Step = Expected<void> (EvidenceVerifier::*)();

    [[nodiscard]] Expected<void> openCheckpoints();
    [[nodiscard]] Expected<void> readRecords();
    [[nodiscard]] Expected<ReadRecord> readRecord(const ProvenRecord &record) const;
    [[nodiscard]] Expected<void> arrangeRecords();
    [[nodiscard]] Expected<void> checkOrder();
    [[nodiscard]] Expected<void> checkCoverage();
    [[nodiscard]] Expected<void> checkHeaders();
    [[nodiscard]] Expected<void> checkPositions();
    [[nodiscard]] Expected<void> recount();
    [[nodiscard]] Expected<void> checkGovernance();

    [[nodiscard]] const RequestedBody &request() const { return std::get<RequestedBody>(m_records.front().body); }
    [[nodiscard]] const ReadRecord &execution() const { return m_records.back(); }
    [[nodiscard]] ExecutionQuestion question() const;
    [[nodiscard]] EvidenceVerdict verdict() const;

    const EvidenceBundle &m_bundle;
    changes::GovernanceReplay m_replay;
    qint64 m_activitySize = 0;
    log::Hash m_activityRoot;
    std::vector<QString> m_witnesses;
    std::vector<ReadRecord> m_records;
    std::vector<changes::LoggedApproval> m_approvals;
    changes::QuorumAnswer m_answer;
};

Expected<EvidenceVerdict> EvidenceVerifier::verify()
{
    constexpr Step steps[] = {
        &EvidenceVerifier::openCheckpoints, &EvidenceVerifier::readRecords,     &EvidenceVerifier::arrangeRecords,
        &EvidenceVerifier::checkOrder,      &EvidenceVerifier::checkCoverage,   &EvidenceVerifier::checkHeaders,
        &EvidenceVerifier::checkPositions,  &EvidenceVerifier::checkGovernance, &EvidenceVerifier::recount,
    };
    for (const Step step : steps) {
        if (auto sound = (this->*step)(); !sound)
            return std::unexpected(sound.error());
    }
    return verdict();
}

Expected<void> EvidenceVerifier::openCheckpoints()
{
    const operators::Directory &directory = m_replay.directory();
    const auto governance = openGovernanceCheckpoint(m_bundle.governanceCheckpoint, directory);
    if (!governance)
        return std::unexpected(governance.error());
    if (governance->signedCheckpoint.size() != directory.size() ||
        governance->signedCheckpoint.root() != m_replay.tree().root())
        return refuse(ProblemType::EntryMismatch, u"The governance log is not the one of its checkpoint."_s,
                      u"governance records 0 to %1"_s.arg(directory.size() - 1));
    const auto activity = openActivityCheckpoint(m_bundle.activityCheckpoint, directory);
    if (!activity)
        return std::unexpected(activity.error());
    m_activitySize = activity->signedCheckpoint.size();
    m_activityRoot = activity->signedCheckpoint.root();
    m_witnesses = activity->witnesses;
    return {};
}

Expected<void> EvidenceVerifier::readRecords()
{
    for (std::size_t i = 0; i < m_bundle.records.size(); ++i) {
        auto record = readRecord(m_bundle.records[i]);
        if (!record)
            return std::unexpected(record.error().under(recordName(i)));
        m_records.push_back(std::move(*record));
    }
    return {};
}

Expected<ReadRecord> EvidenceVerifier::readRecord(const ProvenRecord &record) const
{
    auto entry = log::ActivityEntry::parse(record.leaf);
    if (!entry)
        return std::unexpected(entry.error());
    log::Proof proof;
    for (const QByteArray &sibling : record.proof) {
        const auto hash = log::Hash::fromBytes(sibling);
        if (!hash)
            return std::unexpected(hash.error());
        proof.push_back(*hash);
    }
    if (auto included =
            log::verifyInclusion(entry->index, m_activitySize, log::leafHash(record.leaf), proof, m_activityRoot);
        !included)
        return std::unexpected(included.error());
    if (entry->body != record.body.digest())
        return refuse(ProblemType::BodyMismatch, u"The body is not the one that the entry commits to."_s, u"/body"_s);
    auto body = changes::parseChangeBody(entry->action, record.body.value);
    if (!body)
        return std::unexpected(body.error().under(u"/body"_s));
    return ReadRecord{.entry = std::move(*entry), .body = std::move(*body)};
}

/// Request, approvals, execution, and nothing else.
Expected<void> EvidenceVerifier::arrangeRecords()
{
    if (m_records.size() < 2)
        return refuse(ProblemType::EvidenceIncomplete, u"Evidence holds a request and its execution."_s,
                      u"evidence records"_s);
    if (!std::holds_alternative<RequestedBody>(m_records.front().body))
        return refuse(ProblemType::EvidenceIncomplete, u"The first record is the request."_s, recordName(0));
    if (!std::holds_alternative<ExecutedBody>(m_records.back().body))
        return refuse(ProblemType::EvidenceIncomplete, u"The last record is the execution."_s,
                      recordName(m_records.size() - 1));
    for (std::size_t i = 1; i + 1 < m_records.size(); ++i) {
        const auto *const decided = std::get_if<DecidedBody>(&m_records[i].body);
        if (!decided)
            return refuse(ProblemType::EvidenceIncomplete, u"Between request and execution stand approvals."_s,
                          recordName(i));
        m_approvals.push_back({.signedApproval = decided->approval, .loggedAt = m_records[i].entry.governanceSize});
    }
    return {};
}

Expected<void> EvidenceVerifier::checkOrder()
{
    for (std::size_t i = 1; i < m_records.size(); ++i) {
        const log::ActivityEntry &before = m_records[i - 1].entry;
        const log::ActivityEntry &after = m_records[i].entry;
        if (after.index <= before.index)
            return refuse(ProblemType::EntryMismatch, u"The records are not in the order of the log."_s, recordName(i));
    }
    return {};
}

/// A bundle may not stop short of a revocation that a record must have known of, and no record may be said to be older
/// than one: where a key is valid hangs on these positions.
Expected<void> EvidenceVerifier::checkCoverage()
{
    const qint64 covered = m_replay.directory().size();
    for (std::size_t i = 0; i < m_records.size(); ++i) {
        const log::ActivityEntry &entry = m_records[i].entry;
        if (entry.governanceSize > covered)
            return refuse(
                ProblemType::EvidenceIncomplete,
                u"Evidence record %1 was made on governance size %2, and the bundle's governance log has %3."_s.arg(
                    QString::number(i), QString::number(entry.governanceSize), QString::number(covered)),
                u"governance checkpoint"_s);
        if (auto sound = m_replay.checkPosition(entry.index, entry.governanceSize); !sound)
            return std::unexpected(sound.error().under(recordName(i)));
    }
    return {};
}

Expected<void> EvidenceVerifier::checkHeaders()
{
    for (std::size_t i = 0; i < m_records.size(); ++i) {
        if (auto same = changes::checkDescribes(m_records[i].entry, m_records[i].body, request().change); !same)
            return std::unexpected(same.error().under(recordName(i)));
        const bool isExecution = i + 1 == m_records.size();
        if (!isExecution && m_records[i].entry.time > request().change.request.approveBy)
            return refuse(ProblemType::ChangeExpired, u"This was logged after the change had to be approved."_s,
                          recordName(i));
    }
    return {};
}

/// The heads that were signed: governance heads must be of this log, activity heads no longer than the log was.
Expected<void> EvidenceVerifier::checkPositions()
{
    const auto check = [this](const log::LogHead &governance, const log::LogHead &activity, std::size_t record) {
        if (auto known = m_replay.checkHead(governance); !known)
            return Expected<void>(std::unexpected(known.error().under(recordName(record))));
        if (activity.size > m_records[record].entry.index)
            return Expected<void>(refuse(ProblemType::UnknownLogPosition,
                                         u"This was signed on an activity log longer than it was."_s,
                                         recordName(record)));
        return Expected<void>();
    };
    const changes::ChangeRequest &asked = request().change.request;
    if (auto sound = check(asked.governance, asked.activity, 0); !sound)
        return sound;
    for (std::size_t i = 0; i < m_approvals.size(); ++i) {
        const changes::Approval &approval = m_approvals[i].signedApproval.approval;
        if (auto sound = check(approval.governance, approval.activity, i + 1); !sound)
            return sound;
    }
    return {};
}

ExecutionQuestion EvidenceVerifier::question() const
{
    return {.directory = m_replay.directory(),
            .change = request().change,
            .targets = request().targets,
            .requestLoggedAt = m_records.front().entry.governanceSize,
            .approvals = m_approvals,
            .execution = std::get<ExecutedBody>(execution().body),
            .executedAt = execution().entry.governanceSize,
            .time = execution().entry.time};
}

Expected<void> EvidenceVerifier::recount()
{
    auto answer = checkExecution(question());
    if (!answer)
        return std::unexpected(answer.error().under(recordName(m_records.size() - 1)));
    if (answer->counted.size() != m_approvals.size())
        return refuse(ProblemType::EntryMismatch, u"A bundle holds the approvals that count, and no other."_s,
                      u"evidence records"_s);
    m_answer = std::move(*answer);
    return {};
}

/// An executed governance act stands in the governance log, right behind its execution.
Expected<void> EvidenceVerifier::checkGovernance()
{
    const changes::Action *const action = changes::findAction(request().change.request.action);
    if (action->resource == log::Resource::Device)
        return {};
    const auto index = static_cast<std::size_t>(execution().entry.governanceSize);
    const QString name = u"governance record %1"_s.arg(index);
    const auto &entries = m_replay.entries();
    if (index >= entries.size() || entries[index].activity.size != execution().entry.index + 1)
        return refuse(ProblemType::EvidenceIncomplete, u"The governance log does not show this act."_s, name);
    if (auto same = checkGovernanceEntry(m_replay, question()); !same)
        return std::unexpected(same.error().under(name));
    return {};
}

EvidenceVerdict EvidenceVerifier::verdict() const
{
    const auto effect = changes::effectOf(request().change.request, request().targets); // checked by checkExecution
    return {
        .change = request().change,
        .effect = *effect,
        .application = std::get<ExecutedBody>(execution().body).application,
        .approvers = m_answer.counted,
        .executionIndex = execution().entry.index,
        .executionTime = execution().entry.time,
        .governanceSize = m_replay.directory().size(),
        .activitySize = m_activitySize,
        .sample = m_replay.directory().isSample(),
        .witnesses = m_witnesses,
    };
}

} // namespace

Expected<EvidenceVerdict> verifyEvidence(QByteArrayView bytes, QByteArrayView deploymentId)
{
    const auto bundle = EvidenceBundle::parse(bytes);
    if (!bundle)
        return std::unexpected(bundle.error());
    if (bundle->deployment != deploymentId)
        return refuse(ProblemType::WrongDeployment, u"The bundle is of another deployment."_s, placeInFrame(bytes));
    auto replay = changes::GovernanceReplay::replay(bundle->governanceLeaves, deploymentId);
    if (!replay)
        return std::unexpected(replay.error());
    return EvidenceVerifier(*bundle, std::move(*replay)).verify();
}

} // namespace enigm::evidence

#include "contract/changes/ChangeBodies.h"
#include "contract/changes/GovernanceReplay.h"
#include "contract/evidence/BundleFrame.h"
#include "contract/evidence/Evidence.h"
#include "contract/evidence/ExecutionCheck.h"
#include "contract/evidence/LogCheckpoints.h"
#include "contract/evidence/RecordChain.h"
#include "contract/log/MerkleProof.h"

using namespace Qt::StringLiterals;

namespace enigm::evidence {

namespace {

using changes::ChangeBody;
using changes::DecidedBody;
using changes::ExecutedBody;
using changes::RequestedBody;

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
    [[nodiscard]] Expected<void> readRecord(const ProvenRecord &record);
    [[nodiscard]] Expected<void> arrangeRecords();
    [[nodiscard]] Expected<void> checkHeaders();
    [[nodiscard]] Expected<void> checkChain();
    [[nodiscard]] Expected<void> recount();
    [[nodiscard]] Expected<void> checkGovernance();

    [[nodiscard]] const RequestedBody &request() const { return std::get<RequestedBody>(m_bodies.front()); }
    [[nodiscard]] const ExecutedBody &executed() const { return std::get<ExecutedBody>(m_bodies.back()); }
    [[nodiscard]] const log::ActivityEntry &execution() const { return m_entries.back(); }
    [[nodiscard]] ExecutionQuestion question() const;
    [[nodiscard]] EvidenceVerdict verdict() const;

    const EvidenceBundle &m_bundle;
    changes::GovernanceReplay m_replay;
    qint64 m_activitySize = 0;
    log::Hash m_activityRoot;
    WitnessVerdict m_witnesses;
    std::vector<log::ActivityEntry> m_entries;
    std::vector<ChangeBody> m_bodies; ///< of the entries
    std::vector<changes::LoggedApproval> m_approvals;
    changes::QuorumAnswer m_answer;
};

Expected<EvidenceVerdict> EvidenceVerifier::verify()
{
    constexpr Step steps[] = {
        &EvidenceVerifier::openCheckpoints, &EvidenceVerifier::readRecords, &EvidenceVerifier::arrangeRecords,
        &EvidenceVerifier::checkHeaders,    &EvidenceVerifier::checkChain,  &EvidenceVerifier::checkGovernance,
        &EvidenceVerifier::recount,
    };
    for (const Step step : steps) {
        if (auto sound = (this->*step)(); !sound)
            return std::unexpected(sound.error());
    }
    return verdict();
}

Expected<void> EvidenceVerifier::openCheckpoints()
{
    const auto governance = openGovernanceCheckpoint(m_bundle.governanceCheckpoint, m_replay);
    if (!governance)
        return std::unexpected(governance.error());
    const auto activity = openActivityCheckpoint(m_bundle.activityCheckpoint, m_replay.directory());
    if (!activity)
        return std::unexpected(activity.error());
    m_activitySize = activity->signedCheckpoint.size();
    m_activityRoot = activity->signedCheckpoint.root();
    m_witnesses = witnessVerdict(*governance, *activity, m_replay.directory());
    return {};
}

Expected<void> EvidenceVerifier::readRecords()
{
    for (std::size_t i = 0; i < m_bundle.records.size(); ++i) {
        if (auto read = readRecord(m_bundle.records[i]); !read)
            return std::unexpected(read.error().under(recordName(i)));
    }
    return {};
}

Expected<void> EvidenceVerifier::readRecord(const ProvenRecord &record)
{
    auto entry = log::ActivityEntry::parse(record.leaf);
    if (!entry)
        return std::unexpected(entry.error());
    const auto proof = log::proofFromBytes(record.proof);
    if (!proof)
        return std::unexpected(proof.error());
    if (auto included =
            log::verifyInclusion(entry->index, m_activitySize, log::leafHash(record.leaf), *proof, m_activityRoot);
        !included)
        return std::unexpected(included.error());
    if (entry->body != record.body.digest())
        return refuse(ProblemType::BodyMismatch, u"The body is not the one that the entry commits to."_s, u"/body"_s);
    auto body = changes::parseChangeBody(entry->action, record.body.value);
    if (!body)
        return std::unexpected(body.error().under(u"/body"_s));
    m_entries.push_back(std::move(*entry));
    m_bodies.push_back(std::move(*body));
    return {};
}

/// Request, approvals, execution, and nothing else.
Expected<void> EvidenceVerifier::arrangeRecords()
{
    if (m_bodies.size() < 2)
        return refuse(ProblemType::EvidenceIncomplete, u"Evidence holds a request and its execution."_s,
                      u"evidence records"_s);
    if (!std::holds_alternative<RequestedBody>(m_bodies.front()))
        return refuse(ProblemType::EvidenceIncomplete, u"The first record is the request."_s, recordName(0));
    if (!std::holds_alternative<ExecutedBody>(m_bodies.back()))
        return refuse(ProblemType::EvidenceIncomplete, u"The last record is the execution."_s,
                      recordName(m_bodies.size() - 1));
    for (std::size_t i = 1; i + 1 < m_bodies.size(); ++i) {
        const auto *const decided = std::get_if<DecidedBody>(&m_bodies[i]);
        if (!decided)
            return refuse(ProblemType::EvidenceIncomplete, u"Between request and execution stand approvals."_s,
                          recordName(i));
        m_approvals.push_back({.signedApproval = decided->approval, .loggedAt = m_entries[i].governanceSize});
    }
    return {};
}

Expected<void> EvidenceVerifier::checkHeaders()
{
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        if (auto same = changes::checkDescribes(m_entries[i], m_bodies[i], request().change); !same)
            return std::unexpected(same.error().under(recordName(i)));
    }
    return {};
}

Expected<void> EvidenceVerifier::checkChain()
{
    return checkRecordChain(
        {.governance = m_replay, .change = request().change, .approvals = m_approvals, .entries = m_entries});
}

ExecutionQuestion EvidenceVerifier::question() const
{
    return {.directory = m_replay.directory(),
            .change = request().change,
            .targets = request().targets,
            .requestLoggedAt = m_entries.front().governanceSize,
            .approvals = m_approvals,
            .execution = executed(),
            .executedAt = execution().governanceSize,
            .time = execution().time};
}

Expected<void> EvidenceVerifier::recount()
{
    auto answer = checkExecution(question());
    if (!answer)
        return std::unexpected(answer.error().under(recordName(m_entries.size() - 1)));
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
    if (action->subject != changes::Subject::Governance)
        return {};
    const auto index = static_cast<std::size_t>(execution().governanceSize);
    const QString name = u"governance record %1"_s.arg(index);
    const auto &entries = m_replay.entries();
    if (index >= entries.size() || entries[index].activity.size != execution().index + 1)
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
        .application = executed().application,
        .approvers = m_answer.counted,
        .executionIndex = execution().index,
        .executionTime = execution().time,
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

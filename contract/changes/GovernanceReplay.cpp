#include "contract/changes/GovernanceReplay.h"

#include "contract/changes/GovernanceFact.h"
#include "contract/changes/Quorum.h"
#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "contract/log/Hash.h"
#include "contract/signing/Secret.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::changes {

namespace {

using operators::Directory;
using operators::Founding;

constexpr auto foundingKind = "founding"_L1;

QString recordName(qint64 index)
{
    return u"governance record %1"_s.arg(index);
}

/// The problem put below the name of its record.
Problem in(qint64 index, const Problem &problem)
{
    return problem.under(recordName(index));
}

/// `payload` is the canonical form of the entry's fact.
Expected<void> checkFounders(const log::GovernanceEntry &entry, const Founding &founding, const QByteArray &payload)
{
    const signing::KnownPayload known{.text = encoding::toBase64Url(payload), .value = entry.fact};
    if (entry.approvals.size() != founding.founders.size())
        return refuse(ProblemType::QuorumMissing, u"Every founder signs the founding, in their order."_s,
                      u"/approvals"_s);
    for (std::size_t i = 0; i < founding.founders.size(); ++i) {
        const auto jws = signing::Jws::parse(entry.approvals[i], operators::foundingTyp, known);
        if (!jws)
            return std::unexpected(jws.error());
        if (jws->payloadText() != known.text)
            return refuse(ProblemType::EntryMismatch, u"A founder signed another founding."_s, u"/approvals"_s);
        if (auto verified = jws->verify(founding.founders[i].key); !verified)
            return verified;
    }
    return {};
}

bool isFoundingShape(const log::GovernanceEntry &entry)
{
    return entry.index == 0 && entry.kind == foundingKind && !entry.change && entry.activity.size == 0 &&
           entry.activity.root == log::emptyRoot().toBytes();
}

Expected<std::vector<LoggedApproval>> parseApprovals(const log::GovernanceEntry &entry, const GovernanceFact &fact)
{
    if (fact.approvalsLoggedAt.size() != entry.approvals.size())
        return refuse(ProblemType::EntryMismatch, u"Every approval has its position."_s, u"/fact/logged/approvals"_s);
    std::vector<LoggedApproval> approvals;
    for (std::size_t i = 0; i < entry.approvals.size(); ++i) {
        auto approval = SignedApproval::parse(entry.approvals[i]);
        if (!approval)
            return std::unexpected(approval.error());
        approvals.push_back({.signedApproval = std::move(*approval), .loggedAt = fact.approvalsLoggedAt[i]});
    }
    return approvals;
}

} // namespace

Expected<void> checkPowers(const Founding &founding)
{
    for (const operators::Rule &rule : founding.rules) {
        if (auto sound = checkRule(rule); !sound)
            return sound;
    }
    for (const QString &name : founding.breakGlassActions) {
        const Action *const action = findAction(name);
        if (!action)
            return refuse(ProblemType::UnknownAction, u"The break-glass list names an unknown action."_s, name);
        if (action->actionClass == ActionClass::Governance)
            return refuse(ProblemType::BelowFloor, u"Break-glass never covers governance."_s, name);
    }
    return {};
}

GovernanceReplay::GovernanceReplay(Directory directory)
    : m_directory(std::move(directory))
{}

Expected<GovernanceReplay> GovernanceReplay::begin(QByteArrayView leaf0, QByteArrayView deploymentId)
{
    const auto entry = log::GovernanceEntry::parse(leaf0);
    if (!entry)
        return std::unexpected(in(0, entry.error()));
    if (!isFoundingShape(*entry))
        return refuse(ProblemType::EntryMismatch, u"The first entry is not a founding."_s, recordName(0));
    auto founding = Founding::fromJson(entry->fact, u"/fact"_s);
    if (!founding)
        return std::unexpected(in(0, founding.error()));
    const QByteArray payload = json::canonical(entry->fact);
    if (signing::sha256(payload) != deploymentId)
        return refuse(ProblemType::WrongDeployment, u"This is the founding of another deployment."_s, recordName(0));
    if (auto sound = checkFounders(*entry, *founding, payload); !sound)
        return std::unexpected(in(0, sound.error()));
    if (auto sound = checkPowers(*founding); !sound)
        return std::unexpected(in(0, sound.error()));
    GovernanceReplay replay{Directory(std::move(*founding), deploymentId.toByteArray())};
    const qint64 created = replay.directory().founding().created;
    replay.accept(leaf0,
                  {.change = {}, .activity = entry->activity, .fact = {.approvalsLoggedAt = {}, .time = created}});
    replay.m_signatures = static_cast<qint64>(entry->approvals.size());
    return replay;
}

Expected<GovernanceReplay> GovernanceReplay::replay(std::span<const QByteArray> leaves, QByteArrayView deploymentId)
{
    if (leaves.empty())
        return refuse(ProblemType::EvidenceIncomplete, u"The governance log is empty."_s, recordName(0));
    auto replay = begin(leaves.front(), deploymentId);
    for (const QByteArray &leaf : leaves.subspan(1)) {
        if (!replay)
            break;
        if (auto appended = replay->append(leaf); !appended)
            return std::unexpected(appended.error());
    }
    return replay;
}

Expected<void> GovernanceReplay::append(QByteArrayView leaf)
{
    const qint64 index = m_directory.size();
    const auto entry = log::GovernanceEntry::parse(leaf);
    if (!entry)
        return std::unexpected(in(index, entry.error()));
    if (auto applied = apply(*entry, leaf); !applied)
        return std::unexpected(in(index, applied.error()));
    return {};
}

Expected<void> GovernanceReplay::apply(const log::GovernanceEntry &entry, QByteArrayView leaf)
{
    if (entry.index != m_directory.size() || !entry.change)
        return refuse(ProblemType::EntryMismatch, u"Another entry belongs at this index."_s, u"/index"_s);
    if (entry.activity.size <= m_entries.back().activity.size)
        return refuse(ProblemType::EntryMismatch, u"Each execution has an activity entry of its own."_s,
                      u"/activity/size"_s);
    const auto change = SignedChange::parse(*entry.change);
    if (!change)
        return std::unexpected(change.error());
    if (change->request.action != entry.kind)
        return refuse(ProblemType::EntryMismatch, u"The kind of the entry is not the action."_s, u"/kind"_s);
    if (m_changeIds.contains(change->request.id))
        return refuse(ProblemType::Replayed, u"This change was executed before."_s, u"/change"_s);
    const auto fact = GovernanceFact::fromJson(entry.fact, u"/fact"_s);
    if (!fact)
        return std::unexpected(fact.error());
    if (auto counted = recount(entry, *change, *fact); !counted)
        return counted;
    if (auto applied = applyGovernance(m_directory, change->parameters); !applied)
        return applied;
    m_changeIds.insert(change->request.id);
    accept(leaf, {.change = change->digest(), .activity = entry.activity, .fact = *fact});
    m_signatures += 1 + static_cast<qint64>(entry.approvals.size());
    return {};
}

Expected<void> GovernanceReplay::recount(const log::GovernanceEntry &entry, const SignedChange &change,
                                         const GovernanceFact &fact) const
{
    const auto approvals = parseApprovals(entry, fact);
    if (!approvals)
        return std::unexpected(approvals.error());
    const QuorumQuestion question{.directory = m_directory,
                                  .change = change,
                                  .requestLoggedAt = fact.requestLoggedAt,
                                  .approvals = *approvals,
                                  .executedAt = entry.index};
    const auto answer = countQuorum(question);
    if (!answer)
        return std::unexpected(answer.error());
    if (!answer->complete)
        return refuse(ProblemType::QuorumMissing, u"Not enough people signed this entry."_s, u"/approvals"_s);
    if (answer->counted.size() != approvals->size())
        return refuse(ProblemType::EntryMismatch, u"An entry holds the signatures that count, and no other."_s,
                      u"/approvals"_s);
    if (fact.time > change.request.executeBy)
        return refuse(ProblemType::ChangeExpired, u"This was executed too late."_s, u"/fact/time"_s);
    return checkHeads(change, *approvals);
}

Expected<void> GovernanceReplay::checkHeads(const SignedChange &change, std::span<const LoggedApproval> approvals) const
{
    if (auto known = checkHead(change.request.governance); !known)
        return known;
    for (const LoggedApproval &logged : approvals) {
        if (auto known = checkHead(logged.signedApproval.approval.governance); !known)
            return known;
    }
    return {};
}

Expected<void> GovernanceReplay::checkHead(const log::LogHead &governance) const
{
    const bool isKnown = governance.size >= 1 && governance.size <= m_tree.size() &&
                         m_roots[static_cast<std::size_t>(governance.size) - 1] == governance.root;
    if (!isKnown)
        return refuse(ProblemType::UnknownLogPosition,
                      u"A signature names a governance log that this one never was."_s);
    return {};
}

qint64 GovernanceReplay::sizeAt(qint64 activityIndex) const
{
    const auto next =
        std::ranges::upper_bound(m_entries, activityIndex, {}, [](const Entry &entry) { return entry.activity.size; });
    return next - m_entries.begin();
}

Expected<void> GovernanceReplay::checkPosition(qint64 activityIndex, qint64 claimedSize) const
{
    if (const qint64 size = sizeAt(activityIndex); size != claimedSize)
        return refuse(ProblemType::EntryMismatch, u"The governance log had size %1 here."_s.arg(size),
                      u"/governance_size"_s);
    return {};
}

void GovernanceReplay::accept(QByteArrayView leaf, Entry entry)
{
    const log::Hash hash = log::leafHash(leaf);
    m_tree.append(hash);
    m_leafHashes.push_back(hash.toBytes());
    m_roots.push_back(m_tree.root().toBytes());
    m_entries.push_back(std::move(entry));
}

QByteArray GovernanceReplay::root() const
{
    return m_roots.back();
}

namespace {

/// One effect on the directory by the alternative of the parameters.
class DirectoryEffect
{
public:
    explicit DirectoryEffect(Directory &directory)
        : m_directory(directory)
    {}

    /// Of every other act.
    template <typename Other>
    Expected<void> operator()(const Other &) const
    {
        return refuse(ProblemType::UnknownAction, u"This action changes nothing in the directory."_s, u"/action"_s);
    }
    Expected<void> operator()(const AdmitOperatorParameters &admitted) const
    {
        return m_directory.admitOperator(admitted.operatorId, admitted.roles, admitted.keys);
    }
    Expected<void> operator()(const AddKeyParameters &added) const
    {
        return m_directory.addKey(added.operatorId, added.key);
    }
    Expected<void> operator()(const RevokeKeyParameters &revoked) const
    {
        return m_directory.revokeKey(revoked.operatorId, revoked.key);
    }
    Expected<void> operator()(const AddWitnessParameters &added) const { return m_directory.addWitness(added.witness); }
    Expected<void> operator()(const RemoveWitnessParameters &removed) const
    {
        return m_directory.removeWitness(removed.name);
    }

    Expected<void> operator()(const SetAttestationParameters &set) const
    {
        return m_directory.setAcceptance(set.acceptance);
    }
    Expected<void> operator()(const SetUpdateKeysParameters &set) const { return m_directory.setUpdateKeys(set.keys); }

private:
    Directory &m_directory;
};

} // namespace

Expected<void> applyGovernance(Directory &directory, const ChangeRequest &request)
{
    const auto parameters = parametersOf(request);
    if (!parameters)
        return std::unexpected(parameters.error());
    return applyGovernance(directory, *parameters);
}

Expected<void> applyGovernance(Directory &directory, const Parameters &parameters)
{
    return std::visit(DirectoryEffect(directory), parameters);
}

} // namespace enigm::changes

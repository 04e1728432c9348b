#include "contract/changes/Quorum.h"

#include "contract/changes/Matching.h"
#include "contract/changes/SignatureChecks.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::changes {

namespace {

using operators::Directory;
using operators::Roles;

/// Approvals that count as one signature at most: of one installation or, in a sample, of one person.
struct Party
{
    struct Member
    {
        const SignedApproval *signedApproval;
        std::size_t order; ///< among all approvals
        Roles roles;       ///< held both where it was logged and where execution is
    };
    std::vector<Member> members; ///< in order of approval

    [[nodiscard]] const QString &installation() const { return members.front().signedApproval->approval.installation; }
};

/// Why an approval that is in order in itself is not counted here, rather than refusing everything.
bool isDiscount(ProblemType type)
{
    return type == ProblemType::KeyNotValid || type == ProblemType::SameInstallation ||
           type == ProblemType::RoleMissing;
}

class Counter
{
public:
    explicit Counter(const QuorumQuestion &question)
        : m_question(question)
    {}

    Expected<QuorumAnswer> count();

private:
    [[nodiscard]] Expected<void> readRule();
    [[nodiscard]] Expected<void> checkPositions() const;
    [[nodiscard]] Expected<void> admit(const LoggedApproval &logged);
    [[nodiscard]] Expected<void> checkAtExecution(const Approval &approval, Roles roles) const;
    void enlist(const SignedApproval &signedApproval, Roles roles);
    void match();
    void gather(const Matching &matching);

    const QuorumQuestion &m_question;
    QuorumAnswer m_answer;
    std::vector<operators::SignerClause> m_clauses;
    std::vector<std::size_t> m_clauseOfUnit;
    QSet<QString> m_signed;
    std::vector<Party> m_parties;
    std::size_t m_order = 0;
};

Expected<QuorumAnswer> Counter::count()
{
    if (auto sound = checkPositions(); !sound)
        return std::unexpected(sound.error());
    if (auto sound = checkRequest(m_question.directory, m_question.change, m_question.requestLoggedAt); !sound)
        return std::unexpected(sound.error());
    if (auto sound = checkRequesterAt(m_question.directory, m_question.change, m_question.executedAt); !sound)
        return std::unexpected(sound.error());
    if (auto sound = readRule(); !sound)
        return std::unexpected(sound.error());
    for (const LoggedApproval &logged : m_question.approvals) {
        if (auto sound = admit(logged); !sound)
            return std::unexpected(sound.error());
        ++m_order;
    }
    match();
    m_answer.complete = m_answer.missing.empty();
    return std::move(m_answer);
}

Expected<void> Counter::checkPositions() const
{
    qint64 last = m_question.requestLoggedAt;
    bool isOrdered = last >= 1;
    for (const LoggedApproval &logged : m_question.approvals) {
        isOrdered = isOrdered && logged.loggedAt >= last;
        last = logged.loggedAt;
    }
    if (!isOrdered || m_question.executedAt < last || m_question.executedAt > m_question.directory.size())
        return refuse(ProblemType::UnknownLogPosition,
                      u"A change is logged, then signed, then executed, at positions that the governance log has."_s);
    return {};
}

Expected<void> Counter::readRule()
{
    const auto sought =
        signersAt(m_question.directory, m_question.change.request, m_question.executedAt, m_question.beyondLimit);
    if (!sought)
        return std::unexpected(sought.error());
    m_clauses = sought->clauses;
    m_answer.ruleId = sought->ruleId;
    m_answer.ruleVersion = sought->ruleVersion;
    for (std::size_t clause = 0; clause < m_clauses.size(); ++clause)
        m_clauseOfUnit.insert(m_clauseOfUnit.end(), static_cast<std::size_t>(m_clauses[clause].count), clause);
    return {};
}

Expected<void> Counter::admit(const LoggedApproval &logged)
{
    const Directory &directory = m_question.directory;
    const Approval &approval = logged.signedApproval.approval;
    auto sound = checkApproval(directory, m_question.change, logged.signedApproval, logged.loggedAt);
    if (sound && m_signed.contains(approval.approver))
        sound = refuse(ProblemType::AlreadySigned, u"This person has signed the change before."_s, approval.approver);
    if (sound && approval.decision == Decision::Reject)
        sound = refuse(ProblemType::ChangeClosed, u"The change was rejected."_s, approval.approver);
    const auto *const person = directory.findOperator(approval.approver);
    Roles roles;
    if (sound) {
        m_signed.insert(approval.approver);
        roles = person->rolesAt(logged.loggedAt).common(person->rolesAt(m_question.executedAt));
        const auto *const key = directory.findKey(logged.signedApproval.jws.kid());
        if (!key->isValidAt(m_question.executedAt))
            sound = refuse(ProblemType::KeyNotValid, u"The key was revoked before execution."_s, approval.approver);
        else
            sound = checkAtExecution(approval, roles);
    }
    if (sound)
        enlist(logged.signedApproval, roles);
    else if (isDiscount(sound.error().type))
        m_answer.discounted.push_back(sound.error());
    else
        return sound;
    return {};
}

Expected<void> Counter::checkAtExecution(const Approval &approval, Roles roles) const
{
    const bool isAsked = std::ranges::any_of(
        m_clauses, [roles](const operators::SignerClause &clause) { return clause.roles.hasAny(roles); });
    if (!isAsked)
        return refuse(ProblemType::RoleMissing, u"The rule asks for other roles."_s, approval.approver);
    return {};
}

void Counter::enlist(const SignedApproval &signedApproval, Roles roles)
{
    const Party::Member member{.signedApproval = &signedApproval, .order = m_order, .roles = roles};
    if (!m_question.directory.isSample()) {
        for (Party &party : m_parties) {
            if (party.installation() == signedApproval.approval.installation) {
                party.members.push_back(member);
                return;
            }
        }
    }
    m_parties.push_back({.members = {member}});
}

void Counter::match()
{
    Matching matching(m_parties.size(), m_clauseOfUnit.size());
    for (std::size_t party = 0; party < m_parties.size(); ++party) {
        for (std::size_t unit = 0; unit < m_clauseOfUnit.size(); ++unit) {
            const Roles asked = m_clauses[m_clauseOfUnit[unit]].roles;
            const auto &members = m_parties[party].members;
            if (std::ranges::any_of(members,
                                    [asked](const Party::Member &member) { return asked.hasAny(member.roles); }))
                matching.connect(party, unit);
        }
    }
    for (std::size_t party = 0; party < m_parties.size(); ++party)
        (void)matching.augment(party);
    gather(matching);
}

void Counter::gather(const Matching &matching)
{
    std::vector<int> open(m_clauses.size());
    std::vector<const Party::Member *> countedMembers;
    std::vector<std::optional<Roles>> filled(m_parties.size());
    for (std::size_t unit = 0; unit < m_clauseOfUnit.size(); ++unit) {
        if (const auto party = matching.partnerOf(unit))
            filled[*party] = m_clauses[m_clauseOfUnit[unit]].roles;
        else
            ++open[m_clauseOfUnit[unit]];
    }
    for (std::size_t i = 0; i < m_parties.size(); ++i) {
        if (!filled[i])
            continue;
        const auto &members = m_parties[i].members;
        const auto counted =
            std::ranges::find_if(members, [&](const Party::Member &member) { return filled[i]->hasAny(member.roles); });
        countedMembers.push_back(&*counted);
        for (auto member = members.begin(); member != members.end(); ++member) {
            if (member != counted)
                m_answer.discounted.push_back({ProblemType::SameInstallation,
                                               u"Another signature from this console installation is counted."_s,
                                               member->signedApproval->approval.approver});
        }
    }
    std::ranges::sort(countedMembers, {}, &Party::Member::order);
    for (const Party::Member *const member : countedMembers) {
        m_answer.counted.push_back(member->signedApproval->approval.approver);
        m_answer.countedDigests.push_back(member->signedApproval->digest());
    }
    for (std::size_t clause = 0; clause < m_clauses.size(); ++clause) {
        if (open[clause] > 0)
            m_answer.missing.push_back({.count = open[clause], .roles = m_clauses[clause].roles});
    }
}

} // namespace

Expected<QuorumAnswer> countQuorum(const QuorumQuestion &question)
{
    return Counter(question).count();
}

Expected<QuorumAnswer> recountExecution(QuorumQuestion question, std::size_t counted)
{
    auto answer = countQuorum(question);
    if (!answer || !answer->complete || counted <= answer->counted.size())
        return answer;
    question.beyondLimit = true;
    auto beyond = countQuorum(question);
    return beyond && beyond->complete ? beyond : answer; // more were logged than count, and none too few
}

} // namespace enigm::changes

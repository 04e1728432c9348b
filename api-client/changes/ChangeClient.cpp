#include "api-client/changes/ChangeClient.h"

#include "api-client/changes/ChangeAnswers.h"
#include "api-client/changes/PresentState.h"
#include "api-client/wire/ReadFailure.h"
#include "contract/changes/SignatureChecks.h"
#include "contract/encoding/Uuid.h"

#include <algorithm>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype nonceSize = 16;

json::Value textOrNull(const std::optional<changes::FreeText> &text)
{
    return text ? text->toJson() : json::Value();
}

/// Each signature on this console's own directory, where the log took it.
Expected<void> checkApprovals(const operators::Directory &directory, const changes::ChangeRecord &record)
{
    for (const changes::RecordedApproval &recorded : record.approvals) {
        const auto checked =
            changes::checkApproval(directory, record.change, recorded.signedApproval, recorded.position.governanceSize);
        if (!checked)
            return checked;
    }
    return {};
}

/// Whether an open change could be carried out now, were everybody to sign; drifted devices are told apart.
Expected<void> checkPossible(const operators::Directory &directory, const changes::SignedChange &change)
{
    if (auto able = changes::checkRequesterAt(directory, change, directory.size()); !able)
        return able;
    if (change.request.actionClass != changes::ActionClass::Governance)
        return {};
    operators::Directory after = directory;
    return changes::applyGovernance(after, change.request);
}

struct Count
{
    changes::QuorumAnswer quorum;
    std::optional<Problem> obstacle;
};

/// Counts on this console's own directory. A change that ended without execution has no quorum to count, and people's
/// keys may be revoked since without making its history a lie.
Expected<Count> countRecord(const operators::Directory &directory, const changes::ChangeRecord &record)
{
    Count count;
    if (auto checked = checkApprovals(directory, record); !checked)
        return std::unexpected(checked.error());
    if (changes::isOpen(record.state)) {
        if (const auto possible = checkPossible(directory, record.change); !possible) {
            count.obstacle = possible.error();
            return count;
        }
    } else if (!record.executed) {
        return count;
    }
    const std::vector<changes::LoggedApproval> approvals = loggedApprovals(record);
    const changes::QuorumQuestion question{.directory = directory,
                                           .change = record.change,
                                           .requestLoggedAt = record.requested.governanceSize,
                                           .approvals = approvals,
                                           .executedAt =
                                               record.executed ? record.executed->governanceSize : directory.size(),
                                           .beyondLimit = !record.executed && record.beyondLimit};
    auto quorum =
        record.executed ? changes::recountExecution(question, approvals.size()) : changes::countQuorum(question);
    if (!quorum)
        return std::unexpected(quorum.error());
    count.quorum = std::move(*quorum);
    return count;
}

/// Everything in a record that follows from the signed bytes and this console's directory.
Expected<VerifiedChange> verifyRecord(const operators::Directory &directory, changes::ChangeRecord record)
{
    if (auto sound = changes::checkRequest(directory, record.change, record.requested.governanceSize); !sound)
        return std::unexpected(sound.error());
    if (record.state == changes::ChangeState::Executed && !record.executed)
        return refuse(ProblemType::EntryMismatch,
                      u"The change is said to be executed, and the log does not say where."_s);
    auto effect = changes::effectOf(record.change.request, record.targets);
    if (!effect)
        return std::unexpected(effect.error());
    auto count = countRecord(directory, record);
    if (!count)
        return std::unexpected(count.error());
    return VerifiedChange{.record = std::move(record),
                          .effect = std::move(*effect),
                          .quorum = std::move(count->quorum),
                          .obstacle = std::move(count->obstacle),
                          .proven = {},
                          .drifted = {}};
}

} // namespace

bool VerifiedChange::isEndProven() const
{
    if (record.state == changes::ChangeState::Executed)
        return proven.execution;
    if (record.state != changes::ChangeState::Rejected)
        return false;
    for (std::size_t i = 0; i < record.approvals.size(); ++i) {
        const bool isRejection = record.approvals[i].signedApproval.approval.decision == changes::Decision::Reject;
        if (isRejection && proven.approvals[i])
            return true;
    }
    return false;
}

ChangeClient::ChangeClient(Session &session, LogFollower &follower, QString installation)
    : m_session(session)
    , m_follower(follower)
    , m_installation(std::move(installation))
{}

Task<Expected<ChangePage>> ChangeClient::page(std::vector<changes::ChangeState> states, QString after, int limit,
                                              QByteArray etag)
{
    const ChangeClient self(*this); // the window that asks may be gone when the answer comes
    ApiRequest request{.path = u"/v1/changes"_s, .etag = std::move(etag)};
    QStringList words;
    for (const changes::ChangeState state : states)
        words.append(changes::word(state));
    if (!words.isEmpty())
        request.query.addQueryItem(u"state"_s, words.join(u','));
    if (!after.isEmpty())
        request.query.addQueryItem(u"after"_s, after);
    request.query.addQueryItem(u"limit"_s, QString::number(limit));
    const auto reply = co_await self.m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    if (reply->isNotModified())
        co_return ChangePage{.changes = {}, .next = {}, .etag = reply->etag, .notModified = true};
    const auto value = reply->json();
    if (!value)
        co_return std::unexpected(value.error());
    auto page = readPage(*value);
    if (!page)
        co_return self.contradicted(page.error(), u"changes-served"_s, reply->body);
    const auto isNewer = [&self](const ChangeSummary &summary) {
        return summary.requested.index >= self.m_follower.activityHead().size;
    };
    Expected<void> refreshed;
    if (std::ranges::any_of(page->changes, isNewer))
        refreshed = co_await self.m_follower.refresh();
    const bool isOver = !refreshed && refreshed.error().type == ProblemType::Cancelled; // and so is the follower
    if (isOver || (!refreshed && isContradiction(refreshed.error())))
        co_return std::unexpected(refreshed.error());
    // What could not be verified is read anew the next time, whether it changes or not.
    page->etag = refreshed ? reply->etag : QByteArray();
    for (const ChangeSummary &summary : page->changes) {
        if (!refreshed && isNewer(summary))
            continue; // shown as not verified yet
        if (isNewer(summary))
            co_return refuse(ProblemType::UnexpectedAnswer, u"The log has no entry where the server says."_s,
                             summary.change.request.id);
        if (const auto sound = self.checkListed(summary); !sound)
            co_return self.contradicted(foundInSigned(sound.error().under(summary.change.request.id)),
                                        u"changes-served"_s, reply->body);
    }
    co_return page;
}

/// Nothing unsigned reaches a list: each request is checked on this console's own directory, at the position that its
/// own governance log gives it.
Expected<void> ChangeClient::checkListed(const ChangeSummary &summary) const
{
    const auto sound =
        m_follower.governance()->checkPosition(summary.requested.index, summary.requested.governanceSize);
    if (!sound)
        return sound;
    return changes::checkRequest(*m_follower.directory(), summary.change, summary.requested.governanceSize);
}

/// The problem; where it is a contradiction, the alarm too, with the bytes that were served.
std::unexpected<Problem> ChangeClient::contradicted(const Problem &problem, const QString &exhibit,
                                                    const QByteArray &served) const
{
    if (isContradiction(problem))
        m_follower.raiseAlarm({.problem = problem, .exhibits = {{exhibit, served}}});
    return std::unexpected(problem);
}

Task<Expected<VerifiedChange>> ChangeClient::verified(QString reference)
{
    const ChangeClient self(*this); // the window that asks may be gone when the answer comes
    const QString served = u"change-served"_s;
    ApiRequest request{.path = u"/v1/changes/"_s + reference};
    const auto reply = co_await self.m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    auto record = readRecord(reply);
    if (!record)
        co_return self.contradicted(record.error().under(reference), served, reply->body);
    if (record->change.request.id != reference)
        co_return refuse(ProblemType::UnexpectedAnswer, u"The server answered with another change."_s, reference);
    // Refreshed after the record was read, so that this console's logs cover every position that it names.
    const auto refreshed = co_await self.m_follower.refresh();
    if (!refreshed)
        co_return std::unexpected(refreshed.error());
    EntryProver prover(self.m_session, self.m_follower, *record);
    if (const auto placed = prover.checkPositions(); !placed)
        co_return self.contradicted(placed.error(), served, reply->body);
    auto change = verifyRecord(*self.m_follower.directory(), *record);
    if (!change)
        co_return self.contradicted(foundInSigned(change.error().under(reference)), served, reply->body);
    auto proven = co_await prover.prove();
    if (!proven)
        co_return self.contradicted(proven.error(), served, reply->body);
    change->proven = std::move(*proven);
    auto drifted = co_await self.drift(*record);
    if (!drifted)
        co_return std::unexpected(drifted.error());
    change->drifted = std::move(*drifted);
    if (const auto met = co_await meetPresent(self.m_session, *change); !met)
        co_return std::unexpected(met.error());
    co_return change;
}

Task<Expected<std::vector<changes::SkippedTarget>>> ChangeClient::drift(const changes::ChangeRecord &record) const
{
    std::vector<changes::SkippedTarget> drifted;
    const bool movesDevices = changes::findAction(record.change.request.action)->subject == changes::Subject::Devices;
    if (!changes::isOpen(record.state) || !movesDevices)
        co_return drifted;
    ApiRequest request{.path = u"/v1/changes/%1/targets"_s.arg(record.change.request.id)};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    const auto now = andThen(reply->json(), readStates);
    if (!now)
        co_return std::unexpected(now.error());
    if (now->size() != record.targets.leaves().size())
        co_return refuse(ProblemType::UnexpectedAnswer, u"The server left out the states of some targets."_s);
    const auto &from = record.change.request.targets.from;
    for (std::size_t i = 0; i < now->size(); ++i) {
        if (std::ranges::find(from, (*now)[i]) == from.end())
            drifted.push_back({.handle = record.targets.leaves()[i].handle, .state = (*now)[i]});
    }
    co_return drifted;
}

/// Whether nothing was found meanwhile that contradicts what is being signed on.
std::function<Expected<void>()> ChangeClient::noAlarm() const
{
    return [&follower = m_follower]() -> Expected<void> {
        if (const auto alarm = follower.alarm())
            return std::unexpected(*alarm);
        return {};
    };
}

Expected<ChangeClient::Composed> ChangeClient::compose(const ChangeDraft &draft) const
{
    const changes::Action *const action = changes::findAction(draft.action);
    if (!action)
        return refuse(ProblemType::UnknownAction, draft.action);
    auto reason = changes::FreeText::make(draft.reason);
    if (!reason)
        return std::unexpected(reason.error().under(u"/reason"_s));
    std::optional<changes::FreeText> reference;
    if (!draft.reference.isEmpty()) {
        auto made = changes::FreeText::make(draft.reference);
        if (!made)
            return std::unexpected(made.error().under(u"/reference"_s));
        reference = std::move(*made);
    }
    if (!m_session.info()) // it may have ended while the logs were read
        return refuse(ProblemType::SessionEnded, u"Sign in first."_s);
    const SessionInfo &info = *m_session.info();
    const qint64 now = m_session.now();
    const qint64 executeBy = now + draft.executeWithin;
    const json::Value parameters = changes::toJson(draft.parameters);
    changes::ChangeRequest request{
        .deployment = m_session.deployment().deployment,
        .id = encoding::makeUuid7(now * 1000),
        .action = draft.action,
        .actionClass = action->actionClass,
        .requester = info.operatorId,
        .installation = m_installation,
        .governance = m_follower.governanceHead(),
        .activity = m_follower.activityHead(),
        .targets = {.category = action->resource,
                    .count = static_cast<qint64>(draft.targets.leaves().size()),
                    .from = draft.targets.states(),
                    .maxSkipped = 0,
                    .root = draft.targets.root()},
        .parameters = parameters,
        .base = {},
        .reason = reason->digest(),
        .reference = reference ? std::optional(reference->digest()) : std::nullopt,
        .created = now,
        .approveBy = now + draft.approveWithin,
        .executeBy = executeBy,
        .obeyBy = action->isObeyed ? std::optional(std::max(executeBy, now + draft.obeyWithin)) : std::nullopt,
        .nonce = signing::randomBytes(nonceSize)};
    if (const auto row = changes::actionOf(request))
        request.actionClass = (*row)->actionClass; // revoking one's own key is another row of the table
    auto value = changes::SignedChange::prepare(request, m_session.key());
    if (!value)
        return std::unexpected(value.error());
    return Composed{.value = std::move(*value), .reason = std::move(*reason), .reference = std::move(reference)};
}

Task<Expected<changes::ChangeRecord>> ChangeClient::request(ChangeDraft draft, QString act)
{
    const ChangeClient self(*this); // the window that asks may be gone when the answer comes
    if (!self.m_session.info())
        co_return refuse(ProblemType::SessionEnded, u"Sign in first."_s);
    const auto refreshed = co_await self.m_follower.refresh();
    if (!refreshed)
        co_return std::unexpected(refreshed.error());
    const auto composed = self.compose(draft);
    if (!composed)
        co_return std::unexpected(composed.error());
    json::Object names;
    for (auto name = draft.names.cbegin(); name != draft.names.cend(); ++name)
        names.insert(name.key(), name.value());
    ApiRequest request{.method = "POST", .path = u"/v1/changes"_s};
    request.body = json::Object{{"names"_L1, std::move(names)},
                                {"reason"_L1, composed->reason.toJson()},
                                {"reference"_L1, textOrNull(composed->reference)},
                                {"targets"_L1, draft.targets.toJson()}};
    SigningRequest signing{.act = act,
                           .value = composed->value,
                           .request = std::move(request),
                           .member = "change"_L1,
                           .mayGo = self.noAlarm()};
    const auto reply = co_await self.m_session.sign(std::move(signing));
    co_return readRecord(reply);
}

Task<Expected<changes::ChangeRecord>> ChangeClient::decide(const VerifiedChange &change, changes::Decision decision,
                                                           QString comment, QString act)
{
    const changes::SignedChange decided = change.record.change; // the window that shows it may go meanwhile
    if (const auto refreshed = co_await m_follower.refresh(); !refreshed)
        co_return std::unexpected(refreshed.error());
    if (!m_session.info())
        co_return refuse(ProblemType::SessionEnded, u"Sign in first."_s);
    std::optional<changes::FreeText> text;
    if (!comment.isEmpty()) {
        auto made = changes::FreeText::make(comment);
        if (!made)
            co_return std::unexpected(made.error().under(u"/comment"_s));
        text = std::move(*made);
    }
    const changes::Approval approval{.deployment = m_session.deployment().deployment,
                                     .change = decided.digest(),
                                     .decision = decision,
                                     .approver = m_session.info()->operatorId,
                                     .installation = m_installation,
                                     .governance = m_follower.governanceHead(),
                                     .activity = m_follower.activityHead(),
                                     .comment = text ? std::optional(text->digest()) : std::nullopt,
                                     .time = m_session.now(),
                                     .nonce = signing::randomBytes(nonceSize)};
    auto value = changes::SignedApproval::prepare(approval, m_session.key());
    if (!value)
        co_return std::unexpected(value.error());
    ApiRequest request{.method = "POST", .path = u"/v1/changes/%1/approvals"_s.arg(decided.request.id)};
    request.body = json::Object{{"comment"_L1, textOrNull(text)}};
    SigningRequest signing{.act = act,
                           .value = std::move(*value),
                           .request = std::move(request),
                           .member = "approval"_L1,
                           .mayGo = noAlarm()};
    const auto reply = co_await m_session.sign(std::move(signing));
    co_return readRecord(reply);
}

Task<Expected<changes::ChangeRecord>> ChangeClient::withdraw(changes::SignedChange change, QString act)
{
    if (const auto refreshed = co_await m_follower.refresh(); !refreshed)
        co_return std::unexpected(refreshed.error());
    if (!m_session.info())
        co_return refuse(ProblemType::SessionEnded, u"Sign in first."_s);
    const changes::Withdrawal withdrawal{.deployment = m_session.deployment().deployment,
                                         .change = change.digest(),
                                         .requester = m_session.info()->operatorId,
                                         .time = m_session.now(),
                                         .nonce = signing::randomBytes(nonceSize)};
    auto value = changes::SignedWithdrawal::prepare(withdrawal, m_session.key());
    if (!value)
        co_return std::unexpected(value.error());
    ApiRequest request{.method = "POST", .path = u"/v1/changes/%1/withdrawal"_s.arg(change.request.id)};
    request.body = json::Object{};
    SigningRequest signing{.act = act,
                           .value = std::move(*value),
                           .request = std::move(request),
                           .member = "withdrawal"_L1,
                           .mayGo = noAlarm()};
    const auto reply = co_await m_session.sign(std::move(signing));
    co_return readRecord(reply);
}

Task<Expected<VerifiedEvidence>> ChangeClient::evidence(QString reference)
{
    const ChangeClient self(*this); // the window that asks may be gone when the answer comes
    const QByteArray deployment = self.m_session.deployment().deployment;
    ApiRequest request{.path = u"/v1/changes/%1/evidence"_s.arg(reference)};
    const auto reply = co_await self.m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    auto verdict = evidence::verifyEvidence(reply->body, deployment);
    if (!verdict)
        co_return self.contradicted(verdict.error(), u"evidence-served"_s, reply->body);
    if (verdict->change.request.id != reference)
        co_return refuse(ProblemType::UnexpectedAnswer, u"The evidence is that of another change."_s);
    co_return VerifiedEvidence{.bytes = reply->body, .verdict = std::move(*verdict)};
}

Task<Expected<VerifiedEndOfLife>> ChangeClient::endOfLife(fleet::DeviceHandle handle)
{
    const ChangeClient self(*this); // the pane that asks may be gone when the answer comes
    const QByteArray deployment = self.m_session.deployment().deployment;
    ApiRequest request{.path = u"/v1/devices/%1/end-of-life"_s.arg(handle.text())};
    const auto reply = co_await self.m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    auto verdict = evidence::verifyEndOfLife(reply->body, deployment);
    if (!verdict)
        co_return self.contradicted(foundInSigned(verdict.error()), u"end-of-life-served"_s, reply->body);
    if (verdict->handle != handle)
        co_return refuse(ProblemType::UnexpectedAnswer, u"The record is that of another device."_s, handle.text());
    co_return VerifiedEndOfLife{.bytes = reply->body, .verdict = std::move(*verdict)};
}

} // namespace enigm::client

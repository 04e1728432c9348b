#include "control-plane/changes/ChangeService.h"

#include "contract/json/JsonParser.h"
#include "control-plane/changes/ChangeJournal.h"
#include "control-plane/changes/Executor.h"
#include "control-plane/changes/Intake.h"
#include "control-plane/changes/RefusalEntry.h"
#include "control-plane/changes/StoredChange.h"
#include "control-plane/store/Reader.h"

#include <memory>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::changes {

using enigm::changes::ChangeEvent;
using enigm::changes::ChangeState;
using enigm::changes::DecidedBody;
using enigm::changes::Decision;
using enigm::changes::RequestedBody;
using enigm::changes::WithdrawnBody;

namespace {

/// Changes that one run of expireDue ends at most; the next run goes on.
constexpr int mostExpired = 500;

Expected<void> keepText(ChangeJournal &journal, const std::optional<enigm::changes::FreeText> &text)
{
    return text ? journal.store().changes.insertText(*text, journal.now()) : Expected<void>();
}

/// Beside the change: a name that nobody has signed binds nobody before the quorum has.
Expected<void> keepNames(ChangeJournal &journal, const QString &change, const QMap<QString, QString> &names)
{
    for (auto name = names.cbegin(); name != names.cend(); ++name) {
        if (auto done = journal.store().operators.proposeName(change, {.id = name.key(), .name = *name}); !done)
            return done;
    }
    return {};
}

} // namespace

ChangeService::ChangeService(Parts parts)
    : m_parts(parts)
{}

template <typename Check>
void ChangeService::previewBy(const QString &operatorId, const QString &change, Check check, Done done) const
{
    const auto governance = m_parts.governance.current();
    Expected<void> sound;
    if (const auto reader = m_parts.database.read(); reader)
        sound = check(Intake(*governance, *reader->operator->(), m_parts.clock.now()), *reader->operator->());
    else
        sound = std::unexpected(reader.error());
    if (sound)
        done(sound);
    else
        conclude(operatorId, change, sound.error(), std::move(done));
}

void ChangeService::preview(const QString &operatorId, const RequestSubmission &submission, Done done) const
{
    previewBy(
        operatorId, {},
        [&](const Intake &intake, const store::Repositories &) { return intake.check(operatorId, submission); },
        std::move(done));
}

void ChangeService::preview(const QString &operatorId, const QString &change, const DecisionSubmission &submission,
                            Done done) const
{
    previewBy(
        operatorId, change,
        [&](const Intake &intake, const store::Repositories &store) -> Expected<void> {
            const auto stored = StoredChange::load(store, change);
            return stored ? intake.check(operatorId, *stored, submission) : std::unexpected(stored.error());
        },
        std::move(done));
}

void ChangeService::preview(const QString &operatorId, const QString &change, const WithdrawalSubmission &submission,
                            Done done) const
{
    previewBy(
        operatorId, change,
        [&](const Intake &intake, const store::Repositories &store) -> Expected<void> {
            const auto stored = StoredChange::load(store, change);
            return stored ? intake.check(operatorId, *stored, submission) : std::unexpected(stored.error());
        },
        std::move(done));
}

void ChangeService::request(const QString &operatorId, RequestSubmission submission, Company company, Answer answer)
{
    const bool isReducing = submission.change.request.actionClass == enigm::changes::ActionClass::Reducing;
    auto act = [this, operatorId, submission = std::move(submission)](ChangeJournal &journal) {
        return take(journal, operatorId, submission);
    };
    perform(operatorId, {}, std::move(act), std::move(company), std::move(answer),
            isReducing ? store::Share::Reserved : store::Share::Ordinary);
}

void ChangeService::decide(const QString &operatorId, const QString &change, DecisionSubmission submission,
                           Company company, Answer answer)
{
    auto act = [this, operatorId, change, submission = std::move(submission)](ChangeJournal &journal) {
        return take(journal, operatorId, change, submission);
    };
    perform(operatorId, change, std::move(act), std::move(company), std::move(answer), shareOf(change));
}

/// A suspension beyond its limit waits for a signature, and is carried out by it like one that does not.
store::Share ChangeService::shareOf(const QString &change) const
{
    const auto reader = m_parts.database.read();
    const auto row = reader ? (*reader)->changes.find(change) : std::unexpected(reader.error());
    const bool isReducing = row && *row && (*row)->actionClass == enigm::changes::ActionClass::Reducing;
    return isReducing ? store::Share::Reserved : store::Share::Ordinary;
}

void ChangeService::withdraw(const QString &operatorId, const QString &change, WithdrawalSubmission submission,
                             Company company, Answer answer)
{
    auto act = [this, operatorId, change, submission = std::move(submission)](ChangeJournal &journal) {
        return take(journal, operatorId, change, submission);
    };
    perform(operatorId, change, std::move(act), std::move(company), std::move(answer));
}

void ChangeService::perform(const QString &operatorId, const QString &change, Act act, Company company, Answer answer,
                            store::Share share)
{
    const auto record = std::make_shared<std::optional<Record>>();
    auto job = [this, record, act = std::move(act),
                company = std::move(company)](store::Transaction &transaction) mutable -> Expected<void> {
        if (company.before) {
            if (auto done = company.before(transaction); !done)
                return done;
        }
        ChangeJournal journal(m_parts.sequencer, transaction, m_parts.clock.now());
        auto done = act(journal);
        if (!done)
            return std::unexpected(done.error());
        *record = std::move(*done);
        return company.after ? company.after(transaction, **record) : Expected<void>();
    };
    auto completion = [this, record, operatorId, change,
                       answer = std::move(answer)](const Expected<void> &done) mutable {
        if (done)
            return answer(std::move(**record));
        conclude(operatorId, change, done.error(), [answer = std::move(answer)](const Expected<void> &refused) mutable {
            answer(std::unexpected(refused.error()));
        });
    };
    m_parts.writer.submit(std::move(job), std::move(completion), share);
}

/// Answers the problem, after what it leaves behind is durable: an entry, and the end of a change found expired.
void ChangeService::conclude(const QString &operatorId, const QString &change, const Problem &problem, Done done) const
{
    const bool isLogged = mattersToSecurity(problem.type);
    const bool isOver = problem.type == ProblemType::ChangeExpired && !change.isEmpty();
    if (!isLogged && !isOver)
        return done(std::unexpected(problem));
    auto job = [this, operatorId, change, problem, isLogged,
                isOver](store::Transaction &transaction) -> Expected<void> {
        ChangeJournal journal(m_parts.sequencer, transaction, m_parts.clock.now());
        if (isOver) {
            auto stored = StoredChange::load(transaction, change);
            if (stored && isOpen(stored->row.state) && journal.now() > stored->row.approveBy)
                return journal.expire(*stored);
        }
        return isLogged
                   ? appendRefusal(m_parts.sequencer, transaction,
                                   {.operatorId = operatorId, .change = change, .problem = problem.type}, journal.now())
                   : Expected<void>();
    };
    auto completion = [problem, done = std::move(done)](const Expected<void> &logged) mutable {
        done(std::unexpected(logged ? problem : logged.error()));
    };
    m_parts.writer.submit(std::move(job), std::move(completion));
}

void ChangeService::recordRefusal(const QString &operatorId, const QString &change, const Problem &problem,
                                  Done done) const
{
    conclude(operatorId, change, problem, std::move(done));
}

void ChangeService::expireDue(Done done)
{
    auto job = [this](store::Transaction &transaction) -> Expected<void> {
        ChangeJournal journal(m_parts.sequencer, transaction, m_parts.clock.now());
        auto due = transaction.changes.due(journal.now(), mostExpired);
        if (!due)
            return std::unexpected(due.error());
        for (store::ChangeRow &row : *due) {
            auto stored = StoredChange::of(std::move(row));
            if (!stored)
                return std::unexpected(stored.error());
            if (auto expired = journal.expire(*stored); !expired)
                return expired;
        }
        return {};
    };
    m_parts.writer.submit(std::move(job), std::move(done));
}

Expected<ChangeService::Record> ChangeService::take(ChangeJournal &journal, const QString &operatorId,
                                                    const RequestSubmission &submission) const
{
    const Intake intake(*m_parts.governance.working(), journal.store(), journal.now());
    if (auto sound = intake.check(operatorId, submission); !sound)
        return std::unexpected(sound.error());
    auto stored = insert(journal, submission);
    if (!stored)
        return std::unexpected(stored.error());
    // Who asks is enough for a reducing act: the quorum is counted all the same.
    Executor executor(m_parts.sequencer, m_parts.governance, journal);
    const bool isReducing = stored->row.actionClass == enigm::changes::ActionClass::Reducing;
    if (auto done = isReducing ? executor.executeIfComplete(*stored) : executor.weigh(*stored); !done)
        return std::unexpected(done.error());
    return recordOf(journal.store(), *stored);
}

Expected<StoredChange> ChangeService::insert(ChangeJournal &journal, const RequestSubmission &submission) const
{
    const enigm::changes::ChangeRequest &request = submission.change.request;
    store::Transaction &store = journal.store();
    if (auto fresh = store.changes.useNonce(request.nonce); !fresh)
        return std::unexpected(fresh.error());
    const auto appended =
        journal.append(submission.change, RequestedBody{.change = submission.change, .targets = submission.targets});
    if (!appended)
        return std::unexpected(appended.error());
    store::ChangeRow row{.id = request.id,
                         .digest = submission.change.digest(),
                         .state = ChangeState::Pending,
                         .action = request.action,
                         .actionClass = request.actionClass,
                         .requester = request.requester,
                         .request = submission.change.jws.compact(),
                         .targets = json::canonical(submission.targets.toJson()),
                         .approveBy = request.approveBy,
                         .executeBy = request.executeBy,
                         .requested = appended->position,
                         .cursor = appended->cursor};
    if (auto done = store.changes.insert(row, submission.targets.devices()); !done)
        return std::unexpected(done.error());
    if (auto kept = keepText(journal, submission.reason); !kept)
        return std::unexpected(kept.error());
    if (auto kept = keepText(journal, submission.reference); !kept)
        return std::unexpected(kept.error());
    if (auto kept = keepNames(journal, request.id, submission.names); !kept)
        return std::unexpected(kept.error());
    return StoredChange{.row = std::move(row), .change = submission.change, .targets = submission.targets};
}

Expected<ChangeService::Record> ChangeService::take(ChangeJournal &journal, const QString &operatorId,
                                                    const QString &change, const DecisionSubmission &submission) const
{
    auto stored = StoredChange::load(journal.store(), change);
    if (!stored)
        return std::unexpected(stored.error());
    const Intake intake(*m_parts.governance.working(), journal.store(), journal.now());
    if (auto sound = intake.check(operatorId, *stored, submission); !sound)
        return std::unexpected(sound.error());
    const enigm::changes::Approval &approval = submission.approval.approval;
    if (auto fresh = journal.store().changes.useNonce(approval.nonce); !fresh)
        return std::unexpected(fresh.error());
    const auto appended = journal.append(stored->change, DecidedBody{.approval = submission.approval});
    if (!appended)
        return std::unexpected(appended.error());
    const store::ChangeSignatureRow row{.digest = submission.approval.digest(),
                                        .change = change,
                                        .approver = approval.approver,
                                        .decision = approval.decision,
                                        .jws = submission.approval.jws.compact(),
                                        .position = appended->position};
    if (auto done = journal.store().changes.insertSignature(row); !done)
        return std::unexpected(done.error());
    if (auto done = journal.store().changes.touch(change, appended->cursor); !done)
        return std::unexpected(done.error());
    if (auto kept = keepText(journal, submission.comment); !kept)
        return std::unexpected(kept.error());
    const auto done = approval.decision == Decision::Reject
                          ? journal.move(*stored, ChangeEvent::Reject, appended->cursor)
                          : execute(journal, *stored);
    if (!done)
        return std::unexpected(done.error());
    return recordOf(journal.store(), *stored);
}

Expected<ChangeService::Record> ChangeService::take(ChangeJournal &journal, const QString &operatorId,
                                                    const QString &change, const WithdrawalSubmission &submission) const
{
    auto stored = StoredChange::load(journal.store(), change);
    if (!stored)
        return std::unexpected(stored.error());
    const Intake intake(*m_parts.governance.working(), journal.store(), journal.now());
    if (auto sound = intake.check(operatorId, *stored, submission); !sound)
        return std::unexpected(sound.error());
    if (auto fresh = journal.store().changes.useNonce(submission.withdrawal.withdrawal.nonce); !fresh)
        return std::unexpected(fresh.error());
    const auto appended = journal.append(stored->change, WithdrawnBody{.withdrawal = submission.withdrawal});
    if (!appended)
        return std::unexpected(appended.error());
    const store::ChangeWithdrawalRow row{.change = change,
                                         .digest = submission.withdrawal.digest(),
                                         .jws = submission.withdrawal.jws.compact(),
                                         .position = appended->position};
    if (auto done = journal.store().changes.insertWithdrawal(row); !done)
        return std::unexpected(done.error());
    if (auto moved = journal.move(*stored, ChangeEvent::Withdraw, appended->cursor); !moved)
        return std::unexpected(moved.error());
    return recordOf(journal.store(), *stored);
}

Expected<void> ChangeService::execute(ChangeJournal &journal, StoredChange &stored) const
{
    return Executor(m_parts.sequencer, m_parts.governance, journal).executeIfComplete(stored);
}

} // namespace enigm::controlplane::changes

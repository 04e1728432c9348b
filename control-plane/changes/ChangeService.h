#pragma once

#include "contract/changes/ChangeRecord.h"
#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/changes/GovernanceState.h"
#include "control-plane/changes/Submissions.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Transaction.h"
#include "control-plane/store/Writer.h"

#include <QString>

#include <functional>
#include <optional>

namespace enigm::controlplane::changes {

class ChangeJournal;
struct StoredChange;

/// Takes privileged changes, decisions on them and withdrawals, and carries out what is complete: the act, its log
/// entries and its effect in one transaction. Thread-safe; answers come on the writer's thread once durable, or at once
/// where the writer takes nothing, and must not block it.
///
/// A signed value that is refused for a reason that matters to security leaves a change.refused entry before the
/// refusal is answered.
class ChangeService
{
public:
    struct Parts
    {
        const store::Database &database;
        store::Writer &writer;
        audit::Sequencer &sequencer;
        GovernanceState &governance;
        const time::Clock &clock;
    };
    using Record = enigm::changes::ChangeRecord;
    using Answer = std::move_only_function<void(const Expected<Record> &)>;
    using Done = std::move_only_function<void(const Expected<void> &)>;

    /// What goes with an act in its transaction; either may be empty, and a refusal of either undoes the act.
    struct Company
    {
        // Either may be called again after it was undone (store::Share::Reserved).
        /// Before anything else: uses up the step-up.
        std::move_only_function<Expected<void>(store::Transaction &)> before = {};
        /// After the act: keeps the answer for a repetition of the request.
        std::move_only_function<Expected<void>(store::Transaction &, const Record &)> after = {};
    };

    /// Borrows all parts.
    explicit ChangeService(Parts parts);

    // Whether an act would be taken as things stand, so that nobody is asked for a PIN in vain. On the calling thread,
    // which a refusal leaves at once and answers on the writer's, when it is logged. Refusals: see Intake.
    void preview(const QString &operatorId, const RequestSubmission &submission, Done done) const;
    void preview(const QString &operatorId, const QString &change, const DecisionSubmission &submission,
                 Done done) const;
    void preview(const QString &operatorId, const QString &change, const WithdrawalSubmission &submission,
                 Done done) const;

    // The acts, by the operator who was authenticated. `change` is a reference; NotFound for an unknown one.
    /// An act of class reducing is executed in the same transaction, and may take what is held back for it where queue
    /// or disk are full.
    void request(const QString &operatorId, RequestSubmission submission, Company company, Answer answer);
    /// The approval that completes the quorum executes the change in the same transaction; where it can no longer be
    /// executed the record answers `failed`.
    void decide(const QString &operatorId, const QString &change, DecisionSubmission submission, Company company,
                Answer answer);
    void withdraw(const QString &operatorId, const QString &change, WithdrawalSubmission submission, Company company,
                  Answer answer);

    /// Logs the refusal of an operator's act that was found elsewhere (a step-up for another act), where it matters to
    /// security. `change` is a reference, or empty where the act was a request.
    void recordRefusal(const QString &operatorId, const QString &change, const Problem &problem, Done done) const;
    /// Expires every change whose time to be approved is over. For a timer.
    void expireDue(Done done);

private:
    using Act = std::move_only_function<Expected<Record>(ChangeJournal &)>;

    void perform(const QString &operatorId, const QString &change, Act act, Company company, Answer answer,
                 store::Share share = store::Share::Ordinary);
    [[nodiscard]] store::Share shareOf(const QString &change) const;
    void conclude(const QString &operatorId, const QString &change, const Problem &problem, Done done) const;
    template <typename Check>
    void previewBy(const QString &operatorId, const QString &change, Check check, Done done) const;

    [[nodiscard]] Expected<Record> take(ChangeJournal &journal, const QString &operatorId,
                                        const RequestSubmission &submission) const;
    [[nodiscard]] Expected<Record> take(ChangeJournal &journal, const QString &operatorId, const QString &change,
                                        const DecisionSubmission &submission) const;
    [[nodiscard]] Expected<Record> take(ChangeJournal &journal, const QString &operatorId, const QString &change,
                                        const WithdrawalSubmission &submission) const;
    [[nodiscard]] Expected<StoredChange> insert(ChangeJournal &journal, const RequestSubmission &submission) const;
    [[nodiscard]] Expected<void> execute(ChangeJournal &journal, StoredChange &stored) const;

    Parts m_parts;
};

/// Whether a refusal says that somebody may be trying something, and so leaves an entry.
[[nodiscard]] bool mattersToSecurity(ProblemType problem);

} // namespace enigm::controlplane::changes

#pragma once

#include "contract/problems/Problem.h"

#include <QObject>

#include <optional>

namespace enigm::models::session {

/// Where a model stands with the control plane: which of its designed states a pane shows.
enum class Phase {
    Idle,    ///< nothing was asked for yet
    Loading, ///< nothing to show yet, the first answer is awaited
    Ready,   ///< what is shown is what the control plane last said
    Stale,   ///< what is shown is older: the last attempt failed, problem() says why
    Offline, ///< nothing to show: the control plane could not be reached or could not answer
    Refused, ///< nothing to show: this operator may not see it, problem() says by which rule
    Broken,  ///< what arrived contradicts what is signed, problem() says how; stays until reset()
};

/// The phase of one model, with the problem behind it and the time of the last answer.
class SyncStatus : public QObject
{
    Q_OBJECT

public:
    explicit SyncStatus(QObject *parent = nullptr);

    [[nodiscard]] Phase phase() const { return m_phase; }
    /// Of the last attempt, where it failed.
    [[nodiscard]] const std::optional<Problem> &problem() const { return m_problem; }
    /// Unix seconds of the last answer; nothing before the first.
    [[nodiscard]] std::optional<qint64> lastSynced() const { return m_lastSynced; }
    /// Whether a question is under way, in whatever phase.
    [[nodiscard]] bool isBusy() const { return m_busy; }

    // For the models that own it.

    /// Forgets everything: what was shown has gone.
    void reset();
    /// A question is under way: Loading, or as before where something is shown.
    void begin();
    /// Answered at `now` (Unix seconds).
    void succeed(qint64 now);
    /// Failed, and why (client::readFailureOf): Broken, Refused, or Stale and Offline by what is there to show.
    void fail(Problem problem);
    /// Whether the problem says that this operator may not see it; whoever shows rows drops them then.
    [[nodiscard]] static bool isRefusal(const Problem &problem);

Q_SIGNALS:
    /// Phase, problem, time or busyness is another.
    void changed();

private:
    [[nodiscard]] Phase phaseAfter(const Problem &problem) const;

    Phase m_phase = Phase::Idle;
    std::optional<Problem> m_problem;
    std::optional<qint64> m_lastSynced;
    bool m_busy = false;
};

} // namespace enigm::models::session

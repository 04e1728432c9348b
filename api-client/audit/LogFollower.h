#pragma once

#include "api-client/audit/CheckpointStore.h"
#include "api-client/audit/Contradiction.h"
#include "api-client/session/Session.h"
#include "contract/changes/GovernanceReplay.h"
#include "contract/log/LogHead.h"
#include "contract/log/SignedCheckpoint.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace enigm::client {

/// This console's own view of both logs: demands consistency from the last checkpoint seen at every step, replays the
/// whole governance log into a directory, and raises the alarm on whatever contradicts what was signed: a rollback, a
/// fork, a note or an entry that is not what the log committed to, and what others who read through it find.
class LogFollower : public QObject
{
    Q_OBJECT

public:
    LogFollower(Session &session, CheckpointStore &store, QObject *parent = nullptr);
    ~LogFollower() override;

    /// Fetches checkpoints, proofs and new governance entries and verifies them. A contradiction raises the alarm;
    /// while there is one, it is the answer.
    [[nodiscard]] Task<Expected<void>> refresh();

    /// Verified up to here; size 0 before the first refresh.
    [[nodiscard]] log::LogHead governanceHead() const;
    [[nodiscard]] log::LogHead activityHead() const;
    /// The directory at governanceHead(); null before the first refresh.
    [[nodiscard]] const operators::Directory *directory() const;
    /// The governance log that the directory is a fold of; null before the first refresh.
    [[nodiscard]] const changes::GovernanceReplay *governance() const;

    /// What the first contradiction was; stays until the process ends. Nobody signs anything after one.
    [[nodiscard]] std::optional<Problem> alarm() const;
    /// The same with what shows it.
    [[nodiscard]] const std::optional<Contradiction> &contradiction() const;
    /// Raises the alarm over what somebody else found; the notes of both logs are added to what shows it.
    void raiseAlarm(Contradiction contradiction);

    /// Why the last checkpoint could not be kept, so that this console would not notice a rewound log after its next
    /// start; nothing where it was.
    [[nodiscard]] const std::optional<Problem> &notKept() const;

    /// Proves that the activity log holds exactly this leaf at this index under the verified head; raises the alarm
    /// where it does not.
    [[nodiscard]] Task<Expected<void>> proveActivity(qint64 index, QByteArray leaf);
    /// The same of neighbouring leaves from `first` on, by two questions however many there are; raises no alarm, since
    /// it does not say which of them is at fault.
    [[nodiscard]] Task<Expected<void>> proveActivityRun(qint64 first, std::vector<QByteArray> leaves);
    /// Proves that a checkpoint that the log has signed, smaller or larger than the verified head, belongs to the same
    /// history; raises the alarm where it does not. `log` is "governance" or "activity".
    [[nodiscard]] Task<Expected<void>> proveCheckpoint(QString log, log::SignedCheckpoint checkpoint);

Q_SIGNALS:
    void advanced();
    void alarmRaised(enigm::Problem problem);
    /// A refresh has ended without success.
    void refreshFailed(const enigm::Problem &problem);
    /// notKept() is another.
    void memoryChanged();

private:
    class Private;
    std::shared_ptr<Private> m_d; ///< shared with the coroutines under way
};

} // namespace enigm::client

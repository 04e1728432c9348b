#pragma once

#include "api-client/session/Session.h"
#include "contract/changes/GovernanceReplay.h"
#include "contract/log/LogHead.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace enigm::client {

/// Where the last checkpoints that this console saw are kept between runs.
class CheckpointStore
{
public:
    virtual ~CheckpointStore() = default;
    [[nodiscard]] virtual std::optional<QByteArray> load(const QByteArray &deployment, const QString &log) = 0;
    virtual void save(const QByteArray &deployment, const QString &log, const QByteArray &note) = 0;
};

/// This console's own view of both logs: demands consistency from the last checkpoint seen at every step, replays the
/// whole governance log into a directory, and raises the alarm on a rollback or a fork.
class LogFollower : public QObject
{
    Q_OBJECT

public:
    LogFollower(Session &session, CheckpointStore &store, QObject *parent = nullptr);
    ~LogFollower() override;

    /// Fetches checkpoints, proofs and new governance entries and verifies them. LogRewound and LogForked are also kept
    /// as alarm() until the process ends.
    [[nodiscard]] Task<Expected<void>> refresh();

    /// Verified up to here; size 0 before the first refresh.
    [[nodiscard]] log::LogHead governanceHead() const;
    [[nodiscard]] log::LogHead activityHead() const;
    /// The directory at governanceHead(); null before the first refresh.
    [[nodiscard]] const operators::Directory *directory() const;
    [[nodiscard]] const std::optional<Problem> &alarm() const;

    /// Proves that the activity log holds exactly this leaf at this index under the verified head.
    [[nodiscard]] Task<Expected<void>> proveActivity(qint64 index, QByteArray leaf);
    /// The same of neighbouring leaves from `first` on, by two questions however many there are.
    [[nodiscard]] Task<Expected<void>> proveActivityRun(qint64 first, std::vector<QByteArray> leaves);

Q_SIGNALS:
    void advanced();
    void alarmRaised(enigm::Problem problem);
    /// A refresh has ended, with or without success.
    void refreshed();

private:
    class Private;
    std::shared_ptr<Private> m_d; ///< shared with the coroutines under way
};

} // namespace enigm::client

#pragma once

#include "api-client/audit/CheckpointStore.h"
#include "api-client/audit/LogFollower.h"
#include "api-client/keys/WitnessKey.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace enigm::client {

/// This console among the witnesses of both logs. Behind a refresh in which the follower found both logs to go on from
/// what was seen, once a minute, it looks at what others have co-signed, demands that this belongs to the same history,
/// and co-signs what the control plane offers, where it holds the key of a witness.
///
/// What it co-signs is proven to belong with the follower's own head, never smaller than what it co-signed before
/// (which is remembered before it is told), and nothing while an alarm stands. A witness whose checkpoint is of another
/// history is the alarm. That the control plane cannot be reached, or does not take a line, is not: a signature that is
/// missing is missed by others.
class LogWitness : public QObject
{
    Q_OBJECT

public:
    /// Seconds between two rounds; below the time for which one checkpoint is offered to all, so that none is missed.
    static constexpr qint64 interval = 50;

    /// All outlive this; the store is the follower's.
    LogWitness(Session &session, LogFollower &follower, CheckpointStore &store, QObject *parent = nullptr);
    ~LogWitness() override;

    void add(WitnessKey key);
    /// From now on there is a round behind a refresh of the follower, where the last one lies an interval back.
    void followRefreshes();
    /// At once, on what the follower has verified. The alarm; Unavailable before its first refresh; the control plane's
    /// problems.
    [[nodiscard]] Task<Expected<void>> round();

    struct Sight
    {
        qint64 size = 0;
        qint64 time = 0; ///< that the witness signed, Unix seconds
        friend bool operator==(const Sight &, const Sight &) = default;
    };
    struct Witness
    {
        QString name;
        bool standIn = false;
        bool own = false; ///< its key is here
        std::optional<Sight> governance;
        std::optional<Sight> activity;
        friend bool operator==(const Witness &, const Witness &) = default;
    };
    /// Those in force, in the order of the directory, with what is verified of them.
    [[nodiscard]] const std::vector<Witness> &witnesses() const;
    /// How many leaf 0 asks for.
    [[nodiscard]] int threshold() const;
    /// How the last round ended; nothing where it ended well, or before the first.
    [[nodiscard]] const std::optional<Problem> &problem() const;

Q_SIGNALS:
    /// A round has ended.
    void changed();

private:
    class Private;
    std::shared_ptr<Private> m_d; ///< shared with the coroutines under way
};

} // namespace enigm::client

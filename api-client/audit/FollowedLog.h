#pragma once

#include "api-client/audit/Contradiction.h"
#include "contract/log/CheckpointFollower.h"
#include "contract/log/SignedCheckpoint.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>

namespace enigm::client {

/// One of the two logs as this console has seen it, with the signed notes that show it: it moves only forward along one
/// history.
///
/// A console knows two checkpoints when it starts, the one of `deployment.json` and the one that it kept itself, and
/// forgets neither: it stands at the smaller one, the larger one is still ahead and has to be passed.
class FollowedLog
{
public:
    /// A signed note and the checkpoint in it.
    struct Seen
    {
        QByteArray note;
        log::Checkpoint checkpoint;
    };
    struct Given
    {
        QString name; ///< path part: "governance", "activity"
        log::NoteVerifier key;
        QByteArray note;                ///< of `deployment.json`
        std::optional<QByteArray> kept; ///< by this console, between runs
    };
    /// Contradiction: the note of `deployment.json` is not signed by its key, or both contradict each other (LogForked
    /// at one size). Problem: what was kept cannot be read (FileUnreadable).
    using Failure = std::variant<Problem, Contradiction>;
    [[nodiscard]] static std::expected<FollowedLog, Failure> open(const Given &given);

    [[nodiscard]] const QString &name() const { return m_name; }
    /// Where it stands.
    [[nodiscard]] const Seen &seen() const { return m_seen; }
    [[nodiscard]] const std::optional<Seen> &ahead() const { return m_ahead; }

    /// A note that the server has served, opened under the log's key and not smaller than what was seen of it.
    [[nodiscard]] std::expected<Seen, Contradiction> openServed(const QByteArray &note) const;
    /// Whether a proof is needed to get from where it stands to there.
    [[nodiscard]] bool needsProof(const Seen &next) const;
    /// Moves there, or refuses and stays.
    [[nodiscard]] std::expected<void, Contradiction> advance(const Seen &next, const log::Proof &proof);
    /// What the server refused to prove.
    [[nodiscard]] Contradiction withheld(const Seen &next, const Problem &answer) const;

    /// Both notes as exhibits.
    [[nodiscard]] std::vector<Contradiction::Exhibit> exhibits(const QByteArray &served) const;

private:
    FollowedLog(QString name, log::NoteVerifier key, Seen seen, std::optional<Seen> ahead);

    QString m_name;
    log::NoteVerifier m_key;
    log::CheckpointFollower m_follower;
    Seen m_seen;
    std::optional<Seen> m_ahead; ///< known, larger, and not yet passed
};

} // namespace enigm::client

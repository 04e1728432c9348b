#pragma once

#include "contract/log/NoteVerifier.h"
#include "contract/operators/Directory.h"
#include "contract/problems/Problem.h"
#include "control-plane/audit/CheckpointBoard.h"
#include "control-plane/store/Repositories.h"

#include <QString>

#include <optional>
#include <vector>

namespace enigm::controlplane::audit {

using store::LogId;

/// What witnesses have co-signed, out of one snapshot: checkpoints as the log signed them, with the lines of witnesses
/// that are in force. Lives no longer than the snapshot.
class Cosignatures
{
public:
    /// Seconds for which a checkpoint that a witness has co-signed is offered to the others too, until it is enough.
    /// They look at different times at a log that grows, and only what several have signed alike can be enough.
    static constexpr qint64 round = 60;

    /// Borrows both; the directory is the present one.
    Cosignatures(const store::Repositories &store, const operators::Directory &directory);

    /// A witness and the largest checkpoint that it has co-signed, with its line alone.
    struct Seen
    {
        QString witness;
        PublishedCheckpoint checkpoint;
    };
    [[nodiscard]] Expected<std::vector<Seen>> seen(LogId log) const;

    /// The checkpoint with the lines that are kept of its size.
    [[nodiscard]] Expected<PublishedCheckpoint> withLines(LogId log, PublishedCheckpoint checkpoint) const;
    /// The same, of witnesses alone that a reader knows who has the governance log up to `governanceSize`.
    [[nodiscard]] Expected<PublishedCheckpoint> withLines(LogId log, PublishedCheckpoint checkpoint,
                                                          qint64 governanceSize) const;
    /// The largest checkpoint, of at least `least` entries, that as many witnesses as leaf 0 asks for have co-signed;
    /// nothing where there is none, or none is asked for. Witnesses count as above; a governance checkpoint is a
    /// reader's own `governanceSize`.
    [[nodiscard]] Expected<std::optional<PublishedCheckpoint>>
    enough(LogId log, qint64 least, std::optional<qint64> governanceSize = std::nullopt) const;
    /// What a witness is to co-sign now (see `round`), with its lines; `current` where nothing is under way.
    [[nodiscard]] Expected<PublishedCheckpoint> offered(LogId log, const PublishedCheckpoint &current,
                                                        qint64 now) const;

private:
    struct Known
    {
        log::NoteVerifier key;
        const operators::Directory::WitnessRecord *record;
    };
    using Rows = std::vector<store::StoredCosignature>;

    [[nodiscard]] const Known *find(const store::StoredCosignature &row, qint64 governanceSize) const;
    [[nodiscard]] bool isEnough(const Rows &rows, qint64 governanceSize) const;
    [[nodiscard]] Expected<QByteArray> addLines(const QByteArray &note, const Rows &rows, qint64 governanceSize) const;
    [[nodiscard]] Expected<PublishedCheckpoint> stored(LogId log, const Rows &rows, qint64 governanceSize) const;

    const store::Repositories &m_store;
    const operators::Directory &m_directory;
    std::vector<Known> m_known; ///< in force now
};

} // namespace enigm::controlplane::audit

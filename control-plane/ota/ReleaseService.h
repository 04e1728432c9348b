#pragma once

#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/ota/ArtifactStore.h"
#include "control-plane/ota/ArtifactUploads.h"
#include "control-plane/ota/ReleaseImport.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Writer.h"

#include <QByteArrayView>
#include <QString>

#include <functional>

namespace enigm::controlplane::ota {

/// Imports releases: what one is, then its artifact part by part, until it is found to be what was declared. Each act
/// but a part in between is an entry of the log. Who may is for the route to say. Thread-safe.
class ReleaseService
{
public:
    struct Parts
    {
        const store::Database &database;
        store::Writer &writer;
        audit::Sequencer &sequencer;
        const time::Clock &clock;
        const ArtifactStore &artifacts;
    };
    /// Run last in the transaction of an act, with the release as it is then; of one that was removed, as it was.
    using Keep = std::move_only_function<Expected<void>(store::Transaction &, const store::ReleaseRow &)>;
    using Done = std::move_only_function<void(const Expected<void> &)>;
    /// How many bytes are durable now.
    using Received = std::move_only_function<void(const Expected<qint64> &)>;

    /// Bytes of an artifact that come at once, at most.
    static constexpr qsizetype mostPart = 4 * 1024 * 1024;

    /// Borrows all parts.
    explicit ReleaseService(Parts parts);

    /// Removes what imports have left that are no more: before anybody imports. FileUnreadable.
    [[nodiscard]] Expected<void> tidy() const;

    /// StorageFull where the artifact, and what is still to arrive of others, does not fit on the disk.
    void begin(const QString &operatorId, const ReleaseImport &import, Keep keep, Done done);
    /// Writes what comes behind `offset` bytes, and waits for the disk: not for an I/O thread. NotFound; TargetState
    /// where as many are not there, where another part is being written, and where the artifact is whole; OutOfRange
    /// for more than was declared, or nothing; StorageFull. BodyMismatch for the last part of what is not the artifact
    /// that was declared: then it is to be sent again from its beginning.
    void receive(const QString &operatorId, const QString &id, qint64 offset, QByteArrayView bytes, Received received);
    /// NotFound; TargetState once somebody has signed it, or while a part of it is being written.
    void remove(const QString &operatorId, const QString &id, Keep keep, Done done);

private:
    struct Part;

    [[nodiscard]] Expected<store::ReleaseRow> find(const QString &id) const;
    [[nodiscard]] Expected<void> record(store::Transaction &transaction, const QString &action,
                                        const QString &operatorId, const store::ReleaseRow &release,
                                        log::Outcome outcome = log::Outcome::Done) const;
    [[nodiscard]] Expected<Part> take(const QString &id, qint64 offset, QByteArrayView bytes);
    void commit(const QString &operatorId, Part part, Received received);

    Parts m_parts;
    ArtifactUploads m_uploads;
};

} // namespace enigm::controlplane::ota

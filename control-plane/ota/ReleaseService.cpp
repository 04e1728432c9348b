#include "control-plane/ota/ReleaseService.h"

#include "contract/json/JsonParser.h"
#include "contract/operators/Members.h"
#include "control-plane/fleet/AdministrativeEntry.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"

#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

namespace {

using operators::valueOf;
using store::ReleaseRow;

std::unexpected<Problem> noSuch(const QString &id)
{
    return refuse(ProblemType::NotFound, u"There is no such release."_s, id);
}

std::unexpected<Problem> notThere(qint64 present)
{
    return refuse(ProblemType::TargetState, u"%1 bytes of the artifact are here; go on from there."_s.arg(present));
}

ReleaseRow rowOf(const ReleaseImport &import, const QString &operatorId, qint64 now)
{
    return {.id = import.manifest.release,
            .manifest = json::canonical(import.manifest.toJson()),
            .manifestDigest = import.manifest.digest(),
            .artifact = import.manifest.artifact.digest,
            .length = import.manifest.artifact.length,
            .build = import.build,
            .importedBy = operatorId,
            .begunAt = now};
}

} // namespace

/// A part that is on the disk and not yet in the database.
struct ReleaseService::Part
{
    ReleaseRow release;
    ArtifactUploads::Lease upload;
    /// Why what is there counts for nothing.
    std::optional<Problem> refusal = {};
};

ReleaseService::ReleaseService(Parts parts)
    : m_parts(parts)
    , m_uploads(parts.artifacts)
{}

Expected<void> ReleaseService::tidy() const
{
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto ids = (*reader)->releases.ids();
    if (!ids)
        return std::unexpected(ids.error());
    return m_parts.artifacts.sweep(*ids);
}

Expected<ReleaseRow> ReleaseService::find(const QString &id) const
{
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    auto row = (*reader)->releases.find(id);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return noSuch(id);
    return std::move(**row);
}

Expected<void> ReleaseService::record(store::Transaction &transaction, const QString &action, const QString &operatorId,
                                      const ReleaseRow &release, log::Outcome outcome) const
{
    log::ActivityEntry entry =
        fleet::administrativeEntry(action, operatorId, m_parts.clock.now(), log::Resource::Release);
    entry.category = log::Category::OtaOutcome;
    entry.outcome = outcome;
    const auto body = log::ActivityBody::make(json::Object{{"artifact"_L1, valueOf(release.artifact)},
                                                           {"length"_L1, release.length},
                                                           {"manifest"_L1, valueOf(release.manifestDigest)},
                                                           {"release"_L1, release.id}});
    const auto appended = m_parts.sequencer.appendActivity(transaction, entry, body);
    return appended ? Expected<void>() : std::unexpected(appended.error());
}

void ReleaseService::begin(const QString &operatorId, const ReleaseImport &import, Keep keep, Done done)
{
    auto job = [this, operatorId, row = rowOf(import, operatorId, m_parts.clock.now()),
                keep = std::move(keep)](store::Transaction &transaction) mutable -> Expected<void> {
        const auto awaited = transaction.releases.awaited();
        if (!awaited)
            return std::unexpected(awaited.error());
        if (auto room = m_parts.artifacts.checkRoom(*awaited + row.length); !room)
            return room;
        ReleaseRow begun = row; // the job may be run again
        begun.cursor = m_parts.sequencer.nextCursor();
        if (auto inserted = transaction.releases.insert(begun); !inserted)
            return inserted;
        if (auto logged = record(transaction, u"release.import-begun"_s, operatorId, begun); !logged)
            return logged;
        return keep(transaction, begun);
    };
    m_parts.writer.submit(std::move(job), std::move(done));
}

Expected<ReleaseService::Part> ReleaseService::take(const QString &id, qint64 offset, QByteArrayView bytes)
{
    auto upload = m_uploads.hold(id);
    if (!upload)
        return std::unexpected(upload.error());
    auto release = find(id); // while nobody else writes
    if (!release)
        return std::unexpected(release.error());
    if (release->completeAt)
        return refuse(ProblemType::TargetState, u"The artifact is whole."_s, id);
    if (auto opened = upload->open(release->received); !opened)
        return std::unexpected(opened.error());
    const qint64 present = (*upload)->offset();
    Part part{.release = std::move(*release), .upload = std::move(*upload)};
    if (present != part.release.received) {
        part.refusal = notThere(present).error(); // the disk has lost what it had acknowledged
        return part;
    }
    if (offset != present)
        return notThere(present);
    if (bytes.isEmpty() || bytes.size() > part.release.length - present)
        return refuse(ProblemType::OutOfRange,
                      u"One to %1 bytes are still to come."_s.arg(part.release.length - present));
    if (auto room = m_parts.artifacts.checkRoom(bytes.size()); !room)
        return std::unexpected(room.error());
    if (auto written = part.upload->append(bytes); !written)
        return std::unexpected(written.error());
    if (part.upload->offset() == part.release.length && part.upload->digest() != part.release.artifact) {
        if (auto restarted = part.upload->restart(); !restarted)
            return std::unexpected(restarted.error());
        part.refusal = Problem{.type = ProblemType::BodyMismatch,
                               .detail = u"What has arrived is not the artifact whose digest was declared; send it "
                                         "again from its beginning, or remove the release."_s};
    }
    return part;
}

void ReleaseService::receive(const QString &operatorId, const QString &id, qint64 offset, QByteArrayView bytes,
                             Received received)
{
    auto part = take(id, offset, bytes);
    if (!part)
        return received(std::unexpected(part.error()));
    commit(operatorId, std::move(*part), std::move(received));
}

/// The file is ahead of the database until the commit, never behind it.
void ReleaseService::commit(const QString &operatorId, Part part, Received received)
{
    const qint64 now = part.upload->offset();
    const bool isWhole = now == part.release.length;
    const bool isWrong = part.refusal && part.refusal->type == ProblemType::BodyMismatch;
    auto job = [this, operatorId, release = part.release, sha1 = isWhole ? part.upload->sha1() : QByteArray(), now,
                isWhole, isWrong](store::Transaction &transaction) -> Expected<void> {
        const qint64 cursor = m_parts.sequencer.nextCursor();
        if (isWrong) {
            auto logged =
                record(transaction, u"release.artifact-refused"_s, operatorId, release, log::Outcome::Refused);
            if (!logged)
                return logged;
        }
        if (!isWhole)
            return transaction.releases.setReceived(release.id, now, cursor);
        if (auto complete = transaction.releases.setComplete(release.id, sha1, m_parts.clock.now(), cursor); !complete)
            return complete;
        return record(transaction, u"release.artifact-complete"_s, operatorId, release);
    };
    auto done = [now, isWhole, held = std::optional<Part>(std::move(part)),
                 received = std::move(received)](const Expected<void> &ended) mutable {
        const std::optional<Problem> refusal = held->refusal;
        if (!ended || isWhole)
            held->upload.spoil();
        held.reset(); // whoever hears of it may send the next part at once
        if (!ended)
            return received(std::unexpected(ended.error()));
        if (refusal)
            return received(std::unexpected(*refusal));
        received(now);
    };
    m_parts.writer.submit(std::move(job), std::move(done));
}

void ReleaseService::remove(const QString &operatorId, const QString &id, Keep keep, Done done)
{
    auto upload = m_uploads.hold(id);
    if (!upload)
        return done(std::unexpected(upload.error()));
    auto job = [this, operatorId, id,
                keep = std::move(keep)](store::Transaction &transaction) mutable -> Expected<void> {
        const auto row = transaction.releases.find(id);
        if (!row)
            return std::unexpected(row.error());
        if (!*row)
            return noSuch(id);
        const auto signatures = transaction.releases.signatures(id);
        if (!signatures)
            return std::unexpected(signatures.error());
        if (!signatures->empty())
            return refuse(ProblemType::TargetState, u"An authority has signed the release."_s, id);
        if (auto removed = transaction.releases.remove(id, m_parts.sequencer.nextCursor()); !removed)
            return removed;
        if (auto logged = record(transaction, u"release.removed"_s, operatorId, **row); !logged)
            return logged;
        return keep(transaction, **row);
    };
    auto ended = [this, id, held = std::optional<ArtifactUploads::Lease>(std::move(*upload)),
                  done = std::move(done)](const Expected<void> &removed) mutable {
        if (removed) {
            held->spoil();
            static_cast<void>(m_parts.artifacts.remove(id)); // what stays is swept when the program starts again
        }
        held.reset();
        done(removed);
    };
    m_parts.writer.submit(std::move(job), std::move(ended));
}

} // namespace enigm::controlplane::ota

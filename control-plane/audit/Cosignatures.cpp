#include "control-plane/audit/Cosignatures.h"

#include "contract/evidence/LogCheckpoints.h"
#include "contract/log/SignedNote.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::audit {

namespace {

log::NoteSignature lineOf(const store::StoredCosignature &row)
{
    return {.name = row.witness.toUtf8(), .keyId = row.keyId, .signature = row.signature};
}

} // namespace

Cosignatures::Cosignatures(const store::Repositories &store, const operators::Directory &directory)
    : m_store(store)
    , m_directory(directory)
{
    for (const operators::Directory::WitnessRecord &record : directory.witnesses()) {
        if (!record.isActiveAt(directory.size()))
            continue;
        // A key of the directory that makes no verifier has signed nothing that was taken.
        if (auto key = evidence::cosignatureKey(record.witness))
            m_known.push_back({.key = std::move(*key), .record = &record});
    }
}

/// A name that was removed and given to another key has lines of the old one, which would spoil the note.
const Cosignatures::Known *Cosignatures::find(const store::StoredCosignature &row, qint64 governanceSize) const
{
    const auto known = std::ranges::find_if(m_known, [&, line = lineOf(row)](const Known &candidate) {
        return candidate.key.matches(line) && candidate.record->isActiveAt(governanceSize);
    });
    return known == m_known.end() ? nullptr : &*known;
}

bool Cosignatures::isEnough(const Rows &rows, qint64 governanceSize) const
{
    const auto counting = std::ranges::count_if(rows, [&](const store::StoredCosignature &row) {
        const Known *const known = find(row, governanceSize);
        return known && m_directory.counts(*known->record, governanceSize);
    });
    return counting >= m_directory.founding().witnessThreshold;
}

Expected<QByteArray> Cosignatures::addLines(const QByteArray &note, const Rows &rows, qint64 governanceSize) const
{
    const auto parsed = log::SignedNote::parse(note);
    if (!parsed)
        return std::unexpected(parsed.error());
    std::vector<log::NoteSignature> lines = parsed->signatures();
    for (const store::StoredCosignature &row : rows) {
        if (find(row, governanceSize) && lines.size() < log::SignedNote::MaximumSignatures)
            lines.push_back(lineOf(row));
    }
    const auto made = log::SignedNote::make(parsed->text(), std::move(lines));
    if (!made)
        return std::unexpected(made.error());
    return made->toBytes();
}

Expected<PublishedCheckpoint> Cosignatures::stored(LogId log, const Rows &rows, qint64 governanceSize) const
{
    const qint64 size = rows.front().size;
    const auto kept = m_store.log.checkpoint(log, size);
    if (!kept)
        return std::unexpected(kept.error());
    if (!*kept)
        return refuse(ProblemType::EntryMismatch, u"the co-signed checkpoint of size %1 is not kept"_s.arg(size));
    auto note = addLines((*kept)->note, rows, governanceSize);
    if (!note)
        return std::unexpected(note.error());
    return PublishedCheckpoint{.head = {.size = size, .root = (*kept)->root}, .note = std::move(*note)};
}

Expected<std::vector<Cosignatures::Seen>> Cosignatures::seen(LogId log) const
{
    const auto rows = m_store.cosignatures.newest(log);
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<Seen> all;
    for (const store::StoredCosignature &row : *rows) {
        if (!find(row, m_directory.size()))
            continue;
        auto checkpoint = stored(log, {row}, m_directory.size());
        if (!checkpoint)
            return std::unexpected(checkpoint.error());
        all.push_back({.witness = row.witness, .checkpoint = std::move(*checkpoint)});
    }
    return all;
}

Expected<PublishedCheckpoint> Cosignatures::withLines(LogId log, PublishedCheckpoint checkpoint) const
{
    return withLines(log, std::move(checkpoint), m_directory.size());
}

Expected<PublishedCheckpoint> Cosignatures::withLines(LogId log, PublishedCheckpoint checkpoint,
                                                      qint64 governanceSize) const
{
    const auto rows = m_store.cosignatures.of(log, checkpoint.head.size);
    if (!rows)
        return std::unexpected(rows.error());
    auto note = addLines(checkpoint.note, *rows, governanceSize);
    if (!note)
        return std::unexpected(note.error());
    checkpoint.note = std::move(*note);
    return checkpoint;
}

Expected<std::optional<PublishedCheckpoint>> Cosignatures::enough(LogId log, qint64 least,
                                                                  std::optional<qint64> governanceSize) const
{
    if (m_directory.founding().witnessThreshold == 0)
        return std::nullopt;
    const auto rows = m_store.cosignatures.from(log, least);
    if (!rows)
        return std::unexpected(rows.error());
    for (auto first = rows->begin(); first != rows->end();) {
        const auto next = std::find_if(first, rows->end(), [&](const auto &row) { return row.size != first->size; });
        const Rows ofOne(first, next);
        const qint64 known = governanceSize.value_or(log == LogId::Governance ? first->size : m_directory.size());
        if (isEnough(ofOne, known)) {
            auto checkpoint = stored(log, ofOne, known);
            if (!checkpoint)
                return std::unexpected(checkpoint.error());
            return std::move(*checkpoint);
        }
        first = next;
    }
    return std::nullopt;
}

Expected<PublishedCheckpoint> Cosignatures::offered(LogId log, const PublishedCheckpoint &current, qint64 now) const
{
    const auto newest = m_store.cosignatures.newest(log);
    if (!newest)
        return std::unexpected(newest.error());
    qint64 size = 0;
    for (const store::StoredCosignature &row : *newest) {
        if (find(row, m_directory.size()))
            size = std::max(size, row.size);
    }
    if (size == 0 || size >= current.head.size)
        return withLines(log, current);
    const auto rows = m_store.cosignatures.of(log, size);
    if (!rows)
        return std::unexpected(rows.error());
    const auto since = std::ranges::min(*rows, {}, &store::StoredCosignature::since).since;
    if (since + round <= now || isEnough(*rows, m_directory.size()))
        return withLines(log, current);
    return stored(log, *rows, m_directory.size());
}

} // namespace enigm::controlplane::audit

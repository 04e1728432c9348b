#include "contract/log/SignedCheckpoint.h"

using namespace Qt::StringLiterals;

namespace enigm::log {

namespace {

/// The log's key is the first of the known keys; witnesses follow.
std::vector<NoteVerifier> knownKeys(const NoteVerifier &log, std::span<const NoteVerifier> witnesses)
{
    std::vector<NoteVerifier> known{log};
    known.insert(known.end(), witnesses.begin(), witnesses.end());
    return known;
}

std::unexpected<Problem> otherOrigin()
{
    return refuse(ProblemType::MalformedCheckpoint, u"the origin of the checkpoint is not the name of the log's key"_s);
}

} // namespace

SignedCheckpoint::SignedCheckpoint(Checkpoint checkpoint, NoteSignature logLine, std::vector<Cosignature> cosignatures,
                                   QByteArray note)
    : m_checkpoint(std::move(checkpoint))
    , m_logLine(std::move(logLine))
    , m_cosignatures(std::move(cosignatures))
    , m_note(std::move(note))
{}

Expected<SignedCheckpoint> SignedCheckpoint::gather(QByteArrayView note, const OpenedNote &opened,
                                                    Checkpoint checkpoint)
{
    std::optional<NoteSignature> logLine;
    std::vector<Cosignature> cosignatures;
    for (const VerifiedSignature &signature : opened.verified) {
        if (signature.verifier == 0)
            logLine = signature.line;
        else
            cosignatures.push_back({.witness = signature.verifier - 1, .time = signature.time});
    }
    if (!logLine)
        return refuse(ProblemType::BadSignature, u"the checkpoint carries no signature of the log"_s);
    return SignedCheckpoint(std::move(checkpoint), std::move(*logLine), std::move(cosignatures), note.toByteArray());
}

Expected<SignedCheckpoint> SignedCheckpoint::open(QByteArrayView note, const NoteVerifier &log,
                                                  std::span<const NoteVerifier> witnesses)
{
    const auto opened = openNoteStrictly(note, knownKeys(log, witnesses));
    if (!opened)
        return std::unexpected(opened.error());
    auto checkpoint = Checkpoint::parseStrictly(opened->text);
    if (!checkpoint)
        return std::unexpected(checkpoint.error());
    if (checkpoint->origin != log.name())
        return otherOrigin();
    return gather(note, *opened, std::move(*checkpoint));
}

Expected<SignedCheckpoint> SignedCheckpoint::openForeign(QByteArrayView note, const NoteVerifier &log,
                                                         std::span<const NoteVerifier> witnesses)
{
    const auto opened = openNote(note, knownKeys(log, witnesses));
    if (!opened)
        return std::unexpected(opened.error());
    auto checkpoint = Checkpoint::parse(opened->text);
    if (!checkpoint)
        return std::unexpected(checkpoint.error());
    if (checkpoint->origin != log.name())
        return otherOrigin();
    return gather(note, *opened, std::move(*checkpoint));
}

Expected<SignedCheckpoint> SignedCheckpoint::sign(const Checkpoint &checkpoint, const NoteSigner &log)
{
    if (checkpoint.origin != log.verifier().name())
        return otherOrigin();
    const QByteArray text = checkpoint.toNoteText();
    if (auto good = Checkpoint::parse(text); !good)
        return std::unexpected(good.error());
    auto line = log.sign(text, 0);
    if (!line)
        return std::unexpected(line.error());
    const auto note = SignedNote::make(text, {*line});
    if (!note)
        return std::unexpected(note.error());
    return SignedCheckpoint(checkpoint, std::move(*line), {}, note->toBytes());
}

Expected<QByteArray> SignedCheckpoint::noteWith(const std::optional<NoteSignature> &line) const
{
    std::vector<NoteSignature> lines{m_logLine};
    if (line)
        lines.push_back(*line);
    const auto note = SignedNote::make(m_checkpoint.toNoteText(), std::move(lines));
    if (!note)
        return std::unexpected(note.error());
    return note->toBytes();
}

Expected<QByteArray> SignedCheckpoint::cosignedBy(const NoteSigner &witness, qint64 time) const
{
    auto line = cosign(m_checkpoint, witness, time);
    if (!line)
        return std::unexpected(line.error());
    return noteWith(*line);
}

Expected<NoteSignature> cosign(const Checkpoint &checkpoint, const NoteSigner &witness, qint64 time)
{
    return witness.sign(checkpoint.toNoteText(), time);
}

} // namespace enigm::log

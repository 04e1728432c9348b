#pragma once

#include "contract/log/Checkpoint.h"
#include "contract/log/NoteSigner.h"
#include "contract/log/NoteVerifier.h"
#include "contract/log/SignedNote.h"

#include <optional>

namespace enigm::log {

/// A witness that signed a checkpoint, and when.
struct Cosignature
{
    std::size_t witness = 0;    ///< place in the list of witnesses that was given
    std::optional<qint64> time; ///< Unix seconds; nothing from a witness key without cosignature/v1
    friend bool operator==(const Cosignature &, const Cosignature &) = default;
};

/// A checkpoint whose log signature verified, with the witnesses that did too.
class SignedCheckpoint
{
public:
    /// As our bundles ask (openNoteStrictly, Checkpoint::parseStrictly): every byte counts. The log's key must have
    /// signed and its name be the origin. MalformedNote, MalformedCheckpoint, NotCanonical, UnknownSignatureLine,
    /// BadSignature.
    [[nodiscard]] static Expected<SignedCheckpoint> open(QByteArrayView note, const NoteVerifier &log,
                                                         std::span<const NoteVerifier> witnesses);
    /// As C2SP asks: unknown signature lines and extension lines are let pass.
    [[nodiscard]] static Expected<SignedCheckpoint> openForeign(QByteArrayView note, const NoteVerifier &log,
                                                                std::span<const NoteVerifier> witnesses);
    /// Signs as the log; the signer's name becomes the origin and must be that of `checkpoint`. MalformedCheckpoint for
    /// another, the signer's problems.
    [[nodiscard]] static Expected<SignedCheckpoint> sign(const Checkpoint &checkpoint, const NoteSigner &log);

    [[nodiscard]] const Checkpoint &checkpoint() const { return m_checkpoint; }
    [[nodiscard]] qint64 size() const { return m_checkpoint.size; }
    [[nodiscard]] const Hash &root() const { return m_checkpoint.root; }
    [[nodiscard]] const std::vector<Cosignature> &cosignatures() const { return m_cosignatures; }
    /// The bytes of the signed note.
    [[nodiscard]] const QByteArray &note() const { return m_note; }
    /// The note with the log's line alone: what every witness is given, and what is kept beside their lines.
    [[nodiscard]] Expected<QByteArray> bareNote() const { return noteWith({}); }
    /// The note with the log's line and the witness's, who signs it at `time` (Unix seconds): what a witness hands in.
    [[nodiscard]] Expected<QByteArray> cosignedBy(const NoteSigner &witness, qint64 time) const;

private:
    SignedCheckpoint(Checkpoint checkpoint, NoteSignature logLine, std::vector<Cosignature> cosignatures,
                     QByteArray note);
    [[nodiscard]] Expected<QByteArray> noteWith(const std::optional<NoteSignature> &line) const;
    static Expected<SignedCheckpoint> gather(QByteArrayView note, const OpenedNote &opened, Checkpoint checkpoint);

    Checkpoint m_checkpoint;
    NoteSignature m_logLine;
    std::vector<Cosignature> m_cosignatures;
    QByteArray m_note;
};

/// The line by which a witness confirms a checkpoint that it found consistent with what it had seen. `time` in Unix
/// seconds.
[[nodiscard]] Expected<NoteSignature> cosign(const Checkpoint &checkpoint, const NoteSigner &witness, qint64 time);

} // namespace enigm::log

#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace enigm::log {

/// One signature line of a note: `— name base64(key id || signature)`.
struct NoteSignature
{
    QByteArray name;      ///< of the key, UTF-8
    quint32 keyId = 0;    ///< tells keys of one name apart; not a strong hash
    QByteArray signature; ///< what follows the key id

    [[nodiscard]] QByteArray toLine() const; ///< with its newline
    friend bool operator==(const NoteSignature &, const NoteSignature &) = default;
};

/// Whether a text may be the name of a key: UTF-8, not empty, without spaces, plus and control characters.
[[nodiscard]] bool isKeyName(QByteArrayView name);

/// A signed note (C2SP signed-note) taken apart; parsed is not yet verified.
class SignedNote
{
public:
    static constexpr qsizetype MaximumBytes = 256 * 1024;
    static constexpr std::size_t MaximumSignatures = 64;

    /// `text` is UTF-8, ends in a newline and holds no other control character; MalformedNote.
    [[nodiscard]] static Expected<SignedNote> make(QByteArray text, std::vector<NoteSignature> signatures);
    /// Text, blank line, one or more signature lines, nothing else; base64 is exact, so that toBytes() gives the same
    /// bytes again. MalformedNote.
    [[nodiscard]] static Expected<SignedNote> parse(QByteArrayView bytes);

    [[nodiscard]] const QByteArray &text() const { return m_text; } ///< with its last newline, without the blank line
    [[nodiscard]] const std::vector<NoteSignature> &signatures() const { return m_signatures; }
    [[nodiscard]] QByteArray toBytes() const;
    /// This note with one more line at its end.
    [[nodiscard]] Expected<SignedNote> withSignature(NoteSignature signature) const;

    friend bool operator==(const SignedNote &, const SignedNote &) = default;

private:
    SignedNote(QByteArray text, std::vector<NoteSignature> signatures);

    QByteArray m_text;
    std::vector<NoteSignature> m_signatures;
};

} // namespace enigm::log

#pragma once

#include "contract/log/SignedNote.h"
#include "contract/signing/PublicKey.h"

#include <QString>

#include <optional>
#include <span>

namespace enigm::log {

/// The signature types of C2SP signed-note that are used here, by their identifier byte.
enum class NoteAlgorithm : quint8 {
    Ed25519 = 0x01,       ///< over the text
    CosignatureV1 = 0x04, ///< Ed25519 over time and text (C2SP tlog-cosignature)
};

/// The first four bytes of SHA-256(name || "\n" || algorithm || key), big-endian.
[[nodiscard]] quint32 noteKeyId(QByteArrayView name, NoteAlgorithm algorithm, QByteArrayView rawKey);

/// What a cosigner signs: "cosignature/v1\ntime N\n" and the text of the note (C2SP tlog-cosignature).
[[nodiscard]] QByteArray cosignedMessage(QByteArrayView noteText, qint64 time);

/// A known key: its name, algorithm and public key. Written as a "vkey": `name+hash+base64(algorithm || key)`.
class NoteVerifier
{
public:
    /// MalformedKey for a name or hash that does not fit, an algorithm that is not used here, or a bad key.
    [[nodiscard]] static Expected<NoteVerifier> parse(QByteArrayView vkey);
    /// MalformedKey for a bad name or a key that is not Ed25519.
    [[nodiscard]] static Expected<NoteVerifier> make(QByteArray name, NoteAlgorithm algorithm, signing::PublicKey key);

    [[nodiscard]] const QByteArray &name() const { return m_name; }
    [[nodiscard]] quint32 keyId() const { return m_keyId; }
    [[nodiscard]] NoteAlgorithm algorithm() const { return m_algorithm; }
    [[nodiscard]] const signing::PublicKey &publicKey() const { return m_key; }
    [[nodiscard]] QByteArray toVkey() const;

    /// Whether the line claims to be by this key: same name and same key id.
    [[nodiscard]] bool matches(const NoteSignature &signature) const;

    /// The time of a cosignature in Unix seconds, or nothing for a signature over the text alone. BadSignature.
    [[nodiscard]] Expected<std::optional<qint64>> verify(QByteArrayView noteText, const NoteSignature &signature) const;

    friend bool operator==(const NoteVerifier &left, const NoteVerifier &right)
    {
        return left.m_name == right.m_name && left.m_algorithm == right.m_algorithm && left.m_key == right.m_key;
    }

private:
    NoteVerifier(QByteArray name, NoteAlgorithm algorithm, signing::PublicKey key);

    QByteArray m_name;
    NoteAlgorithm m_algorithm;
    signing::PublicKey m_key;
    quint32 m_keyId;
};

/// A signature that verified under a key that was known.
struct VerifiedSignature
{
    NoteSignature line;
    std::size_t verifier = 0;   ///< place of its key in the list of known keys
    std::optional<qint64> time; ///< of a cosignature, Unix seconds
};

/// A note of which at least one signature verified.
struct OpenedNote
{
    QByteArray text;
    std::vector<VerifiedSignature> verified; ///< in the order of their lines, each key once
    std::vector<NoteSignature> unverified;   ///< lines of unknown keys; empty from openNoteStrictly
};

/// As C2SP asks: lines of unknown keys are kept aside, a repeated line of a known key is passed over, one bad signature
/// of a known key refuses the note, and so does a note without any good one. MalformedNote, BadSignature.
[[nodiscard]] Expected<OpenedNote> openNote(QByteArrayView bytes, std::span<const NoteVerifier> known);

/// As our bundles ask, so that every byte counts: also refuses lines of unknown keys (UnknownSignatureLine), a key
/// that signs twice, and bytes that are not the note's one encoding (NotCanonical).
[[nodiscard]] Expected<OpenedNote> openNoteStrictly(QByteArrayView bytes, std::span<const NoteVerifier> known);

} // namespace enigm::log

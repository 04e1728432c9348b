#pragma once

#include "contract/log/NoteVerifier.h"
#include "contract/signing/Signer.h"

namespace enigm::log {

/// Signs notes with one named Ed25519 key: a log its checkpoints, a witness those of a log.
class NoteSigner
{
public:
    /// `signer` is borrowed and must outlive this. MalformedKey as NoteVerifier::make.
    [[nodiscard]] static Expected<NoteSigner> make(QByteArray name, NoteAlgorithm algorithm,
                                                   const signing::Signer &signer);

    /// What others need to verify what this signs.
    [[nodiscard]] const NoteVerifier &verifier() const { return m_verifier; }

    /// A line over the text of a note. `time` (Unix seconds, not negative) is signed by CosignatureV1 only. The
    /// signer's problems.
    [[nodiscard]] Expected<NoteSignature> sign(QByteArrayView noteText, qint64 time) const;

private:
    NoteSigner(NoteVerifier verifier, const signing::Signer &signer);

    NoteVerifier m_verifier;
    const signing::Signer *m_signer;
};

} // namespace enigm::log

#include "contract/log/NoteSigner.h"

#include <QtEndian>

namespace enigm::log {

NoteSigner::NoteSigner(NoteVerifier verifier, const signing::Signer &signer)
    : m_verifier(std::move(verifier))
    , m_signer(&signer)
{}

Expected<NoteSigner> NoteSigner::make(QByteArray name, NoteAlgorithm algorithm, const signing::Signer &signer)
{
    auto verifier = NoteVerifier::make(std::move(name), algorithm, signer.publicKey());
    if (!verifier)
        return std::unexpected(verifier.error());
    return NoteSigner(std::move(*verifier), signer);
}

Expected<NoteSignature> NoteSigner::sign(QByteArrayView noteText, qint64 time) const
{
    Q_ASSERT(time >= 0);
    NoteSignature line{.name = m_verifier.name(), .keyId = m_verifier.keyId(), .signature = {}};
    QByteArray message;
    switch (m_verifier.algorithm()) {
    case NoteAlgorithm::Ed25519:
        message = noteText.toByteArray();
        break;
    case NoteAlgorithm::CosignatureV1:
        message = cosignedMessage(noteText, time);
        line.signature.resize(static_cast<qsizetype>(sizeof(time)));
        qToBigEndian(time, line.signature.data());
        break;
    }
    const auto signature = m_signer->sign(message);
    if (!signature)
        return std::unexpected(signature.error());
    line.signature += *signature;
    return line;
}

} // namespace enigm::log

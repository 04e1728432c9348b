#include "contract/log/NoteVerifier.h"

#include "contract/encoding/Base64Url.h"
#include "contract/signing/Secret.h"

#include <QtEndian>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::log {

namespace {

constexpr qsizetype ed25519KeyBytes = 32;
constexpr qsizetype ed25519SignatureBytes = 64;
constexpr qsizetype timeBytes = 8;
constexpr qsizetype keyIdDigits = 8;

std::unexpected<Problem> malformedKey(QString detail)
{
    return refuse(ProblemType::MalformedKey, std::move(detail));
}

std::optional<NoteAlgorithm> algorithmOf(char identifier)
{
    for (const auto algorithm : {NoteAlgorithm::Ed25519, NoteAlgorithm::CosignatureV1}) {
        if (static_cast<quint8>(identifier) == std::to_underlying(algorithm))
            return algorithm;
    }
    return std::nullopt;
}

QByteArray hexKeyId(quint32 keyId)
{
    return QByteArray::number(keyId, 16).rightJustified(keyIdDigits, '0');
}

bool hasSigned(const OpenedNote &note, std::size_t verifier)
{
    return std::ranges::any_of(note.verified, [&](const auto &signature) { return signature.verifier == verifier; });
}

enum class Reading { AsC2sp, Strict };

Expected<OpenedNote> open(const SignedNote &note, std::span<const NoteVerifier> known, Reading reading)
{
    OpenedNote opened{.text = note.text(), .verified = {}, .unverified = {}};
    for (const NoteSignature &line : note.signatures()) {
        const auto verifier = std::ranges::find_if(known, [&](const auto &key) { return key.matches(line); });
        const QString where = QString::fromUtf8(line.name);
        if (verifier == known.end()) {
            if (reading == Reading::Strict)
                return refuse(ProblemType::UnknownSignatureLine, u"no known key has this name and id"_s, where);
            opened.unverified.push_back(line);
            continue;
        }
        const auto place = static_cast<std::size_t>(verifier - known.begin());
        if (hasSigned(opened, place)) {
            if (reading == Reading::Strict)
                return refuse(ProblemType::MalformedNote, u"a key signs a note once"_s, where);
            continue;
        }
        const auto time = verifier->verify(note.text(), line);
        if (!time)
            return std::unexpected(time.error());
        opened.verified.push_back({.line = line, .verifier = place, .time = *time});
    }
    if (opened.verified.empty())
        return refuse(ProblemType::BadSignature, u"the note carries no signature of a known key"_s);
    return opened;
}

} // namespace

quint32 noteKeyId(QByteArrayView name, NoteAlgorithm algorithm, QByteArrayView rawKey)
{
    QByteArray head = name.toByteArray() + '\n';
    head += static_cast<char>(std::to_underlying(algorithm));
    return qFromBigEndian<quint32>(signing::sha256(head, rawKey).constData());
}

QByteArray cosignedMessage(QByteArrayView noteText, qint64 time)
{
    return "cosignature/v1\ntime "_ba + QByteArray::number(time) + '\n' + noteText.toByteArray();
}

NoteVerifier::NoteVerifier(QByteArray name, NoteAlgorithm algorithm, signing::PublicKey key)
    : m_name(std::move(name))
    , m_algorithm(algorithm)
    , m_key(std::move(key))
    , m_keyId(noteKeyId(m_name, m_algorithm, m_key.rawEd25519()))
{}

Expected<NoteVerifier> NoteVerifier::make(QByteArray name, NoteAlgorithm algorithm, signing::PublicKey key)
{
    if (!isKeyName(name))
        return malformedKey(u"the name of a note key has no spaces, plus or control characters"_s);
    if (key.isNull() || key.kind() != signing::PublicKey::Kind::Ed25519)
        return malformedKey(u"a note key is an Ed25519 key"_s);
    return NoteVerifier(std::move(name), algorithm, std::move(key));
}

Expected<NoteVerifier> NoteVerifier::parse(QByteArrayView vkey)
{
    const qsizetype nameEnd = vkey.indexOf('+');
    const qsizetype hashEnd = nameEnd < 0 ? -1 : vkey.indexOf('+', nameEnd + 1);
    if (hashEnd < 0)
        return malformedKey(u"a verifier key is name+hash+key"_s);
    const auto key = encoding::fromBase64(vkey.sliced(hashEnd + 1));
    if (!key || key->size() != 1 + ed25519KeyBytes)
        return malformedKey(u"the key of a verifier key is exact base64 of an algorithm and 32 bytes"_s);
    const auto algorithm = algorithmOf(key->front());
    if (!algorithm)
        return malformedKey(u"the algorithm of a verifier key is not used here"_s);
    auto publicKey = signing::PublicKey::fromEd25519(key->sliced(1));
    if (!publicKey)
        return std::unexpected(publicKey.error());
    auto verifier = make(vkey.first(nameEnd).toByteArray(), *algorithm, std::move(*publicKey));
    if (verifier && vkey.sliced(nameEnd + 1, hashEnd - nameEnd - 1) != hexKeyId(verifier->keyId()))
        return malformedKey(u"the hash of a verifier key does not fit its name and key"_s);
    return verifier;
}

QByteArray NoteVerifier::toVkey() const
{
    QByteArray key(1, static_cast<char>(std::to_underlying(m_algorithm)));
    key += m_key.rawEd25519();
    return m_name + '+' + hexKeyId(m_keyId) + '+' + key.toBase64();
}

bool NoteVerifier::matches(const NoteSignature &signature) const
{
    return signature.keyId == m_keyId && signature.name == m_name;
}

Expected<std::optional<qint64>> NoteVerifier::verify(QByteArrayView noteText, const NoteSignature &signature) const
{
    const auto bad = [&] {
        return refuse(ProblemType::BadSignature, u"the signature of a note does not verify"_s,
                      QString::fromUtf8(signature.name));
    };
    switch (m_algorithm) {
    case NoteAlgorithm::Ed25519:
        if (!matches(signature) || !m_key.verify(noteText, signature.signature))
            return bad();
        return std::optional<qint64>();
    case NoteAlgorithm::CosignatureV1: {
        if (!matches(signature) || signature.signature.size() != timeBytes + ed25519SignatureBytes)
            return bad();
        const auto time = qFromBigEndian<qint64>(signature.signature.constData());
        if (time < 0 || !m_key.verify(cosignedMessage(noteText, time), signature.signature.sliced(timeBytes)))
            return bad();
        return std::optional<qint64>(time);
    }
    }
    Q_UNREACHABLE();
}

Expected<OpenedNote> openNote(QByteArrayView bytes, std::span<const NoteVerifier> known)
{
    const auto note = SignedNote::parse(bytes);
    if (!note)
        return std::unexpected(note.error());
    return open(*note, known, Reading::AsC2sp);
}

Expected<OpenedNote> openNoteStrictly(QByteArrayView bytes, std::span<const NoteVerifier> known)
{
    const auto note = SignedNote::parse(bytes);
    if (!note)
        return std::unexpected(note.error());
    if (note->toBytes() != bytes)
        return refuse(ProblemType::NotCanonical, u"the note is not in its one encoding"_s);
    return open(*note, known, Reading::Strict);
}

} // namespace enigm::log

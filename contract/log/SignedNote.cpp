#include "contract/log/SignedNote.h"

#include "contract/encoding/Base64Url.h"

#include <QString>
#include <QtEndian>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::log {

namespace {

constexpr QByteArrayView lineStart("\xE2\x80\x94 "); // em dash (U+2014) and a space
constexpr qsizetype keyIdBytes = 4;

std::unexpected<Problem> malformed(QString detail)
{
    return refuse(ProblemType::MalformedNote, std::move(detail));
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20;
}

Expected<void> checkText(QByteArrayView text)
{
    if (!text.endsWith('\n'))
        return malformed(u"the text of a note ends in a newline"_s);
    if (!text.isValidUtf8() || std::ranges::any_of(text, [](char c) { return isControl(c) && c != '\n'; }))
        return malformed(u"a note is UTF-8 without control characters"_s);
    return {};
}

Expected<NoteSignature> parseLine(QByteArrayView line)
{
    if (!line.startsWith(lineStart))
        return malformed(u"a signature line begins with an em dash and a space"_s);
    const QByteArrayView rest = line.sliced(lineStart.size());
    const qsizetype space = rest.indexOf(' ');
    if (space < 0 || !isKeyName(rest.first(space)))
        return malformed(u"a signature line has a key name"_s);
    const auto bytes = encoding::fromBase64(rest.sliced(space + 1));
    if (!bytes || bytes->size() <= keyIdBytes)
        return malformed(u"a signature is exact base64 of a key id and more"_s);
    return NoteSignature{.name = rest.first(space).toByteArray(),
                         .keyId = qFromBigEndian<quint32>(bytes->constData()),
                         .signature = bytes->sliced(keyIdBytes)};
}

} // namespace

QByteArray NoteSignature::toLine() const
{
    QByteArray bytes(keyIdBytes, Qt::Uninitialized);
    qToBigEndian(keyId, bytes.data());
    return lineStart.toByteArray() + name + ' ' + (bytes + signature).toBase64() + '\n';
}

bool isKeyName(QByteArrayView name)
{
    if (name.isEmpty() || !name.isValidUtf8())
        return false;
    const QString text = QString::fromUtf8(name);
    return std::ranges::none_of(text, [](QChar c) { return c.isSpace() || c == u'+' || c < u' '; });
}

SignedNote::SignedNote(QByteArray text, std::vector<NoteSignature> signatures)
    : m_text(std::move(text))
    , m_signatures(std::move(signatures))
{}

Expected<SignedNote> SignedNote::make(QByteArray text, std::vector<NoteSignature> signatures)
{
    if (auto good = checkText(text); !good)
        return std::unexpected(good.error());
    if (signatures.empty() || signatures.size() > MaximumSignatures)
        return malformed(u"a note has between 1 and %1 signatures"_s.arg(MaximumSignatures));
    if (!std::ranges::all_of(signatures, [](const auto &s) { return isKeyName(s.name) && !s.signature.isEmpty(); }))
        return malformed(u"a signature has a key name and is not empty"_s);
    SignedNote note(std::move(text), std::move(signatures));
    if (note.toBytes().size() > MaximumBytes)
        return malformed(u"a note has at most %1 bytes"_s.arg(MaximumBytes));
    return note;
}

Expected<SignedNote> SignedNote::parse(QByteArrayView bytes)
{
    if (bytes.size() > MaximumBytes)
        return malformed(u"a note has at most %1 bytes"_s.arg(MaximumBytes));
    if (auto good = checkText(bytes); !good)
        return std::unexpected(good.error());
    // The text may hold empty lines; the last one separates it from the signatures.
    const qsizetype separator = bytes.lastIndexOf("\n\n");
    if (separator < 0)
        return malformed(u"a blank line separates text and signatures"_s);
    const QByteArrayView text = bytes.first(separator + 1);
    QByteArrayView lines = bytes.sliced(separator + 2);
    std::vector<NoteSignature> signatures;
    while (!lines.isEmpty()) {
        const qsizetype end = lines.indexOf('\n');
        auto signature = parseLine(lines.first(end));
        if (!signature)
            return std::unexpected(signature.error());
        if (signatures.size() == MaximumSignatures)
            return malformed(u"a note has at most %1 signatures"_s.arg(MaximumSignatures));
        signatures.push_back(std::move(*signature));
        lines = lines.sliced(end + 1);
    }
    if (signatures.empty())
        return malformed(u"a note has at least one signature"_s);
    return SignedNote(text.toByteArray(), std::move(signatures));
}

QByteArray SignedNote::toBytes() const
{
    QByteArray bytes = m_text + '\n';
    for (const NoteSignature &signature : m_signatures)
        bytes += signature.toLine();
    return bytes;
}

Expected<SignedNote> SignedNote::withSignature(NoteSignature signature) const
{
    auto signatures = m_signatures;
    signatures.push_back(std::move(signature));
    return make(m_text, std::move(signatures));
}

} // namespace enigm::log

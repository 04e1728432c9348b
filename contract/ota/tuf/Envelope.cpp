#include "contract/ota/tuf/Envelope.h"

#include "contract/json/ObjectReader.h"
#include "contract/ota/tuf/Limits.h"
#include "contract/ota/tuf/MetadataMembers.h"
#include "contract/ota/tuf/MetadataText.h"
#include "contract/signing/Secret.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ota::tuf {

namespace {

Expected<Signature> parseSignature(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    Signature signature{.keyid = reader.text("keyid"_L1), .bytes = reader.with("sig"_L1, parseHex)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return signature;
}

json::Value signatureJson(const Signature &signature)
{
    return json::Object{{"keyid"_L1, signature.keyid}, {"sig"_L1, QString::fromLatin1(signature.bytes.toHex())}};
}

bool repeatsKey(const std::vector<Signature> &signatures)
{
    QSet<QString> seen;
    for (const Signature &signature : signatures)
        seen.insert(signature.keyid);
    return static_cast<std::size_t>(seen.size()) != signatures.size();
}

} // namespace

Expected<Role> Role::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(onlyKnown(value, {"keyids"_L1, "threshold"_L1}), pointer);
    Role role;
    for (const QString &keyid : reader.texts("keyids"_L1)) {
        if (role.keyids.contains(keyid) || static_cast<std::size_t>(role.keyids.size()) >= maxSignatures)
            reader.fail({ProblemType::OutOfRange, u"A role lists a key once, and no more than 64"_s,
                         reader.pointerTo("keyids"_L1)});
        else
            role.keyids.append(keyid);
    }
    role.threshold = static_cast<int>(reader.integer("threshold"_L1, 1, maxSignatures));
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return role;
}

json::Value Role::toJson() const
{
    json::Array ids;
    for (const QString &keyid : keyids)
        ids.emplace_back(keyid);
    return json::Object{{"keyids"_L1, std::move(ids)}, {"threshold"_L1, threshold}};
}

Expected<Envelope> Envelope::parse(QByteArrayView text)
{
    const auto value = parseMetadataText(text);
    if (!value)
        return std::unexpected(value.error());
    json::ObjectReader reader(*value);
    Envelope envelope(reader.value("signed"_L1));
    envelope.m_signatures = reader.list("signatures"_L1, parseSignature);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (envelope.m_signatures.size() > maxSignatures)
        return refuse(ProblemType::TooLarge, u"There are too many signatures"_s, u"/signatures"_s);
    if (repeatsKey(envelope.m_signatures))
        return refuse(ProblemType::AlreadySigned, u"One key id signs twice"_s, u"/signatures"_s);
    return envelope;
}

QByteArray Envelope::message() const
{
    return signedText(m_body);
}

QByteArray Envelope::digest() const
{
    return signing::sha256(message());
}

QByteArray Envelope::text() const
{
    json::Array signatures;
    for (const Signature &signature : m_signatures)
        signatures.push_back(signatureJson(signature));
    return metadataText(json::Object{{"signatures"_L1, std::move(signatures)}, {"signed"_L1, m_body}});
}

void Envelope::add(Signature signature)
{
    std::erase_if(m_signatures, [&signature](const Signature &other) { return other.keyid == signature.keyid; });
    const auto place = std::ranges::lower_bound(m_signatures, signature.keyid, {}, &Signature::keyid);
    m_signatures.insert(place, std::move(signature));
}

Expected<void> Envelope::sign(const signing::Signer &signer)
{
    auto bytes = signWith(signer, message());
    if (!bytes)
        return std::unexpected(bytes.error());
    add({.keyid = Key(signer.publicKey()).keyid(), .bytes = std::move(*bytes)});
    return {};
}

Envelope Envelope::only(const Authority &authority) const
{
    Envelope result = *this;
    std::erase_if(result.m_signatures, [&authority](const Signature &signature) {
        return !authority.role.keyids.contains(signature.keyid);
    });
    return result;
}

Expected<void> Envelope::check(std::initializer_list<Authority> authorities) const
{
    const QByteArray signedBytes = message();
    std::vector<QSet<QByteArray>> signers(authorities.size());
    for (const Signature &signature : m_signatures) {
        bool isKnown = false;
        std::size_t place = 0;
        for (const Authority &authority : authorities) {
            auto &counted = signers[place++];
            const auto key = authority.keys.find(signature.keyid);
            if (!authority.role.keyids.contains(signature.keyid) || key == authority.keys.end())
                continue;
            isKnown = true;
            if (signature.bytes.isEmpty())
                continue;
            if (!key->verify(signedBytes, signature.bytes))
                return refuse(ProblemType::BadSignature,
                              u"The signature of key %1 does not verify"_s.arg(signature.keyid), u"/signatures"_s);
            counted.insert(key->identity());
        }
        if (!isKnown)
            return refuse(ProblemType::UnknownKey, u"The key %1 does not sign this role"_s.arg(signature.keyid),
                          u"/signatures"_s);
    }
    std::size_t place = 0;
    for (const Authority &authority : authorities) {
        const auto count = signers[place++].size();
        if (count < authority.role.threshold)
            return refuse(ProblemType::QuorumMissing,
                          u"%1 of %2 keys have signed"_s.arg(count).arg(authority.role.threshold), u"/signatures"_s);
    }
    return {};
}

} // namespace enigm::ota::tuf

#include "contract/signing/TokenKey.h"

#include "contract/json/ObjectReader.h"
#include "contract/signing/Pkcs11Session.h"

using namespace Qt::StringLiterals;

namespace enigm::signing {

namespace {

constexpr qsizetype longestModule = 1024;   // bytes
constexpr qsizetype longestTokenLabel = 32; // bytes: CK_TOKEN_INFO, padded with spaces
constexpr qsizetype longestKeyLabel = 255;  // bytes

std::unexpected<Problem> outOfRange(const QString &detail, const QString &member)
{
    return refuse(ProblemType::OutOfRange, detail, u"/pkcs11/"_s + member);
}

bool isLabel(const QString &text, qsizetype longest)
{
    return !text.isEmpty() && text == text.trimmed() && text.toUtf8().size() <= longest;
}

Expected<Pkcs11KeyReference> readReference(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    Pkcs11KeyReference reference{.modulePath = reader.text("module"_L1),
                                 .tokenLabel = reader.text("token"_L1),
                                 .keyLabel = reader.text("label"_L1)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return reference;
}

Expected<void> checkForm(const Pkcs11KeyReference &reference)
{
    if (!reference.modulePath.startsWith(u'/') || reference.modulePath.toUtf8().size() > longestModule)
        return outOfRange(u"A PKCS#11 module is named by an absolute path"_s, u"module"_s);
    if (!isLabel(reference.tokenLabel, longestTokenLabel))
        return outOfRange(u"The label of a token has 1 to 32 bytes, without spaces around"_s, u"token"_s);
    if (!isLabel(reference.keyLabel, longestKeyLabel))
        return outOfRange(u"The label of a key has 1 to 255 bytes, without spaces around"_s, u"label"_s);
    return {};
}

} // namespace

Expected<TokenKey> TokenKey::make(Pkcs11KeyReference reference, PublicKey publicKey)
{
    if (auto sound = checkForm(reference); !sound)
        return std::unexpected(sound.error());
    return TokenKey(std::move(reference), std::move(publicKey));
}

Expected<TokenKey::Taken> TokenKey::take(Pkcs11KeyReference reference, const Secret &pin)
{
    if (auto sound = checkForm(reference); !sound)
        return std::unexpected(sound.error());
    if (auto safe = checkPkcs11Module(reference.modulePath); !safe)
        return std::unexpected(safe.error());
    auto signer = generatePkcs11(reference, pin, PublicKey::Kind::P256);
    const bool isNew = signer.has_value();
    if (!isNew && signer.error().type == ProblemType::AlreadyExists)
        signer = openPkcs11(reference, pin);
    if (!signer)
        return std::unexpected(signer.error());
    PublicKey key = (*signer)->publicKey();
    if (key.kind() != PublicKey::Kind::P256)
        return refuse(ProblemType::MalformedKey,
                      u"The key %1 of the token is not one of P-256"_s.arg(reference.keyLabel));
    return Taken{.key = TokenKey(std::move(reference), std::move(key)), .isNew = isNew};
}

Expected<TokenKey> TokenKey::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    if (reader.integer("v"_L1) != 1)
        reader.fail({ProblemType::UnsupportedVersion, u"Only version 1 is known here"_s, reader.pointerTo("v"_L1)});
    Pkcs11KeyReference reference = reader.with("pkcs11"_L1, readReference);
    PublicKey key = reader.with("public"_L1, PublicKey::fromJwk);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    auto made = make(std::move(reference), std::move(key));
    if (!made)
        return std::unexpected(made.error().under(pointer));
    return made;
}

json::Value TokenKey::toJson() const
{
    return json::Object{{"pkcs11"_L1, json::Object{{"label"_L1, m_reference.keyLabel},
                                                   {"module"_L1, m_reference.modulePath},
                                                   {"token"_L1, m_reference.tokenLabel}}},
                        {"public"_L1, m_public.jwk()},
                        {"v"_L1, 1}};
}

Expected<std::unique_ptr<Signer>> TokenKey::unlock(const Secret &pin) const
{
    if (auto safe = checkPkcs11Module(m_reference.modulePath); !safe)
        return std::unexpected(safe.error());
    auto signer = openPkcs11(m_reference, pin);
    if (signer && (*signer)->publicKey() != m_public)
        return refuse(ProblemType::WrongKey, u"The token %1 holds another key under the label %2"_s.arg(
                                                 m_reference.tokenLabel, m_reference.keyLabel));
    return signer;
}

} // namespace enigm::signing

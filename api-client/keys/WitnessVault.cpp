#include "api-client/keys/WitnessVault.h"

#include "api-client/keys/KeychainEntry.h"
#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/log/SignedNote.h"
#include "contract/operators/Members.h"

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

QString entryOf(const QByteArray &deployment)
{
    return u"witness "_s + QString::fromLatin1(encoding::toBase64Url(deployment));
}

/// {"key":PKCS#8,"name","v":1}
Expected<WitnessKey> readEntry(const QByteArray &bytes)
{
    const auto value = json::parse(bytes);
    if (!value)
        return std::unexpected(value.error());
    json::ObjectReader reader(*value);
    operators::readVersion1(reader);
    const QString name = reader.text("name"_L1);
    QString text = reader.text("key"_L1);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    auto der = encoding::fromBase64Url(text.toLatin1());
    text.fill(u'\0');
    if (!der)
        return std::unexpected(der.error());
    const signing::Secret secret = signing::Secret::taking(*der);
    auto key = signing::PrivateKey::fromPkcs8(secret.view());
    if (!key)
        return std::unexpected(key.error());
    if ((*key)->publicKey().kind() != signing::PublicKey::Kind::Ed25519)
        return refuse(ProblemType::MalformedKey, u"A witness key is one of Ed25519."_s);
    return WitnessKey{.name = name, .key = std::move(*key)};
}

} // namespace

Task<Expected<WitnessKey>> WitnessVault::load(QByteArray deployment) const
{
    auto entry = co_await readKeychain(entryOf(deployment));
    if (!entry)
        co_return std::unexpected(entry.error());
    if (!entry->isThere)
        co_return refuse(ProblemType::NotFound, u"The keychain holds no witness key of this deployment."_s);
    auto key = readEntry(entry->bytes);
    entry->bytes.fill('\0');
    if (!key)
        co_return std::unexpected(key.error().under(u"witness key in the keychain"_s));
    co_return std::move(*key);
}

Task<Expected<WitnessKey>> WitnessVault::create(QByteArray deployment, QString name) const
{
    if (!log::isKeyName(name.toUtf8()))
        co_return refuse(ProblemType::OutOfRange, u"A witness's name has no spaces and no plus."_s, name);
    // A locked keychain reads as empty; a write then would replace the key that others count on.
    if (const auto usable = co_await probeKeychain(); !usable)
        co_return std::unexpected(usable.error());
    const auto there = co_await readKeychain(entryOf(deployment));
    if (!there)
        co_return std::unexpected(there.error());
    if (there->isThere)
        co_return refuse(ProblemType::AlreadyExists, u"The keychain holds a witness key of this deployment already."_s);
    auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::Ed25519);
    const signing::Secret der = key->pkcs8();
    QByteArray entry = json::canonical(json::Object{
        {"key"_L1, QString::fromLatin1(encoding::toBase64Url(der.view()))}, {"name"_L1, name}, {"v"_L1, 1}});
    const auto written = co_await writeKeychain(entryOf(deployment), entry);
    entry.fill('\0');
    if (!written)
        co_return std::unexpected(written.error());
    co_return WitnessKey{.name = name, .key = std::move(key)};
}

} // namespace enigm::client

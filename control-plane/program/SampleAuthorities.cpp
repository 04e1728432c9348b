#include "control-plane/program/SampleAuthorities.h"

#include "contract/json/JsonParser.h"
#include "contract/operators/UpdateKeys.h"
#include "contract/signing/KeyFile.h"
#include "control-plane/program/PrivateFiles.h"
#include "control-plane/program/SampleOperator.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::program {

namespace {

Expected<void> writeKey(const QString &directory, operators::SigningAuthority authority, const signing::PrivateKey &key)
{
    const signing::Secret passphrase(QByteArrayView(samplePassphrase.data()));
    const QString path = directory + u'/' + operators::toWord(authority);
    const QByteArray sealed = json::canonical(signing::SealedKey::seal(key, passphrase).toJson()) + '\n';
    if (auto written = writeFile(path + u".json"_s, sealed, Readers::Owner); !written)
        return written;
    return writeFile(path + u".pin"_s, QByteArray(samplePassphrase.data()) + '\n', Readers::Owner);
}

} // namespace

SampleAuthorities SampleAuthorities::make()
{
    return {.manifest = signing::PrivateKey::generate(signing::PublicKey::Kind::P256),
            .production = signing::PrivateKey::generate(signing::PublicKey::Kind::P256)};
}

void SampleAuthorities::describe(operators::Founding &founding) const
{
    founding.otaManifestKeys = {manifest->publicKey()};
    founding.otaProductionKeys = {production->publicKey()};
}

Expected<void> SampleAuthorities::write(const QString &directory) const
{
    if (auto written = writeKey(directory, operators::SigningAuthority::Manifest, *manifest); !written)
        return written;
    return writeKey(directory, operators::SigningAuthority::Production, *production);
}

} // namespace enigm::controlplane::program

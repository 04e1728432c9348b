#include "tests/api-client/keys/SealedOperators.h"

#include "contract/encoding/Uuid.h"
#include "contract/signing/KeyFile.h"

namespace enigm::test {

namespace {

/// One for all, since sealing takes its time.
std::shared_ptr<const signing::LockedKey> sealedKey()
{
    static const auto key = std::make_shared<const signing::SealedKey>(signing::SealedKey::seal(
        *signing::PrivateKey::generate(signing::PublicKey::Kind::P256), signing::Secret(QByteArrayView("passphrase"))));
    return key;
}

} // namespace

deployment::OperatorFile operatorFile(const QString &name, const QByteArray &deployment)
{
    return {.deployment = deployment,
            .name = name,
            .operatorId = encoding::makeUuid7(1'800'000'000'000),
            .key = sealedKey()};
}

QStringList namesIn(client::KeyVault &vault, const QByteArray &deployment)
{
    const auto files = answerOf(vault.list(deployment));
    if (!files)
        return {files.error().toString()};
    QStringList names;
    for (const deployment::OperatorFile &file : *files)
        names.append(file.name);
    return names;
}

} // namespace enigm::test

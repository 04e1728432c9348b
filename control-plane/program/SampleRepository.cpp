#include "control-plane/program/SampleRepository.h"

#include "contract/json/JsonParser.h"
#include "contract/ota/tuf/MetadataText.h"
#include "contract/signing/KeyFile.h"
#include "control-plane/program/PrivateFiles.h"
#include "control-plane/program/SampleOperator.h"

#include <future>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::program {

namespace {

namespace tuf = enigm::ota::tuf;

constexpr int rootKeys = 2;
constexpr qint64 rootLifetime = 365 * 86'400;

Expected<void> signPending(ControlPlane &plane, const tuf::PendingRole &pending, const signing::Signer &manifest,
                           const QString &operatorId)
{
    auto bytes = tuf::signWith(manifest, tuf::signedText(pending.body));
    if (!bytes)
        return std::unexpected(bytes.error());
    const ota::GivenSignature signature{.role = pending.role,
                                        .version = pending.version,
                                        .keyid = tuf::Key(manifest.publicKey()).keyid(),
                                        .bytes = std::move(*bytes)};
    std::promise<Expected<void>> answer;
    plane.updateRepository().sign(
        operatorId, signature, [](store::Transaction &, const tuf::Envelope &) { return Expected<void>(); },
        [&answer](const Expected<void> &done) { answer.set_value(done); });
    return answer.get_future().get();
}

} // namespace

SampleRepository::SampleRepository(std::vector<std::shared_ptr<const signing::PrivateKey>> keys, tuf::Envelope root)
    : m_keys(std::move(keys))
    , m_root(std::move(root))
{}

Expected<SampleRepository> SampleRepository::make(const operators::Founding &founding, const DeploymentKeys &keys)
{
    ota::RootTerms terms{.keys = {}, .threshold = rootKeys, .expires = founding.created + rootLifetime};
    std::vector<std::shared_ptr<const signing::PrivateKey>> own;
    for (int i = 0; i < rootKeys; ++i) {
        own.push_back(signing::PrivateKey::generate(signing::PublicKey::Kind::P256));
        terms.keys.push_back(own.back()->publicKey());
    }
    const auto root = ota::composeRoot(terms,
                                       {.manifest = founding.otaManifestKeys,
                                        .snapshot = keys.tufSnapshot->publicKey(),
                                        .timestamp = keys.tufTimestamp->publicKey()},
                                       1);
    if (!root)
        return std::unexpected(root.error());
    tuf::Envelope file(root->toJson());
    for (const auto &key : own) {
        if (const auto done = file.sign(*key); !done)
            return std::unexpected(done.error());
    }
    return SampleRepository(std::move(own), std::move(file));
}

void SampleRepository::describe(operators::Founding &founding) const
{
    founding.tufRoot = m_root.digest();
}

Expected<void> SampleRepository::publish(ControlPlane &plane, const signing::Signer &manifest,
                                         const QString &releaseManager) const
{
    if (auto adopted = plane.updateRepository().adoptRoot(m_root); !adopted)
        return adopted;
    const auto pending = plane.updateMetadata().pending();
    if (!pending)
        return std::unexpected(pending.error());
    for (const tuf::PendingRole &role : *pending) {
        if (role.role == tuf::rootRole)
            continue;
        if (auto done = signPending(plane, role, manifest, releaseManager); !done)
            return done;
    }
    return {};
}

Expected<void> SampleRepository::write(const QString &directory) const
{
    const signing::Secret passphrase(QByteArrayView(samplePassphrase.data()));
    for (std::size_t i = 0; i < m_keys.size(); ++i) {
        const QString path = directory + u"/root-"_s + QString::number(i + 1);
        const QByteArray sealed = json::canonical(signing::SealedKey::seal(*m_keys[i], passphrase).toJson()) + '\n';
        if (auto written = writeFile(path + u".json"_s, sealed, Readers::Owner); !written)
            return written;
        if (auto written = writeFile(path + u".pin"_s, QByteArray(samplePassphrase.data()) + '\n', Readers::Owner);
            !written)
            return written;
    }
    return {};
}

} // namespace enigm::controlplane::program

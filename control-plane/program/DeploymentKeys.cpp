#include "control-plane/program/DeploymentKeys.h"

#include "contract/certificates/CertificateTemplate.h"
#include "contract/fleet/Certificate.h"
#include "contract/json/JsonParser.h"
#include "contract/time/Clock.h"
#include "control-plane/fleet/DeviceCertificateAuthority.h"
#include "control-plane/program/PrivateFiles.h"

#include <QFileInfo>

#include <array>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::program {

namespace {

using signing::PrivateKey;
using signing::PublicKey;
using KeyPointer = std::shared_ptr<const PrivateKey>;

constexpr auto tokenFile = "token.json"_L1;
constexpr qint64 mostTokenFile = 16 * 1024;
constexpr qint64 year = 365 * 86'400;
constexpr qint64 serverValidity = 2 * year;
constexpr qint64 authorityValidity = 20 * year;

struct KeyPlace
{
    KeyPointer DeploymentKeys::*key;
    QLatin1StringView name;
    PublicKey::Kind kind;
    bool wasAlways; ///< in every release; one that was not is made where it is missing: nobody has used it yet
};
constexpr std::array keyPlaces{
    KeyPlace{&DeploymentKeys::governanceLog, "log-governance.key"_L1, PublicKey::Kind::Ed25519, true},
    KeyPlace{&DeploymentKeys::activityLog, "log-activity.key"_L1, PublicKey::Kind::Ed25519, true},
    KeyPlace{&DeploymentKeys::tufSnapshot, "tuf-snapshot.key"_L1, PublicKey::Kind::Ed25519, false},
    KeyPlace{&DeploymentKeys::tufTimestamp, "tuf-timestamp.key"_L1, PublicKey::Kind::Ed25519, false},
    KeyPlace{&DeploymentKeys::tls, "tls.key"_L1, PublicKey::Kind::P256, true},
};

struct CertificatePlace
{
    QByteArray DeploymentKeys::*certificate;
    QLatin1StringView name;
};
constexpr std::array certificatePlaces{
    CertificatePlace{&DeploymentKeys::tlsCertificate, "tls.crt"_L1},
    CertificatePlace{&DeploymentKeys::deviceCaCertificate, "device-ca.crt"_L1},
};
constexpr CertificatePlace networkPlace{&DeploymentKeys::networkCaCertificate, "network-ca.crt"_L1};

QString pathOf(const QString &directory, QLatin1StringView name)
{
    return directory + u"/keys/"_s + name;
}

Expected<QByteArray> readCertificate(const QString &path)
{
    const auto bytes = readFile(path, 64 * 1024);
    if (!bytes)
        return std::unexpected(bytes.error());
    auto chain = enigm::fleet::parseCertificateChain(*bytes);
    if (!chain)
        return std::unexpected(chain.error().under(path));
    if (chain->empty())
        return refuse(ProblemType::MalformedCertificate, u"The file holds no certificate."_s, path);
    return chain->front();
}

Expected<void> writeCertificate(const QString &path, const QByteArray &certificate)
{
    return writeFile(path, certificates::certificatePem(certificate), Readers::Owner);
}

Expected<KeyPointer> takeKey(const QString &path, const KeyPlace &place)
{
    if (place.wasAlways || QFileInfo::exists(path))
        return readKeyFile(path, place.kind);
    KeyPointer key = PrivateKey::generate(place.kind);
    if (const auto written = writeKeyFile(path, *key); !written)
        return std::unexpected(written.error());
    return key;
}

QByteArray pinOf(const signing::Signer &key)
{
    return signing::sha256(key.publicKey().spki());
}

} // namespace

Expected<DeploymentKeys> DeploymentKeys::make(qint64 now, const QStringList &hosts, const KeyToken::Access *token)
{
    DeploymentKeys keys;
    for (const KeyPlace &place : keyPlaces)
        keys.*place.key = PrivateKey::generate(place.kind);
    if (token) {
        auto made = KeyToken::make(*token);
        if (!made)
            return std::unexpected(made.error());
        keys.use(std::move(*made));
    } else {
        auto made = KeyFiles::make();
        if (!made)
            return std::unexpected(made.error());
        keys.use(std::move(*made));
    }
    auto server = fleet::makeServerCertificate(*keys.tls, {.notBefore = now, .notAfter = now + serverValidity}, hosts);
    if (!server)
        return std::unexpected(server.error());
    keys.tlsCertificate = std::move(*server);
    const auto authority =
        fleet::DeviceCertificateAuthority::make(keys.deviceCa, {.notBefore = now, .notAfter = now + authorityValidity});
    if (!authority)
        return std::unexpected(authority.error());
    keys.deviceCaCertificate = authority->certificate();
    if (auto made = keys.makeNetworkCertificate(now); !made)
        return std::unexpected(made.error());
    return keys;
}

Expected<void> DeploymentKeys::write(const QString &directory) const
{
    if (auto made = makePrivateDirectory(directory + u"/keys"_s); !made)
        return made;
    for (const KeyPlace &place : keyPlaces) {
        if (auto written = writeKeyFile(pathOf(directory, place.name), *(this->*place.key)); !written)
            return written;
    }
    for (const CertificatePlace &place : certificatePlaces) {
        if (auto written = writeCertificate(pathOf(directory, place.name), this->*place.certificate); !written)
            return written;
    }
    if (auto written = writeCertificate(pathOf(directory, networkPlace.name), networkCaCertificate); !written)
        return written;
    if (files)
        return files->write(directory);
    return writeFile(pathOf(directory, tokenFile), json::canonical(token->toJson()), Readers::Owner);
}

Expected<DeploymentKeys> DeploymentKeys::read(const QString &directory, const KeyToken::Access *token)
{
    DeploymentKeys keys;
    for (const KeyPlace &place : keyPlaces) {
        auto key = takeKey(pathOf(directory, place.name), place);
        if (!key)
            return std::unexpected(key.error());
        keys.*place.key = std::move(*key);
    }
    for (const CertificatePlace &place : certificatePlaces) {
        auto certificate = readCertificate(pathOf(directory, place.name));
        if (!certificate)
            return std::unexpected(certificate.error());
        keys.*place.certificate = std::move(*certificate);
    }
    if (auto taken = keys.takeFrom(directory, token); !taken)
        return std::unexpected(taken.error());
    if (auto taken = keys.takeNetworkCertificate(directory); !taken)
        return std::unexpected(taken.error());
    if (auto own = keys.checkAuthorities(); !own)
        return std::unexpected(own.error());
    return keys;
}

/// The keys of authority and handles, out of where token.json says, or out of files.
Expected<void> DeploymentKeys::takeFrom(const QString &directory, const KeyToken::Access *access)
{
    const QString place = pathOf(directory, tokenFile);
    if (!QFileInfo::exists(place)) {
        if (access)
            return refuse(ProblemType::OutOfRange, u"The keys of this deployment lie in files, and in no token."_s,
                          directory);
        auto taken = KeyFiles::read(directory);
        if (!taken)
            return std::unexpected(taken.error());
        use(std::move(*taken));
        return {};
    }
    if (!access)
        return refuse(ProblemType::TokenUnavailable,
                      u"Keys of this deployment lie in a token; say where its PIN is, by --token-pin-file or "
                      "--token-pin-fd."_s,
                      place);
    const auto kept =
        andThen(readFile(place, mostTokenFile), [](const QByteArray &bytes) { return json::parse(bytes); });
    if (!kept)
        return std::unexpected(kept.error().under(place));
    auto taken = KeyToken::open(*kept, *access);
    if (!taken)
        return std::unexpected(taken.error());
    const bool isKept = !taken->madeNow();
    use(std::move(*taken));
    return isKept ? Expected<void>() : writeFile(place, json::canonical(token->toJson()), Readers::Owner);
}

Expected<void> DeploymentKeys::makeNetworkCertificate(qint64 now)
{
    const auto authority = fleet::DeviceCertificateAuthority::make(
        networkCa, {.notBefore = now, .notAfter = now + authorityValidity}, enigm::fleet::HandleAudience::Network);
    if (!authority)
        return std::unexpected(authority.error());
    networkCaCertificate = authority->certificate();
    return {};
}

Expected<void> DeploymentKeys::takeNetworkCertificate(const QString &directory)
{
    const QString path = pathOf(directory, networkPlace.name);
    if (!QFileInfo::exists(path)) {
        if (auto made = makeNetworkCertificate(time::SystemClock().now()); !made)
            return made;
        return writeCertificate(path, networkCaCertificate);
    }
    auto certificate = readCertificate(path);
    if (!certificate)
        return std::unexpected(certificate.error());
    networkCaCertificate = std::move(*certificate);
    return {};
}

Expected<void> DeploymentKeys::checkAuthorities() const
{
    const auto certificate = enigm::fleet::Certificate::parse(deviceCaCertificate);
    if (!certificate)
        return std::unexpected(certificate.error());
    if (certificate->spki() != deviceCa->publicKey().spki())
        return refuse(
            ProblemType::WrongKey,
            token ? u"The token %1 holds another device authority's key than this deployment was founded with."_s.arg(
                        token->label())
                  : u"The device authority's certificate is not of its key."_s);
    const auto network = enigm::fleet::Certificate::parse(networkCaCertificate);
    if (!network)
        return std::unexpected(network.error());
    if (network->spki() != networkCa->publicKey().spki())
        return refuse(ProblemType::WrongKey, u"The network authority's certificate is not of its key."_s);
    return {};
}

void DeploymentKeys::use(KeyFiles taken)
{
    deviceCa = taken.deviceCa();
    networkCa = taken.networkCa();
    handles = taken.handles();
    files = std::move(taken);
}

void DeploymentKeys::use(KeyToken taken)
{
    deviceCa = taken.deviceCa();
    networkCa = taken.networkCa();
    handles = taken.handles();
    token = std::move(taken);
}

void DeploymentKeys::describe(operators::Founding &founding) const
{
    founding.governanceLogKey = governanceLog->publicKey();
    founding.activityLogKey = activityLog->publicKey();
    founding.tlsDigests = {pinOf(*tls)};
    founding.deviceCaDigests = {pinOf(*deviceCa)};
}

Expected<void> DeploymentKeys::checkBelongTo(const operators::Founding &founding) const
{
    operators::Founding own;
    describe(own);
    if (own.governanceLogKey != founding.governanceLogKey || own.activityLogKey != founding.activityLogKey ||
        own.tlsDigests != founding.tlsDigests || own.deviceCaDigests != founding.deviceCaDigests)
        return refuse(ProblemType::WrongDeployment,
                      u"The keys of this directory, or of its token, are not those of the founding."_s);
    return {};
}

} // namespace enigm::controlplane::program

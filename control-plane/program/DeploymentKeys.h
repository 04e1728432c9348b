#pragma once

#include "contract/operators/Founding.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Signer.h"
#include "control-plane/fleet/RotatingHandles.h"
#include "control-plane/program/KeyFiles.h"
#include "control-plane/program/KeyToken.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace enigm::controlplane::program {

/// The control plane's own keys, which never leave DIR/keys: PKCS#8 files (DER) and certificates (PEM).
/// log-governance.key, log-activity.key, tuf-snapshot.key, tuf-timestamp.key (Ed25519), tls.key, tls.crt,
/// device-ca.crt, network-ca.crt (P-256), and those of KeyFiles; or, instead of these, token.json, which says in which
/// token they lie (KeyToken). None of them is the key of a person.
struct DeploymentKeys
{
    std::shared_ptr<const signing::PrivateKey> governanceLog;
    std::shared_ptr<const signing::PrivateKey> activityLog;
    std::shared_ptr<const signing::PrivateKey> tufSnapshot;
    std::shared_ptr<const signing::PrivateKey> tufTimestamp;
    std::shared_ptr<const signing::PrivateKey> tls;
    QByteArray tlsCertificate; ///< DER
    std::shared_ptr<const signing::Signer> deviceCa;
    QByteArray deviceCaCertificate; ///< DER
    std::shared_ptr<const signing::Signer> networkCa;
    QByteArray networkCaCertificate; ///< DER
    fleet::HandleKeys handles;
    std::optional<KeyFiles> files; ///< where the keys of authority and handles lie, one of both
    std::optional<KeyToken> token;

    /// Fresh ones; certificates begin at `now` (Unix seconds). `hosts` are named by the TLS certificate.
    /// With a `token` those of authority and handles are made there: the problems of KeyToken::make.
    [[nodiscard]] static Expected<DeploymentKeys> make(qint64 now, const QStringList &hosts,
                                                       const KeyToken::Access *token = nullptr);
    /// Below DIR. FileUnreadable.
    [[nodiscard]] Expected<void> write(const QString &directory) const;
    /// FileUnreadable, MalformedKey, MalformedCertificate. `token` says how the token is reached where one holds keys:
    /// TokenUnavailable without; the problems of KeyToken::open; WrongKey where it holds another authority's key than
    /// the certificate has. OutOfRange for a token where all lies in files.
    [[nodiscard]] static Expected<DeploymentKeys> read(const QString &directory,
                                                       const KeyToken::Access *token = nullptr);

    /// Puts the public parts into a founding.
    void describe(operators::Founding &founding) const;
    /// WrongDeployment where these are not the keys that the founding names.
    [[nodiscard]] Expected<void> checkBelongTo(const operators::Founding &founding) const;

private:
    void use(KeyFiles taken);
    void use(KeyToken taken);
    [[nodiscard]] Expected<void> takeFrom(const QString &directory, const KeyToken::Access *access);
    [[nodiscard]] Expected<void> makeNetworkCertificate(qint64 now);
    /// The certificate of a deployment that was founded before there was any is made now.
    [[nodiscard]] Expected<void> takeNetworkCertificate(const QString &directory);
    [[nodiscard]] Expected<void> checkAuthorities() const;
};

} // namespace enigm::controlplane::program

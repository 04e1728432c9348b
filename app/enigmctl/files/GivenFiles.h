#pragma once

#include "app/enigmctl/command/Command.h"
#include "contract/deployment/DeploymentFile.h"
#include "contract/deployment/OperatorFile.h"
#include "contract/json/JsonValue.h"

#include <memory>

namespace enigm::ctl {

// The files that the common options name.

[[nodiscard]] std::expected<deployment::DeploymentFile, Failure> deploymentFile(const Invocation &invocation);
[[nodiscard]] std::expected<deployment::OperatorFile, Failure> operatorFile(const Invocation &invocation);
/// By --deployment-id or --deployment; 32 bytes.
[[nodiscard]] std::expected<QByteArray, Failure> deploymentId(const Invocation &invocation);

/// The key of an operator file, by the passphrase that the person gives: three attempts at the terminal, one from a
/// file descriptor.
[[nodiscard]] std::expected<std::unique_ptr<signing::PrivateKey>, Failure> unlock(Terminal &terminal,
                                                                                  const deployment::OperatorFile &file);

/// A public key of --key, with what 'key show --json' says beside it where the file is that.
struct PublicKeyFile
{
    signing::PublicKey key;
    QString operatorId; ///< empty for a bare JWK
};
[[nodiscard]] std::expected<PublicKeyFile, Failure> publicKeyFile(const QString &path);

} // namespace enigm::ctl

#pragma once

#include "app/enigmctl/command/Command.h"
#include "contract/deployment/DeploymentFile.h"
#include "contract/deployment/OperatorFile.h"
#include "contract/deployment/WitnessFile.h"
#include "contract/json/JsonValue.h"

namespace enigm::ctl {

// The files that a command line names.

[[nodiscard]] std::expected<deployment::DeploymentFile, Failure> deploymentFile(const Invocation &invocation);
[[nodiscard]] std::expected<deployment::OperatorFile, Failure> operatorFile(const Invocation &invocation);
/// Of an argument.
[[nodiscard]] std::expected<deployment::WitnessFile, Failure> witnessFile(const QString &path);
/// By --deployment-id or --deployment; 32 bytes.
[[nodiscard]] std::expected<QByteArray, Failure> deploymentId(const Invocation &invocation);

/// A public key of --key, with what 'key show --json' says beside it where the file is that.
struct PublicKeyFile
{
    signing::PublicKey key;
    QString operatorId; ///< empty for a bare JWK
};
[[nodiscard]] std::expected<PublicKeyFile, Failure> publicKeyFile(const QString &path);

} // namespace enigm::ctl

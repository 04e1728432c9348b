#pragma once

#include "api-client/keys/KeyVault.h"

namespace enigm::client {

/// Sealed operator keys as files, for machines where no keychain runs: one file an operator and deployment, readable by
/// this user only.
class FileVault final : public KeyVault
{
public:
    /// The directory is made (0700) with the first key.
    explicit FileVault(QString directory);

    [[nodiscard]] QString kind() const override;
    [[nodiscard]] Task<Expected<std::vector<deployment::OperatorFile>>> list(QByteArray deployment) override;
    [[nodiscard]] Task<Expected<void>> store(deployment::OperatorFile file) override;
    [[nodiscard]] Task<Expected<void>> remove(QByteArray deployment, QString operatorId) override;

private:
    [[nodiscard]] QString directoryOf(const QByteArray &deployment) const;
    QString m_directory;
};

} // namespace enigm::client

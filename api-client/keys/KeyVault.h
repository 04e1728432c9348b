#pragma once

#include "api-client/wire/Task.h"
#include "contract/deployment/OperatorFile.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace enigm::client {

/// Where this person's sealed operator keys lie between runs. They stay sealed by their passphrase in either place.
class KeyVault
{
public:
    virtual ~KeyVault() = default;
    /// "keychain" or "file": shown to the person.
    [[nodiscard]] virtual QString kind() const = 0;
    [[nodiscard]] virtual Task<Expected<std::vector<deployment::OperatorFile>>> list(QByteArray deployment) = 0;
    [[nodiscard]] virtual Task<Expected<void>> store(deployment::OperatorFile file) = 0;
    [[nodiscard]] virtual Task<Expected<void>> remove(QByteArray deployment, QString operatorId) = 0;
};

} // namespace enigm::client

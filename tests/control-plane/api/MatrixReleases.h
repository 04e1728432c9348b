#pragma once

#include "contract/changes/Parameters.h"
#include "tests/control-plane/api/TestDeployment.h"

#include <functional>

namespace enigm::test {

/// Releases and rollouts to try acts on, each made for it: as far along as the act needs, and no further.
class MatrixReleases
{
public:
    /// Asks for a change and has it executed.
    using Perform = std::function<void(QLatin1StringView action, const changes::Parameters &parameters)>;
    /// Borrows the deployment.
    MatrixReleases(TestDeployment &deployment, Perform perform);

    [[nodiscard]] changes::Parameters parametersFor(QLatin1StringView action);

private:
    [[nodiscard]] ota::Manifest import();
    void sign(const ota::Manifest &manifest, operators::SigningAuthority authority);
    [[nodiscard]] changes::StartRolloutParameters startable(const ota::Manifest &manifest);
    [[nodiscard]] changes::SignProductionParameters production(const ota::Manifest &manifest);
    [[nodiscard]] QString newId() const;

    TestDeployment &m_deployment;
    Perform m_perform;
    int m_keys = 0;
};

} // namespace enigm::test

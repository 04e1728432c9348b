#pragma once

#include "contract/policy/PolicySet.h"
#include "contract/policy/PolicyWords.h"
#include "contract/problems/Problem.h"
#include "control-plane/store/Repositories.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::controlplane::policy {

/// Which versions are in force for whom, as the store stood: what devices say that holds there is held against this.
class AssignedVersions
{
public:
    AssignedVersions() = default;
    [[nodiscard]] static Expected<AssignedVersions> load(const store::Repositories &store);

    /// reports::digestOfVersions of all that are for a device in these groups.
    [[nodiscard]] QByteArray of(const std::vector<QString> &groups) const;

private:
    struct Version
    {
        enigm::policy::AssignedPolicy assigned; ///< for whom alone
        QByteArray digest;
    };
    std::vector<Version> m_versions; ///< by id of the policy
};

/// `held`: what the device has confirmed; nothing where it never did. Either digest is one of versions.
[[nodiscard]] enigm::policy::PolicyState policyStateOf(const std::optional<QByteArray> &held,
                                                       const QByteArray &assigned);

} // namespace enigm::controlplane::policy

#pragma once

#include "contract/policy/PolicyDocument.h"
#include "contract/problems/Problem.h"

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace enigm::simulator {

/// A policy as the control plane says that it is in force for the device: a claim, until evidence says the same.
struct ClaimedPolicy
{
    policy::PolicyVersion version;
    QString inForceBy;  ///< reference of the change that put it in force
    QString assignedBy; ///< of the one that said for whom it is
};

/// The answer of /device/v1/policies.
[[nodiscard]] Expected<std::vector<ClaimedPolicy>> readPolicies(QByteArrayView body);

} // namespace enigm::simulator

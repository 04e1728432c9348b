#pragma once

#include "contract/evidence/Evidence.h"
#include "contract/fleet/DeviceHandle.h"
#include "contract/json/JsonValue.h"
#include "contract/policy/PolicyDocument.h"
#include "control-plane/policy/KnownInputs.h"
#include "control-plane/store/Database.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <vector>

namespace enigm::controlplane::policy {

/// A policy in force for one device, and the changes that made it so.
struct DevicePolicy
{
    enigm::policy::PolicyVersion version;
    QString inForceBy;  ///< reference of the change that put this version in force
    QString assignedBy; ///< reference of the change that said for whom it is

    /// {"assigned_by","document","in_force_by","policy","version"}
    [[nodiscard]] json::Value toJson() const;
};

/// Hands a device the policies that are in force for it, and the evidence of the changes that made them so: a device
/// takes nothing over that comes without. Any thread.
class DevicePolicies
{
public:
    /// The evidence bundle of an executed change, by its reference, under checkpoints that devices will take.
    using EvidenceSource = std::function<Expected<evidence::EvidenceBundle>(const QString &)>;

    /// Borrows the database.
    DevicePolicies(const store::Database &database, InputTerms terms, EvidenceSource evidence);

    /// By id; those that are for every device or for a group that has this one.
    [[nodiscard]] Expected<std::vector<DevicePolicy>> of(const enigm::fleet::DeviceHandle &device) const;
    /// Of a change that `of` names; NotFound of any other.
    [[nodiscard]] Expected<QByteArray> evidence(const enigm::fleet::DeviceHandle &device, const QString &change) const;

private:
    const store::Database &m_database;
    const InputTerms m_terms;
    const EvidenceSource m_evidence;
};

} // namespace enigm::controlplane::policy

#pragma once

#include "contract/changes/TargetSet.h"
#include "contract/deployment/DeviceArchive.h"
#include "contract/enrollment/Enrollment.h"
#include "contract/fleet/KeyDescription.h"
#include "contract/problems/Problem.h"
#include "contract/samples/SampleDeviceFactory.h"
#include "control-plane/fleet/DeviceCertificateAuthority.h"
#include "control-plane/program/ControlPlane.h"

#include <QString>

#include <functional>
#include <vector>

namespace enigm::controlplane::program {

/// The devices of a sample: made with real keys and attestation chains, judged by the contract's verifier, and
/// enrolled, that is, waiting for admission.
class SampleFleet
{
public:
    using Progress = std::function<void(qint64 done, qint64 total)>;

    /// Borrows both. The authority issues the devices' certificates.
    SampleFleet(ControlPlane &plane, const samples::SampleDeviceFactory &factory,
                fleet::DeviceCertificateAuthority authority);

    /// Enrols `count` devices, the last `unfit` of them with an unlocked boot loader, so that their attestation is
    /// rejected. In batches of at most TargetSet::maxTargets, each with its device.enrolled entry.
    [[nodiscard]] Expected<void> enrol(qint64 count, qint64 unfit, const Progress &progress);

    /// Every device that enrolled, in the order in which it did, as targets in their state at enrolment.
    [[nodiscard]] const std::vector<enigm::changes::TargetLeaf> &devices() const { return m_devices; }
    /// Writes 000.json and so on into the directory: what the simulated devices hold. FileUnreadable.
    [[nodiscard]] Expected<void> writeArchives(const QString &directory) const;

private:
    struct Made
    {
        store::DeviceRow row;
        enigm::enrollment::Enrollment enrollment;
        deployment::DeviceIdentity identity;
    };
    /// `count` devices from this ordinal on, those from `firstUnfit` on unfit; on every core.
    [[nodiscard]] Expected<std::vector<Made>> makeDevices(qint64 first, qint64 count, qint64 firstUnfit) const;
    [[nodiscard]] Expected<Made> makeDevice(qint64 ordinal, bool isFit) const;
    [[nodiscard]] Expected<void> keep(std::vector<Made> made);

    ControlPlane &m_plane;
    const samples::SampleDeviceFactory &m_factory;
    fleet::DeviceCertificateAuthority m_authority;
    std::vector<enigm::changes::TargetLeaf> m_devices;
    std::vector<deployment::DeviceIdentity> m_identities;
};

/// YYYYMM of the month so many months before this time: a patch level.
[[nodiscard]] int patchLevel(qint64 unixSeconds, int monthsBefore);

} // namespace enigm::controlplane::program

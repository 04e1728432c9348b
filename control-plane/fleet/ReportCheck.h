#pragma once

#include "contract/problems/Problem.h"
#include "contract/reports/AttestedReport.h"
#include "control-plane/fleet/NonceBook.h"
#include "control-plane/store/Repositories.h"

namespace enigm::controlplane::fleet {

/// That this device has signed the report, for this deployment: WrongDeployment; WrongDevice for a report about another
/// device; UnknownKey, BadSignature unless the attested key has signed it. Whether its nonce is fresh comes last
/// (useNonce), so that nothing but a report that would otherwise be taken uses one up.
template <typename Body>
[[nodiscard]] Expected<void> checkReport(const store::MetaStore &meta, const store::DeviceRow &device,
                                         const enigm::reports::AttestedReport<Body> &attested)
{
    const enigm::reports::Report &report = attested.report.report;
    const auto deployment = meta.deployment();
    if (!deployment)
        return std::unexpected(deployment.error());
    if (report.deployment != deployment->value_or(QByteArray()))
        return refuse(ProblemType::WrongDeployment, QStringLiteral("The report is to another deployment."),
                      QStringLiteral("/report"));
    if (report.handle != device.handle)
        return refuse(ProblemType::WrongDevice, QStringLiteral("The report is about another device."),
                      QStringLiteral("/report"));
    return attested.verify(device.key);
}

/// The device that has signed the report, as checkReport has it. CertificateRefused where there is none of this handle.
template <typename Body>
[[nodiscard]] Expected<store::DeviceRow> reporterOf(const store::Repositories &store,
                                                    const enigm::fleet::DeviceHandle &handle,
                                                    const enigm::reports::AttestedReport<Body> &attested)
{
    const auto device = store.devices.find(handle);
    if (!device)
        return std::unexpected(device.error());
    if (!*device)
        return refuse(ProblemType::CertificateRefused, QStringLiteral("No device has this certificate."));
    if (auto sound = checkReport(store.meta, **device, attested); !sound)
        return std::unexpected(sound.error());
    return **device;
}

/// Replayed unless the device was given the nonce of its report a short while ago, and has not used it.
[[nodiscard]] inline Expected<void> useNonce(NonceBook &nonces, const enigm::reports::Report &report, qint64 now)
{
    if (auto fresh = nonces.use(report.handle.text(), report.nonce, now); !fresh)
        return std::unexpected(fresh.error().under(QStringLiteral("/report/nonce")));
    return {};
}

} // namespace enigm::controlplane::fleet

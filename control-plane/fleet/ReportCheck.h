#pragma once

#include "contract/problems/Problem.h"
#include "contract/reports/AttestedReport.h"
#include "control-plane/fleet/NonceBook.h"
#include "control-plane/store/DeviceStore.h"
#include "control-plane/store/MetaStore.h"

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

/// Replayed unless the device was given the nonce of its report a short while ago, and has not used it.
[[nodiscard]] inline Expected<void> useNonce(NonceBook &nonces, const enigm::reports::Report &report, qint64 now)
{
    if (auto fresh = nonces.use(report.handle.text(), report.nonce, now); !fresh)
        return std::unexpected(fresh.error().under(QStringLiteral("/report/nonce")));
    return {};
}

} // namespace enigm::controlplane::fleet

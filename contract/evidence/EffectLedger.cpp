#include "contract/evidence/EffectLedger.h"

#include "contract/log/EntryDescription.h"
#include "contract/reports/EffectOutcome.h"
#include "contract/reports/JudgedAttestation.h"
#include "contract/reports/PolicyConfirmation.h"
#include "contract/reports/PostureChange.h"
#include "contract/reports/UpdateOutcome.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::evidence {

namespace {

constexpr QByteArrayView outcomeAction = "effect.outcome";
constexpr QByteArrayView postureAction = "posture.changed";
constexpr QByteArrayView attestationAction = "attestation.judged";
constexpr QByteArrayView policiesAction = "policies.confirmed";
constexpr QByteArrayView updateAction = "update.outcome";

} // namespace

bool EffectLedger::isReportEntry(QByteArrayView action)
{
    return action == outcomeAction || action == postureAction || action == attestationAction ||
           action == policiesAction || action == updateAction;
}

Expected<void> EffectLedger::take(const log::ActivityEntry &entry, const json::Value &body,
                                  const changes::DeviceFold &devices)
{
    if (entry.action == QLatin1StringView(outcomeAction))
        return takeOutcome(entry, body, devices);
    if (entry.action == QLatin1StringView(attestationAction))
        return takeOnce(open<reports::JudgedAttestation>(entry, body, devices));
    if (entry.action == QLatin1StringView(policiesAction))
        return takeConfirmation(entry, body, devices);
    if (entry.action == QLatin1StringView(updateAction))
        return takeUpdate(entry, body, devices);
    return takeOnce(open<reports::PostureChange>(entry, body, devices));
}

template <typename Report>
Expected<EffectLedger::Opened<Report>> EffectLedger::open(const log::ActivityEntry &entry, const json::Value &body,
                                                          const changes::DeviceFold &devices) const
{
    auto report = Report::fromJson(body);
    if (!report)
        return std::unexpected(report.error().under(u"/body"_s));
    if (auto same = log::checkDescription(entry, report->describe()); !same)
        return std::unexpected(same.error());
    if (report->report.report.deployment != m_deployment)
        return refuse(ProblemType::WrongDeployment, u"The report is to another deployment."_s, u"/body/report"_s);
    const auto key = devices.keyOf(entry.actor);
    if (auto verified = report->verify(key.value_or(report->key.thumbprint())); !verified)
        return std::unexpected(verified.error().under(u"/body"_s));
    return Opened<Report>{.report = std::move(*report), .isProven = key.has_value()};
}

Expected<void> EffectLedger::takeOutcome(const log::ActivityEntry &entry, const json::Value &body,
                                         const changes::DeviceFold &devices)
{
    const auto opened = open<reports::EffectOutcome>(entry, body, devices);
    if (!opened)
        return std::unexpected(opened.error());
    const reports::Acknowledgement &said = opened->report.body();
    const auto execution = m_executions.constFind(said.change);
    if (execution == m_executions.constEnd() || execution->index != said.execution ||
        !std::ranges::binary_search(execution->handles, entry.actor))
        return refuse(ProblemType::WrongChange,
                      u"No such change was executed at record %1 on this device."_s.arg(said.execution),
                      u"/body/report"_s);
    count(opened->isProven);
    return {};
}

/// Entries come in their order, so that the executions that are known lie before this one.
Expected<void> EffectLedger::takeConfirmation(const log::ActivityEntry &entry, const json::Value &body,
                                              const changes::DeviceFold &devices)
{
    const auto opened = open<reports::PolicyConfirmation>(entry, body, devices);
    if (!opened)
        return std::unexpected(opened.error());
    for (const reports::HeldPolicy &held : opened->report.body().policies) {
        for (const qint64 execution : {held.inForce, held.assigned}) {
            if (!m_executedAt.contains(execution))
                return refuse(ProblemType::WrongChange, u"No change was executed at record %1."_s.arg(execution),
                              u"/body/report"_s);
        }
    }
    return takeOnce(opened);
}

/// Of a rollout, which names no device: that this one is in it, its handle and the change tell anybody.
Expected<void> EffectLedger::takeUpdate(const log::ActivityEntry &entry, const json::Value &body,
                                        const changes::DeviceFold &devices)
{
    const auto opened = open<reports::UpdateOutcome>(entry, body, devices);
    if (!opened)
        return std::unexpected(opened.error());
    const reports::UpdateReport &said = opened->report.body();
    if (said.stage != ota::UpdateStage::Confirmed && said.stage != ota::UpdateStage::Failed)
        return refuse(ProblemType::EntryMismatch, u"The device has not said how its update ended."_s,
                      u"/body/report"_s);
    const auto execution = m_executions.constFind(said.change);
    if (execution == m_executions.constEnd() || execution->index != said.execution)
        return refuse(ProblemType::WrongChange, u"No such rollout was started at record %1."_s.arg(said.execution),
                      u"/body/report"_s);
    return takeOnce(opened);
}

template <typename Report>
Expected<void> EffectLedger::takeOnce(const Expected<Opened<Report>> &opened)
{
    if (!opened)
        return std::unexpected(opened.error());
    const QByteArray &nonce = opened->report.report.report.nonce;
    if (m_nonces.contains(nonce))
        return refuse(ProblemType::Replayed, u"This report was logged before."_s, u"/body/report"_s);
    m_nonces.insert(nonce);
    count(opened->isProven);
    return {};
}

} // namespace enigm::evidence

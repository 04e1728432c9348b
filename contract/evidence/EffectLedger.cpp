#include "contract/evidence/EffectLedger.h"

#include "contract/log/EntryDescription.h"
#include "contract/reports/EffectOutcome.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::evidence {

bool EffectLedger::isEffectEntry(QByteArrayView action)
{
    return action == "effect.outcome";
}

Expected<void> EffectLedger::take(const log::ActivityEntry &entry, const json::Value &body,
                                  const changes::DeviceFold &devices)
{
    const auto outcome = reports::EffectOutcome::fromJson(body);
    if (!outcome)
        return std::unexpected(outcome.error().under(u"/body"_s));
    if (auto same = log::checkDescription(entry, outcome->describe()); !same)
        return same;
    if (outcome->report.report.deployment != m_deployment)
        return refuse(ProblemType::WrongDeployment, u"The report is to another deployment."_s, u"/body/report"_s);
    const auto key = devices.keyOf(entry.actor);
    if (auto verified = outcome->verify(key.value_or(outcome->key.thumbprint())); !verified)
        return std::unexpected(verified.error().under(u"/body"_s));
    const auto &said = outcome->acknowledgement();
    const auto execution = m_executions.constFind(said.change);
    if (execution == m_executions.constEnd() || execution->index != said.execution ||
        !std::ranges::binary_search(execution->handles, entry.actor))
        return refuse(ProblemType::WrongChange,
                      u"No such change was executed at record %1 on this device."_s.arg(said.execution),
                      u"/body/report"_s);
    ++(key ? m_signatures : m_unproven);
    return {};
}

} // namespace enigm::evidence

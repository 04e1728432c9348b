#include "app/enigmctl/devices/ConfirmedWords.h"

#include "app/enigmctl/output/PlainText.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

void addPolicies(Table &facts, const client::DeviceDetail &detail)
{
    const QString state = detail.policyState ? QString(policy::toWord(*detail.policyState)) : u"not known"_s;
    if (!detail.policies) {
        facts.addRow({u"policies"_s, state});
        return;
    }
    facts.addRow({u"policies"_s, u"%1; as the device says since %2, %3 hold"_s.arg(
                                     state, timeText(detail.policies->changed),
                                     QString::number(detail.policies->report.policies.size()))});
    for (const reports::HeldPolicy &held : detail.policies->report.policies)
        facts.addRow({u"holds"_s, u"%1 version %2"_s.arg(held.policy).arg(held.version)});
}

void addPolicies(json::Object &document, const client::DeviceDetail &detail)
{
    json::Value policies;
    if (detail.policies)
        policies = json::Object{{"changed"_L1, detail.policies->changed},
                                {"entry"_L1, detail.policies->entry},
                                {"report"_L1, detail.policies->report.toJson()}};
    document.insert(u"policies"_s, std::move(policies));
    document.insert(u"policy_state"_s,
                    detail.policyState ? json::Value(policy::toWord(*detail.policyState)) : json::Value());
}

} // namespace enigm::ctl

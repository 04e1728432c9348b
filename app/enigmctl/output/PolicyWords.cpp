#include "app/enigmctl/output/PolicyWords.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

using namespace policy;

namespace {

QString joined(const QStringList &items, QLatin1StringView last)
{
    if (items.size() < 2)
        return items.join(QString());
    return items.first(items.size() - 1).join(u", "_s) + u' ' + last + u' ' + items.constLast();
}

QString pathText(QLatin1StringView word)
{
    switch (fromWord<NetworkPath>(word).value()) {
    case NetworkPath::VpnNetwork:
        return u"VPN Network"_s;
    case NetworkPath::ProxyNetwork:
        return u"Proxy Network"_s;
    case NetworkPath::TorGateway:
        return u"Tor Gateway"_s;
    }
    Q_UNREACHABLE();
}

/// "connect to the network", "approve changes of a policy"
QString deedText(const Rule &rule)
{
    const QString resource = u"%1"_s.arg(log::latin1Word(rule.resource)).replace(u'-', u' ');
    switch (rule.action) {
    case ActionCategory::Access:
        return u"use a protected %1"_s.arg(resource);
    case ActionCategory::StartSession:
        return u"start an App session"_s;
    case ActionCategory::ContinueSession:
        return u"continue an App session"_s;
    case ActionCategory::Connect:
        return u"connect to the network"_s;
    case ActionCategory::FetchUpdate:
        return u"fetch a %1"_s.arg(resource);
    case ActionCategory::InstallUpdate:
        return u"install a %1"_s.arg(resource);
    case ActionCategory::Read:
        return u"read (%1)"_s.arg(resource);
    case ActionCategory::Request:
        return u"ask for changes (%1)"_s.arg(resource);
    case ActionCategory::Approve:
        return u"approve changes (%1)"_s.arg(resource);
    }
    Q_UNREACHABLE();
}

QString clockText(int minute)
{
    return u"%1:%2"_s.arg(minute / 60, 2, 10, QLatin1Char('0')).arg(minute % 60, 2, 10, QLatin1Char('0'));
}

/// "Mon and Fri from 08:00 for 600 minutes"
QString windowText(const TimeWindow &window)
{
    static const QStringList names{u"Mon"_s, u"Tue"_s, u"Wed"_s, u"Thu"_s, u"Fri"_s, u"Sat"_s, u"Sun"_s};
    QStringList days;
    for (int day = 0; day < names.size(); ++day) {
        if (window.hasDay(day))
            days.append(names[day]);
    }
    return u"%1 from %2 for %3 minutes"_s.arg(joined(days, "and"_L1), clockText(window.from)).arg(window.minutes);
}

/// A clause of which %1 is what is accepted.
QString clauseOf(Input input)
{
    switch (input) {
    case Input::Actor:
        return u"the one who asks is %1"_s;
    case Input::DeviceState:
        return u"the device is %1"_s;
    case Input::OsTrust:
        return u"its system is %1"_s;
    case Input::TrustCenter:
        return u"its Trust Security Center is %1"_s;
    case Input::AppSession:
        return u"its App session is %1"_s;
    case Input::PolicyState:
        return u"the policies it has confirmed are %1"_s;
    case Input::Integrity:
        return u"its integrity is %1"_s;
    case Input::Attestation:
        return u"its attestation is %1"_s;
    case Input::NetworkPath:
        return u"it comes by %1"_s;
    case Input::Groups:
        return u"it is in %1"_s;
    case Input::Times:
        return u"it is %1 (UTC)"_s;
    }
    Q_UNREACHABLE();
}

/// What would have to differ.
QString nameOf(Input input)
{
    switch (input) {
    case Input::Actor:
        return u"who asks"_s;
    case Input::DeviceState:
        return u"the state of the device"_s;
    case Input::OsTrust:
        return u"the trust in its system"_s;
    case Input::TrustCenter:
        return u"its Trust Security Center"_s;
    case Input::AppSession:
        return u"its App session"_s;
    case Input::PolicyState:
        return u"the policies it has confirmed"_s;
    case Input::Integrity:
        return u"its integrity"_s;
    case Input::Attestation:
        return u"its attestation"_s;
    case Input::NetworkPath:
        return u"the network path"_s;
    case Input::Groups:
        return u"its groups"_s;
    case Input::Times:
        return u"the time"_s;
    }
    Q_UNREACHABLE();
}

QStringList acceptedBy(const Conditions &conditions, Input input, const GroupNames &groups)
{
    QStringList accepted;
    if (input == Input::Groups) {
        for (const QString &group : conditions.groups)
            accepted.append(groups.value(group, group));
    } else if (input == Input::Times) {
        for (const TimeWindow &window : conditions.times)
            accepted.append(windowText(window));
    } else {
        for (const QLatin1StringView word : conditions.acceptedWords(input))
            accepted.append(input == Input::NetworkPath ? pathText(word) : QString(word));
    }
    return accepted;
}

QString conditionsText(const Conditions &conditions, const GroupNames &groups)
{
    QStringList clauses;
    for (const Input input : allInputs()) {
        if (conditions.asks(input))
            clauses.append(clauseOf(input).arg(joined(acceptedBy(conditions, input, groups), "or"_L1)));
    }
    return clauses.isEmpty() ? QString() : u" if "_s + joined(clauses, "and"_L1);
}

QString dutyOf(Obligation obligation)
{
    switch (obligation) {
    case Obligation::Attest:
        return u"be attested again"_s;
    case Obligation::UseVpnNetwork:
        return u"use the VPN Network"_s;
    case Obligation::UseProxyNetwork:
        return u"use the Proxy Network"_s;
    case Obligation::UseTorGateway:
        return u"use the Tor Gateway"_s;
    case Obligation::RestoreOsTrust:
        return u"get its system trusted again"_s;
    case Obligation::RestoreTrustCenter:
        return u"get its Trust Security Center to PROTECTED again"_s;
    case Obligation::RestoreIntegrity:
        return u"get its integrity restored"_s;
    }
    Q_UNREACHABLE();
}

QString dutiesText(Obligations obligations)
{
    QStringList duties;
    for (const Obligation obligation : allOf<Obligation>()) {
        if (obligations.has(obligation))
            duties.append(dutyOf(obligation));
    }
    return duties.isEmpty() ? QString() : u" It must then %1."_s.arg(joined(duties, "and"_L1));
}

QString nameText(const RuleName &name)
{
    return name.policy == floorPolicy ? u"rule %1, which is always in force"_s.arg(name.rule)
                                      : u"rule %1 of policy %2"_s.arg(name.rule, name.policy);
}

} // namespace

QString policyRuleText(const Rule &rule, const GroupNames &groups)
{
    return u"%1 %2 %3%4.%5"_s.arg(isAboutDevices(kindOf(rule.action)) ? u"A device"_s : u"An operator"_s,
                                  rule.effect == Effect::Allow ? u"may"_s : u"may not"_s, deedText(rule),
                                  conditionsText(rule.conditions, groups), dutiesText(rule.obligations));
}

QString explanationText(const Explanation &explanation)
{
    const Decision &decision = explanation.decision;
    const auto rule = decision.rule ? std::optional(decision.rule->name) : std::nullopt;
    return explanationText({.effect = decision.effect,
                            .obligations = decision.obligations,
                            .reasons = DecisionReasons{.rule = rule,
                                                       .denying = explanation.denying,
                                                       .differ = explanation.differ,
                                                       .nearest = explanation.nearest}});
}

QString explanationText(const DecisionAnswer &answer)
{
    const DecisionReasons &reasons = *answer.reasons;
    if (answer.isPermit())
        return u"Permitted by %1.%2"_s.arg(nameText(*reasons.rule), dutiesText(answer.obligations));
    const QString denied =
        reasons.rule ? u"Denied by %1."_s.arg(nameText(*reasons.rule)) : u"Denied: no rule allows it."_s;
    if (!reasons.nearest)
        return denied + u" Nothing that could differ would make it permitted."_s;
    QStringList inputs;
    for (const Input input : allInputs()) {
        if (reasons.differ.has(input))
            inputs.append(nameOf(input));
    }
    return u"%1 What would have to differ: %2 (nearest: %3)."_s.arg(denied, joined(inputs, "and"_L1),
                                                                    nameText(*reasons.nearest));
}

} // namespace enigm::ctl

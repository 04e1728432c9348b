#include "views/words/PolicyText.h"

#include "views/words/PostureText.h"
#include "views/words/StateText.h"

#include <QCoreApplication>

namespace enigm::views::words {

using design::Glyph;
using design::StateWord;
using design::Tone;
using policy::ActionCategory;
using policy::Effect;
using policy::Input;
using policy::NetworkPath;
using policy::Obligation;
using policy::PolicyKind;
using policy::PolicyState;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PolicyText)
};

/// "a, b or c": each step joins what there is with the next.
QString joined(const QStringList &items, const QString &last)
{
    QString text = items.value(0);
    for (qsizetype i = 1; i < items.size(); ++i)
        text = (i + 1 == items.size() ? last : Words::tr("%1, %2", "items of a list")).arg(text, items[i]);
    return text;
}

QString anyOf(const QStringList &items)
{
    return joined(items, Words::tr("%1 or %2", "the last two items of a list"));
}

QString allOf(const QStringList &items)
{
    return joined(items, Words::tr("%1 and %2", "the last two items of a list"));
}

/// The first half of the sentence, up to the conditions.
QString mayText(ActionCategory action, const QString &resource)
{
    switch (action) {
    case ActionCategory::Access:
        return Words::tr("A device may use what is protected (%1)").arg(resource);
    case ActionCategory::StartSession:
        return Words::tr("A device may start an App session");
    case ActionCategory::ContinueSession:
        return Words::tr("A device may continue an App session");
    case ActionCategory::Connect:
        return Words::tr("A device may connect to the network");
    case ActionCategory::FetchUpdate:
        return Words::tr("A device may fetch updates (%1)").arg(resource);
    case ActionCategory::InstallUpdate:
        return Words::tr("A device may install updates (%1)").arg(resource);
    case ActionCategory::Read:
        return Words::tr("An operator may read (%1)").arg(resource);
    case ActionCategory::Request:
        return Words::tr("An operator may ask for changes (%1)").arg(resource);
    case ActionCategory::Approve:
        return Words::tr("An operator may approve changes (%1)").arg(resource);
    }
    Q_UNREACHABLE();
}

QString mayNotText(ActionCategory action, const QString &resource)
{
    switch (action) {
    case ActionCategory::Access:
        return Words::tr("A device may not use what is protected (%1)").arg(resource);
    case ActionCategory::StartSession:
        return Words::tr("A device may not start an App session");
    case ActionCategory::ContinueSession:
        return Words::tr("A device may not continue an App session");
    case ActionCategory::Connect:
        return Words::tr("A device may not connect to the network");
    case ActionCategory::FetchUpdate:
        return Words::tr("A device may not fetch updates (%1)").arg(resource);
    case ActionCategory::InstallUpdate:
        return Words::tr("A device may not install updates (%1)").arg(resource);
    case ActionCategory::Read:
        return Words::tr("An operator may not read (%1)").arg(resource);
    case ActionCategory::Request:
        return Words::tr("An operator may not ask for changes (%1)").arg(resource);
    case ActionCategory::Approve:
        return Words::tr("An operator may not approve changes (%1)").arg(resource);
    }
    Q_UNREACHABLE();
}

/// A clause after "if"; %1 is what is accepted.
QString clauseOf(Input input)
{
    switch (input) {
    case Input::Actor:
        return Words::tr("whoever asks is %1");
    case Input::DeviceState:
        return Words::tr("the device is %1");
    case Input::OsTrust:
        return Words::tr("its system is %1");
    case Input::TrustCenter:
        return Words::tr("its Trust Security Center is %1");
    case Input::AppSession:
        return Words::tr("its App session is %1");
    case Input::PolicyState:
        return Words::tr("the policies that it has confirmed are %1");
    case Input::Integrity:
        return Words::tr("its integrity is %1");
    case Input::Attestation:
        return Words::tr("its attestation is %1");
    case Input::NetworkPath:
        return Words::tr("it comes by %1");
    case Input::Groups:
        return Words::tr("it is in %1");
    case Input::Times:
        return Words::tr("it is %1");
    }
    Q_UNREACHABLE();
}

/// After "It must then".
QString dutyOf(Obligation obligation)
{
    switch (obligation) {
    case Obligation::Attest:
        return Words::tr("be attested again");
    case Obligation::UseVpnNetwork:
        return Words::tr("use the VPN Network");
    case Obligation::UseProxyNetwork:
        return Words::tr("use the Proxy Network");
    case Obligation::UseTorGateway:
        return Words::tr("use the Tor Gateway");
    case Obligation::RestoreOsTrust:
        return Words::tr("get its system Trusted again");
    case Obligation::RestoreTrustCenter:
        return Words::tr("get its Trust Security Center Protected again");
    case Obligation::RestoreIntegrity:
        return Words::tr("get its integrity Intact again");
    }
    Q_UNREACHABLE();
}

QString actorText(policy::ActorCategory actor)
{
    switch (actor) {
    case policy::ActorCategory::Device:
        return Words::tr("device");
    case policy::ActorCategory::Administrator:
        return roleText(operators::Role::Administrator);
    case policy::ActorCategory::Approver:
        return roleText(operators::Role::Approver);
    case policy::ActorCategory::SecurityReviewer:
        return roleText(operators::Role::SecurityReviewer);
    case policy::ActorCategory::ReleaseManager:
        return roleText(operators::Role::ReleaseManager);
    }
    Q_UNREACHABLE();
}

QString policyStateText(PolicyState state)
{
    switch (state) {
    case PolicyState::Current:
        return Words::tr("Current");
    case PolicyState::Outdated:
        return Words::tr("Outdated");
    case PolicyState::Unconfirmed:
        return Words::tr("Unconfirmed");
    }
    Q_UNREACHABLE();
}

template <typename Enum>
QString postureText(QLatin1StringView word)
{
    return stateWord(reports::fromWord<Enum>(word).value()).word;
}

QString clockText(int minute)
{
    return QStringLiteral("%1:%2").arg(minute / 60, 2, 10, QLatin1Char('0')).arg(minute % 60, 2, 10, QLatin1Char('0'));
}

bool asksSomething(const policy::Conditions &conditions)
{
    return conditions != policy::Conditions();
}

} // namespace

QString kindText(PolicyKind kind)
{
    switch (kind) {
    case PolicyKind::DeviceTrust:
        return Words::tr("Device trust");
    case PolicyKind::AppSession:
        return Words::tr("App session");
    case PolicyKind::NetworkPath:
        return Words::tr("Network path");
    case PolicyKind::OtaEligibility:
        return Words::tr("OTA eligibility");
    case PolicyKind::Administration:
        return Words::tr("Administration");
    }
    Q_UNREACHABLE();
}

StateWord effectWord(Effect effect)
{
    return effect == Effect::Allow ? StateWord{Glyph::Check, Words::tr("Allow"), Tone::Ok}
                                   : StateWord{Glyph::Blocked, Words::tr("Deny"), Tone::Danger};
}

QString actionCategoryText(ActionCategory action)
{
    switch (action) {
    case ActionCategory::Access:
        return Words::tr("Access");
    case ActionCategory::StartSession:
        return Words::tr("Start session");
    case ActionCategory::ContinueSession:
        return Words::tr("Continue session");
    case ActionCategory::Connect:
        return Words::tr("Connect");
    case ActionCategory::FetchUpdate:
        return Words::tr("Fetch update");
    case ActionCategory::InstallUpdate:
        return Words::tr("Install update");
    case ActionCategory::Read:
        return Words::tr("Read");
    case ActionCategory::Request:
        return Words::tr("Request");
    case ActionCategory::Approve:
        return Words::tr("Approve");
    }
    Q_UNREACHABLE();
}

QString inputText(Input input)
{
    switch (input) {
    case Input::Actor:
        return Words::tr("Who asks");
    case Input::DeviceState:
        return Words::tr("Device state");
    case Input::OsTrust:
        return Words::tr("System");
    case Input::TrustCenter:
        return Words::tr("Trust Security Center");
    case Input::AppSession:
        return Words::tr("App session");
    case Input::PolicyState:
        return Words::tr("Confirmed policies");
    case Input::Integrity:
        return Words::tr("Integrity");
    case Input::Attestation:
        return Words::tr("Attestation");
    case Input::NetworkPath:
        return Words::tr("Network path");
    case Input::Groups:
        return Words::tr("Groups");
    case Input::Times:
        return Words::tr("Times");
    }
    Q_UNREACHABLE();
}

QString inputWordText(Input input, QLatin1StringView word)
{
    switch (input) {
    case Input::Actor:
        return actorText(policy::fromWord<policy::ActorCategory>(word).value());
    case Input::DeviceState:
        return stateWord(fleet::deviceStateFromWord(word).value()).word;
    case Input::OsTrust:
        return postureText<reports::OsTrust>(word);
    case Input::TrustCenter:
        return postureText<reports::TrustCenter>(word);
    case Input::AppSession:
        return postureText<reports::AppSession>(word);
    case Input::PolicyState:
        return policyStateText(policy::fromWord<PolicyState>(word).value());
    case Input::Integrity:
        return postureText<reports::Integrity>(word);
    case Input::Attestation:
        return attestationWord(word).word;
    case Input::NetworkPath:
        return pathText(policy::fromWord<NetworkPath>(word).value());
    case Input::Groups:
    case Input::Times:
        return {}; // these have no words
    }
    Q_UNREACHABLE();
}

QString pathText(NetworkPath path)
{
    switch (path) {
    case NetworkPath::VpnNetwork:
        return Words::tr("VPN Network");
    case NetworkPath::ProxyNetwork:
        return Words::tr("Proxy Network");
    case NetworkPath::TorGateway:
        return Words::tr("Tor Gateway");
    }
    Q_UNREACHABLE();
}

QString dayName(int day)
{
    switch (day) {
    case 0:
        return Words::tr("Mon");
    case 1:
        return Words::tr("Tue");
    case 2:
        return Words::tr("Wed");
    case 3:
        return Words::tr("Thu");
    case 4:
        return Words::tr("Fri");
    case 5:
        return Words::tr("Sat");
    default:
        return Words::tr("Sun");
    }
}

QString windowText(const policy::TimeWindow &window)
{
    QStringList days;
    for (int day = 0; day < 7; ++day) {
        if (window.hasDay(day))
            days.append(dayName(day));
    }
    const QString which = days.size() == 7 ? Words::tr("every day") : days.join(Words::tr(", ", "between days"));
    const int end = window.from + window.minutes;
    return Words::tr("%1 %2 to %3 UTC", "days, times of the day")
        .arg(which, clockText(window.from), clockText(end <= policy::minutesOfDay ? end : end - policy::minutesOfDay));
}

QString obligationText(Obligation obligation)
{
    switch (obligation) {
    case Obligation::Attest:
        return Words::tr("Attest again");
    case Obligation::UseVpnNetwork:
        return Words::tr("Use the VPN Network");
    case Obligation::UseProxyNetwork:
        return Words::tr("Use the Proxy Network");
    case Obligation::UseTorGateway:
        return Words::tr("Use the Tor Gateway");
    case Obligation::RestoreOsTrust:
        return Words::tr("Restore the system");
    case Obligation::RestoreTrustCenter:
        return Words::tr("Restore the Trust Security Center");
    case Obligation::RestoreIntegrity:
        return Words::tr("Restore integrity");
    }
    Q_UNREACHABLE();
}

QString obligationsText(policy::Obligations obligations)
{
    QStringList texts;
    for (const Obligation obligation : policy::allOf<Obligation>()) {
        if (obligations.has(obligation))
            texts.append(obligationText(obligation));
    }
    return texts.isEmpty() ? Words::tr("none", "obligations") : texts.join(Words::tr(", ", "between obligations"));
}

QStringList acceptedTexts(const policy::Conditions &conditions, Input input, const GroupNames &groups)
{
    QStringList texts;
    if (input == Input::Groups) {
        for (const QString &group : conditions.groups)
            texts.append(groups.value(group, group));
    } else if (input == Input::Times) {
        for (const policy::TimeWindow &window : conditions.times)
            texts.append(windowText(window));
    } else {
        for (const QLatin1StringView word : conditions.acceptedWords(input))
            texts.append(inputWordText(input, word));
    }
    return texts;
}

QString conditionText(const policy::Conditions &conditions, Input input, const GroupNames &groups)
{
    return conditions.asks(input) ? anyOf(acceptedTexts(conditions, input, groups)) : Words::tr("anything");
}

QString conditionsText(const policy::Conditions &conditions, const GroupNames &groups)
{
    QStringList texts;
    for (const Input input : policy::allInputs()) {
        if (conditions.asks(input))
            texts.append(Words::tr("%1: %2", "input: what is accepted")
                             .arg(inputText(input), anyOf(acceptedTexts(conditions, input, groups))));
    }
    return texts.isEmpty() ? Words::tr("always") : texts.join(QStringLiteral(" · "));
}

QString ruleSentence(const policy::Rule &rule, const GroupNames &groups)
{
    const QString resource = resourceText(rule.resource);
    QString sentence =
        rule.effect == Effect::Allow ? mayText(rule.action, resource) : mayNotText(rule.action, resource);
    QStringList clauses;
    for (const Input input : policy::allInputs()) {
        if (rule.conditions.asks(input))
            clauses.append(clauseOf(input).arg(anyOf(acceptedTexts(rule.conditions, input, groups))));
    }
    if (!clauses.isEmpty())
        sentence = Words::tr("%1 if %2", "may do something; all of the conditions").arg(sentence, allOf(clauses));
    sentence = Words::tr("%1.", "ends a sentence").arg(sentence);
    QStringList duties;
    for (const Obligation obligation : policy::allOf<Obligation>()) {
        if (rule.obligations.has(obligation))
            duties.append(dutyOf(obligation));
    }
    if (!duties.isEmpty())
        sentence = Words::tr("%1 It must then %2.", "a sentence; duties").arg(sentence, allOf(duties));
    return sentence;
}

QString missingSentence(const policy::Rule &rule)
{
    if (!asksSomething(rule.conditions))
        return {};
    return rule.effect == Effect::Allow ? Words::tr("Where any of this is not known, the rule does not hold.")
                                        : Words::tr("Where any of this is not known, the rule holds as if it were so.");
}

QString assignmentText(const std::optional<std::vector<QString>> &groups, const GroupNames &names)
{
    if (!groups)
        return Words::tr("every device");
    if (groups->empty())
        return Words::tr("no device");
    QStringList texts;
    for (const QString &group : *groups)
        texts.append(names.value(group, group));
    texts.sort(Qt::CaseInsensitive);
    return texts.join(Words::tr(", ", "between groups"));
}

QString questionText(const policy::Question &question)
{
    const bool namesResource =
        question.action == ActionCategory::Access || question.action == ActionCategory::FetchUpdate ||
        question.action == ActionCategory::InstallUpdate || !policy::isAboutDevices(policy::kindOf(question.action));
    QString text = actionCategoryText(question.action);
    if (namesResource)
        text = Words::tr("%1 (%2)", "action; resource").arg(text, resourceText(question.resource));
    if (question.path)
        text = Words::tr("%1 by %2", "action; network path").arg(text, pathText(*question.path));
    return text;
}

} // namespace enigm::views::words

#include "app/enigmctl/output/ChangeWords.h"

#include "app/enigmctl/output/AcceptanceWords.h"
#include "app/enigmctl/output/GroupWords.h"
#include "app/enigmctl/output/PlainText.h"
#include "app/enigmctl/output/PolicyChangeWords.h"
#include "app/enigmctl/output/ReleaseChangeWords.h"
#include "app/enigmctl/output/ResolutionWords.h"
#include "contract/encoding/Base64Url.h"
#include "contract/fleet/DeviceTransition.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

/// What an act without devices does, in the thumbprints that people compare and not in keys that nobody can.
struct ParametersText
{
    qint64 targets;

    QString operator()(const changes::NoParameters &) const { return {}; }
    QString operator()(const changes::ReactivateParameters &parameters) const
    {
        return u"to %1"_s.arg(fleet::toWord(parameters.to));
    }
    QString operator()(const changes::AdmitOperatorParameters &parameters) const
    {
        QStringList keys;
        for (const signing::PublicKey &key : parameters.keys)
            keys.append(key.thumbprint());
        return u"operator %1 joins as %2 with the key %3"_s.arg(parameters.operatorId, joined(parameters.roles.words()),
                                                                keys.join(u", "_s));
    }
    QString operator()(const changes::AddKeyParameters &parameters) const
    {
        return u"operator %1 gets the key %2"_s.arg(parameters.operatorId, parameters.key.thumbprint());
    }
    QString operator()(const changes::RevokeKeyParameters &parameters) const
    {
        return u"operator %1 loses the key %2"_s.arg(parameters.operatorId, parameters.key);
    }
    QString operator()(const changes::AddWitnessParameters &parameters) const
    {
        const QString standIn = parameters.witness.standIn ? u", as a stand-in"_s : QString();
        return u"%1 with the key %2 vouches for the logs%3"_s.arg(parameters.witness.name,
                                                                  parameters.witness.key.thumbprint(), standIn);
    }
    QString operator()(const changes::RemoveWitnessParameters &parameters) const
    {
        return u"%1 no longer vouches for the logs"_s.arg(parameters.name);
    }
    QString operator()(const changes::ChangeGroupParameters &parameters) const
    {
        return groupChangeText(parameters, targets);
    }
    QString operator()(const changes::AdmitParameters &parameters) const
    {
        return u"joining the group %1"_s.arg(parameters.group);
    }
    QString operator()(const changes::ResolveHandleParameters &parameters) const { return resolveText(parameters); }
    QString operator()(const changes::PublishPolicyParameters &parameters) const { return policyText(parameters); }
    QString operator()(const changes::AssignPolicyParameters &parameters) const { return policyText(parameters); }
    QString operator()(const changes::RollBackPolicyParameters &parameters) const { return policyText(parameters); }
    QString operator()(const changes::EnrollPointParameters &parameters) const
    {
        return u"enforcement point %1, \"%2\", may ask who may use %3, with the key %4"_s.arg(
            parameters.point, parameters.name, policy::toWord(parameters.path),
            QString::fromLatin1(encoding::toBase64Url(parameters.key)));
    }
    QString operator()(const changes::RevokePointParameters &parameters) const
    {
        return u"enforcement point %1 may ask no more"_s.arg(parameters.point);
    }
    QString operator()(const changes::SignManifestParameters &parameters) const { return releaseText(parameters); }
    QString operator()(const changes::SignProductionParameters &parameters) const { return releaseText(parameters); }
    QString operator()(const changes::StartRolloutParameters &parameters) const { return rolloutText(parameters); }
    QString operator()(const changes::ResumeRolloutParameters &parameters) const { return rolloutText(parameters); }
    QString operator()(const changes::StopRolloutParameters &parameters) const { return rolloutText(parameters); }
    QString operator()(const changes::SetUpdateKeysParameters &parameters) const
    {
        return updateKeysText(parameters.keys);
    }
    QString operator()(const changes::SetAttestationParameters &parameters) const
    {
        return acceptanceText(parameters.acceptance);
    }
};

/// An effect is shown for requests whose parameters were parsed before.
QString parametersText(const changes::ChangeRequest &request)
{
    const auto parameters = changes::parametersOf(request);
    return parameters ? std::visit(ParametersText{.targets = request.targets.count}, *parameters) : QString();
}

} // namespace

QString effectText(const changes::Effect &effect, const changes::ChangeRequest &request)
{
    QStringList parts;
    for (const changes::StateShift &shift : effect.shifts)
        parts.append(
            u"%1 %2 -> %3"_s.arg(QString::number(shift.count), fleet::toWord(shift.from), fleet::toWord(shift.to)));
    if (effect.shifts.empty() || effect.action == fleet::toAction(fleet::DeviceAct::Admit))
        parts.append(parametersText(request));
    parts.removeAll(QString());
    if (effect.isFinal)
        parts.append(u"final"_s);
    return parts.join(u", "_s);
}

json::Value effectDocument(const changes::Effect &effect)
{
    json::Array shifts;
    for (const changes::StateShift &shift : effect.shifts)
        shifts.emplace_back(json::Object{
            {"count"_L1, shift.count}, {"from"_L1, fleet::toWord(shift.from)}, {"to"_L1, fleet::toWord(shift.to)}});
    return json::Object{{"action"_L1, effect.action},
                        {"count"_L1, effect.count},
                        {"final"_L1, effect.isFinal},
                        {"shifts"_L1, json::Value(std::move(shifts))}};
}

} // namespace enigm::ctl

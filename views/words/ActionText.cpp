#include "views/words/ActionText.h"

#include <QByteArrayView>
#include <QCoreApplication>
#include <QHash>

namespace enigm::views::words {

namespace {

/// Only texts that count have the plural forms that a count is for; asked for one, the others would stay untranslated.
QString translated(const char *text, int count = -1)
{
    const bool counts = QByteArrayView(text).contains("%n");
    return QCoreApplication::translate("ActionText", text, nullptr, counts ? count : -1);
}

/// Untranslated forms of one action; %n is the number of devices.
struct Forms
{
    const char *title;
    const char *signButton;
    const char *act;
    const char *verb;
    const char *consequence;
};

const QHash<QString, Forms> &forms()
{
    static const QHash<QString, Forms> table{
        {QStringLiteral("device.admit"),
         {QT_TRANSLATE_N_NOOP("ActionText", "Admit %n device(s)"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign admission"),
          QT_TRANSLATE_N_NOOP("ActionText", "Sign the admission of %n device(s)"),
          QT_TRANSLATE_NOOP("ActionText", "Admit"),
          QT_TRANSLATE_N_NOOP("ActionText", "%n device(s) join the fleet as trusted.")}},
        {QStringLiteral("device.deny"),
         {QT_TRANSLATE_N_NOOP("ActionText", "Deny %n device(s)"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign denial"),
          QT_TRANSLATE_N_NOOP("ActionText", "Sign the denial of %n device(s)"), QT_TRANSLATE_NOOP("ActionText", "Deny"),
          QT_TRANSLATE_N_NOOP("ActionText", "%n device(s) are turned away for good.")}},
        {QStringLiteral("device.restrict"),
         {QT_TRANSLATE_N_NOOP("ActionText", "Restrict %n device(s)"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign restriction"),
          QT_TRANSLATE_N_NOOP("ActionText", "Sign the restriction of %n device(s)"),
          QT_TRANSLATE_NOOP("ActionText", "Restrict"),
          QT_TRANSLATE_N_NOOP("ActionText", "%n device(s) keep only what restricted devices may do.")}},
        {QStringLiteral("device.suspend"),
         {QT_TRANSLATE_N_NOOP("ActionText", "Suspend %n device(s)"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign suspension"),
          QT_TRANSLATE_N_NOOP("ActionText", "Sign the suspension of %n device(s)"),
          QT_TRANSLATE_NOOP("ActionText", "Suspend"),
          QT_TRANSLATE_N_NOOP("ActionText", "%n device(s) are refused at once, until somebody reactivates them.")}},
        {QStringLiteral("device.reactivate"),
         {QT_TRANSLATE_N_NOOP("ActionText", "Reactivate %n device(s)"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign reactivation"),
          QT_TRANSLATE_N_NOOP("ActionText", "Sign the reactivation of %n device(s)"),
          QT_TRANSLATE_NOOP("ActionText", "Reactivate"),
          QT_TRANSLATE_N_NOOP("ActionText", "%n device(s) are trusted again.")}},
        {QStringLiteral("device.revoke"),
         {QT_TRANSLATE_N_NOOP("ActionText", "Revoke %n device(s)"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign revocation"),
          QT_TRANSLATE_N_NOOP("ActionText", "Sign the revocation of %n device(s)"),
          QT_TRANSLATE_NOOP("ActionText", "Revoke"),
          QT_TRANSLATE_N_NOOP("ActionText", "%n device(s) lose trust at once and for good.")}},
        {QStringLiteral("device.replace"),
         {QT_TRANSLATE_N_NOOP("ActionText", "Replace %n device(s)"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign replacement"),
          QT_TRANSLATE_N_NOOP("ActionText", "Sign the replacement of %n device(s)"),
          QT_TRANSLATE_NOOP("ActionText", "Replace"),
          QT_TRANSLATE_N_NOOP("ActionText", "%n device(s) are superseded for good.")}},
        {QStringLiteral("device.retire"),
         {QT_TRANSLATE_N_NOOP("ActionText", "Retire %n device(s)"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign retirement"),
          QT_TRANSLATE_N_NOOP("ActionText", "Sign the retirement of %n device(s)"),
          QT_TRANSLATE_NOOP("ActionText", "Retire"),
          QT_TRANSLATE_N_NOOP("ActionText", "%n device(s) leave the fleet for good.")}},
        {QStringLiteral("device.wipe"),
         {QT_TRANSLATE_N_NOOP("ActionText", "Wipe %n device(s)"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign wipe"),
          QT_TRANSLATE_N_NOOP("ActionText", "Sign the wipe of %n device(s)"), QT_TRANSLATE_NOOP("ActionText", "Wipe"),
          QT_TRANSLATE_N_NOOP("ActionText", "%n device(s) are told to erase everything that they hold.")}},
        {QStringLiteral("change.cancel-all"),
         {QT_TRANSLATE_NOOP("ActionText", "Cancel all pending changes"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign cancellation"),
          QT_TRANSLATE_NOOP("ActionText", "Sign the cancellation of all pending changes"),
          QT_TRANSLATE_NOOP("ActionText", "Cancel all pending"),
          QT_TRANSLATE_NOOP("ActionText", "Every change that waits ends at once, whoever asked for it; only changes of "
                                          "people, keys and rules go on waiting.")}},
        {QStringLiteral("operator.admit"),
         {QT_TRANSLATE_NOOP("ActionText", "Admit an operator"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign admission"),
          QT_TRANSLATE_NOOP("ActionText", "Sign the admission of an operator"),
          QT_TRANSLATE_NOOP("ActionText", "Admit operator"),
          QT_TRANSLATE_NOOP("ActionText", "One more person may ask or sign, in these roles.")}},
        {QStringLiteral("key.add"),
         {QT_TRANSLATE_NOOP("ActionText", "Add an operator key"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign addition"),
          QT_TRANSLATE_NOOP("ActionText", "Sign the addition of an operator key"),
          QT_TRANSLATE_NOOP("ActionText", "Add key"),
          QT_TRANSLATE_NOOP("ActionText", "This person may sign with one more key.")}},
        {QStringLiteral("key.revoke"),
         {QT_TRANSLATE_NOOP("ActionText", "Revoke an operator key"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign revocation"),
          QT_TRANSLATE_NOOP("ActionText", "Sign the revocation of an operator key"),
          QT_TRANSLATE_NOOP("ActionText", "Revoke key"),
          QT_TRANSLATE_NOOP("ActionText", "Nothing signed with this key counts any more from then on.")}},
        {QStringLiteral("witness.add"),
         {QT_TRANSLATE_NOOP("ActionText", "Add a witness"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign addition"),
          QT_TRANSLATE_NOOP("ActionText", "Sign the addition of a witness"),
          QT_TRANSLATE_NOOP("ActionText", "Add witness"),
          QT_TRANSLATE_NOOP("ActionText", "One more witness vouches for the logs.")}},
        {QStringLiteral("witness.remove"),
         {QT_TRANSLATE_NOOP("ActionText", "Remove a witness"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign removal"),
          QT_TRANSLATE_NOOP("ActionText", "Sign the removal of a witness"),
          QT_TRANSLATE_NOOP("ActionText", "Remove witness"),
          QT_TRANSLATE_NOOP("ActionText", "This witness no longer vouches for the logs.")}},
        {QStringLiteral("attestation.set"),
         {QT_TRANSLATE_NOOP("ActionText", "Set what attestations are judged by"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign acceptance"),
          QT_TRANSLATE_NOOP("ActionText", "Sign what attestations are judged by"),
          QT_TRANSLATE_NOOP("ActionText", "Set acceptance"),
          QT_TRANSLATE_NOOP("ActionText",
                            "From then on, devices that enrol or attest again are judged by this. No device "
                            "is moved by it.")}},
        {QStringLiteral("group.change"),
         {QT_TRANSLATE_NOOP("ActionText", "Change a group of devices"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign change of group"),
          QT_TRANSLATE_NOOP("ActionText", "Sign the change of a group of devices"),
          QT_TRANSLATE_NOOP("ActionText", "Change group"),
          QT_TRANSLATE_NOOP("ActionText", "What is assigned to this group reaches the devices that it has then. No "
                                          "device is told anything now.")}},
        {QStringLiteral("policy.publish"),
         {QT_TRANSLATE_NOOP("ActionText", "Publish a version of a policy"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign publication"),
          QT_TRANSLATE_NOOP("ActionText", "Sign the publication of a policy"),
          QT_TRANSLATE_NOOP("ActionText", "Publish policy"),
          QT_TRANSLATE_NOOP("ActionText",
                            "This version decides from then on, for the devices that the policy is assigned to.")}},
        {QStringLiteral("policy.assign"),
         {QT_TRANSLATE_NOOP("ActionText", "Assign a policy"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign assignment"),
          QT_TRANSLATE_NOOP("ActionText", "Sign the assignment of a policy"),
          QT_TRANSLATE_NOOP("ActionText", "Assign policy"),
          QT_TRANSLATE_NOOP("ActionText", "The policy decides from then on for these devices, and for no others.")}},
        {QStringLiteral("policy.rollback"),
         {QT_TRANSLATE_NOOP("ActionText", "Roll a policy back"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign rollback"),
          QT_TRANSLATE_NOOP("ActionText", "Sign the rollback of a policy"),
          QT_TRANSLATE_NOOP("ActionText", "Roll back policy"),
          QT_TRANSLATE_NOOP(
              "ActionText",
              "The earlier version decides from then on, for the devices that the policy is assigned to.")}},
        {QStringLiteral("enforcement-point.enroll"),
         {QT_TRANSLATE_NOOP("ActionText", "Enrol an enforcement point"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign enrolment"),
          QT_TRANSLATE_NOOP("ActionText", "Sign the enrolment of an enforcement point"),
          QT_TRANSLATE_NOOP("ActionText", "Enrol enforcement point"),
          QT_TRANSLATE_NOOP("ActionText", "Whoever holds this key may ask which devices may use this network path.")}},
        {QStringLiteral("enforcement-point.revoke"),
         {QT_TRANSLATE_NOOP("ActionText", "Revoke an enforcement point"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign revocation"),
          QT_TRANSLATE_NOOP("ActionText", "Sign the revocation of an enforcement point"),
          QT_TRANSLATE_NOOP("ActionText", "Revoke enforcement point"),
          QT_TRANSLATE_NOOP("ActionText", "It is told nothing any more, at once and for good.")}},
        {QStringLiteral("release.sign-manifest"),
         {QT_TRANSLATE_NOOP("ActionText", "Let the manifest of a release be signed"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign off manifest"),
          QT_TRANSLATE_NOOP("ActionText", "Sign off the manifest of a release"),
          QT_TRANSLATE_NOOP("ActionText", "Sign off manifest"),
          QT_TRANSLATE_NOOP("ActionText", "The manifest authority may sign just this, with its own key. No device is "
                                          "offered anything yet.")}},
        {QStringLiteral("release.sign-production"),
         {QT_TRANSLATE_NOOP("ActionText", "Let the artifact of a release be signed"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign off artifact"),
          QT_TRANSLATE_NOOP("ActionText", "Sign off the artifact of a release"),
          QT_TRANSLATE_NOOP("ActionText", "Sign off artifact"),
          QT_TRANSLATE_NOOP("ActionText", "The production authority signs this artifact, once it has hashed it itself. "
                                          "No device is offered anything yet.")}},
        {QStringLiteral("rollout.start"),
         {QT_TRANSLATE_NOOP("ActionText", "Start a rollout"), QT_TRANSLATE_NOOP("ActionText", "Step up and sign start"),
          QT_TRANSLATE_NOOP("ActionText", "Sign the start of a rollout"),
          QT_TRANSLATE_NOOP("ActionText", "Start rollout"),
          QT_TRANSLATE_NOOP("ActionText", "Devices are offered this release group by group, as the plan says. Each "
                                          "checks these signatures itself.")}},
        {QStringLiteral("rollout.resume"),
         {QT_TRANSLATE_NOOP("ActionText", "Resume a rollout"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign resumption"),
          QT_TRANSLATE_NOOP("ActionText", "Sign the resumption of a rollout"),
          QT_TRANSLATE_NOOP("ActionText", "Resume rollout"),
          QT_TRANSLATE_NOOP("ActionText", "Devices are offered the release again, from where the rollout stood.")}},
        {QStringLiteral("rollout.pause"),
         {QT_TRANSLATE_NOOP("ActionText", "Pause a rollout"), QT_TRANSLATE_NOOP("ActionText", "Step up and sign pause"),
          QT_TRANSLATE_NOOP("ActionText", "Sign the pause of a rollout"),
          QT_TRANSLATE_NOOP("ActionText", "Pause rollout"),
          QT_TRANSLATE_NOOP("ActionText",
                            "No further device is offered the release until somebody resumes it, with approval.")}},
        {QStringLiteral("rollout.halt"),
         {QT_TRANSLATE_NOOP("ActionText", "Halt a rollout"), QT_TRANSLATE_NOOP("ActionText", "Step up and sign halt"),
          QT_TRANSLATE_NOOP("ActionText", "Sign the halt of a rollout"),
          QT_TRANSLATE_NOOP("ActionText", "Halt rollout"),
          QT_TRANSLATE_NOOP("ActionText",
                            "No device is offered the release any more, at once. Going on needs approval.")}},
        {QStringLiteral("rollout.withdraw"),
         {QT_TRANSLATE_NOOP("ActionText", "Withdraw a rollout"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign withdrawal"),
          QT_TRANSLATE_NOOP("ActionText", "Sign the withdrawal of a rollout"),
          QT_TRANSLATE_NOOP("ActionText", "Withdraw rollout"),
          QT_TRANSLATE_NOOP("ActionText", "No device is offered the release by this rollout any more, for good.")}},
        {QStringLiteral("ota-key.set"),
         {QT_TRANSLATE_NOOP("ActionText", "Set the keys that sign releases"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign update keys"),
          QT_TRANSLATE_NOOP("ActionText", "Sign the keys that sign releases"),
          QT_TRANSLATE_NOOP("ActionText", "Set update keys"),
          QT_TRANSLATE_NOOP("ActionText", "Devices take only what these keys have signed from then on; what others "
                                          "signed is refused.")}},
        {QStringLiteral("device.resolve-handle"),
         {QT_TRANSLATE_NOOP("ActionText", "Resolve a handle"),
          QT_TRANSLATE_NOOP("ActionText", "Step up and sign resolution"),
          QT_TRANSLATE_NOOP("ActionText", "Sign the resolution of a handle"),
          QT_TRANSLATE_NOOP("ActionText", "Resolve handle"),
          QT_TRANSLATE_NOOP("ActionText",
                            "What was seen of this handle is linked with a device of the fleet, for good: "
                            "the answer stays in the log. The device is not told.")}},
    };
    return table;
}

const QHash<QString, const char *> &entries()
{
    static const QHash<QString, const char *> table{
        {QStringLiteral("attestation.judged"), QT_TRANSLATE_NOOP("ActionText", "Attestation judged")},
        {QStringLiteral("attestation.lapsed"), QT_TRANSLATE_NOOP("ActionText", "Attestation too old")},
        {QStringLiteral("audit.read"), QT_TRANSLATE_NOOP("ActionText", "Audit bodies read")},
        {QStringLiteral("audit.refused"), QT_TRANSLATE_NOOP("ActionText", "Reading refused")},
        {QStringLiteral("authentication.refused"), QT_TRANSLATE_NOOP("ActionText", "Authentication refused")},
        {QStringLiteral("change.approved"), QT_TRANSLATE_NOOP("ActionText", "Change approved")},
        {QStringLiteral("change.cancelled"), QT_TRANSLATE_NOOP("ActionText", "Change cancelled")},
        {QStringLiteral("change.executed"), QT_TRANSLATE_NOOP("ActionText", "Change executed")},
        {QStringLiteral("change.expired"), QT_TRANSLATE_NOOP("ActionText", "Change expired")},
        {QStringLiteral("change.failed"), QT_TRANSLATE_NOOP("ActionText", "Change failed")},
        {QStringLiteral("change.read"), QT_TRANSLATE_NOOP("ActionText", "Change read")},
        {QStringLiteral("change.refused"), QT_TRANSLATE_NOOP("ActionText", "Change refused")},
        {QStringLiteral("change.rejected"), QT_TRANSLATE_NOOP("ActionText", "Change rejected")},
        {QStringLiteral("change.requested"), QT_TRANSLATE_NOOP("ActionText", "Change requested")},
        {QStringLiteral("change.withdrawn"), QT_TRANSLATE_NOOP("ActionText", "Change withdrawn")},
        {QStringLiteral("device.attest"), QT_TRANSLATE_NOOP("ActionText", "Attestation asked for")},
        {QStringLiteral("device.refused"), QT_TRANSLATE_NOOP("ActionText", "Device refused")},
        {QStringLiteral("effect.outcome"), QT_TRANSLATE_NOOP("ActionText", "Command answered")},
        {QStringLiteral("enforcement-point.refused"), QT_TRANSLATE_NOOP("ActionText", "Enforcement point refused")},
        {QStringLiteral("handle.resolved"), QT_TRANSLATE_NOOP("ActionText", "Handle resolved")},
        {QStringLiteral("network.changed"), QT_TRANSLATE_NOOP("ActionText", "Let into the network")},
        {QStringLiteral("network.denied"), QT_TRANSLATE_NOOP("ActionText", "Network access denied")},
        {QStringLiteral("network.permitted"), QT_TRANSLATE_NOOP("ActionText", "Network access permitted")},
        {QStringLiteral("network.reported"), QT_TRANSLATE_NOOP("ActionText", "Network outcomes reported")},
        {QStringLiteral("pin.locked"), QT_TRANSLATE_NOOP("ActionText", "PIN locked")},
        {QStringLiteral("pin.reset"), QT_TRANSLATE_NOOP("ActionText", "PIN reset")},
        {QStringLiteral("pin.refused"), QT_TRANSLATE_NOOP("ActionText", "PIN refused")},
        {QStringLiteral("pin.set"), QT_TRANSLATE_NOOP("ActionText", "PIN set")},
        {QStringLiteral("policies.confirmed"), QT_TRANSLATE_NOOP("ActionText", "Policies confirmed")},
        {QStringLiteral("posture.changed"), QT_TRANSLATE_NOOP("ActionText", "Posture changed")},
        {QStringLiteral("revocation-list.put"), QT_TRANSLATE_NOOP("ActionText", "Revocation list put there")},
        {QStringLiteral("session.ended"), QT_TRANSLATE_NOOP("ActionText", "Session ended")},
        {QStringLiteral("session.started"), QT_TRANSLATE_NOOP("ActionText", "Session started")},
    };
    return table;
}

} // namespace

ActionText actionText(const QString &action, qint64 count)
{
    const auto found = forms().constFind(action);
    if (found == forms().cend())
        return {.title = action, .signButton = action, .act = action, .verb = action};
    const int number = static_cast<int>(count);
    return {.title = translated(found->title, number),
            .signButton = translated(found->signButton),
            .act = translated(found->act, number),
            .verb = translated(found->verb)};
}

QString consequence(const changes::Effect &effect)
{
    const auto found = forms().constFind(effect.action);
    return found == forms().cend() ? QString() : translated(found->consequence, static_cast<int>(effect.count));
}

QString entryText(const QString &action)
{
    const auto found = entries().constFind(action);
    return found == entries().cend() ? action : translated(*found);
}

} // namespace enigm::views::words

#include "views/words/ActionText.h"

#include <QCoreApplication>
#include <QHash>

namespace enigm::views::words {

namespace {

QString tr(const char *text, int count = -1)
{
    return QCoreApplication::translate("ActionText", text, nullptr, count);
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

#define ENIGM_TEXT(text) QT_TRANSLATE_NOOP("ActionText", text)
#define ENIGM_COUNTED(text) QT_TRANSLATE_N_NOOP("ActionText", text)

const QHash<QString, Forms> &forms()
{
    static const QHash<QString, Forms> table{
        {QStringLiteral("device.admit"),
         {ENIGM_COUNTED("Admit %n device(s)"), ENIGM_TEXT("Step up and sign admission"),
          ENIGM_COUNTED("Sign the admission of %n device(s)"), ENIGM_TEXT("Admit"),
          ENIGM_COUNTED("%n device(s) join the fleet as trusted.")}},
        {QStringLiteral("device.deny"),
         {ENIGM_COUNTED("Deny %n device(s)"), ENIGM_TEXT("Step up and sign denial"),
          ENIGM_COUNTED("Sign the denial of %n device(s)"), ENIGM_TEXT("Deny"),
          ENIGM_COUNTED("%n device(s) are turned away for good.")}},
        {QStringLiteral("device.restrict"),
         {ENIGM_COUNTED("Restrict %n device(s)"), ENIGM_TEXT("Step up and sign restriction"),
          ENIGM_COUNTED("Sign the restriction of %n device(s)"), ENIGM_TEXT("Restrict"),
          ENIGM_COUNTED("%n device(s) keep only what restricted devices may do.")}},
        {QStringLiteral("device.suspend"),
         {ENIGM_COUNTED("Suspend %n device(s)"), ENIGM_TEXT("Step up and sign suspension"),
          ENIGM_COUNTED("Sign the suspension of %n device(s)"), ENIGM_TEXT("Suspend"),
          ENIGM_COUNTED("%n device(s) are refused at once, until somebody reactivates them.")}},
        {QStringLiteral("device.reactivate"),
         {ENIGM_COUNTED("Reactivate %n device(s)"), ENIGM_TEXT("Step up and sign reactivation"),
          ENIGM_COUNTED("Sign the reactivation of %n device(s)"), ENIGM_TEXT("Reactivate"),
          ENIGM_COUNTED("%n device(s) are trusted again.")}},
        {QStringLiteral("device.revoke"),
         {ENIGM_COUNTED("Revoke %n device(s)"), ENIGM_TEXT("Step up and sign revocation"),
          ENIGM_COUNTED("Sign the revocation of %n device(s)"), ENIGM_TEXT("Revoke"),
          ENIGM_COUNTED("%n device(s) lose trust at once and for good.")}},
        {QStringLiteral("device.replace"),
         {ENIGM_COUNTED("Replace %n device(s)"), ENIGM_TEXT("Step up and sign replacement"),
          ENIGM_COUNTED("Sign the replacement of %n device(s)"), ENIGM_TEXT("Replace"),
          ENIGM_COUNTED("%n device(s) are superseded for good.")}},
        {QStringLiteral("device.retire"),
         {ENIGM_COUNTED("Retire %n device(s)"), ENIGM_TEXT("Step up and sign retirement"),
          ENIGM_COUNTED("Sign the retirement of %n device(s)"), ENIGM_TEXT("Retire"),
          ENIGM_COUNTED("%n device(s) leave the fleet for good.")}},
        {QStringLiteral("operator.admit"),
         {ENIGM_TEXT("Admit an operator"), ENIGM_TEXT("Step up and sign admission"),
          ENIGM_TEXT("Sign the admission of an operator"), ENIGM_TEXT("Admit operator"),
          ENIGM_TEXT("One more person may ask or sign, in these roles.")}},
        {QStringLiteral("key.add"),
         {ENIGM_TEXT("Add an operator key"), ENIGM_TEXT("Step up and sign addition"),
          ENIGM_TEXT("Sign the addition of an operator key"), ENIGM_TEXT("Add key"),
          ENIGM_TEXT("This person may sign with one more key.")}},
        {QStringLiteral("key.revoke"),
         {ENIGM_TEXT("Revoke an operator key"), ENIGM_TEXT("Step up and sign revocation"),
          ENIGM_TEXT("Sign the revocation of an operator key"), ENIGM_TEXT("Revoke key"),
          ENIGM_TEXT("Nothing signed with this key counts any more from then on.")}},
        {QStringLiteral("witness.add"),
         {ENIGM_TEXT("Add a witness"), ENIGM_TEXT("Step up and sign addition"),
          ENIGM_TEXT("Sign the addition of a witness"), ENIGM_TEXT("Add witness"),
          ENIGM_TEXT("One more witness vouches for the logs.")}},
        {QStringLiteral("witness.remove"),
         {ENIGM_TEXT("Remove a witness"), ENIGM_TEXT("Step up and sign removal"),
          ENIGM_TEXT("Sign the removal of a witness"), ENIGM_TEXT("Remove witness"),
          ENIGM_TEXT("This witness no longer vouches for the logs.")}},
    };
    return table;
}

const QHash<QString, const char *> &entries()
{
    static const QHash<QString, const char *> table{
        {QStringLiteral("audit.read"), ENIGM_TEXT("Audit bodies read")},
        {QStringLiteral("authentication.refused"), ENIGM_TEXT("Authentication refused")},
        {QStringLiteral("change.approved"), ENIGM_TEXT("Change approved")},
        {QStringLiteral("change.executed"), ENIGM_TEXT("Change executed")},
        {QStringLiteral("change.expired"), ENIGM_TEXT("Change expired")},
        {QStringLiteral("change.failed"), ENIGM_TEXT("Change failed")},
        {QStringLiteral("change.refused"), ENIGM_TEXT("Change refused")},
        {QStringLiteral("change.rejected"), ENIGM_TEXT("Change rejected")},
        {QStringLiteral("change.requested"), ENIGM_TEXT("Change requested")},
        {QStringLiteral("change.withdrawn"), ENIGM_TEXT("Change withdrawn")},
        {QStringLiteral("device.refused"), ENIGM_TEXT("Device refused")},
        {QStringLiteral("pin.locked"), ENIGM_TEXT("PIN locked")},
        {QStringLiteral("pin.refused"), ENIGM_TEXT("PIN refused")},
        {QStringLiteral("pin.set"), ENIGM_TEXT("PIN set")},
        {QStringLiteral("session.ended"), ENIGM_TEXT("Session ended")},
        {QStringLiteral("session.started"), ENIGM_TEXT("Session started")},
    };
    return table;
}

#undef ENIGM_TEXT
#undef ENIGM_COUNTED

} // namespace

ActionText actionText(const QString &action, qint64 count)
{
    const auto found = forms().constFind(action);
    if (found == forms().cend())
        return {.title = action, .signButton = action, .act = action, .verb = action};
    const int number = static_cast<int>(count);
    return {.title = tr(found->title, number),
            .signButton = tr(found->signButton),
            .act = tr(found->act, number),
            .verb = tr(found->verb)};
}

QString consequence(const changes::Effect &effect)
{
    const auto found = forms().constFind(effect.action);
    return found == forms().cend() ? QString() : tr(found->consequence, static_cast<int>(effect.count));
}

QString entryText(const QString &action)
{
    const auto found = entries().constFind(action);
    return found == entries().cend() ? action : tr(*found);
}

} // namespace enigm::views::words

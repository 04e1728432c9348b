#include "views/words/PostureText.h"

#include <QCoreApplication>

namespace enigm::views::words {

using design::Glyph;
using design::StateWord;
using design::Tone;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("PostureText", text);
}

StateWord unknown()
{
    return {Glyph::Minus, translated(QT_TRANSLATE_NOOP("PostureText", "Unknown")), Tone::Muted};
}

} // namespace

StateWord stateWord(reports::TrustCenter state)
{
    switch (state) {
    case reports::TrustCenter::Protected:
        return {Glyph::ShieldCheck, translated(QT_TRANSLATE_NOOP("PostureText", "Protected")), Tone::Ok};
    case reports::TrustCenter::ReviewRequired:
        return {Glyph::Warning, translated(QT_TRANSLATE_NOOP("PostureText", "Review required")), Tone::Warn};
    case reports::TrustCenter::Inactive:
        return {Glyph::ShieldOff, translated(QT_TRANSLATE_NOOP("PostureText", "Inactive")), Tone::Danger};
    }
    Q_UNREACHABLE();
}

StateWord stateWord(reports::OsTrust state)
{
    switch (state) {
    case reports::OsTrust::Trusted:
        return {Glyph::Check, translated(QT_TRANSLATE_NOOP("PostureText", "Trusted")), Tone::Ok};
    case reports::OsTrust::Degraded:
        return {Glyph::Warning, translated(QT_TRANSLATE_NOOP("PostureText", "Degraded")), Tone::Warn};
    case reports::OsTrust::Untrusted:
        return {Glyph::ShieldOff, translated(QT_TRANSLATE_NOOP("PostureText", "Not trusted")), Tone::Danger};
    case reports::OsTrust::Unknown:
        return unknown();
    }
    Q_UNREACHABLE();
}

StateWord stateWord(reports::Integrity state)
{
    switch (state) {
    case reports::Integrity::Intact:
        return {Glyph::Check, translated(QT_TRANSLATE_NOOP("PostureText", "Intact")), Tone::Ok};
    case reports::Integrity::Altered:
        return {Glyph::Alarm, translated(QT_TRANSLATE_NOOP("PostureText", "Altered")), Tone::Danger};
    case reports::Integrity::Unknown:
        return unknown();
    }
    Q_UNREACHABLE();
}

StateWord stateWord(reports::AppSession state)
{
    switch (state) {
    case reports::AppSession::Active:
        return {Glyph::Sessions, translated(QT_TRANSLATE_NOOP("PostureText", "Active")), Tone::Info};
    case reports::AppSession::Locked:
        return {Glyph::Lock, translated(QT_TRANSLATE_NOOP("PostureText", "Locked")), Tone::Info};
    case reports::AppSession::Ended:
        return {Glyph::SignOut, translated(QT_TRANSLATE_NOOP("PostureText", "Ended")), Tone::Muted};
    case reports::AppSession::Unknown:
        return unknown();
    }
    Q_UNREACHABLE();
}

StateWord stateWord(reports::Severity severity)
{
    switch (severity) {
    case reports::Severity::Info:
        return {Glyph::Info, translated(QT_TRANSLATE_NOOP("PostureText", "Info")), Tone::Muted};
    case reports::Severity::Low:
        return {Glyph::Info, translated(QT_TRANSLATE_NOOP("PostureText", "Low")), Tone::Info};
    case reports::Severity::Medium:
        return {Glyph::Warning, translated(QT_TRANSLATE_NOOP("PostureText", "Medium")), Tone::Warn};
    case reports::Severity::High:
        return {Glyph::Warning, translated(QT_TRANSLATE_NOOP("PostureText", "High")), Tone::Danger};
    case reports::Severity::Critical:
        return {Glyph::Alarm, translated(QT_TRANSLATE_NOOP("PostureText", "Critical")), Tone::Danger};
    }
    Q_UNREACHABLE();
}

QString sourceText(reports::FindingSource source)
{
    switch (source) {
    case reports::FindingSource::AppIntegrity:
        return translated(QT_TRANSLATE_NOOP("PostureText", "Integrity of apps"));
    case reports::FindingSource::AppPermissions:
        return translated(QT_TRANSLATE_NOOP("PostureText", "Permissions of apps"));
    case reports::FindingSource::AppSession:
        return translated(QT_TRANSLATE_NOOP("PostureText", "App session"));
    case reports::FindingSource::Boot:
        return translated(QT_TRANSLATE_NOOP("PostureText", "Start of the system"));
    case reports::FindingSource::DeveloperOptions:
        return translated(QT_TRANSLATE_NOOP("PostureText", "Developer options"));
    case reports::FindingSource::DeviceAdministration:
        return translated(QT_TRANSLATE_NOOP("PostureText", "Device administration"));
    case reports::FindingSource::Encryption:
        return translated(QT_TRANSLATE_NOOP("PostureText", "Encryption"));
    case reports::FindingSource::Network:
        return translated(QT_TRANSLATE_NOOP("PostureText", "Network"));
    case reports::FindingSource::OsUpdate:
        return translated(QT_TRANSLATE_NOOP("PostureText", "System update"));
    case reports::FindingSource::ScreenLock:
        return translated(QT_TRANSLATE_NOOP("PostureText", "Screen lock"));
    case reports::FindingSource::SecurityCenter:
        return translated(QT_TRANSLATE_NOOP("PostureText", "Trust Security Center"));
    case reports::FindingSource::Sensors:
        return translated(QT_TRANSLATE_NOOP("PostureText", "Sensors"));
    case reports::FindingSource::Usb:
        return translated(QT_TRANSLATE_NOOP("PostureText", "USB"));
    }
    Q_UNREACHABLE();
}

QString recommendationText(reports::Recommendation recommendation)
{
    switch (recommendation) {
    case reports::Recommendation::ContactAdministrator:
        return translated(QT_TRANSLATE_NOOP("PostureText", "Contact the administrator."));
    case reports::Recommendation::DisableDeveloperOptions:
        return translated(QT_TRANSLATE_NOOP("PostureText", "Turn off the developer options."));
    case reports::Recommendation::DisconnectNetwork:
        return translated(QT_TRANSLATE_NOOP("PostureText", "Disconnect from this network."));
    case reports::Recommendation::DisconnectUsb:
        return translated(QT_TRANSLATE_NOOP("PostureText", "Unplug what is attached by USB."));
    case reports::Recommendation::EnableEncryption:
        return translated(QT_TRANSLATE_NOOP("PostureText", "Turn on encryption."));
    case reports::Recommendation::InstallUpdate:
        return translated(QT_TRANSLATE_NOOP("PostureText", "Install the update."));
    case reports::Recommendation::None:
        return {};
    case reports::Recommendation::RemoveApp:
        return translated(QT_TRANSLATE_NOOP("PostureText", "Remove the app."));
    case reports::Recommendation::RestartDevice:
        return translated(QT_TRANSLATE_NOOP("PostureText", "Restart the device."));
    case reports::Recommendation::ReviewPermissions:
        return translated(QT_TRANSLATE_NOOP("PostureText", "Review the permissions of apps."));
    case reports::Recommendation::SetScreenLock:
        return translated(QT_TRANSLATE_NOOP("PostureText", "Set a screen lock."));
    case reports::Recommendation::SignInAgain:
        return translated(QT_TRANSLATE_NOOP("PostureText", "Sign in again."));
    case reports::Recommendation::TurnOnSecurityCenter:
        return translated(QT_TRANSLATE_NOOP("PostureText", "Turn on the Trust Security Center."));
    }
    Q_UNREACHABLE();
}

} // namespace enigm::views::words

#include "views/words/StateText.h"

#include <QCoreApplication>
#include <QStringList>

namespace enigm::views::words {

using design::Glyph;
using design::StateWord;
using design::Tone;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("StateText", text);
}

} // namespace

StateWord stateWord(fleet::DeviceState state)
{
    switch (state) {
    case fleet::DeviceState::PendingEnrollment:
        return {Glyph::Hourglass, translated(QT_TRANSLATE_NOOP("StateText", "Pending enrollment")), Tone::Info};
    case fleet::DeviceState::Trusted:
        return {Glyph::ShieldCheck, translated(QT_TRANSLATE_NOOP("StateText", "Trusted")), Tone::Ok};
    case fleet::DeviceState::Restricted:
        return {Glyph::Warning, translated(QT_TRANSLATE_NOOP("StateText", "Restricted")), Tone::Warn};
    case fleet::DeviceState::Suspended:
        return {Glyph::Suspend, translated(QT_TRANSLATE_NOOP("StateText", "Suspended")), Tone::Warn};
    case fleet::DeviceState::Revoked:
        return {Glyph::Revoke, translated(QT_TRANSLATE_NOOP("StateText", "Revoked")), Tone::Danger};
    case fleet::DeviceState::Replaced:
        return {Glyph::Replace, translated(QT_TRANSLATE_NOOP("StateText", "Replaced")), Tone::Muted};
    case fleet::DeviceState::Retired:
        return {Glyph::Retire, translated(QT_TRANSLATE_NOOP("StateText", "Retired")), Tone::Muted};
    }
    Q_UNREACHABLE();
}

StateWord stateWord(changes::ChangeState state)
{
    switch (state) {
    case changes::ChangeState::Draft:
        return {Glyph::Dot, translated(QT_TRANSLATE_NOOP("StateText", "Draft")), Tone::Muted};
    case changes::ChangeState::Pending:
        return {Glyph::Hourglass, translated(QT_TRANSLATE_NOOP("StateText", "Pending")), Tone::Info};
    case changes::ChangeState::Approved:
        return {Glyph::Check, translated(QT_TRANSLATE_NOOP("StateText", "Approved")), Tone::Ok};
    case changes::ChangeState::Executing:
        return {Glyph::Clock, translated(QT_TRANSLATE_NOOP("StateText", "Executing")), Tone::Info};
    case changes::ChangeState::Executed:
        return {Glyph::ShieldCheck, translated(QT_TRANSLATE_NOOP("StateText", "Executed")), Tone::Ok};
    case changes::ChangeState::Rejected:
        return {Glyph::Blocked, translated(QT_TRANSLATE_NOOP("StateText", "Rejected")), Tone::Danger};
    case changes::ChangeState::Expired:
        return {Glyph::Clock, translated(QT_TRANSLATE_NOOP("StateText", "Expired")), Tone::Muted};
    case changes::ChangeState::Withdrawn:
        return {Glyph::Minus, translated(QT_TRANSLATE_NOOP("StateText", "Withdrawn")), Tone::Muted};
    case changes::ChangeState::Failed:
        return {Glyph::Warning, translated(QT_TRANSLATE_NOOP("StateText", "Failed")), Tone::Danger};
    }
    Q_UNREACHABLE();
}

/// Nothing but the device's own word looks like success.
StateWord stateWord(fleet::CommandState state)
{
    switch (state) {
    case fleet::CommandState::Queued:
        return {Glyph::Hourglass, translated(QT_TRANSLATE_NOOP("StateText", "Queued")), Tone::Info};
    case fleet::CommandState::Delivered:
        return {Glyph::Device, translated(QT_TRANSLATE_NOOP("StateText", "Delivered")), Tone::Info};
    case fleet::CommandState::Acknowledged:
        return {Glyph::Check, translated(QT_TRANSLATE_NOOP("StateText", "Acknowledged")), Tone::Ok};
    case fleet::CommandState::Refused:
        return {Glyph::Blocked, translated(QT_TRANSLATE_NOOP("StateText", "Refused")), Tone::Danger};
    case fleet::CommandState::Expired:
        return {Glyph::Clock, translated(QT_TRANSLATE_NOOP("StateText", "Expired")), Tone::Warn};
    case fleet::CommandState::Cancelled:
        return {Glyph::Minus, translated(QT_TRANSLATE_NOOP("StateText", "Cancelled")), Tone::Muted};
    }
    Q_UNREACHABLE();
}

StateWord stateWord(log::Outcome outcome)
{
    switch (outcome) {
    case log::Outcome::Done:
        return {Glyph::Check, translated(QT_TRANSLATE_NOOP("StateText", "Done")), Tone::Ok};
    case log::Outcome::Refused:
        return {Glyph::Blocked, translated(QT_TRANSLATE_NOOP("StateText", "Refused")), Tone::Danger};
    case log::Outcome::Failed:
        return {Glyph::Warning, translated(QT_TRANSLATE_NOOP("StateText", "Failed")), Tone::Warn};
    case log::Outcome::Skipped:
        return {Glyph::Minus, translated(QT_TRANSLATE_NOOP("StateText", "Skipped in part")), Tone::Muted};
    }
    Q_UNREACHABLE();
}

StateWord attestationWord(const QString &outcome)
{
    if (outcome == QLatin1StringView("verified"))
        return {Glyph::ShieldCheck, translated(QT_TRANSLATE_NOOP("StateText", "Verified")), Tone::Ok};
    if (outcome == QLatin1StringView("not-evaluated"))
        return {Glyph::Minus, translated(QT_TRANSLATE_NOOP("StateText", "Not evaluated")), Tone::Muted};
    if (outcome == QLatin1StringView("invalid-trust-chain"))
        return {Glyph::ShieldOff, translated(QT_TRANSLATE_NOOP("StateText", "Invalid trust chain")), Tone::Danger};
    if (outcome == QLatin1StringView("unsupported-device"))
        return {Glyph::ShieldOff, translated(QT_TRANSLATE_NOOP("StateText", "Unsupported device")), Tone::Warn};
    if (outcome == QLatin1StringView("ineligible-build"))
        return {Glyph::ShieldOff, translated(QT_TRANSLATE_NOOP("StateText", "Ineligible build")), Tone::Danger};
    if (outcome == QLatin1StringView("stale-attestation"))
        return {Glyph::Clock, translated(QT_TRANSLATE_NOOP("StateText", "Stale attestation")), Tone::Warn};
    if (outcome == QLatin1StringView("replay-attempt"))
        return {Glyph::Alarm, translated(QT_TRANSLATE_NOOP("StateText", "Replay attempt")), Tone::Danger};
    if (outcome == QLatin1StringView("eligibility-failure"))
        return {Glyph::ShieldOff, translated(QT_TRANSLATE_NOOP("StateText", "Not eligible")), Tone::Danger};
    return {Glyph::Info, outcome, Tone::Muted};
}

QString categoryText(log::Category category)
{
    switch (category) {
    case log::Category::AppAccess:
        return translated(QT_TRANSLATE_NOOP("StateText", "App access"));
    case log::Category::DeviceLifecycle:
        return translated(QT_TRANSLATE_NOOP("StateText", "Device lifecycle"));
    case log::Category::PostureChange:
        return translated(QT_TRANSLATE_NOOP("StateText", "Posture change"));
    case log::Category::AdministrativeChange:
        return translated(QT_TRANSLATE_NOOP("StateText", "Administrative change"));
    case log::Category::NetworkOutcome:
        return translated(QT_TRANSLATE_NOOP("StateText", "Network outcome"));
    case log::Category::OtaOutcome:
        return translated(QT_TRANSLATE_NOOP("StateText", "OTA outcome"));
    case log::Category::SigningEvent:
        return translated(QT_TRANSLATE_NOOP("StateText", "Signing event"));
    case log::Category::IntelligenceOutcome:
        return translated(QT_TRANSLATE_NOOP("StateText", "Intelligence outcome"));
    }
    Q_UNREACHABLE();
}

QString resourceText(log::Resource resource)
{
    switch (resource) {
    case log::Resource::Account:
        return translated(QT_TRANSLATE_NOOP("StateText", "Account"));
    case log::Resource::AppSession:
        return translated(QT_TRANSLATE_NOOP("StateText", "App session"));
    case log::Resource::Audit:
        return translated(QT_TRANSLATE_NOOP("StateText", "Audit"));
    case log::Resource::Device:
        return translated(QT_TRANSLATE_NOOP("StateText", "Device"));
    case log::Resource::DeviceGroup:
        return translated(QT_TRANSLATE_NOOP("StateText", "Device group"));
    case log::Resource::EnforcementPoint:
        return translated(QT_TRANSLATE_NOOP("StateText", "Enforcement point"));
    case log::Resource::Key:
        return translated(QT_TRANSLATE_NOOP("StateText", "Key"));
    case log::Resource::Log:
        return translated(QT_TRANSLATE_NOOP("StateText", "Log"));
    case log::Resource::NetworkPath:
        return translated(QT_TRANSLATE_NOOP("StateText", "Network path"));
    case log::Resource::Operator:
        return translated(QT_TRANSLATE_NOOP("StateText", "Operator"));
    case log::Resource::Policy:
        return translated(QT_TRANSLATE_NOOP("StateText", "Policy"));
    case log::Resource::Release:
        return translated(QT_TRANSLATE_NOOP("StateText", "Release"));
    case log::Resource::Role:
        return translated(QT_TRANSLATE_NOOP("StateText", "Role"));
    case log::Resource::Rollout:
        return translated(QT_TRANSLATE_NOOP("StateText", "Rollout"));
    case log::Resource::Rule:
        return translated(QT_TRANSLATE_NOOP("StateText", "Rule"));
    case log::Resource::Signal:
        return translated(QT_TRANSLATE_NOOP("StateText", "Signal"));
    }
    Q_UNREACHABLE();
}

QString roleText(operators::Role role)
{
    switch (role) {
    case operators::Role::Administrator:
        return translated(QT_TRANSLATE_NOOP("StateText", "administrator"));
    case operators::Role::Approver:
        return translated(QT_TRANSLATE_NOOP("StateText", "approver"));
    case operators::Role::SecurityReviewer:
        return translated(QT_TRANSLATE_NOOP("StateText", "security reviewer"));
    case operators::Role::ReleaseManager:
        return translated(QT_TRANSLATE_NOOP("StateText", "release manager"));
    }
    Q_UNREACHABLE();
}

QString rolesText(operators::Roles roles)
{
    QStringList texts;
    for (const operators::Role role : operators::allRoles()) {
        if (roles.has(role))
            texts.append(roleText(role));
    }
    return texts.join(translated(QT_TRANSLATE_NOOP("StateText", ", ")));
}

QString securityLevelText(const QString &level)
{
    if (level == QLatin1StringView("strongbox"))
        return translated(QT_TRANSLATE_NOOP("StateText", "StrongBox"));
    if (level == QLatin1StringView("trusted-environment"))
        return translated(QT_TRANSLATE_NOOP("StateText", "Trusted environment"));
    if (level == QLatin1StringView("software"))
        return translated(QT_TRANSLATE_NOOP("StateText", "Software"));
    return level;
}

} // namespace enigm::views::words

#include "views/devices/DeviceFacts.h"

#include "views/devices/DeviceWordsProxy.h"
#include "views/panes/JsonFacts.h"
#include "views/words/StateText.h"
#include "views/words/TimeText.h"

#include <QCoreApplication>

#include <array>

namespace enigm::views::devices {

using design::Fact;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(DeviceFacts)
};

struct Named
{
    const char *member;
    const char *name;
    bool isCode = false;
    bool isMonth = false; ///< YYYYMM or YYYYMMDD
};

constexpr std::array shown = {
    Named{"reason", QT_TRANSLATE_NOOP("DeviceFacts", "Reason")},
    Named{"verified_boot_state", QT_TRANSLATE_NOOP("DeviceFacts", "Verified boot")},
    Named{"device_locked", QT_TRANSLATE_NOOP("DeviceFacts", "Boot loader locked")},
    Named{"attestation_security_level", QT_TRANSLATE_NOOP("DeviceFacts", "Attested by")},
    Named{"keymint_security_level", QT_TRANSLATE_NOOP("DeviceFacts", "Key kept in")},
    Named{"attestation_version", QT_TRANSLATE_NOOP("DeviceFacts", "Attestation version")},
    Named{"os_patch_level", QT_TRANSLATE_NOOP("DeviceFacts", "System patch"), false, true},
    Named{"vendor_patch_level", QT_TRANSLATE_NOOP("DeviceFacts", "Vendor patch"), false, true},
    Named{"boot_patch_level", QT_TRANSLATE_NOOP("DeviceFacts", "Boot patch"), false, true},
    Named{"provisioning", QT_TRANSLATE_NOOP("DeviceFacts", "Provisioned")},
    Named{"verified_boot_key", QT_TRANSLATE_NOOP("DeviceFacts", "Boot key"), true},
    Named{"verified_boot_hash", QT_TRANSLATE_NOOP("DeviceFacts", "Boot digest"), true},
    Named{"root_digest", QT_TRANSLATE_NOOP("DeviceFacts", "Root key"), true},
};

/// "2026-11" of 202611, "2026-11-05" of 20261105, other numbers as they are.
QString monthText(const json::Value &value)
{
    QString digits =
        value.kind() == json::Value::Kind::Integer ? QString::number(value.integer()) : panes::jsonText(value);
    if (digits.size() == 8)
        digits.insert(6, u'-');
    if (digits.size() == 6 || digits.size() == 9)
        digits.insert(4, u'-');
    return digits;
}

QString textOf(const Named &named, const json::Value &value)
{
    if (named.isMonth)
        return monthText(value);
    const QString text = panes::jsonText(value);
    return words::securityLevelText(text);
}

} // namespace

std::vector<Fact> deviceFacts(const client::Device &device, qint64 now)
{
    const auto time = [now](const QString &name, qint64 at) {
        return Fact{.name = name, .value = words::relativeTime(at, now), .hover = words::exactTime(at)};
    };
    const QString patch = patchText(device);
    std::vector<Fact> facts = {
        {.name = Words::tr("Attestation"), .value = {}, .state = attestationOf(device)},
        time(Words::tr("Attested"), device.attested),
    };
    // Asked for is not done.
    if (device.attestationAsked)
        facts.push_back(
            {.name = Words::tr("Attestation asked"),
             .value = Words::tr("%1, not answered yet").arg(words::relativeTime(*device.attestationAsked, now)),
             .hover = words::exactTime(*device.attestationAsked)});
    const std::vector<Fact> more = {
        {.name = Words::tr("Security level"), .value = words::securityLevelText(device.securityLevel)},
        {.name = Words::tr("Patch level"), .value = patch.isEmpty() ? Words::tr("not known") : patch},
        time(Words::tr("Enrolled"), device.enrolled),
    };
    facts.insert(facts.end(), more.begin(), more.end());
    if (device.lastSeen)
        facts.push_back(time(Words::tr("Last seen"), *device.lastSeen));
    else
        facts.push_back({.name = Words::tr("Last seen"), .value = Words::tr("never")});
    facts.push_back({.name = Words::tr("Attested key"), .value = device.key, .code = true});
    return facts;
}

std::vector<Fact> attestationFacts(const json::Value &facts)
{
    std::vector<Fact> result;
    if (facts.kind() != json::Value::Kind::Object)
        return result;
    const json::Object &outer = facts.object();
    const json::Value *inner = outer.find(QStringLiteral("facts"));
    const bool nested = inner != nullptr && inner->kind() == json::Value::Kind::Object;
    for (const Named &named : shown) {
        const QLatin1StringView member(named.member);
        const json::Value *value = outer.find(member);
        if (value == nullptr && nested)
            value = inner->object().find(member);
        if (value != nullptr && !value->isNull())
            result.push_back({.name = Words::tr(named.name), .value = textOf(named, *value), .code = named.isCode});
    }
    return result;
}

} // namespace enigm::views::devices

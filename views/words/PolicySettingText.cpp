#include "views/words/PolicySettingText.h"

#include "views/words/PolicyText.h"

#include <QCoreApplication>

namespace enigm::views::words {

using design::Glyph;
using design::StateWord;
using design::Tone;
using policy::NetworkPath;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PolicySettingText)
};

} // namespace

QString settingText(std::optional<policy::PrivacyMode> setting)
{
    if (!setting)
        return Words::tr("left to other policies");
    return *setting == policy::PrivacyMode::Required ? Words::tr("required") : Words::tr("allowed");
}

QString settingText(std::optional<policy::Launcher> setting)
{
    if (!setting)
        return Words::tr("left to other policies");
    return *setting == policy::Launcher::Restricted ? Words::tr("restricted") : Words::tr("standard");
}

QString settingText(std::optional<policy::SetUp> setting)
{
    if (!setting)
        return Words::tr("left to other policies");
    return *setting == policy::SetUp::Locked ? Words::tr("locked") : Words::tr("open");
}

QString settingText(std::optional<policy::PathState> setting)
{
    return setting ? pathStateWord(setting).word : Words::tr("left to other policies");
}

StateWord pathStateWord(std::optional<policy::PathState> state)
{
    if (!state)
        return {Glyph::Minus, Words::tr("by rules"), Tone::Muted};
    switch (*state) {
    case policy::PathState::Off:
        return {Glyph::Minus, Words::tr("off"), Tone::Muted};
    case policy::PathState::Optional:
        return {Glyph::Check, Words::tr("optional"), Tone::Ok};
    case policy::PathState::Required:
        return {Glyph::Lock, Words::tr("required"), Tone::Info};
    case policy::PathState::Prohibited:
        return {Glyph::Blocked, Words::tr("prohibited"), Tone::Danger};
    }
    Q_UNREACHABLE();
}

std::vector<SettingText> settingTexts(const policy::Settings &before, const policy::Settings &after)
{
    std::vector<SettingText> texts{
        {.name = Words::tr("Privacy mode"),
         .before = settingText(before.privacyMode),
         .after = settingText(after.privacyMode)},
        {.name = Words::tr("Launcher"), .before = settingText(before.launcher), .after = settingText(after.launcher)},
        {.name = Words::tr("Set-up"), .before = settingText(before.setUp), .after = settingText(after.setUp)}};
    for (const NetworkPath path : policy::allOf<NetworkPath>())
        texts.push_back(
            {.name = pathText(path), .before = settingText(before.of(path)), .after = settingText(after.of(path))});
    return texts;
}

} // namespace enigm::views::words

#pragma once

#include "contract/policy/Settings.h"
#include "views/design/facts/StateWord.h"

#include <QString>

#include <optional>
#include <vector>

namespace enigm::views::words {

/// "Privacy mode", with "required", of those that are set.
struct SettingText
{
    QString name;
    QString before; ///< "left to other policies" where it is not set
    QString after;
};
/// Each setting as it is in one and in the other: those of Enigm OS, then those of network paths.
[[nodiscard]] std::vector<SettingText> settingTexts(const policy::Settings &before, const policy::Settings &after);
[[nodiscard]] QString settingText(std::optional<policy::PrivacyMode> setting);
[[nodiscard]] QString settingText(std::optional<policy::Launcher> setting);
[[nodiscard]] QString settingText(std::optional<policy::SetUp> setting);
[[nodiscard]] QString settingText(std::optional<policy::PathState> setting);
/// How a way into the network is governed; nothing: policies leave it to their rules.
[[nodiscard]] design::StateWord pathStateWord(std::optional<policy::PathState> state);

} // namespace enigm::views::words

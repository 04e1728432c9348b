#pragma once

#include "contract/json/JsonValue.h"
#include "contract/policy/PolicyWords.h"
#include "contract/problems/Problem.h"

#include <QString>

#include <optional>

namespace enigm::policy {

/// How Enigm OS is to be set: {"launcher":word|null,"privacy_mode":word|null,"set_up":word|null}, null for what a
/// policy leaves to others.
struct Settings
{
    std::optional<PrivacyMode> privacyMode = {};
    std::optional<Launcher> launcher = {};
    std::optional<SetUp> setUp = {};

    static Expected<Settings> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;

    [[nodiscard]] bool isEmpty() const { return *this == Settings(); }
    /// Of two that apply to one device: of each setting the stricter.
    [[nodiscard]] Settings combined(const Settings &other) const;
    friend bool operator==(const Settings &, const Settings &) = default;
};

} // namespace enigm::policy

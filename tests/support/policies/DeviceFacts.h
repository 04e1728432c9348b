#pragma once

#include "contract/policy/GroupDictionary.h"
#include "contract/policy/Input.h"

#include <QLatin1StringView>
#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace enigm::test {

/// A device as its reports and the directory speak of it, in words.
struct DeviceFacts
{
    /// By input from DeviceState on; nothing: not known. "unknown" is a word of reports.
    std::array<std::optional<QLatin1StringView>, policy::deviceInputCount> words{};
    std::optional<std::vector<QString>> groups;

    [[nodiscard]] const std::optional<QLatin1StringView> &word(policy::Input input) const;
    void remove(policy::Input input);
    /// As the evaluator takes it.
    [[nodiscard]] policy::DeviceInputs inputs(policy::GroupDictionary &dictionary) const;
};

/// All words that a device may use for this input.
[[nodiscard]] std::vector<QLatin1StringView> wordsOfDevices(policy::Input input);

} // namespace enigm::test

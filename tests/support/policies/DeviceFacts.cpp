#include "tests/support/policies/DeviceFacts.h"

namespace enigm::test {

using policy::Input;

namespace {

std::size_t placeOf(Input input)
{
    return static_cast<std::size_t>(input) - static_cast<std::size_t>(policy::firstDeviceInput);
}

template <typename Enum>
std::vector<QLatin1StringView> wordsOfAll(std::span<const Enum> values)
{
    std::vector<QLatin1StringView> words;
    for (const Enum value : values)
        words.push_back(toWord(value));
    return words;
}

template <typename Enum>
void set(policy::DeviceInputs &inputs, std::span<const Enum> values, QLatin1StringView word)
{
    for (const Enum value : values) {
        if (toWord(value) == word)
            inputs.set(value);
    }
}

} // namespace

const std::optional<QLatin1StringView> &DeviceFacts::word(Input input) const
{
    return words[placeOf(input)];
}

void DeviceFacts::remove(Input input)
{
    if (input == Input::Groups)
        groups.reset();
    else
        words[placeOf(input)].reset();
}

policy::DeviceInputs DeviceFacts::inputs(policy::GroupDictionary &dictionary) const
{
    policy::DeviceInputs result;
    const auto take = [this, &result](Input input, auto values) {
        if (word(input))
            set(result, values, *word(input));
    };
    take(Input::DeviceState, fleet::allDeviceStates());
    take(Input::OsTrust, reports::allOf<reports::OsTrust>());
    take(Input::TrustCenter, reports::allOf<reports::TrustCenter>());
    take(Input::AppSession, reports::allOf<reports::AppSession>());
    take(Input::PolicyState, policy::allOf<policy::PolicyState>());
    take(Input::Integrity, reports::allOf<reports::Integrity>());
    take(Input::Attestation, fleet::allAttestationOutcomes());
    if (groups)
        result.setGroups(dictionary.setOf(*groups));
    return result;
}

std::vector<QLatin1StringView> wordsOfDevices(Input input)
{
    switch (input) {
    case Input::DeviceState:
        return wordsOfAll(fleet::allDeviceStates());
    case Input::OsTrust:
        return wordsOfAll(reports::allOf<reports::OsTrust>());
    case Input::TrustCenter:
        return wordsOfAll(reports::allOf<reports::TrustCenter>());
    case Input::AppSession:
        return wordsOfAll(reports::allOf<reports::AppSession>());
    case Input::PolicyState:
        return wordsOfAll(policy::allOf<policy::PolicyState>());
    case Input::Integrity:
        return wordsOfAll(reports::allOf<reports::Integrity>());
    case Input::Attestation:
        return wordsOfAll(fleet::allAttestationOutcomes());
    case Input::Actor:
    case Input::NetworkPath:
    case Input::Groups:
    case Input::Times:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace enigm::test

#include "contract/policy/Input.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::policy {

namespace {

struct Row
{
    Input input;
    QLatin1StringView word;
};

constexpr auto rows = std::to_array<Row>({
    {Input::Actor, "actor"_L1},
    {Input::DeviceState, "device_state"_L1},
    {Input::OsTrust, "os_trust"_L1},
    {Input::TrustCenter, "trust_center"_L1},
    {Input::AppSession, "app_session"_L1},
    {Input::PolicyState, "policy_state"_L1},
    {Input::Integrity, "integrity"_L1},
    {Input::Attestation, "attestation"_L1},
    {Input::NetworkPath, "network_path"_L1},
    {Input::Groups, "groups"_L1},
    {Input::Times, "times"_L1},
});
static_assert(rows.size() == inputCount);

constexpr auto inputs = [] {
    std::array<Input, inputCount> result{};
    std::ranges::transform(rows, result.begin(), &Row::input);
    return result;
}();

using Words = std::vector<QLatin1StringView>;

/// The words of the values that say something, at the place before their code.
template <typename Enum>
Words wordsOfAll(std::span<const Enum> values)
{
    Words words;
    for (const Enum value : values) {
        if (codeOf(value) != missing)
            words.push_back(toWord(value));
    }
    return words;
}

} // namespace

std::span<const Input> allInputs()
{
    return inputs;
}

QLatin1StringView toWord(Input input)
{
    return rows[static_cast<std::size_t>(input)].word;
}

std::span<const QLatin1StringView> wordsOf(Input input)
{
    static const std::array<Words, inputCount> words{
        wordsOfAll(allOf<ActorCategory>()),
        wordsOfAll(fleet::allDeviceStates()),
        wordsOfAll(reports::allOf<reports::OsTrust>()),
        wordsOfAll(reports::allOf<reports::TrustCenter>()),
        wordsOfAll(reports::allOf<reports::AppSession>()),
        wordsOfAll(allOf<PolicyState>()),
        wordsOfAll(reports::allOf<reports::Integrity>()),
        wordsOfAll(fleet::allAttestationOutcomes()),
        wordsOfAll(allOf<NetworkPath>()),
        Words(),
        Words(),
    };
    return words[static_cast<std::size_t>(input)];
}

bool haveCommon(const GroupSet &left, const GroupSet &right)
{
    return std::ranges::any_of(left, [&right](GroupIndex group) { return std::ranges::binary_search(right, group); });
}

void DeviceInputs::remove(Input input)
{
    if (input == Input::Groups)
        m_groups.reset();
    else
        m_codes[placeOf(input)] = missing;
}

} // namespace enigm::policy

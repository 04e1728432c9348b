#pragma once

#include "contract/fleet/Attestation.h"
#include "contract/fleet/DeviceState.h"
#include "contract/policy/PolicyWords.h"
#include "contract/reports/PostureWords.h"

#include <array>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace enigm::policy {

/// What a decision rests on besides the action and the resource: the trust inputs of design section 3 (a device handle
/// counts by the state and the groups of the device that it names), the way and the time. The order is the one in
/// which inputs are named to people, and breaks ties between explanations.
enum class Input {
    Actor,
    DeviceState,
    OsTrust,
    TrustCenter,
    AppSession,
    PolicyState,
    Integrity,
    Attestation,
    NetworkPath,
    Groups,
    Times,
};
using Inputs = EnumSet<Input>;

inline constexpr std::size_t inputCount = 11;
/// The first nine have words; of these, all but actor and path are facts of a device.
inline constexpr std::size_t wordInputCount = 9;
inline constexpr Input firstDeviceInput = Input::DeviceState;
inline constexpr std::size_t deviceInputCount = 7;

[[nodiscard]] std::span<const Input> allInputs();
/// The member of a rule's conditions, such as "os_trust".
[[nodiscard]] QLatin1StringView toWord(Input input);
/// The words that a condition may name, in the order of their codes; none for groups and times. A device that answers
/// "unknown" says nothing, so that this is no such word.
[[nodiscard]] std::span<const QLatin1StringView> wordsOf(Input input);

/// The number of a word in wordsOf, counted from 1.
using Code = quint8;
inline constexpr Code missing = 0;
/// Codes of devices are below this.
inline constexpr std::size_t codeCount = 16;

/// A set of codes: bit n stands for the code n.
using Codes = quint16;
[[nodiscard]] constexpr Codes codesOf(Code code)
{
    return static_cast<Codes>(1U << code);
}

/// Which input a value of this type is of, and its code: `missing` where it says that nothing is known.
template <typename Fact>
struct FactInput;
template <>
struct FactInput<fleet::DeviceState>
{
    static constexpr Input input = Input::DeviceState;
};
template <>
struct FactInput<reports::OsTrust>
{
    static constexpr Input input = Input::OsTrust;
};
template <>
struct FactInput<reports::TrustCenter>
{
    static constexpr Input input = Input::TrustCenter;
};
template <>
struct FactInput<reports::AppSession>
{
    static constexpr Input input = Input::AppSession;
};
template <>
struct FactInput<PolicyState>
{
    static constexpr Input input = Input::PolicyState;
};
template <>
struct FactInput<reports::Integrity>
{
    static constexpr Input input = Input::Integrity;
};
template <>
struct FactInput<fleet::AttestationOutcome>
{
    static constexpr Input input = Input::Attestation;
};
template <>
struct FactInput<NetworkPath>
{
    static constexpr Input input = Input::NetworkPath;
};

template <typename Fact>
[[nodiscard]] constexpr Code codeOf(Fact fact)
{
    if constexpr (requires { Fact::Unknown; }) {
        if (fact == Fact::Unknown)
            return missing;
    }
    return static_cast<Code>(static_cast<int>(fact) + 1);
}

/// A group by its place in a GroupDictionary.
using GroupIndex = quint32;
/// Sorted, each once.
using GroupSet = std::vector<GroupIndex>;
[[nodiscard]] bool haveCommon(const GroupSet &left, const GroupSet &right);

/// What is known of one device, dictionary-coded. Nothing is known of a device of which nothing was set.
class DeviceInputs
{
public:
    DeviceInputs() = default;
    /// Of what codes() and groups() answered.
    DeviceInputs(const std::array<Code, deviceInputCount> &codes, std::optional<GroupSet> groups)
        : m_codes(codes)
        , m_groups(std::move(groups))
    {}

    template <typename Fact>
    void set(Fact fact)
    {
        static_assert(FactInput<Fact>::input != Input::NetworkPath);
        m_codes[placeOf(FactInput<Fact>::input)] = codeOf(fact);
    }
    void setGroups(GroupSet groups) { m_groups = std::move(groups); }
    /// Makes an input of the device missing.
    void remove(Input input);

    [[nodiscard]] Code code(Input input) const { return m_codes[placeOf(input)]; }
    /// From firstDeviceInput on.
    [[nodiscard]] const std::array<Code, deviceInputCount> &codes() const { return m_codes; }
    /// Nothing: it is not known which device this is.
    [[nodiscard]] const std::optional<GroupSet> &groups() const { return m_groups; }

    friend bool operator==(const DeviceInputs &, const DeviceInputs &) = default;

private:
    static constexpr std::size_t placeOf(Input input)
    {
        return static_cast<std::size_t>(input) - static_cast<std::size_t>(firstDeviceInput);
    }

    std::array<Code, deviceInputCount> m_codes{};
    std::optional<GroupSet> m_groups;
};

/// What is asked, by whom, which way and when.
struct Question
{
    ActionCategory action = ActionCategory::Access;
    log::Resource resource = log::Resource::Device;
    Actors actor = {};                    ///< every category that the one who asks is of; empty: not known
    std::optional<NetworkPath> path = {}; ///< nothing: by none of the governed ones, or not known
    std::optional<qint64> time = {};      ///< Unix seconds; nothing: not known
};

} // namespace enigm::policy

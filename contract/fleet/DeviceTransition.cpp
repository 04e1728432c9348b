#include "contract/fleet/DeviceTransition.h"

#include <algorithm>
#include <array>
#include <iterator>

using namespace Qt::StringLiterals;

namespace enigm::fleet {

namespace {

using enum DeviceState;
using enum DeviceAct;

// Ordered by act, then by the state it leads from.
constexpr std::array table{
    DeviceTransition{Admit, PendingEnrollment, Trusted}, DeviceTransition{Deny, PendingEnrollment, Retired},
    DeviceTransition{Restrict, Trusted, Restricted},     DeviceTransition{Suspend, Trusted, Suspended},
    DeviceTransition{Suspend, Restricted, Suspended},    DeviceTransition{Reactivate, Restricted, Trusted},
    DeviceTransition{Reactivate, Suspended, Trusted},    DeviceTransition{Reactivate, Suspended, Restricted},
    DeviceTransition{Revoke, Trusted, Revoked},          DeviceTransition{Revoke, Restricted, Revoked},
    DeviceTransition{Revoke, Suspended, Revoked},        DeviceTransition{Replace, Trusted, Replaced},
    DeviceTransition{Replace, Restricted, Replaced},     DeviceTransition{Replace, Suspended, Replaced},
    DeviceTransition{Retire, Trusted, Retired},          DeviceTransition{Retire, Restricted, Retired},
    DeviceTransition{Retire, Suspended, Retired},
};

constexpr std::array acts{Admit, Deny, Restrict, Suspend, Reactivate, Revoke, Replace, Retire};

constexpr std::array actions{"device.admit"_L1,      "device.deny"_L1,   "device.restrict"_L1, "device.suspend"_L1,
                             "device.reactivate"_L1, "device.revoke"_L1, "device.replace"_L1,  "device.retire"_L1};

void addOnce(std::vector<DeviceState> &states, DeviceState state)
{
    if (std::ranges::find(states, state) == states.end())
        states.push_back(state);
}

} // namespace

std::span<const DeviceTransition> deviceTransitions()
{
    return table;
}

std::span<const DeviceAct> allDeviceActs()
{
    return acts;
}

QLatin1StringView toAction(DeviceAct act)
{
    return actions[static_cast<std::size_t>(act)];
}

std::optional<DeviceAct> deviceActFromAction(QAnyStringView action)
{
    for (const DeviceAct act : acts) {
        if (toAction(act) == action)
            return act;
    }
    return std::nullopt;
}

std::optional<DeviceState> nextState(DeviceState from, DeviceAct act, std::optional<DeviceState> to)
{
    std::optional<DeviceState> found;
    for (const DeviceTransition &move : table) {
        if (move.act != act || move.from != from || (to && move.to != *to))
            continue;
        if (found)
            return std::nullopt; // more than one way is open: the caller must say which
        found = move.to;
    }
    return found;
}

std::optional<DeviceState> stateAfter(QAnyStringView action, DeviceState from, std::optional<DeviceState> to)
{
    if (action == wipeAction)
        return mayWipe(from) ? std::optional(from) : std::nullopt;
    const auto act = deviceActFromAction(action);
    return act ? nextState(from, *act, to) : std::nullopt;
}

std::vector<DeviceState> fromStates(DeviceAct act, std::optional<DeviceState> to)
{
    std::vector<DeviceState> result;
    for (const DeviceTransition &move : table) {
        if (move.act == act && (!to || move.to == *to))
            addOnce(result, move.from);
    }
    std::ranges::sort(result);
    return result;
}

std::vector<DeviceState> fromStates(QAnyStringView action)
{
    if (const auto act = deviceActFromAction(action))
        return fromStates(*act);
    std::vector<DeviceState> result;
    if (action == wipeAction)
        std::ranges::copy_if(allDeviceStates(), std::back_inserter(result), mayWipe);
    return result;
}

std::vector<DeviceState> toStates(DeviceAct act)
{
    std::vector<DeviceState> result;
    for (const DeviceTransition &move : table) {
        if (move.act == act)
            addOnce(result, move.to);
    }
    std::ranges::sort(result);
    return result;
}

bool isEnding(QAnyStringView action)
{
    const auto act = deviceActFromAction(action);
    return act && std::ranges::all_of(toStates(*act), isFinal);
}

bool mayWipe(DeviceState state)
{
    switch (state) {
    case Trusted:
    case Restricted:
    case Suspended:
    case Revoked:
        return true;
    case PendingEnrollment:
    case Replaced:
    case Retired:
        return false;
    }
    Q_UNREACHABLE();
}

bool isServed(DeviceState state)
{
    switch (state) {
    case Trusted:
    case Restricted:
        return true;
    case PendingEnrollment:
    case Suspended:
    case Revoked:
    case Replaced:
    case Retired:
        return false;
    }
    Q_UNREACHABLE();
}

} // namespace enigm::fleet

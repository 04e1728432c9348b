#pragma once

#include "contract/fleet/DeviceState.h"

#include <QLatin1StringView>

#include <optional>
#include <span>
#include <vector>

namespace enigm::fleet {

/// A privileged act that moves devices from state to state. Wipe is a command, not a move: see mayWipe.
enum class DeviceAct { Admit, Deny, Restrict, Suspend, Reactivate, Revoke, Replace, Retire };

/// One legal move.
struct DeviceTransition
{
    DeviceAct act;
    DeviceState from;
    DeviceState to;

    friend bool operator==(const DeviceTransition &, const DeviceTransition &) = default;
};

/// The whole table: what is not in it is refused.
[[nodiscard]] std::span<const DeviceTransition> deviceTransitions();

/// All acts, in order of declaration.
[[nodiscard]] std::span<const DeviceAct> allDeviceActs();

/// The action that asks for the act, such as "device.admit".
[[nodiscard]] QLatin1StringView toAction(DeviceAct act);

/// The act of an action; nothing for an action that moves no device ("device.wipe", "policy.publish").
[[nodiscard]] std::optional<DeviceAct> deviceActFromAction(QAnyStringView action);

/// Where the act leads a device that is in `from`; nothing where the table has no such move. An act with one
/// destination only needs no `to`; reactivation may lead to trusted or to restricted, as the change's parameters say,
/// and answers nothing without `to` where both are open.
[[nodiscard]] std::optional<DeviceState> nextState(DeviceState from, DeviceAct act,
                                                   std::optional<DeviceState> to = std::nullopt);

/// The action that asks for the wipe command.
inline constexpr auto wipeAction = QLatin1StringView("device.wipe");

/// In which state an action leaves a device that is in `from`: where its act leads (see nextState); for a wipe that may
/// be sent, `from` itself. Nothing for an action that is about no device, and where the table has no such move.
[[nodiscard]] std::optional<DeviceState> stateAfter(QAnyStringView action, DeviceState from,
                                                    std::optional<DeviceState> to = std::nullopt);

/// The states from which the act is legal, in order of declaration, towards `to` where that is given. For composing a
/// change's signed from-states and for enabling what a person may ask for.
[[nodiscard]] std::vector<DeviceState> fromStates(DeviceAct act, std::optional<DeviceState> to = std::nullopt);

/// The states in which a device may be that the action is about; none for an action that is about no device.
[[nodiscard]] std::vector<DeviceState> fromStates(QAnyStringView action);

/// The states that the act can lead to, in order of declaration.
[[nodiscard]] std::vector<DeviceState> toStates(DeviceAct act);

/// Whether the action leads a device to a state that nothing leads out of: what an end-of-life record is about.
[[nodiscard]] bool isEnding(QAnyStringView action);

/// Whether the wipe command may be sent to a device in this state (trusted, restricted, suspended, revoked).
[[nodiscard]] bool mayWipe(DeviceState state);

/// Whether a device in this state is served beyond the routes of its own evidence and acknowledgements.
[[nodiscard]] bool isServed(DeviceState state);

} // namespace enigm::fleet

#pragma once

#include "contract/fleet/CommandState.h"
#include "contract/fleet/DeviceHandle.h"
#include "contract/fleet/DeviceState.h"
#include "contract/json/JsonValue.h"

#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace enigm::controlplane::fleet {

/// A device as operators see it; `Device` of openapi.yaml.
struct Device
{
    enigm::fleet::DeviceHandle handle;
    QString key; ///< thumbprint of the attested key
    enigm::fleet::DeviceState state = enigm::fleet::DeviceState::PendingEnrollment;
    QString attestation;                    ///< outcome word
    qint64 attested = 0;                    ///< when it was judged
    std::optional<qint64> attestationAsked; ///< when it was asked to attest again, where it has not done so since
    std::optional<qint64> patch;
    QString securityLevel;
    bool simulated = false; ///< attested under a sample root
    qint64 enrolled = 0;
    std::optional<qint64> lastSeen;
    std::optional<QString> joins = {}; ///< of a device that waits: id of the group that its enrolment is for

    [[nodiscard]] json::Object toJson() const;
};

struct DevicePage
{
    std::vector<Device> items; ///< by handle
    std::optional<QString> next;
    qint64 total = 0; ///< what the filter lets through

    [[nodiscard]] json::Value toJson() const;
};

/// How many devices are in each state; states without devices are absent.
struct DeviceSummary
{
    std::map<enigm::fleet::DeviceState, qint64> states;

    [[nodiscard]] json::Value toJson() const;
};

/// An execution that moved a device.
struct DeviceMove
{
    qint64 index = 0; ///< activity entry
    qint64 time = 0;
    QString action;
    QString change; ///< reference
};

/// What the device was told to do, and how far that has come; `DeviceCommand` of openapi.yaml.
struct DeviceCommand
{
    qint64 execution = 0; ///< index of the execution entry
    QString action;
    QString change; ///< reference
    enigm::fleet::CommandState state = enigm::fleet::CommandState::Queued;
    qint64 queued = 0; ///< when it was executed
    qint64 obeyBy = 0;
    std::optional<qint64> delivered; ///< when the device first fetched its evidence
    std::optional<qint64> answered;  ///< when the device's last word was taken
    std::optional<QString> problem;  ///< slug of why the device refused

    [[nodiscard]] json::Object toJson() const;
};

/// A command among those of one change; `ChangeCommand` of openapi.yaml.
struct ChangeCommand
{
    enigm::fleet::DeviceHandle handle;
    DeviceCommand command;

    [[nodiscard]] json::Value toJson() const;
};

/// What the device says of itself; `ReportedPosture` of openapi.yaml.
struct ReportedPosture
{
    json::Value report;  ///< the body of the report
    qint64 entry = 0;    ///< index of the activity entry that keeps it, signed
    qint64 changed = 0;  ///< since when it says so
    qint64 reported = 0; ///< when it last did

    [[nodiscard]] json::Value toJson() const;
};

/// Which policies the device says that hold there; `ConfirmedPolicies` of openapi.yaml.
struct ConfirmedPolicies
{
    json::Value report; ///< the body of the report
    qint64 entry = 0;   ///< index of the activity entry that keeps it, signed
    qint64 changed = 0; ///< since when it says so

    [[nodiscard]] json::Value toJson() const;
};

struct DeviceDetail
{
    Device device;
    json::Value attestationFacts;
    std::optional<ReportedPosture> posture;    ///< nothing where it has never reported
    std::optional<ConfirmedPolicies> policies; ///< nothing where it has never confirmed any
    std::vector<DeviceMove> history;           ///< oldest first
    std::vector<DeviceCommand> commands;       ///< oldest first
    std::vector<QString> waiting;              ///< references of open changes that name the device

    /// Without "policy_state", which follows from policies and groups.
    [[nodiscard]] json::Object toJson() const;
};

} // namespace enigm::controlplane::fleet

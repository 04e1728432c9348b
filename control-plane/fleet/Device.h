#pragma once

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
    QString attestation; ///< outcome word
    qint64 attested = 0; ///< when it was judged
    std::optional<qint64> patch;
    QString securityLevel;
    bool simulated = false; ///< attested under a sample root
    qint64 enrolled = 0;
    std::optional<qint64> lastSeen;

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

struct DeviceDetail
{
    Device device;
    json::Value attestationFacts;
    std::vector<DeviceMove> history; ///< oldest first
    std::vector<QString> waiting;    ///< references of open changes that name the device

    [[nodiscard]] json::Value toJson() const;
};

} // namespace enigm::controlplane::fleet

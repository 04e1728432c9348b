#pragma once

#include "api-client/session/Session.h"
#include "contract/changes/TargetSet.h"
#include "contract/fleet/CommandState.h"
#include "contract/fleet/DeviceEventKind.h"
#include "contract/fleet/DeviceHandle.h"
#include "contract/fleet/DeviceState.h"
#include "contract/json/JsonValue.h"
#include "contract/policy/PolicyWords.h"
#include "contract/reports/HeldPolicies.h"
#include "contract/reports/Posture.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::client {

/// A device as the control plane lists it (openapi: Device).
struct Device
{
    fleet::DeviceHandle handle;
    QString key; ///< thumbprint of the attested key
    fleet::DeviceState state = fleet::DeviceState::PendingEnrollment;
    QString attestation;                         ///< outcome word
    qint64 attested = 0;                         ///< when it was judged last
    std::optional<qint64> attestationAsked = {}; ///< when it was asked to attest again; nothing once it has
    std::optional<int> patch;                    ///< YYYYMM
    QString securityLevel;
    bool simulated = false;
    qint64 enrolled = 0;
    std::optional<qint64> lastSeen;
    std::optional<QString> joins = {}; ///< while it waits to be admitted: id of the group that its enrolment is for

    /// As a change names it that is about the device as it is now.
    [[nodiscard]] changes::TargetLeaf leaf() const { return {.handle = handle, .key = key, .state = state}; }
    friend bool operator==(const Device &, const Device &) = default;
};

struct DeviceHistoryItem
{
    qint64 index = 0;
    qint64 time = 0;
    QString action;
    QString change; ///< reference
};

/// What the device was told to do, and how far that has come (openapi: DeviceCommand).
struct DeviceCommand
{
    qint64 execution = 0; ///< index of the execution entry
    QString action;
    QString change; ///< reference
    fleet::CommandState state = fleet::CommandState::Queued;
    qint64 queued = 0; ///< when the change was executed
    qint64 obeyBy = 0;
    std::optional<qint64> delivered;    ///< when the device first fetched its evidence
    std::optional<qint64> answered;     ///< when the device's last word was taken
    std::optional<ProblemType> problem; ///< why the device refused

    /// When it came to be in its state, Unix seconds; as far as that is known of a cancelled one.
    [[nodiscard]] qint64 since() const;
    friend bool operator==(const DeviceCommand &, const DeviceCommand &) = default;
};

/// A command among those of one change (openapi: ChangeCommand).
struct ChangeCommand
{
    fleet::DeviceHandle handle;
    DeviceCommand command;

    friend bool operator==(const ChangeCommand &, const ChangeCommand &) = default;
};

/// What the device says of itself (openapi: ReportedPosture).
struct ReportedPosture
{
    reports::Posture report;
    qint64 entry = 0;    ///< index of the activity entry that keeps the signed report
    qint64 changed = 0;  ///< since when it says so
    qint64 reported = 0; ///< when it last did

    friend bool operator==(const ReportedPosture &, const ReportedPosture &) = default;
};

/// Which policies the device says that hold there (openapi: ConfirmedPolicies).
struct ConfirmedPolicies
{
    reports::HeldPolicies report;
    qint64 entry = 0;   ///< index of the activity entry that keeps the signed report
    qint64 changed = 0; ///< since when it says so

    friend bool operator==(const ConfirmedPolicies &, const ConfirmedPolicies &) = default;
};

/// One thing that happened to a device (openapi: DeviceEvent).
struct DeviceEvent
{
    fleet::DeviceEventKind kind = fleet::DeviceEventKind::Enrolled;
    qint64 time = 0;
    std::optional<qint64> entry = {}; ///< index of the activity entry that it is or rests on
    QString action = {};              ///< of the change; empty where it is about none
    QString change = {};              ///< reference
    QString state = {};               ///< word of what was asked for, answered or attested
    std::optional<ProblemType> problem = {};
    std::optional<reports::Posture> posture = {};

    friend bool operator==(const DeviceEvent &, const DeviceEvent &) = default;
};

struct DeviceEventPage
{
    std::vector<DeviceEvent> events; ///< newest first
    std::optional<QString> next;     ///< `after` of the next page
};

struct DeviceDetail
{
    Device device;
    json::Value attestationFacts;
    std::optional<ReportedPosture> posture;              ///< nothing where it has never reported
    std::optional<ConfirmedPolicies> policies = {};      ///< nothing where it has never confirmed any
    std::optional<policy::PolicyState> policyState = {}; ///< nothing where it is not known which are assigned to it
    std::vector<DeviceCommand> commands;                 ///< oldest first
    std::vector<DeviceHistoryItem> history;
    std::vector<QString> waiting; ///< references of open changes
};

/// What has ended the device, as it was told; nullptr where it has not ended. In the detail.
[[nodiscard]] const DeviceCommand *endOf(const DeviceDetail &detail);

struct DeviceFilter
{
    std::vector<fleet::DeviceState> states; ///< empty: all
    QString text;
    QString group = {}; ///< id; empty: all
    friend bool operator==(const DeviceFilter &, const DeviceFilter &) = default;
};

struct DevicePage
{
    std::vector<Device> devices;
    std::optional<QString> next;
    qint64 total = 0;
    QByteArray etag;
    bool notModified = false;
};

struct DeviceSummary
{
    QMap<fleet::DeviceState, qint64> states;
    qint64 total = 0;

    friend bool operator==(const DeviceSummary &, const DeviceSummary &) = default;
};

class DeviceClient
{
public:
    explicit DeviceClient(Session &session);
    [[nodiscard]] Task<Expected<DevicePage>> page(DeviceFilter filter, QString after, int limit, QByteArray etag = {});
    [[nodiscard]] Task<Expected<DeviceDetail>> device(fleet::DeviceHandle handle);
    [[nodiscard]] Task<Expected<DeviceEventPage>> timeline(fleet::DeviceHandle handle, QString after, int limit);
    [[nodiscard]] Task<Expected<DeviceSummary>> summary();
    /// What became of an executed change at each device that it was applied to, by handle; as served.
    [[nodiscard]] Task<Expected<std::vector<ChangeCommand>>> commandsOf(QString change);

private:
    Session &m_session;
};

} // namespace enigm::client

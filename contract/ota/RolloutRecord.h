#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/json/JsonValue.h"
#include "contract/ota/RolloutPlan.h"
#include "contract/ota/RolloutWords.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::ota {

// What is served of rollouts. Nobody vouches for it: what is proven of a rollout is in the logs.

/// How many devices of a group are in which state; `count`: all of them.
struct GroupCounts
{
    qint64 count = 0;
    qint64 waiting = 0;
    qint64 offered = 0;
    qint64 downloading = 0;
    qint64 verified = 0;
    qint64 installed = 0;
    qint64 confirmed = 0;
    qint64 failed = 0;
    qint64 notEligible = 0;
    qint64 withdrawn = 0;

    [[nodiscard]] qint64 of(UpdateState state) const;
    [[nodiscard]] qint64 &of(UpdateState state);
    /// Those that may still confirm without being judged again.
    [[nodiscard]] qint64 underWay() const { return waiting + offered + downloading + verified + installed; }
    friend bool operator==(const GroupCounts &, const GroupCounts &) = default;
};

/// {"completed","confirmed","count","downloading","failed","forgiven","index","installed","name","not_eligible","offered",
/// "opened":time|null,"soaks_until":time|null,"state","verified","waiting","withdrawn"}
struct RolloutGroupRecord
{
    qint64 index = 0;
    QString name;
    GroupState state = GroupState::Waiting;
    GroupCounts counts;
    qint64 forgiven = 0; ///< of those that have failed; a resumption has accepted them, and they count no more
    std::optional<qint64> opened = {};
    std::optional<qint64> soaksUntil = {}; ///< once enough devices have confirmed
    std::optional<qint64> completed = {};

    static Expected<RolloutGroupRecord> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const RolloutGroupRecord &, const RolloutGroupRecord &) = default;
};

/// {"count","failure"}
struct FailureCount
{
    UpdateFailure failure = UpdateFailure::Other;
    qint64 count = 0;

    static Expected<FailureCount> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const FailureCount &, const FailureCount &) = default;
};

/// {"automatic","by":operator|null,"group":index|null,"reason","time"}
struct RolloutHalt
{
    std::optional<QString> by = {}; ///< nothing: the rollout by itself
    std::optional<qint64> group = {};
    HaltReason reason = HaltReason::Asked;
    qint64 time = 0;

    static Expected<RolloutHalt> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const RolloutHalt &, const RolloutHalt &) = default;
};

/// {"approved_by":[operator],"asked_by":operator,"change","failures","frozen":bool,"groups","halted"|null,"id","model","obey_by","outside","plan",
/// "release":{"id","version"},"standing","started","state"}
struct RolloutRecord
{
    QString id;     ///< UUIDv7
    QString change; ///< reference of the rollout.start
    QString askedBy = {};
    std::vector<QString> approvedBy = {}; ///< sorted
    QString release;
    QString version; ///< of the release
    RolloutPlan plan;
    RolloutState state = RolloutState::Active;
    QByteArray standing; ///< what a rollout.resume has to name
    qint64 started = 0;
    qint64 obeyBy = 0;
    bool isFrozen = false; ///< whether it is known which devices it is for
    qint64 outside = 0;    ///< trusted devices that are in no group
    std::vector<RolloutGroupRecord> groups = {};
    std::vector<FailureCount> failures = {}; ///< of devices that have failed for good
    std::optional<RolloutHalt> halted = {};

    static Expected<RolloutRecord> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const RolloutRecord &, const RolloutRecord &) = default;
};

/// One device of a rollout: {"attempts","failure":word|null,"group","handle","state","time":t|null}
struct RolloutDevice
{
    fleet::DeviceHandle handle;
    qint64 group = 0;
    UpdateState state = UpdateState::Waiting;
    std::optional<UpdateFailure> failure = {}; ///< the last one; of a device that tries again, too
    qint64 attempts = 0;                       ///< that have failed
    std::optional<qint64> time = {};           ///< when something was heard of it last

    static Expected<RolloutDevice> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const RolloutDevice &, const RolloutDevice &) = default;
};

/// {"change":id|null,"entry","group":index|null,"id","kind","reason":word|null,"time","who":operator|null}
struct RolloutEvent
{
    qint64 id = 0; ///< rising
    RolloutEventKind kind = RolloutEventKind::Started;
    std::optional<qint64> group = {};
    qint64 time = 0;
    std::optional<QString> who = {};    ///< nothing: the rollout by itself
    std::optional<QString> change = {}; ///< that did it
    std::optional<HaltReason> reason = {};
    qint64 entry = 0; ///< index in the activity log

    static Expected<RolloutEvent> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const RolloutEvent &, const RolloutEvent &) = default;
};

/// How many devices a plan would have: {"groups":[{"count"}],"outside"}. Of groups by share an estimate: who is drawn
/// follows from the signed change, which is not there yet.
struct RolloutPreview
{
    std::vector<qint64> groups;
    qint64 outside = 0;

    static Expected<RolloutPreview> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const RolloutPreview &, const RolloutPreview &) = default;
};

} // namespace enigm::ota

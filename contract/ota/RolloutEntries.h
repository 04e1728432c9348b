#pragma once

#include "contract/json/JsonValue.h"
#include "contract/log/ActivityEntry.h"
#include "contract/ota/RolloutWords.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::ota {

// What the control plane itself writes into the activity log of a rollout; what people do to one are executed changes.

/// Who a rollout is for, written down before anybody is offered anything: {"change":digest,"groups":[{"count","root"}],
/// "rollout"}, the body of rollout.frozen. Each root is that of an RFC 6962 tree whose leaves are the console handles
/// of the group's devices (ASCII), sorted.
struct RolloutFrozen
{
    struct Group
    {
        qint64 count = 0;
        QByteArray root;
        friend bool operator==(const Group &, const Group &) = default;
    };

    QByteArray change; ///< digest of the rollout.start
    QString rollout;   ///< UUIDv7
    std::vector<Group> groups;

    static Expected<RolloutFrozen> fromJson(const json::Value &value);
    [[nodiscard]] json::Value toJson() const;
    /// The header of the entry; index, time, governance size and body digest are left to whoever writes it.
    [[nodiscard]] log::ActivityEntry describe() const;
    friend bool operator==(const RolloutFrozen &, const RolloutFrozen &) = default;
};

/// What a rollout did by itself:
/// {"change":digest,"confirmed","failed","group":index|null,"reason":word|null,"rollout"}, the body of
/// rollout.group-opened, rollout.group-soaking, rollout.group-completed, rollout.completed and rollout.halted. A halt
/// names group and reason, and what happens to a group names the group.
struct RolloutMove
{
    RolloutEventKind kind = RolloutEventKind::Completed;
    QByteArray change;
    QString rollout;
    std::optional<qint64> group = {};
    std::optional<HaltReason> reason = {};
    // Of the group, or of all.
    qint64 confirmed = 0;
    qint64 failed = 0;

    /// The kind whose entry has this action; nothing for an action that is none of these.
    [[nodiscard]] static std::optional<RolloutEventKind> kindOf(QStringView action);
    /// Strict. OutOfRange for a kind that is none of these, and where group and reason do not go with it.
    static Expected<RolloutMove> fromJson(RolloutEventKind kind, const json::Value &value);
    [[nodiscard]] json::Value toJson() const;
    [[nodiscard]] log::ActivityEntry describe() const;
    friend bool operator==(const RolloutMove &, const RolloutMove &) = default;
};

} // namespace enigm::ota

#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace enigm::ota {

/// Shares are in thousandths.
inline constexpr qint64 wholeShare = 1000;

/// Devices that are named one by one: {"count","group":id|null,"root"}. The root is that of an RFC 6962 tree whose
/// leaves are their console handles (ASCII), sorted.
struct RolloutMembers
{
    qint64 count = 0;
    std::optional<QString> group = {}; ///< the device group that they were; nothing: picked by hand
    QByteArray root;

    static Expected<RolloutMembers> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const RolloutMembers &, const RolloutMembers &) = default;
};

/// How many failures a group bears: {"count":n|null,"share":permille|null}; more than either halt the rollout. The
/// share is of all devices of the group.
struct ErrorThreshold
{
    std::optional<qint64> count = {};
    std::optional<qint64> share = {};

    /// OutOfRange for one that bears everything.
    static Expected<ErrorThreshold> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const ErrorThreshold &, const ErrorThreshold &) = default;
};

/// When on each day, UTC, devices are offered an update: {"from":minute,"to":minute}. From a later minute than to: past
/// midnight. The minute `to` is outside.
struct DailyWindow
{
    int from = 0;
    int to = 0;

    static Expected<DailyWindow> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
    /// At a time in Unix seconds.
    [[nodiscard]] bool holdsAt(qint64 time) const;
    friend bool operator==(const DailyWindow &, const DailyWindow &) = default;
};

/// One group of a rollout: {"errors","members"|null,"name","share":permille|null,"soak":s,"starts":Unix seconds,
/// "success":permille,"window"|null}. Of members and share exactly one is given.
struct RolloutGroup
{
    QString name;
    std::optional<RolloutMembers> members = {};
    std::optional<qint64> share = {}; ///< of the devices that no group by members names
    qint64 starts = 0;                ///< it is not offered before, which the device checks, too
    std::optional<DailyWindow> window = {};
    qint64 success = wholeShare; ///< of its eligible devices, that have to confirm
    ErrorThreshold errors;
    qint64 soak = 0; ///< seconds from success to the next group

    static constexpr qsizetype longestName = 64;
    static constexpr qint64 longestSoak = qint64(90) * 24 * 3600;

    static Expected<RolloutGroup> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const RolloutGroup &, const RolloutGroup &) = default;
};

} // namespace enigm::ota

#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::feed {

/// Reads a change cursor as it is sent: a decimal number without sign or leading zeros. OutOfRange.
[[nodiscard]] Expected<qint64> parseCursor(QByteArrayView text);

/// One step of the change feed: what is another than before. Hints alone: names of what every operator may list, never
/// what it says, so that whoever is interested reads it by the route that decides who may. Nobody vouches for them, and
/// nothing that is signed or proven rests on them.
struct FeedEvent
{
    /// More devices, changes, policies, releases or rollouts than this are not named.
    static constexpr std::size_t mostNames = 64;

    qint64 cursor = 0;    ///< change cursor up to which this tells: where to go on from
    bool isReset = false; ///< anything may be another: what the reader had is no place to go on from
    /// Nothing: too many to name.
    std::optional<std::vector<fleet::DeviceHandle>> devices = std::vector<fleet::DeviceHandle>();
    /// References; nothing: too many to name.
    std::optional<std::vector<QString>> changes = std::vector<QString>();
    /// Ids of policies that are another, or whose drafts are; nothing: too many to name.
    std::optional<std::vector<QString>> policies = std::vector<QString>();
    /// Ids of releases that are another, or gone; nothing: too many to name.
    std::optional<std::vector<QString>> releases = std::vector<QString>();
    /// Ids of rollouts that are another, or of which devices were heard; nothing: too many to name.
    std::optional<std::vector<QString>> rollouts = std::vector<QString>();
    // The size of a log where it has grown.
    std::optional<qint64> activitySize = {};
    std::optional<qint64> governanceSize = {};

    /// Whether it tells of nothing.
    [[nodiscard]] bool isEmpty() const;
    // Whether what is shown of these may be another.
    [[nodiscard]] bool concernsDevices() const { return isReset || !devices || !devices->empty(); }
    [[nodiscard]] bool concernsDevice(const fleet::DeviceHandle &handle) const;
    [[nodiscard]] bool concernsChanges() const { return isReset || !changes || !changes->empty(); }
    [[nodiscard]] bool concernsPolicies() const { return isReset || !policies || !policies->empty(); }
    [[nodiscard]] bool concernsReleases() const { return isReset || !releases || !releases->empty(); }
    [[nodiscard]] bool concernsRollouts() const { return isReset || !rollouts || !rollouts->empty(); }
    [[nodiscard]] bool concernsActivity() const { return isReset || activitySize; }
    [[nodiscard]] bool concernsGovernance() const { return isReset || governanceSize; }

    /// "changed" or "reset".
    [[nodiscard]] QLatin1StringView name() const;
    /// {"activity_size","changes","devices","governance_size","policies","releases","rollouts"}; of a reset {}.
    [[nodiscard]] json::Value toJson() const;
    /// As an event of text/event-stream.
    [[nodiscard]] QByteArray toEventStream() const;
    /// An event of that stream, taken apart; nothing for one of another name, which a newer server may send. The
    /// problems of json, UnexpectedAnswer, OutOfRange.
    [[nodiscard]] static Expected<std::optional<FeedEvent>> parse(QByteArrayView id, QByteArrayView name,
                                                                  QByteArrayView data);

    friend bool operator==(const FeedEvent &, const FeedEvent &) = default;
};

} // namespace enigm::feed

#pragma once

#include "contract/fleet/CommandState.h"
#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>

#include <optional>

namespace enigm::reports {

/// What a device made of a command.
enum class Obedience {
    Obeyed,    ///< done as the evidence said
    AlreadySo, ///< nothing was left to do
    Refused,   ///< the evidence did not hold, for the problem that is named
};

[[nodiscard]] QLatin1StringView toWord(Obedience obedience); ///< "obeyed", "already-so", "refused"

/// The body of a report of kind "acknowledgement": {"change","execution","outcome","problem"}.
struct Acknowledgement
{
    QByteArray change;    ///< digest of the signed change
    qint64 execution = 0; ///< index of its execution entry
    Obedience outcome = Obedience::Obeyed;
    std::optional<ProblemType> problem; ///< where refused, and only there

    /// What the command is once this was taken.
    [[nodiscard]] fleet::CommandState state() const;

    [[nodiscard]] json::Value toJson() const;
    static Expected<Acknowledgement> fromJson(const json::Value &value, const QString &pointer);

    friend bool operator==(const Acknowledgement &, const Acknowledgement &) = default;
};

} // namespace enigm::reports

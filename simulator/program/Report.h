#pragma once

#include "contract/json/JsonValue.h"
#include "simulator/fleet/FleetRun.h"
#include "simulator/program/Options.h"

#include <QMap>
#include <QString>

namespace enigm::simulator {

/// "accepted", "refused", "failed".
[[nodiscard]] QLatin1StringView toWord(CheckInResult::Outcome outcome);

/// "edh1… accepted trusted", "edh1… refused device-refused", with a newline.
[[nodiscard]] QString lineOf(const CheckInResult &result);
/// {"handle","outcome","problem","state"}, null where there is none.
[[nodiscard]] json::Value documentOf(const CheckInResult &result);

/// "20 check-ins in 0.4 s: 19 accepted, 1 refused (device-refused 1), 0 failed", with a newline.
[[nodiscard]] QString summaryOf(const Tally &tally, double seconds);
/// {"accepted","failed","milliseconds","problems":{slug:n},"refused"}
[[nodiscard]] json::Object documentOf(const Tally &tally, double seconds);

[[nodiscard]] ExitCode exitCodeOf(const Tally &tally);

// What the sums of check-ins and those of commands share.
/// " (device-refused 2)"; nothing where there are none.
[[nodiscard]] QString textOf(const QMap<QString, qint64> &problems);
/// {slug:n}
[[nodiscard]] json::Value documentOf(const QMap<QString, qint64> &problems);
[[nodiscard]] qint64 millisecondsOf(double seconds);

} // namespace enigm::simulator

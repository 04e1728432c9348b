#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace enigm::models::rows {

/// A whole row for the clipboard: its cells separated by tabs.
[[nodiscard]] QString copyText(const QStringList &cells);
/// Unix seconds as ISO 8601 in UTC, "2026-11-22T19:04:15Z"; empty for nothing.
[[nodiscard]] QString isoTime(std::optional<qint64> time);

} // namespace enigm::models::rows

#pragma once

#include <QString>

#include <vector>

namespace enigm::ctl {

/// Foreign text as it may go to a terminal: what encoding::checkSafeText refuses (control characters, bidirectional
/// formatting, invisible characters) is written out as "\u{202e}".
[[nodiscard]] QString plainText(const QString &text);

/// Unix seconds as "2026-11-22 19:08:41Z".
[[nodiscard]] QString timeText(qint64 unixSeconds);

/// "a, b, c" of words, for a cell or a sentence.
[[nodiscard]] QString joined(const std::vector<QString> &words);

} // namespace enigm::ctl

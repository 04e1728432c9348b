#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace enigm::enrollment {

// What an enrolment profile may be good for; the same where one is asked for and where it is kept.

inline constexpr qsizetype mostProfileName = 80; ///< UTF-16 units
inline constexpr qint64 mostProfileUses = 10'000;
inline constexpr std::size_t mostAnnouncedKeys = 1'000;
/// A token that lies about for longer is asked for again.
inline constexpr qint64 longestProfileDays = 90;

/// Reads a list of announced keys, a line each: SHA-256 of a SubjectPublicKeyInfo as base64url or as 64 hexadecimal
/// digits, with or without colons between them. Empty lines and what follows a '#' say nothing. In the order of the
/// file, each once. MalformedEncoding, whose `where` is the line; OutOfRange for none, and for more than
/// mostAnnouncedKeys.
[[nodiscard]] Expected<std::vector<QByteArray>> parseAnnouncedKeys(QByteArrayView text);

} // namespace enigm::enrollment

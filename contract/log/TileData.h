#pragma once

#include "contract/log/Hash.h"

#include <span>
#include <vector>

namespace enigm::log {

/// An entry bundle gives an entry's length in two bytes.
inline constexpr qsizetype maximumEntryBytes = 65535;

/// The hashes of a tile one after another (C2SP tlog-tiles).
[[nodiscard]] QByteArray encodeTile(std::span<const Hash> hashes);
/// The hashes of a tile that must be exactly `width` wide; MalformedEncoding.
[[nodiscard]] Expected<std::vector<Hash>> decodeTile(QByteArrayView bytes, int width);

/// Adds an entry, behind its length as a big-endian uint16, to an entry bundle; TooLarge beyond maximumEntryBytes.
[[nodiscard]] Expected<void> appendToBundle(QByteArray &bundle, QByteArrayView entry);
/// The entries of a bundle that must hold exactly `width`, with no byte left over; they borrow from `bytes`.
/// MalformedEncoding.
[[nodiscard]] Expected<std::vector<QByteArrayView>> decodeBundle(QByteArrayView bytes, int width);

} // namespace enigm::log

#pragma once

#include <QByteArrayView>
#include <QLatin1StringView>
#include <QString>

#include <array>

namespace enigm::encoding {

/// The 256 words of digestWords, sorted: short, English, no two with the same first four letters or fewer than three
/// letters apart, so that they stay distinct over a bad line.
[[nodiscard]] const std::array<QLatin1StringView, 256> &digestWordList();

/// A digest (32 bytes) as four words and two digits for two people to compare by voice: "amber-orbit-lemon-river-09".
/// The same in console and enigmctl.
///
/// Words are the first four bytes, and the digits the next two (big endian, modulo 100), of PBKDF2-HMAC-SHA-256 (RFC
/// 8018) over the digest with the salt "enigm digest words v1" and 32768 rounds; some 10 ms. They hold 38 bits: enough
/// to notice that two screens show different changes, and slow to search, but never instead of a signature.
[[nodiscard]] QString digestWords(QByteArrayView digest);

} // namespace enigm::encoding

#pragma once

#include "contract/problems/Problem.h"

#include <QString>

namespace enigm::encoding {

/// Refuses (UnsafeText) text that is not NFC or holds control characters, bidirectional formatting characters,
/// lone surrogates or non-characters. What is signed and shown must have one reading.
[[nodiscard]] Expected<void> checkSafeText(QStringView text);

/// As checkSafeText, and also refuses what looks like mark-up (UnsafeText), what looks like a direct identifier
/// (IMEI, IMSI, ICCID, e-mail address, phone number, IP address, MAC address; DirectIdentifier, naming what it looks
/// like), and text longer than `maxLength` UTF-16 units (OutOfRange). For reason, reference and comment.
[[nodiscard]] Expected<void> checkFreeText(QStringView text, qsizetype maxLength = 500);

} // namespace enigm::encoding

#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

namespace enigm::encoding {

struct Bech32mText
{
    QString prefix;
    QByteArray bytes;
};

/// Bech32m (BIP 350), lower case. `bytes` must pack into whole 5-bit groups without padding (a multiple of 5 bytes).
[[nodiscard]] QString toBech32m(const QString &prefix, QByteArrayView bytes);

/// Refuses (MalformedEncoding) mixed or upper case, a wrong checksum (saying so), Bech32's constant, and padding.
[[nodiscard]] Expected<Bech32mText> fromBech32m(QStringView text);

} // namespace enigm::encoding

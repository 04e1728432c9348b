#include "contract/signing/EcdsaSignature.h"

#include <algorithm>
#include <cstring>

namespace enigm::signing {

namespace {

constexpr qsizetype numberSize = 32;
constexpr char sequenceTag = 0x30;
constexpr char integerTag = 0x02;

/// The order n of the group (SEC 2 section 2.4.2), big-endian.
constexpr std::array<unsigned char, numberSize> order = {
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51};

bool isInRange(const char *number)
{
    return std::memcmp(number, order.data(), numberSize) < 0 &&
           std::any_of(number, number + numberSize, [](char byte) { return byte != 0; });
}

bool isNegative(char firstByte)
{
    return (static_cast<unsigned char>(firstByte) & 0x80U) != 0;
}

/// Takes one minimal non-negative INTEGER of at most 32 significant bytes off the front.
bool takeInteger(QByteArrayView &der, char *number)
{
    if (der.size() < 2 || der[0] != integerTag || der[1] < 1 || der[1] > numberSize + 1)
        return false;
    const auto size = static_cast<qsizetype>(static_cast<unsigned char>(der[1]));
    if (der.size() < 2 + size || isNegative(der[2]))
        return false;
    QByteArrayView digits = der.sliced(2, size);
    der = der.sliced(2 + size);
    if (digits[0] == 0) {
        if (size == 1 || !isNegative(digits[1]))
            return false; // zero, or a longer form than needed
        digits = digits.sliced(1);
    }
    if (digits.size() > numberSize)
        return false;
    std::fill_n(number, numberSize - digits.size(), '\0');
    std::ranges::copy(digits, number + numberSize - digits.size());
    return true;
}

} // namespace

std::optional<EcdsaSignature> EcdsaSignature::fromRaw(QByteArrayView raw)
{
    if (raw.size() != rawSize || !isInRange(raw.data()) || !isInRange(raw.data() + numberSize))
        return std::nullopt;
    Raw pair;
    std::ranges::copy(raw, pair.begin());
    return EcdsaSignature(pair);
}

std::optional<EcdsaSignature> EcdsaSignature::fromDer(QByteArrayView der)
{
    if (der.size() < 2 || der[0] != sequenceTag || der[1] != der.size() - 2)
        return std::nullopt;
    QByteArrayView rest = der.sliced(2);
    Raw pair;
    if (!takeInteger(rest, pair.data()) || !takeInteger(rest, pair.data() + numberSize) || !rest.isEmpty())
        return std::nullopt;
    return fromRaw(pair);
}

EcdsaSignature::EcdsaSignature(const Raw &raw)
    : m_raw(raw)
    , m_derSize(2)
{
    appendInteger(QByteArrayView(m_raw).first(numberSize));
    appendInteger(QByteArrayView(m_raw).last(numberSize));
    m_der[0] = sequenceTag;
    m_der[1] = static_cast<char>(m_derSize - 2);
}

void EcdsaSignature::appendInteger(QByteArrayView number)
{
    while (number[0] == 0) // ends, since the number is not zero
        number = number.sliced(1);
    const qsizetype sign = isNegative(number[0]) ? 1 : 0;
    char *out = m_der.data() + m_derSize;
    *out++ = integerTag;
    *out++ = static_cast<char>(number.size() + sign);
    if (sign != 0)
        *out++ = 0;
    out = std::ranges::copy(number, out).out;
    m_derSize = out - m_der.data();
}

QByteArray EcdsaSignature::raw() const
{
    return {m_raw.data(), rawSize};
}

} // namespace enigm::signing

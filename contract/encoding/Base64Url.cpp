#include "contract/encoding/Base64Url.h"

#include <array>
#include <string_view>

using namespace Qt::StringLiterals;

namespace enigm::encoding {

namespace {

constexpr quint8 foreign = 0xff;
using Table = std::array<quint8, 256>;

consteval Table tableOf(std::string_view alphabet)
{
    Table table{};
    table.fill(foreign);
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        table[static_cast<unsigned char>(alphabet[i])] = static_cast<quint8>(i);
    return table;
}

constexpr Table urlTable = tableOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
constexpr Table standardTable = tableOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

std::unexpected<Problem> malformed(QString detail)
{
    return refuse(ProblemType::MalformedEncoding, std::move(detail));
}

std::unexpected<Problem> foreignCharacter()
{
    return malformed(u"The base64 text holds a character outside its alphabet"_s);
}

/// Three bytes of each four characters; false where one of these is foreign.
bool decodeGroups(QByteArrayView text, const Table &table, char *out)
{
    quint32 all = 0;
    for (const char *at = text.begin(); at != text.end(); at += 4, out += 3) {
        const auto value = [&](int place) -> quint32 { return table[static_cast<unsigned char>(at[place])]; };
        all |= value(0) | value(1) | value(2) | value(3);
        const quint32 bits = value(0) << 18 | value(1) << 12 | value(2) << 6 | value(3);
        out[0] = static_cast<char>((bits >> 16) & 0xff);
        out[1] = static_cast<char>((bits >> 8) & 0xff);
        out[2] = static_cast<char>(bits & 0xff);
    }
    return all < 64; // every value of the alphabet is, and foreign is not
}

/// `text` without padding, of a length that is not 1 modulo 4.
Expected<QByteArray> decode(QByteArrayView text, const Table &table)
{
    QByteArray bytes(text.size() * 3 / 4, Qt::Uninitialized);
    const qsizetype whole = text.size() / 4;
    if (!decodeGroups(text.first(whole * 4), table, bytes.data()))
        return foreignCharacter();
    char *out = bytes.data() + whole * 3;
    quint32 pending = 0;
    int bits = 0;
    for (const char character : text.sliced(whole * 4)) {
        const quint8 value = table[static_cast<unsigned char>(character)];
        if (value == foreign)
            return foreignCharacter();
        pending = (pending << 6) | value;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            *out++ = static_cast<char>((pending >> bits) & 0xff);
        }
    }
    if ((pending & ((1U << bits) - 1U)) != 0)
        return malformed(u"The last character of the base64 text has set trailing bits"_s);
    return bytes;
}

} // namespace

QByteArray toBase64Url(QByteArrayView bytes)
{
    return QByteArray::fromRawData(bytes.data(), bytes.size())
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

Expected<QByteArray> fromBase64Url(QByteArrayView text)
{
    if (text.size() % 4 == 1)
        return malformed(u"No base64url text has this length"_s);
    return decode(text, urlTable);
}

Expected<QByteArray> fromBase64(QByteArrayView text)
{
    if (text.size() % 4 != 0)
        return malformed(u"The length of padded base64 is a multiple of four"_s);
    for (int padding = 0; padding < 2 && text.endsWith('='); ++padding)
        text.chop(1);
    return decode(text, standardTable);
}

} // namespace enigm::encoding

#include "contract/encoding/Bech32m.h"

#include <array>
#include <string_view>
#include <vector>

using namespace Qt::StringLiterals;

namespace enigm::encoding {

namespace {

constexpr std::string_view alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr quint32 bech32mConstant = 0x2bc830a3;
constexpr quint32 bech32Constant = 1;
constexpr qsizetype longest = 90; // BIP 173: beyond it the code's promise of detected errors ends
constexpr qsizetype checksumSize = 6;

using Groups = std::vector<quint8>; // of five bits

quint32 polymod(const Groups &groups)
{
    constexpr std::array<quint32, 5> generator = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    quint32 check = 1;
    for (const quint8 group : groups) {
        const quint32 top = check >> 25;
        check = ((check & 0x1ffffffU) << 5) ^ group;
        for (unsigned int i = 0; i < generator.size(); ++i)
            check ^= ((top >> i) & 1U) != 0 ? generator[i] : 0;
    }
    return check;
}

Groups expanded(QStringView prefix)
{
    Groups groups;
    for (const QChar character : prefix)
        groups.push_back(static_cast<quint8>(character.unicode() >> 5));
    groups.push_back(0);
    for (const QChar character : prefix)
        groups.push_back(static_cast<quint8>(character.unicode() & 0x1f));
    return groups;
}

bool isPrefix(QStringView prefix)
{
    for (const QChar character : prefix) {
        if (character < u'!' || character > u'~' || (character >= u'A' && character <= u'Z'))
            return false;
    }
    return !prefix.isEmpty();
}

Groups toGroups(QByteArrayView bytes)
{
    Groups groups;
    quint32 pending = 0;
    unsigned int bits = 0;
    for (const char byte : bytes) {
        pending = (pending << 8) | static_cast<unsigned char>(byte);
        for (bits += 8; bits >= 5;) {
            bits -= 5;
            groups.push_back(static_cast<quint8>((pending >> bits) & 0x1f));
        }
    }
    return groups;
}

QByteArray toBytes(const Groups &groups)
{
    QByteArray bytes;
    quint32 pending = 0;
    unsigned int bits = 0;
    for (const quint8 group : groups) {
        pending = (pending << 5) | group;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes.append(static_cast<char>((pending >> bits) & 0xff));
        }
    }
    return bytes;
}

std::unexpected<Problem> malformed(QString detail)
{
    return refuse(ProblemType::MalformedEncoding, std::move(detail));
}

Expected<Groups> groupsOf(QStringView data)
{
    Groups groups;
    for (const QChar character : data) {
        const auto place =
            character.unicode() < 0x80 ? alphabet.find(static_cast<char>(character.unicode())) : std::string_view::npos;
        if (place == std::string_view::npos)
            return malformed(u"The text holds a character that Bech32m in lower case does not have"_s);
        groups.push_back(static_cast<quint8>(place));
    }
    return groups;
}

} // namespace

QString toBech32m(const QString &prefix, QByteArrayView bytes)
{
    Q_ASSERT(isPrefix(prefix));
    Q_ASSERT(bytes.size() % 5 == 0);
    const Groups data = toGroups(bytes);

    Groups checked = expanded(prefix);
    checked.insert(checked.end(), data.begin(), data.end());
    checked.insert(checked.end(), checksumSize, 0);
    const quint32 checksum = polymod(checked) ^ bech32mConstant;

    QString text = prefix + u'1';
    for (const quint8 group : data)
        text += QLatin1Char(alphabet[group]);
    for (int i = 5; i >= 0; --i)
        text += QLatin1Char(alphabet[(checksum >> (5 * i)) & 0x1f]);
    Q_ASSERT(text.size() <= longest);
    return text;
}

Expected<Bech32mText> fromBech32m(QStringView text)
{
    const qsizetype separator = text.lastIndexOf(u'1');
    if (text.size() > longest || separator < 1 || text.size() - separator - 1 < checksumSize)
        return malformed(u"The text does not have the length and separator of Bech32m"_s);
    const QStringView prefix = text.first(separator);
    if (!isPrefix(prefix))
        return malformed(u"The prefix must be printable and in lower case"_s);
    auto data = groupsOf(text.sliced(separator + 1));
    if (!data)
        return std::unexpected(data.error());

    Groups checked = expanded(prefix);
    checked.insert(checked.end(), data->begin(), data->end());
    const quint32 check = polymod(checked);
    if (check == bech32Constant)
        return malformed(u"The checksum is that of Bech32, not of Bech32m"_s);
    if (check != bech32mConstant)
        return malformed(u"The checksum is wrong: a character was mistyped or lost"_s);
    data->resize(data->size() - checksumSize);
    if (data->size() % 8 != 0)
        return malformed(u"The text does not hold whole bytes without padding"_s);
    return Bech32mText{prefix.toString(), toBytes(*data)};
}

} // namespace enigm::encoding

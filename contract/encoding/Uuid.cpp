#include "contract/encoding/Uuid.h"

#include <QRandomGenerator>

#include <array>

using namespace Qt::StringLiterals;

namespace enigm::encoding {

namespace {

constexpr qsizetype textSize = 36;

constexpr bool isHyphenPlace(qsizetype index)
{
    return index == 8 || index == 13 || index == 18 || index == 23;
}

bool isLowerHex(QChar character)
{
    return (character >= u'0' && character <= u'9') || (character >= u'a' && character <= u'f');
}

} // namespace

QString makeUuid7(qint64 unixMilliseconds)
{
    QRandomGenerator *const random = QRandomGenerator::system(); // the system's cryptographic generator
    const auto time = static_cast<quint64>(unixMilliseconds) & 0xffff'ffff'ffffU;
    const quint64 high = (time << 16) | 0x7000U | (random->generate() & 0x0fffU);
    const quint64 low = (random->generate64() & 0x3fff'ffff'ffff'ffffU) | 0x8000'0000'0000'0000U;

    constexpr std::array digits = {u'0', u'1', u'2', u'3', u'4', u'5', u'6', u'7',
                                   u'8', u'9', u'a', u'b', u'c', u'd', u'e', u'f'};
    QString text(textSize, u'-');
    unsigned int nibble = 0;
    for (qsizetype i = 0; i < textSize; ++i) {
        if (isHyphenPlace(i))
            continue;
        const quint64 half = nibble < 16 ? high : low;
        text[i] = digits[(half >> (60 - 4 * (nibble % 16))) & 0xf];
        ++nibble;
    }
    return text;
}

Expected<QString> parseUuid7(const QString &text)
{
    const auto malformed = [] {
        return refuse(ProblemType::MalformedEncoding, u"A UUID of version 7 in lower case is expected"_s);
    };
    if (text.size() != textSize)
        return malformed();
    for (qsizetype i = 0; i < textSize; ++i) {
        if (isHyphenPlace(i) ? text[i] != u'-' : !isLowerHex(text[i]))
            return malformed();
    }
    const QChar variant = text[19];
    if (text[14] != u'7' || (variant != u'8' && variant != u'9' && variant != u'a' && variant != u'b'))
        return malformed();
    return text;
}

} // namespace enigm::encoding

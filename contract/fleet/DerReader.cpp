#include "contract/fleet/DerReader.h"

using namespace Qt::StringLiterals;

namespace enigm::fleet {

namespace {

constexpr quint32 tagBoolean = 1;
constexpr quint32 tagInteger = 2;
constexpr quint32 tagOctetString = 4;
constexpr quint32 tagNull = 5;
constexpr quint32 tagEnumerated = 10;
constexpr quint32 tagSequence = 16;
constexpr quint32 tagSet = 17;

std::unexpected<Problem> malformed(QString detail)
{
    return refuse(ProblemType::MalformedEncoding, std::move(detail));
}

quint8 octet(QByteArrayView bytes, qsizetype index)
{
    return static_cast<quint8>(bytes[index]);
}

// X.690 8.3 and 10.2, of numbers that are not negative
Expected<quint64> number(QByteArrayView content)
{
    if (content.isEmpty())
        return malformed(u"An ASN.1 number is empty."_s);
    if (octet(content, 0) & 0x80U)
        return malformed(u"An ASN.1 number is negative."_s);
    if (content.size() > 1 && octet(content, 0) == 0 && !(octet(content, 1) & 0x80U))
        return malformed(u"An ASN.1 number is longer than it must be."_s);
    if (content.size() > 9 || (content.size() == 9 && octet(content, 0) != 0))
        return malformed(u"An ASN.1 number is too large."_s);
    quint64 result = 0;
    for (const char byte : content)
        result = (result << 8U) | static_cast<quint8>(byte);
    return result;
}

} // namespace

Expected<quint8> DerReader::byte()
{
    if (m_rest.isEmpty())
        return malformed(u"The ASN.1 ends early."_s);
    const quint8 result = octet(m_rest, 0);
    m_rest = m_rest.sliced(1);
    return result;
}

// X.690 8.1.2.4: base 128, no leading zero group, only for numbers that the short form cannot hold
Expected<quint32> DerReader::tagNumber(quint8 first)
{
    constexpr quint32 escape = 0x1f;
    if ((first & escape) != escape)
        return first & escape;
    quint32 result = 0;
    for (int i = 0; i < 4; ++i) {
        const auto next = byte();
        if (!next)
            return std::unexpected(next.error());
        if (i == 0 && *next == 0x80U)
            return malformed(u"An ASN.1 tag is longer than it must be."_s);
        result = (result << 7U) | (*next & 0x7fU);
        if (!(*next & 0x80U)) {
            if (result < escape)
                return malformed(u"An ASN.1 tag is longer than it must be."_s);
            return result;
        }
    }
    return malformed(u"An ASN.1 tag is too large."_s);
}

// X.690 10.1: definite and shortest
Expected<qsizetype> DerReader::length()
{
    const auto first = byte();
    if (!first)
        return std::unexpected(first.error());
    if (*first < 0x80U)
        return *first;
    const int count = *first & 0x7f;
    if (count == 0 || count > 4)
        return malformed(u"An ASN.1 length is indefinite or too large."_s);
    quint32 result = 0;
    for (int i = 0; i < count; ++i) {
        const auto next = byte();
        if (!next)
            return std::unexpected(next.error());
        if (i == 0 && *next == 0)
            return malformed(u"An ASN.1 length is longer than it must be."_s);
        result = (result << 8U) | *next;
    }
    if (result < 0x80U)
        return malformed(u"An ASN.1 length is longer than it must be."_s);
    return qsizetype(result);
}

Expected<DerReader::Element> DerReader::next()
{
    const auto first = byte();
    if (!first)
        return std::unexpected(first.error());
    const auto tag = tagNumber(*first);
    if (!tag)
        return std::unexpected(tag.error());
    const auto size = length();
    if (!size)
        return std::unexpected(size.error());
    if (*size > m_rest.size())
        return malformed(u"The ASN.1 ends early."_s);
    const Element element{.tagClass = static_cast<TagClass>(*first >> 6U),
                          .constructed = (*first & 0x20U) != 0,
                          .number = *tag,
                          .content = m_rest.first(*size)};
    m_rest = m_rest.sliced(*size);
    return element;
}

Expected<QByteArrayView> DerReader::universal(quint32 number, bool constructed)
{
    const auto element = next();
    if (!element)
        return std::unexpected(element.error());
    if (element->tagClass != TagClass::Universal || element->number != number || element->constructed != constructed)
        return malformed(u"The ASN.1 holds another kind of value than it must."_s);
    return element->content;
}

Expected<DerReader> DerReader::sequence()
{
    const auto content = universal(tagSequence, true);
    if (!content)
        return std::unexpected(content.error());
    return DerReader(*content);
}

Expected<DerReader> DerReader::set()
{
    const auto content = universal(tagSet, true);
    if (!content)
        return std::unexpected(content.error());
    return DerReader(*content);
}

Expected<QByteArrayView> DerReader::octetString()
{
    return universal(tagOctetString, false);
}

Expected<bool> DerReader::boolean()
{
    const auto content = universal(tagBoolean, false);
    if (!content)
        return std::unexpected(content.error());
    if (content->size() != 1 || (octet(*content, 0) != 0 && octet(*content, 0) != 0xff))
        return malformed(u"An ASN.1 boolean is neither 00 nor FF."_s);
    return octet(*content, 0) == 0xff;
}

Expected<quint64> DerReader::integer()
{
    const auto content = universal(tagInteger, false);
    if (!content)
        return std::unexpected(content.error());
    return number(*content);
}

Expected<quint64> DerReader::enumerated()
{
    const auto content = universal(tagEnumerated, false);
    if (!content)
        return std::unexpected(content.error());
    return number(*content);
}

Expected<void> DerReader::null()
{
    const auto content = universal(tagNull, false);
    if (!content)
        return std::unexpected(content.error());
    if (!content->isEmpty())
        return malformed(u"An ASN.1 null holds bytes."_s);
    return {};
}

Expected<void> DerReader::finish() const
{
    if (!atEnd())
        return malformed(u"The ASN.1 goes on after its end."_s);
    return {};
}

} // namespace enigm::fleet

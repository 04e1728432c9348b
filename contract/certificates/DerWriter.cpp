#include "contract/certificates/DerWriter.h"

#include <QDateTime>
#include <QList>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace enigm::certificates::der {

namespace {

constexpr quint8 constructed = 0x20;
constexpr quint8 contextClass = 0x80;
constexpr quint32 escape = 0x1f;

// Base 128, most significant group first, all but the last with the high bit (X.690 8.1.2.4.2, 8.19.2).
QByteArray base128(quint32 value)
{
    QByteArray result(1, char(value & 0x7fU));
    for (value >>= 7U; value > 0; value >>= 7U)
        result.prepend(char((value & 0x7fU) | 0x80U));
    return result;
}

QByteArray lengthOf(qsizetype size)
{
    if (size < 0x80)
        return QByteArray(1, char(size));
    QByteArray bytes;
    for (qsizetype rest = size; rest > 0; rest >>= 8)
        bytes.prepend(char(rest & 0xff));
    return char(0x80 | bytes.size()) + bytes;
}

QByteArray element(quint8 tag, QByteArrayView content)
{
    QByteArray result(1, char(tag));
    result += lengthOf(content.size());
    result.append(content);
    return result;
}

QByteArray joined(std::initializer_list<QByteArrayView> parts)
{
    QByteArray result;
    for (const QByteArrayView part : parts)
        result.append(part);
    return result;
}

} // namespace

QByteArray sequence(std::initializer_list<QByteArrayView> parts)
{
    return element(0x30, joined(parts));
}

QByteArray set(std::initializer_list<QByteArrayView> parts)
{
    return element(0x31, joined(parts));
}

QByteArray boolean(bool value)
{
    return element(0x01, QByteArray(1, value ? '\xff' : '\0'));
}

QByteArray integer(quint64 value)
{
    QByteArray bytes;
    for (; value > 0; value >>= 8U)
        bytes.prepend(char(value & 0xffU));
    return integer(bytes);
}

QByteArray integer(QByteArrayView unsignedBytes)
{
    while (!unsignedBytes.isEmpty() && unsignedBytes.front() == '\0')
        unsignedBytes = unsignedBytes.sliced(1);
    QByteArray content = unsignedBytes.toByteArray();
    if (content.isEmpty() || (static_cast<quint8>(content.front()) & 0x80U))
        content.prepend('\0');
    return element(0x02, content);
}

QByteArray enumerated(quint8 value)
{
    Q_ASSERT(value < 0x80);
    return element(0x0a, QByteArray(1, char(value)));
}

QByteArray null()
{
    return element(0x05, {});
}

QByteArray octetString(QByteArrayView bytes)
{
    return element(0x04, bytes);
}

QByteArray bitString(QByteArrayView bytes, quint8 unusedBits)
{
    return element(0x03, char(unusedBits) + bytes.toByteArray());
}

QByteArray utf8String(QByteArrayView text)
{
    return element(0x0c, text);
}

QByteArray objectIdentifier(QByteArrayView dotted)
{
    const QList<QByteArray> arcs = dotted.toByteArray().split('.');
    Q_ASSERT(arcs.size() >= 2);
    QByteArray content = base128(arcs[0].toUInt() * 40 + arcs[1].toUInt());
    for (qsizetype i = 2; i < arcs.size(); ++i)
        content += base128(arcs[i].toUInt());
    return element(0x06, content);
}

QByteArray time(qint64 unixSeconds)
{
    constexpr int firstYearOfGeneralizedTime = 2050;
    const QDateTime at = QDateTime::fromSecsSinceEpoch(unixSeconds, QTimeZone::utc());
    if (at.date().year() < firstYearOfGeneralizedTime)
        return element(0x17, at.toString(u"yyMMddHHmmss'Z'"_s).toLatin1());
    return element(0x18, at.toString(u"yyyyMMddHHmmss'Z'"_s).toLatin1());
}

QByteArray tagged(quint32 number, QByteArrayView content)
{
    if (number < escape)
        return element(static_cast<quint8>(contextClass | constructed | number), content);
    QByteArray result(1, char(contextClass | constructed | escape));
    result += base128(number);
    result += lengthOf(content.size());
    result.append(content);
    return result;
}

QByteArray taggedPrimitive(quint8 number, QByteArrayView content)
{
    Q_ASSERT(number < escape);
    return element(static_cast<quint8>(contextClass | number), content);
}

} // namespace enigm::certificates::der

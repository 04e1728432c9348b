#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <initializer_list>

/// DER (X.690) of the few values that certificates and key descriptions are made of. Each answers one whole element.
namespace enigm::certificates::der {

[[nodiscard]] QByteArray sequence(std::initializer_list<QByteArrayView> parts);
/// Parts are taken in the order given; a SET OF wants them sorted.
[[nodiscard]] QByteArray set(std::initializer_list<QByteArrayView> parts);
[[nodiscard]] QByteArray boolean(bool value);
[[nodiscard]] QByteArray integer(quint64 value);
/// Of unsigned big-endian bytes of any length, leading zeros allowed.
[[nodiscard]] QByteArray integer(QByteArrayView unsignedBytes);
[[nodiscard]] QByteArray enumerated(quint8 value);
[[nodiscard]] QByteArray null();
[[nodiscard]] QByteArray octetString(QByteArrayView bytes);
/// `unusedBits` are those at the end of the last byte.
[[nodiscard]] QByteArray bitString(QByteArrayView bytes, quint8 unusedBits = 0);
[[nodiscard]] QByteArray utf8String(QByteArrayView text);
/// Of a dotted OID such as "2.5.29.19", which must be a good one.
[[nodiscard]] QByteArray objectIdentifier(QByteArrayView dotted);
/// UTCTime before 2050, GeneralizedTime after (RFC 5280 section 4.1.2.5).
[[nodiscard]] QByteArray time(qint64 unixSeconds);
/// A context-specific constructed tag around `content`, such as [704] EXPLICIT.
[[nodiscard]] QByteArray tagged(quint32 number, QByteArrayView content);
/// A context-specific primitive tag, such as [2] IMPLICIT IA5String.
[[nodiscard]] QByteArray taggedPrimitive(quint8 number, QByteArrayView content);

} // namespace enigm::certificates::der

#pragma once

#include "contract/problems/Problem.h"

#include <QByteArrayView>

namespace enigm::fleet {

/// Reads a run of DER elements (X.690) one after the other, without recursion and without copying.
///
/// Only what a definite, shortest encoding allows: minimal lengths, minimal integers, minimal tag numbers, booleans of
/// 00 or FF. Everything else is refused with MalformedEncoding. A view must outlive what was read from it.
class DerReader
{
public:
    enum class TagClass { Universal, Application, Context, Private };

    struct Element
    {
        TagClass tagClass = TagClass::Universal;
        bool constructed = false;
        quint32 number = 0; ///< below 2^28
        QByteArrayView content;
    };

    explicit DerReader(QByteArrayView bytes)
        : m_rest(bytes)
    {}

    [[nodiscard]] bool atEnd() const { return m_rest.isEmpty(); }
    /// The next element, whatever it is.
    [[nodiscard]] Expected<Element> next();

    // The next element, which must be of the kind named.
    [[nodiscard]] Expected<DerReader> sequence();
    [[nodiscard]] Expected<DerReader> set();
    [[nodiscard]] Expected<QByteArrayView> octetString();
    [[nodiscard]] Expected<bool> boolean();
    /// Not negative, below 2^64.
    [[nodiscard]] Expected<quint64> integer();
    [[nodiscard]] Expected<quint64> enumerated();
    [[nodiscard]] Expected<void> null();

    /// Refuses bytes after the last element.
    [[nodiscard]] Expected<void> finish() const;

private:
    [[nodiscard]] Expected<QByteArrayView> universal(quint32 number, bool constructed);
    [[nodiscard]] Expected<quint32> tagNumber(quint8 first);
    [[nodiscard]] Expected<qsizetype> length();
    [[nodiscard]] Expected<quint8> byte();

    QByteArrayView m_rest;
};

} // namespace enigm::fleet

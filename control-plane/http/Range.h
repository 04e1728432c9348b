#pragma once

#include <QByteArray>
#include <QtGlobal>

namespace enigm::controlplane::http {

/// Which bytes of a representation are asked for (RFC 9110, section 14).
struct Range
{
    enum class Kind {
        Whole, ///< nothing that is understood here, or several ranges: to be ignored
        One,
        Unsatisfiable,
    };
    Kind kind = Kind::Whole;
    // Of One.
    qint64 begin = 0;
    qint64 length = 0;

    /// The value of a Range field, for a representation of `size` bytes.
    [[nodiscard]] static Range parse(const QByteArray &field, qint64 size);

    friend bool operator==(const Range &, const Range &) = default;
};

} // namespace enigm::controlplane::http

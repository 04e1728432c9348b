#pragma once

#include "contract/problems/Problem.h"

#include <QByteArrayView>
#include <QSet>
#include <QString>

namespace enigm::fleet {

/// The serial numbers of attestation certificates that are no longer to be believed, in the form that Google publishes:
/// {"entries": {"<serial, hexadecimal>": {"status": "REVOKED", "reason": "KEY_COMPROMISE", …}}}.
class RevocationList
{
public:
    /// Bytes; several times what is published.
    static constexpr qsizetype mostBytes = 4 * 1024 * 1024;

    RevocationList() = default;

    /// Serials are compared without regard to case and leading zeros; each entry has a status (REVOKED or
    /// SUSPENDED; one that is not known counts all the same), its other members are free. MalformedJson, WrongType,
    /// MissingMember, OutOfRange (a serial that is no number), TooLarge.
    [[nodiscard]] static Expected<RevocationList> parse(QByteArrayView text);
    /// The same of a list that people have signed the SHA-256 of, byte for byte; BodyMismatch for another text.
    [[nodiscard]] static Expected<RevocationList> open(QByteArrayView text, QByteArrayView digest);

    /// Whether this serial (lower-case hexadecimal without leading zeros) is in the list, revoked or suspended.
    [[nodiscard]] bool contains(const QString &serial) const { return m_serials.contains(serial); }
    [[nodiscard]] qsizetype size() const { return m_serials.size(); }
    [[nodiscard]] const QSet<QString> &serials() const { return m_serials; }

    /// For tests and for lists kept by the organisation itself.
    void insert(const QString &serial) { m_serials.insert(serial); }

private:
    QSet<QString> m_serials;
};

} // namespace enigm::fleet

#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// A list of revoked attestation certificates, byte for byte as it was put here.
struct RevocationRow
{
    QByteArray digest = {}; ///< SHA-256
    QByteArray list = {};
    qint64 entries = 0;
    qint64 stored = 0; ///< Unix seconds

    friend bool operator==(const RevocationRow &, const RevocationRow &) = default;
};

/// Revocation lists, by their digests.
class RevocationStore
{
public:
    explicit RevocationStore(Connection &connection)
        : m_connection(connection)
    {}

    /// One that is there already is put again: it was stored now.
    [[nodiscard]] Expected<void> put(const RevocationRow &row);
    [[nodiscard]] Expected<void> remove(const QByteArray &digest);
    [[nodiscard]] Expected<std::optional<RevocationRow>> find(const QByteArray &digest) const;
    [[nodiscard]] Expected<bool> contains(const QByteArray &digest) const;
    /// Digest and time of each, oldest first, and not the lists themselves.
    [[nodiscard]] Expected<std::vector<RevocationRow>> all() const;

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store

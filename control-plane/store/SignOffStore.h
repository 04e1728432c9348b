#pragma once

#include "contract/operators/UpdateKeys.h"
#include "contract/problems/Problem.h"

#include <QString>

#include <optional>
#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// That people have let an authority sign a release, by a change that was executed.
struct SignOffRow
{
    QString release = {};
    operators::SigningAuthority authority = operators::SigningAuthority::Manifest;
    QString change = {}; ///< reference
    qint64 executedAt = 0;

    friend bool operator==(const SignOffRow &, const SignOffRow &) = default;
};

/// What the signing authorities may sign. The signatures themselves are ReleaseStore's.
class SignOffStore
{
public:
    explicit SignOffStore(Connection &connection)
        : m_connection(connection)
    {}

    /// AlreadyExists for a second of the same authority.
    [[nodiscard]] Expected<void> insert(const SignOffRow &signOff);
    [[nodiscard]] Expected<std::optional<SignOffRow>> find(const QString &release,
                                                           operators::SigningAuthority authority) const;
    /// Those that the authority has not signed yet, oldest first.
    [[nodiscard]] Expected<std::vector<SignOffRow>> waiting(operators::SigningAuthority authority, int limit) const;

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store

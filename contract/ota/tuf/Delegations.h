#pragma once

#include "contract/ota/tuf/Envelope.h"
#include "contract/ota/tuf/Key.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace enigm::ota::tuf {

/// One role that another trusts with some of its targets (TUF 1.0 section 4.5).
struct DelegatedRole
{
    QString name;
    Role role;
    /// Patterns with `*` and `?`, neither of which reaches over a slash; or beginnings of the hexadecimal SHA-256 of
    /// the path. One of the two.
    std::optional<QStringList> paths;
    std::optional<QStringList> hashPrefixes;
    bool terminating = false;

    static Expected<DelegatedRole> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
    [[nodiscard]] bool covers(const QString &targetPath) const;
};

/// {"keys","roles"}, the roles in the order in which they are asked.
struct Delegations
{
    KeyTable keys;
    std::vector<DelegatedRole> roles;

    static Expected<Delegations> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
};

/// Whether a path matches a pattern, part by part between the slashes.
[[nodiscard]] bool matchesPattern(QStringView path, QStringView pattern);

} // namespace enigm::ota::tuf

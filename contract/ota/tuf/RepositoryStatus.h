#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace enigm::ota::tuf {

/// Who signs releases, as governance has it.
struct AuthorityStatus
{
    QString authority; ///< "manifest", "production"
    QStringList keys;  ///< thumbprints
    qint64 since = 0;  ///< index of the governance entry
    friend bool operator==(const AuthorityStatus &, const AuthorityStatus &) = default;
};

/// A role of the repository as it is served.
struct RoleStatus
{
    struct Key
    {
        QString keyid;
        bool hasSigned = false;
        friend bool operator==(const Key &, const Key &) = default;
    };

    QString role;
    qint64 version = 0;
    qint64 expires = 0; ///< Unix seconds
    int threshold = 1;
    std::vector<Key> keys;
    friend bool operator==(const RoleStatus &, const RoleStatus &) = default;
};

/// A root that is or was served.
struct RootRecord
{
    qint64 version = 0;
    QByteArray digest;             ///< as governance names it
    qint64 time = 0;               ///< since when it is served
    std::optional<QString> change; ///< that named it; nothing: leaf 0
    friend bool operator==(const RootRecord &, const RootRecord &) = default;
};

/// {"authorities","roles","roots"}: who is believed about updates, and until when.
struct RepositoryStatus
{
    std::vector<AuthorityStatus> authorities;
    std::vector<RoleStatus> roles;
    std::vector<RootRecord> roots; ///< oldest first
    friend bool operator==(const RepositoryStatus &, const RepositoryStatus &) = default;

    static Expected<RepositoryStatus> fromJson(const json::Value &value);
    [[nodiscard]] json::Value toJson() const;
};

/// A version that waits for signatures: {"have","keys","role","signed","threshold","version"}.
struct PendingRole
{
    QString role;
    qint64 version = 0;
    json::Value body;  ///< what is signed
    QStringList keys;  ///< who may sign
    QStringList have;  ///< who has
    int threshold = 1; ///< of its own keys; a root needs those of the one before, too
    friend bool operator==(const PendingRole &, const PendingRole &) = default;

    static Expected<PendingRole> fromJson(const json::Value &value, const QString &pointer = {});
    [[nodiscard]] json::Value toJson() const;
};

} // namespace enigm::ota::tuf

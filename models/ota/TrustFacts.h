#pragma once

#include "contract/operators/UpdateKeys.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace enigm::models::ota {

/// The keys that governance names for a signing authority.
struct AuthorityKeys
{
    operators::SigningAuthority authority = operators::SigningAuthority::Manifest;
    std::vector<QString> keys; ///< thumbprints
    qint64 since = 0;          ///< index of the entry of the governance log

    friend bool operator==(const AuthorityKeys &, const AuthorityKeys &) = default;
};

struct RoleKey
{
    QString id;
    bool hasSigned = false; ///< the version that is served

    friend bool operator==(const RoleKey &, const RoleKey &) = default;
};

/// A role of the TUF repository: what is served of it.
struct RepositoryRole
{
    QString name; ///< "root", "targets", "snapshot", "timestamp", or of a channel
    qint64 version = 0;
    qint64 expires = 0; ///< Unix seconds, as all times here
    int threshold = 1;
    std::vector<RoleKey> keys = {};

    friend bool operator==(const RepositoryRole &, const RepositoryRole &) = default;
};

/// A root of the repository, as it was once.
struct RepositoryRoot
{
    qint64 version = 0;
    QByteArray digest; ///< SHA-256
    QString change;    ///< reference of the change that rotated to it; empty for the first
    qint64 time = 0;

    friend bool operator==(const RepositoryRoot &, const RepositoryRoot &) = default;
};

/// Metadata that people have yet to sign.
struct AwaitedMetadata
{
    QString role;
    qint64 version = 0;
    int have = 0; ///< signatures
    int threshold = 1;

    friend bool operator==(const AwaitedMetadata &, const AwaitedMetadata &) = default;
};

/// Whom devices trust about updates.
struct UpdateTrust
{
    std::vector<AuthorityKeys> authorities;
    std::vector<RepositoryRole> roles;
    std::vector<RepositoryRoot> roots; ///< the newest first
    std::vector<AwaitedMetadata> awaited;

    friend bool operator==(const UpdateTrust &, const UpdateTrust &) = default;
};

enum class Expiry { Valid, Soon, Over };
/// Soon: within two weeks, of timestamp and snapshot, which are made by themselves every day, within six hours.
[[nodiscard]] Expiry expiryOf(const RepositoryRole &role, qint64 now);

} // namespace enigm::models::ota

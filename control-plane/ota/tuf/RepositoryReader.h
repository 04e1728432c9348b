#pragma once

#include "contract/ota/tuf/RepositoryStatus.h"
#include "contract/problems/Problem.h"
#include "control-plane/identity/Caller.h"
#include "control-plane/ota/tuf/RepositoryFiles.h"
#include "control-plane/store/Database.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace enigm::controlplane::ota {

/// The update repository as it is read: by clients, file by file, and by people. Thread-safe.
class RepositoryReader
{
public:
    /// Borrows the database.
    RepositoryReader(const store::Database &database, identity::DirectoryView directory);

    /// "timestamp.json", or "VERSION.ROLE.json". NotFound.
    [[nodiscard]] Expected<QByteArray> file(const QString &name) const;
    /// SHA-256 of "CHANNEL/RELEASE/DIGEST.NAME" (TUF 1.0 section 7.2). NotFound for what no channel vouches for now.
    [[nodiscard]] Expected<QByteArray> target(const QString &path) const;

    [[nodiscard]] Expected<tuf::RepositoryStatus> status() const;
    /// By role.
    [[nodiscard]] Expected<std::vector<tuf::PendingRole>> pending() const;

private:
    [[nodiscard]] Expected<std::vector<tuf::RootRecord>> roots(const store::Repositories &store) const;

    const store::Database &m_database;
    identity::DirectoryView m_directory;
};

/// What waits for this role.
[[nodiscard]] std::optional<tuf::PendingRole> pendingRole(const RepositoryFiles &files, const QString &role);

} // namespace enigm::controlplane::ota

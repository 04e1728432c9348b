#pragma once

#include "contract/ota/Release.h"
#include "contract/problems/Problem.h"
#include "control-plane/store/Database.h"

#include <QString>

#include <optional>
#include <vector>

namespace enigm::controlplane::ota {

/// A page of releases, newest first.
struct ReleasePage
{
    std::vector<enigm::ota::Release> releases;
    std::optional<QString> next; ///< `after` of the next page
};

/// Releases as they stand. Thread-safe.
class ReleaseReader
{
public:
    /// Borrows the database.
    explicit ReleaseReader(const store::Database &database);

    /// NotFound.
    [[nodiscard]] Expected<enigm::ota::Release> find(const QString &id) const;
    /// At most `limit` releases older than the id `after` (empty: from the newest).
    [[nodiscard]] Expected<ReleasePage> page(const QString &after, int limit) const;

private:
    const store::Database &m_database;
};

/// The release of this row, with what is kept beside it.
[[nodiscard]] Expected<enigm::ota::Release> releaseOf(const store::Repositories &store, const store::ReleaseRow &row);

} // namespace enigm::controlplane::ota

#pragma once

#include "contract/policy/PolicyDocument.h"
#include "contract/problems/Problem.h"
#include "control-plane/policy/Policy.h"
#include "control-plane/store/Database.h"

#include <QString>

namespace enigm::controlplane::policy {

/// Serves policies out of the store, each call from one snapshot. Any thread.
class PolicyReader
{
public:
    /// Borrows the database.
    explicit PolicyReader(const store::Database &database);

    /// At most `limit` policies behind the id `after` (empty: from the first), by id.
    [[nodiscard]] Expected<PolicyPage> page(const QString &after, int limit) const;
    /// NotFound.
    [[nodiscard]] Expected<PolicyDetail> detail(const QString &id) const;
    /// NotFound.
    [[nodiscard]] Expected<enigm::policy::PolicyVersion> version(const QString &id, qint64 version) const;

private:
    const store::Database &m_database;
};

} // namespace enigm::controlplane::policy

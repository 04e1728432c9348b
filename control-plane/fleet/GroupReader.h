#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/fleet/Group.h"
#include "control-plane/store/Database.h"

#include <QString>

namespace enigm::controlplane::fleet {

/// Serves the groups of devices out of the store, each call from one snapshot. Any thread.
class GroupReader
{
public:
    /// Borrows the database. `isSample`: every device of this deployment is simulated.
    GroupReader(const store::Database &database, bool isSample);

    /// At most `limit` groups behind the id `after` (empty: from the first), by id.
    [[nodiscard]] Expected<GroupPage> page(const QString &after, int limit) const;
    /// NotFound.
    [[nodiscard]] Expected<GroupDetail> detail(const QString &id) const;
    /// How many devices a rule finds now, whether a group has it or not.
    [[nodiscard]] Expected<qint64> count(const enigm::fleet::GroupRule &rule) const;

private:
    const store::Database &m_database;
    bool m_isSample;
};

} // namespace enigm::controlplane::fleet

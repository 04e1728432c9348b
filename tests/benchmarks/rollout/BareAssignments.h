#pragma once

#include <QString>

struct sqlite3;

namespace enigm::benchmarks {

/// What starting a rollout costs at least: the trusted devices of a database are read in the order of their handles,
/// and a row is inserted for each into a database of its own, in one transaction that is made durable.
class BareAssignments
{
public:
    /// Reads from the control plane's database at `fleet`; writes to `path`.
    BareAssignments(const QString &fleet, const QString &path);
    ~BareAssignments();
    BareAssignments(const BareAssignments &) = delete;
    BareAssignments &operator=(const BareAssignments &) = delete;

    /// Assigns every device anew; answers how many.
    int assignAll();

private:
    sqlite3 *m_fleet = nullptr;
    sqlite3 *m_assignments = nullptr;
    int m_rollout = 0;
};

} // namespace enigm::benchmarks

#pragma once

#include "contract/problems/Problem.h"

namespace enigm::controlplane::store {

class Connection;

/// The schema that this program writes.
[[nodiscard]] int schemaVersion();

/// Brings the schema up to `version`, each numbered step in a transaction of its own and recorded in schema_migration.
/// UnsupportedVersion where a newer program has been here; Unavailable.
[[nodiscard]] Expected<void> migrate(Connection &connection, int version = schemaVersion());

} // namespace enigm::controlplane::store

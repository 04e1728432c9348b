#pragma once

namespace enigm::controlplane::store {

/// When an attestation was judged last is no longer when the device enrolled. The index finds those that were judged
/// too long ago. Of what was judged since, changes of the outcome are kept; a revocation list by its digest, as it
/// came.
inline constexpr auto attestationSchema = R"sql(
    ALTER TABLE device ADD COLUMN attested_at INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE device ADD COLUMN attestation_asked INTEGER;
    UPDATE device SET attested_at = enrolled_at;
    CREATE INDEX device_by_attestation ON device (attestation, attested_at);
    CREATE TABLE device_attestation_change (
        handle TEXT NOT NULL,
        position INTEGER NOT NULL,
        judged INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        outcome_before TEXT NOT NULL,
        PRIMARY KEY (handle, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE revocation_list (
        digest BLOB PRIMARY KEY,
        entries INTEGER NOT NULL,
        stored_at INTEGER NOT NULL,
        list BLOB NOT NULL
    ) STRICT;
)sql";

} // namespace enigm::controlplane::store

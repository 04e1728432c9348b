#pragma once

namespace enigm::controlplane::store::first {

// The SQL of the first six migrations. Released, and never edited: what changes the schema is a new step, in
// Migrations.cpp.

// Entries of the two logs lie in tables of their own, so that both are appended to at their right edge. `cursor` is the
// change cursor that the sequencer gave. A node is the hash of a full tile, that is, an entry of the tile above.
inline constexpr auto logs = R"sql(
    CREATE TABLE IF NOT EXISTS governance_entry (
        position INTEGER PRIMARY KEY,
        leaf BLOB NOT NULL,
        hash BLOB NOT NULL,
        cursor INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS activity_entry (
        position INTEGER PRIMARY KEY,
        leaf BLOB NOT NULL,
        hash BLOB NOT NULL,
        cursor INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS activity_body (
        position INTEGER PRIMARY KEY,
        salt BLOB NOT NULL,
        value BLOB NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS log_tile (
        log INTEGER NOT NULL,
        level INTEGER NOT NULL,
        position INTEGER NOT NULL,
        hashes BLOB NOT NULL,
        PRIMARY KEY (log, level, position)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS log_node (
        log INTEGER NOT NULL,
        level INTEGER NOT NULL,
        position INTEGER NOT NULL,
        hash BLOB NOT NULL,
        PRIMARY KEY (log, level, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS governance_checkpoint (
        size INTEGER PRIMARY KEY,
        root BLOB NOT NULL,
        note BLOB NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS activity_checkpoint (
        size INTEGER PRIMARY KEY,
        root BLOB NOT NULL,
        note BLOB NOT NULL
    ) STRICT;
)sql";

// The fence: whoever raised the generation last is the one that may sign checkpoints.
inline constexpr auto meta = R"sql(
    CREATE TABLE IF NOT EXISTS meta (
        name TEXT PRIMARY KEY,
        value BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS counter (
        name TEXT PRIMARY KEY,
        value INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    INSERT OR IGNORE INTO counter (name, value) VALUES ('generation', 0), ('cursor', 0);
)sql";

inline constexpr auto devices = R"sql(
    CREATE TABLE IF NOT EXISTS device (
        handle TEXT PRIMARY KEY,
        key TEXT NOT NULL,
        state TEXT NOT NULL,
        certificate BLOB,
        attestation TEXT NOT NULL,
        facts BLOB NOT NULL,
        security_level TEXT NOT NULL,
        patch INTEGER,
        enrolled_at INTEGER NOT NULL,
        last_seen INTEGER,
        cursor INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS device_by_key ON device (key);
    CREATE UNIQUE INDEX IF NOT EXISTS device_by_certificate ON device (certificate) WHERE certificate IS NOT NULL;
    CREATE INDEX IF NOT EXISTS device_by_state ON device (state, handle);
    CREATE INDEX IF NOT EXISTS device_by_cursor ON device (cursor);
)sql";

// Digests of requests, signatures and withdrawals are unique, so that nothing signed is taken twice; nonces, too.
inline constexpr auto changes = R"sql(
    CREATE TABLE IF NOT EXISTS change (
        id TEXT PRIMARY KEY,
        digest BLOB NOT NULL UNIQUE,
        state TEXT NOT NULL,
        action TEXT NOT NULL,
        class TEXT NOT NULL,
        requester TEXT NOT NULL,
        request BLOB NOT NULL,
        targets BLOB NOT NULL,
        approve_by INTEGER NOT NULL,
        execute_by INTEGER NOT NULL,
        requested_at INTEGER NOT NULL,
        requested_governance INTEGER NOT NULL,
        requested_time INTEGER NOT NULL,
        executed_at INTEGER,
        executed_governance INTEGER,
        executed_time INTEGER,
        failure TEXT,
        cursor INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX IF NOT EXISTS change_by_position ON change (requested_at);
    CREATE INDEX IF NOT EXISTS change_by_state ON change (state, requested_at);
    CREATE INDEX IF NOT EXISTS change_by_cursor ON change (cursor);
    CREATE TABLE IF NOT EXISTS change_signature (
        digest BLOB PRIMARY KEY,
        change TEXT NOT NULL REFERENCES change (id),
        approver TEXT NOT NULL,
        decision TEXT NOT NULL,
        jws BLOB NOT NULL,
        position INTEGER NOT NULL,
        governance INTEGER NOT NULL,
        time INTEGER NOT NULL,
        UNIQUE (change, approver)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS change_withdrawal (
        change TEXT PRIMARY KEY REFERENCES change (id),
        digest BLOB NOT NULL UNIQUE,
        jws BLOB NOT NULL,
        position INTEGER NOT NULL,
        governance INTEGER NOT NULL,
        time INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS change_target (
        handle TEXT NOT NULL,
        change TEXT NOT NULL REFERENCES change (id),
        PRIMARY KEY (handle, change)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS free_text (
        digest BLOB PRIMARY KEY,
        salt BLOB NOT NULL,
        text TEXT NOT NULL,
        stored_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS free_text_by_age ON free_text (stored_at);
    CREATE TABLE IF NOT EXISTS signed_nonce (
        nonce BLOB PRIMARY KEY
    ) STRICT, WITHOUT ROWID;
)sql";

// Tokens are kept as their SHA-256 alone.
inline constexpr auto people = R"sql(
    CREATE TABLE IF NOT EXISTS operator (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS operator_pin (
        operator TEXT PRIMARY KEY,
        n INTEGER NOT NULL,
        r INTEGER NOT NULL,
        p INTEGER NOT NULL,
        salt BLOB NOT NULL,
        hash BLOB NOT NULL,
        failed INTEGER NOT NULL,
        locked INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS session (
        id TEXT PRIMARY KEY,
        token BLOB NOT NULL UNIQUE,
        operator TEXT NOT NULL,
        key TEXT NOT NULL,
        dpop TEXT NOT NULL,
        created INTEGER NOT NULL,
        expires INTEGER NOT NULL,
        ended INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS session_by_operator ON session (operator, created);
    CREATE INDEX IF NOT EXISTS session_by_expiry ON session (expires);
    CREATE TABLE IF NOT EXISTS step_up (
        token BLOB PRIMARY KEY,
        session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
        bound BLOB NOT NULL,
        created INTEGER NOT NULL,
        expires INTEGER NOT NULL,
        used INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS step_up_by_session ON step_up (session);
)sql";

inline constexpr auto repeats = R"sql(
    CREATE TABLE IF NOT EXISTS idempotency (
        operator TEXT NOT NULL,
        key TEXT NOT NULL,
        request BLOB NOT NULL,
        status INTEGER NOT NULL,
        headers BLOB NOT NULL,
        body BLOB NOT NULL,
        expires INTEGER NOT NULL,
        PRIMARY KEY (operator, key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS idempotency_by_expiry ON idempotency (expires);
    CREATE TABLE IF NOT EXISTS assertion (
        jti BLOB PRIMARY KEY,
        expires INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS assertion_by_expiry ON assertion (expires);
)sql";

} // namespace enigm::controlplane::store::first

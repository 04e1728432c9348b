#pragma once

/// The step of Migrations.cpp that rollouts are kept by. As there: once released, never edited.
namespace enigm::controlplane::store::steps {

// A rollout has as many rows as it has devices, so that these are narrow, lie in the order in which they are written,
// and have no index besides: states and failures are numbers in the order of their declaration (contract/ota/
// RolloutWords.h, which is only added to), and how many devices are in which state is kept with the group and never
// counted. What silence is found by is one look through a group, and not often.
inline constexpr auto rollouts = R"sql(
    CREATE TABLE rollout (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        release TEXT NOT NULL,
        manifest BLOB NOT NULL,
        plan BLOB NOT NULL,
        change TEXT NOT NULL,
        digest BLOB NOT NULL,
        execution INTEGER NOT NULL UNIQUE,
        started_at INTEGER NOT NULL,
        obey_by INTEGER NOT NULL,
        state TEXT NOT NULL,
        entry INTEGER NOT NULL,
        frozen INTEGER NOT NULL,
        resumed_at INTEGER NOT NULL,
        outside INTEGER NOT NULL,
        halted_at INTEGER,
        halted_by TEXT,
        halt_reason TEXT,
        halt_group INTEGER,
        cursor INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX rollout_by_cursor ON rollout (cursor);
    CREATE TABLE rollout_group (
        rollout INTEGER NOT NULL REFERENCES rollout (number),
        place INTEGER NOT NULL,
        state TEXT NOT NULL,
        opened INTEGER,
        succeeded INTEGER,
        completed INTEGER,
        forgiven INTEGER NOT NULL DEFAULT 0,
        accepted INTEGER NOT NULL DEFAULT 0,
        swept INTEGER NOT NULL DEFAULT 0,
        count INTEGER NOT NULL DEFAULT 0,
        waiting INTEGER NOT NULL DEFAULT 0,
        offered INTEGER NOT NULL DEFAULT 0,
        downloading INTEGER NOT NULL DEFAULT 0,
        verified INTEGER NOT NULL DEFAULT 0,
        installed INTEGER NOT NULL DEFAULT 0,
        confirmed INTEGER NOT NULL DEFAULT 0,
        failed INTEGER NOT NULL DEFAULT 0,
        not_eligible INTEGER NOT NULL DEFAULT 0,
        withdrawn INTEGER NOT NULL DEFAULT 0,
        cursor INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (rollout, place)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE rollout_failure (
        rollout INTEGER NOT NULL REFERENCES rollout (number),
        failure TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (rollout, failure)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE rollout_event (
        rollout INTEGER NOT NULL REFERENCES rollout (number),
        number INTEGER NOT NULL,
        kind TEXT NOT NULL,
        place INTEGER,
        time INTEGER NOT NULL,
        who TEXT,
        change TEXT,
        reason TEXT,
        entry INTEGER NOT NULL,
        PRIMARY KEY (rollout, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE rollout_device (
        rollout INTEGER NOT NULL,
        handle TEXT NOT NULL,
        place INTEGER NOT NULL,
        state INTEGER NOT NULL,
        since INTEGER NOT NULL,
        attempts INTEGER NOT NULL,
        failure INTEGER,
        PRIMARY KEY (rollout, handle)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE rollout_members (
        root BLOB PRIMARY KEY,
        count INTEGER NOT NULL,
        made_at INTEGER NOT NULL,
        handles BLOB NOT NULL
    ) STRICT;
)sql";

} // namespace enigm::controlplane::store::steps

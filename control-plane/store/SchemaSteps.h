#pragma once

/// The newest steps of Migrations.cpp, where they are put in order. As there, none that was released is ever edited.
namespace enigm::controlplane::store::steps {

// Where the log keeps the device's last word on a command; not known of what was said before this was kept.
inline constexpr auto acknowledgements = R"sql(
    ALTER TABLE device_command ADD COLUMN entry INTEGER;
)sql";

// What became of one change at each of its devices, and the group that a profile is for.
inline constexpr auto targetGroups = R"sql(
    CREATE INDEX device_command_by_change ON device_command (change, handle);
    ALTER TABLE enrollment_profile ADD COLUMN device_group TEXT;
)sql";

// What handles are derived from is found along two indexes, and not along the tables, which have everything of each
// device. A handle that was resolved is kept with its change and nowhere else: what a gateway knew a device by is never
// kept with the device.
inline constexpr auto handleResolutions = R"sql(
    CREATE INDEX enrollment_by_origin ON enrollment (handle, nonce);
    CREATE TABLE handle_resolution (
        change TEXT PRIMARY KEY REFERENCES change (id),
        handle TEXT,
        position INTEGER,
        governance_size INTEGER,
        time INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX handle_resolution_waiting ON handle_resolution (change) WHERE position IS NULL;
)sql";

// When an attestation was judged last is no longer when the device enrolled. The index finds those that were judged
// too long ago. Of what was judged since, changes of the outcome are kept; a revocation list by its digest, as it
// came.
inline constexpr auto attestations = R"sql(
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

// Every version of a policy, which one is in force and for whom, and what is being written. The groups that list a
// device are asked for at each decision.
inline constexpr auto policies = R"sql(
    CREATE TABLE policy_version (
        policy TEXT NOT NULL,
        version INTEGER NOT NULL,
        digest BLOB NOT NULL,
        document BLOB NOT NULL,
        change TEXT NOT NULL REFERENCES change (id),
        published_at INTEGER NOT NULL,
        PRIMARY KEY (policy, version)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE policy (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        name TEXT NOT NULL UNIQUE,
        for_all INTEGER NOT NULL,
        change TEXT NOT NULL REFERENCES change (id),
        changed_at INTEGER NOT NULL,
        cursor INTEGER NOT NULL,
        FOREIGN KEY (id, version) REFERENCES policy_version (policy, version)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX policy_by_cursor ON policy (cursor);
    CREATE TABLE policy_group (
        policy TEXT NOT NULL REFERENCES policy (id),
        device_group TEXT NOT NULL REFERENCES device_group (id),
        PRIMARY KEY (policy, device_group)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE policy_draft (
        id TEXT PRIMARY KEY,
        revision INTEGER NOT NULL,
        document BLOB NOT NULL,
        author TEXT NOT NULL,
        saved_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX device_group_member_by_handle ON device_group_member (handle, device_group);
)sql";

// Who follows policies hears of drafts, of dropped ones too.
inline constexpr auto policyProofs = R"sql(
    ALTER TABLE policy ADD COLUMN in_force_by TEXT NOT NULL DEFAULT '';
    ALTER TABLE policy ADD COLUMN assigned_by TEXT NOT NULL DEFAULT '';
)sql";

inline constexpr auto policyDraftCursors = R"sql(
    ALTER TABLE policy_draft ADD COLUMN cursor INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX policy_draft_by_cursor ON policy_draft (cursor);
)sql";

// Who asks for devices at the ways into the network, by which keys it knows them in an epoch, and how it went. A key of
// an enforcement point is there once for ever, its name once at a time; a key of a device in one epoch alone.
inline constexpr auto network = R"sql(
    CREATE TABLE enforcement_point (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        path TEXT NOT NULL,
        "key" TEXT NOT NULL UNIQUE,
        enrolled_change TEXT NOT NULL REFERENCES change (id),
        enrolled_at INTEGER NOT NULL,
        revoked_change TEXT REFERENCES change (id),
        revoked_at INTEGER,
        last_seen INTEGER,
        decided_from INTEGER,
        decided_to INTEGER,
        decided_permits INTEGER,
        decided_denials INTEGER,
        reported_from INTEGER,
        reported_to INTEGER,
        reported_permits INTEGER,
        reported_denials INTEGER,
        cursor INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX enforcement_point_by_name ON enforcement_point (name_key) WHERE revoked_at IS NULL;
    CREATE INDEX enforcement_point_by_cursor ON enforcement_point (cursor);
    CREATE TABLE network_credential (
        device TEXT NOT NULL,
        epoch INTEGER NOT NULL,
        tls_key BLOB NOT NULL UNIQUE,
        wireguard_key BLOB NOT NULL UNIQUE,
        onion_key BLOB NOT NULL UNIQUE,
        issued_at INTEGER NOT NULL,
        PRIMARY KEY (epoch, device)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE network_outcome (
        hour INTEGER NOT NULL,
        point TEXT NOT NULL REFERENCES enforcement_point (id),
        source TEXT NOT NULL,
        decision TEXT NOT NULL,
        category TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (hour, point, source, decision, category)
    ) STRICT, WITHOUT ROWID;
)sql";

// What the signing authorities were let sign.
inline constexpr auto releaseSignOffs = R"sql(
    CREATE TABLE release_sign_off (
        "release" TEXT NOT NULL,
        authority TEXT NOT NULL,
        change TEXT NOT NULL REFERENCES change (id),
        executed_at INTEGER NOT NULL,
        PRIMARY KEY ("release", authority)
    ) STRICT, WITHOUT ROWID;
)sql";

// What was imported, who has signed it, where it is published, and with what its rollouts began. A release that was
// removed keeps its row: its id is spent, and whoever follows releases hears of it.
inline constexpr auto releases = R"sql(
    CREATE TABLE release (
        id TEXT PRIMARY KEY,
        manifest BLOB NOT NULL,
        manifest_digest BLOB NOT NULL UNIQUE,
        artifact BLOB NOT NULL,
        sha1 BLOB NOT NULL,
        length INTEGER NOT NULL,
        build TEXT NOT NULL,
        imported_by TEXT NOT NULL,
        begun_at INTEGER NOT NULL,
        received INTEGER NOT NULL,
        complete_at INTEGER,
        installed INTEGER NOT NULL,
        confirmed_at INTEGER,
        removed INTEGER NOT NULL DEFAULT 0,
        cursor INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX release_by_cursor ON release (cursor);
    CREATE INDEX release_by_artifact ON release (artifact);
    CREATE TABLE release_signature (
        release TEXT NOT NULL REFERENCES release (id),
        authority TEXT NOT NULL,
        jws BLOB NOT NULL,
        "key" TEXT NOT NULL,
        change TEXT NOT NULL UNIQUE REFERENCES change (id),
        signed_at INTEGER NOT NULL,
        PRIMARY KEY (release, authority)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE release_publication (
        release TEXT NOT NULL REFERENCES release (id),
        channel TEXT NOT NULL,
        published_at INTEGER NOT NULL,
        PRIMARY KEY (release, channel)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE release_rollout (
        release TEXT NOT NULL REFERENCES release (id),
        model TEXT NOT NULL,
        begun_at INTEGER NOT NULL,
        PRIMARY KEY (release, model)
    ) STRICT, WITHOUT ROWID;
)sql";

// Which policies a device says that hold there; the reports are in the log. What each came by is looked up by the place
// of its execution.
inline constexpr auto heldPolicies = R"sql(
    CREATE TABLE device_policies (
        handle TEXT PRIMARY KEY,
        versions BLOB NOT NULL,
        report BLOB NOT NULL,
        position INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        counted_from INTEGER NOT NULL,
        changes INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX change_by_entry ON change (executed_at) WHERE executed_at IS NOT NULL;
)sql";

// The update repository's metadata, each file as it is served or waits for signatures. Of a role one version waits at
// most.
inline constexpr auto tufMetadata = R"sql(
    CREATE TABLE tuf_metadata (
        role TEXT NOT NULL,
        version INTEGER NOT NULL,
        file BLOB NOT NULL,
        published_at INTEGER,
        PRIMARY KEY (role, version)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX tuf_metadata_pending ON tuf_metadata (role) WHERE published_at IS NULL;
)sql";

} // namespace enigm::controlplane::store::steps

#include "control-plane/store/Migrations.h"

#include "control-plane/store/Connection.h"
#include "control-plane/store/FirstMigrations.h"
#include "control-plane/store/Query.h"
#include "control-plane/store/RolloutSchema.h"
#include "control-plane/store/SchemaSteps.h"

#include <array>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

struct Migration
{
    int number;
    const char *name;
    const char *sql;
};

constexpr auto bookkeeping = R"sql(
    CREATE TABLE IF NOT EXISTS schema_migration (
        number INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        applied INTEGER NOT NULL
    ) STRICT;
)sql";

// An entry, its body and the head that its group committed share a row, so that an audited write dirties one page. What
// is read in runs comes before what may be long. A signed checkpoint is kept only where it cannot be made again: one
// that the log was opened with, or that witnesses have signed.
constexpr auto oneRowAnEntry = R"sql(
    CREATE TABLE governance_row (
        position INTEGER PRIMARY KEY,
        cursor INTEGER NOT NULL,
        hash BLOB NOT NULL,
        root BLOB,
        leaf BLOB NOT NULL
    ) STRICT;
    INSERT INTO governance_row (position, cursor, hash, root, leaf)
        SELECT position, cursor, hash, root, leaf
        FROM governance_entry LEFT JOIN governance_checkpoint ON size = position + 1 ORDER BY position;
    DROP TABLE governance_entry;
    ALTER TABLE governance_row RENAME TO governance_entry;
    CREATE TABLE activity_row (
        position INTEGER PRIMARY KEY,
        cursor INTEGER NOT NULL,
        hash BLOB NOT NULL,
        root BLOB,
        leaf BLOB NOT NULL,
        salt BLOB,
        body BLOB
    ) STRICT;
    INSERT INTO activity_row (position, cursor, hash, root, leaf, salt, body)
        SELECT activity_entry.position, cursor, hash, root, leaf, salt, value
        FROM activity_entry
        LEFT JOIN activity_body ON activity_body.position = activity_entry.position
        LEFT JOIN activity_checkpoint ON size = activity_entry.position + 1
        ORDER BY activity_entry.position;
    DROP TABLE activity_body;
    DROP TABLE activity_entry;
    ALTER TABLE activity_row RENAME TO activity_entry;
    DELETE FROM governance_checkpoint WHERE size < (SELECT max(size) FROM governance_checkpoint);
    DELETE FROM activity_checkpoint WHERE size < (SELECT max(size) FROM activity_checkpoint);
)sql";

// A locked PIN that a quorum has reset by adding a key: that key sets the next one.
constexpr auto pinResets = R"sql(
    CREATE TABLE pin_reset (
        operator TEXT PRIMARY KEY,
        key TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
)sql";

// A name that nobody has signed becomes an operator's with the execution of the change that it came with.
constexpr auto proposedNames = R"sql(
    CREATE TABLE proposed_name (
        change TEXT NOT NULL REFERENCES change (id),
        operator TEXT NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (change, operator)
    ) STRICT, WITHOUT ROWID;
)sql";

// How many devices a change reached counts towards the limits of leaf 0; what cancelled it is told to whoever asks.
constexpr auto limitsAndCancelling = R"sql(
    ALTER TABLE change ADD COLUMN devices INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE change ADD COLUMN beyond_limit INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE change ADD COLUMN cancelled_by TEXT;
    UPDATE change SET devices = counted.devices
        FROM (SELECT change, count(*) AS devices FROM change_target GROUP BY change) AS counted
        WHERE counted.change = change.id;
    CREATE INDEX change_by_execution ON change (action, executed_time, devices) WHERE executed_time IS NOT NULL;
)sql";

// An executed change at one of the devices that it was applied to. What it has expired by is its obey_by alone.
constexpr auto deviceCommands = R"sql(
    CREATE TABLE device_command (
        handle TEXT NOT NULL,
        execution INTEGER NOT NULL,
        change TEXT NOT NULL REFERENCES change (id),
        obey_by INTEGER NOT NULL,
        state TEXT NOT NULL,
        delivered INTEGER,
        answered INTEGER,
        problem TEXT,
        refusals INTEGER NOT NULL DEFAULT 0,
        cursor INTEGER NOT NULL,
        PRIMARY KEY (handle, execution)
    ) STRICT, WITHOUT ROWID;
)sql";

// What witnesses signed beside the log, by log, size and witness: the newest of each; `since` is when the first came.
constexpr auto cosignatures = R"sql(
    CREATE TABLE cosignature (
        log INTEGER NOT NULL,
        size INTEGER NOT NULL,
        witness TEXT NOT NULL,
        key_id INTEGER NOT NULL,
        signature BLOB NOT NULL,
        time INTEGER NOT NULL,
        since INTEGER NOT NULL,
        PRIMARY KEY (log, size, witness)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX cosignature_by_witness ON cosignature (log, witness, size);
)sql";

// A token opens its profile by its digest. What an enrolment rests on is kept as it came, so that everybody who admits
// the device can judge it again.
constexpr auto enrollments = R"sql(
    CREATE TABLE enrollment_profile (
        id TEXT PRIMARY KEY,
        token BLOB NOT NULL UNIQUE,
        name TEXT NOT NULL,
        uses INTEGER NOT NULL,
        used INTEGER NOT NULL,
        created INTEGER NOT NULL,
        expires INTEGER NOT NULL,
        creator TEXT NOT NULL,
        level TEXT,
        keys BLOB NOT NULL,
        replaces TEXT,
        revoked INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE enrollment (
        handle TEXT PRIMARY KEY,
        nonce BLOB NOT NULL,
        tls_key BLOB NOT NULL,
        chain BLOB NOT NULL,
        enrolled_at INTEGER NOT NULL,
        profile TEXT REFERENCES enrollment_profile (id),
        replaces TEXT
    ) STRICT;
    CREATE INDEX enrollment_by_replaced ON enrollment (replaces) WHERE replaces IS NOT NULL;
)sql";

// A group that was removed keeps its row: its id is spent. Its name is not. The index has every fact that a rule may
// ask for, so that devices which are alike in them lie in one run, by handle.
constexpr auto deviceGroups = R"sql(
    CREATE TABLE device_group (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        digest BLOB,
        definition BLOB NOT NULL,
        name TEXT UNIQUE,
        members INTEGER,
        change TEXT NOT NULL REFERENCES change (id),
        changed_at INTEGER NOT NULL,
        cursor INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX device_group_by_cursor ON device_group (cursor);
    CREATE TABLE device_group_member (
        device_group TEXT NOT NULL REFERENCES device_group (id),
        handle TEXT NOT NULL,
        PRIMARY KEY (device_group, handle)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX device_by_facts ON device (state, attestation, security_level, patch, handle);
)sql";

// What a device reports of itself now, and the last that it reported before; the reports are in the log.
constexpr auto devicePosture = R"sql(
    CREATE TABLE device_posture (
        handle TEXT PRIMARY KEY,
        posture BLOB NOT NULL,
        position INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        reported INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE device_posture_change (
        handle TEXT NOT NULL,
        position INTEGER NOT NULL,
        posture BLOB NOT NULL,
        changed INTEGER NOT NULL,
        PRIMARY KEY (handle, position)
    ) STRICT, WITHOUT ROWID;
)sql";

/// In order, without gaps. A step that has been released is never edited; a change to the schema is a new step.
constexpr auto migrations = std::to_array<Migration>({
    {1, "logs", first::logs},
    {2, "meta", first::meta},
    {3, "devices", first::devices},
    {4, "changes", first::changes},
    {5, "people", first::people},
    {6, "repeats", first::repeats},
    {7, "one row an entry", oneRowAnEntry},
    {8, "PIN resets", pinResets},
    {9, "proposed names", proposedNames},
    {10, "limits and cancelling", limitsAndCancelling},
    {11, "device commands", deviceCommands},
    {12, "co-signatures", cosignatures},
    {13, "enrollments", enrollments},
    {14, "device posture", devicePosture},
    {15, "device groups", deviceGroups},
    {16, "target groups and results", steps::targetGroups},
    {17, "acknowledgements", steps::acknowledgements},
    {18, "handle resolutions", steps::handleResolutions},
    {19, "attestations", steps::attestations},
    {20, "policies", steps::policies},
    {21, "policy proofs", steps::policyProofs},
    {23, "policy draft cursors", steps::policyDraftCursors},
    {24, "network", steps::network},
    {25, "held policies", steps::heldPolicies},
    {26, "release sign-offs", steps::releaseSignOffs},
    {27, "rollouts", steps::rollouts},
    {28, "update metadata", steps::tufMetadata},
    {29, "releases", steps::releases},
});

Expected<qint64> appliedVersion(Connection &connection)
{
    Query query(connection, u"SELECT coalesce(max(number), 0) FROM schema_migration"_s);
    const auto version = query.first([](const Query &row) { return row.integer(0); });
    if (!version)
        return std::unexpected(version.error());
    return version->value_or(0);
}

Expected<void> applyIn(Connection &connection, const Migration &migration)
{
    // Asked again inside the transaction: another process may have been quicker.
    const auto version = appliedVersion(connection);
    if (!version)
        return std::unexpected(version.error());
    if (*version >= migration.number)
        return {};
    if (auto done = connection.execute(QLatin1StringView(migration.sql)); !done)
        return done;
    return Query(connection, u"INSERT INTO schema_migration (number, name, applied) VALUES (?, ?, unixepoch())"_s)
        .bind(migration.number)
        .bind(QLatin1StringView(migration.name))
        .run();
}

Expected<void> apply(Connection &connection, const Migration &migration)
{
    if (auto begun = connection.execute(u"BEGIN IMMEDIATE"_s); !begun)
        return begun;
    auto result = applyIn(connection, migration);
    if (result)
        result = connection.execute(u"COMMIT"_s);
    if (!result && connection.isInTransaction())
        static_cast<void>(connection.execute(u"ROLLBACK"_s)); // the first problem is the one to tell
    return result;
}

} // namespace

int schemaVersion()
{
    return migrations.back().number;
}

Expected<void> migrate(Connection &connection, int version)
{
    if (auto made = connection.execute(QLatin1StringView(bookkeeping)); !made)
        return made;
    const auto applied = appliedVersion(connection);
    if (!applied)
        return std::unexpected(applied.error());
    if (*applied > schemaVersion()) {
        return refuse(ProblemType::UnsupportedVersion,
                      u"the database has schema %1, this program knows %2"_s.arg(*applied).arg(schemaVersion()));
    }
    for (const Migration &migration : migrations) {
        if (migration.number > version)
            break;
        if (auto done = apply(connection, migration); !done)
            return done;
    }
    return {};
}

} // namespace enigm::controlplane::store

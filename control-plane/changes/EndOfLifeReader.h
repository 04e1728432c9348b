#pragma once

#include "contract/evidence/EndOfLife.h"
#include "contract/problems/Problem.h"
#include "control-plane/audit/LogReader.h"
#include "control-plane/identity/Caller.h"
#include "control-plane/store/CommandStore.h"
#include "control-plane/store/Database.h"

#include <QString>

#include <optional>

namespace enigm::controlplane::changes {

/// What an end-of-life record tells of, each acknowledged by the device.
struct DeviceEnd
{
    store::CommandRow end;                 ///< nothing leads back from it
    std::optional<store::CommandRow> wipe; ///< the last that the device has obeyed
};

/// Makes the end-of-life record of a device out of the logs, each call from one snapshot. Any thread.
class EndOfLifeReader
{
public:
    /// Borrows database and logs.
    EndOfLifeReader(const store::Database &database, const audit::LogReader &logs, identity::DirectoryView directory)
        : m_database(database)
        , m_logs(logs)
        , m_directory(std::move(directory))
    {}

    /// MalformedHandle; NotFound for an unknown device, and for one that has not ended; NotAcknowledged, with since
    /// when it waits, where the device has not said so itself; EvidenceIncomplete where nobody knows where it did.
    [[nodiscard]] Expected<DeviceEnd> end(const QString &handle) const;
    /// Under checkpoints as ChangeReader::evidence has them. EvidenceIncomplete where retention has pruned a body.
    [[nodiscard]] Expected<evidence::EndOfLifeRecord> record(const DeviceEnd &end) const;

private:
    const store::Database &m_database;
    const audit::LogReader &m_logs;
    identity::DirectoryView m_directory;
};

} // namespace enigm::controlplane::changes

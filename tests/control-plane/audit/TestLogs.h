#pragma once

#include "contract/signing/Signer.h"
#include "control-plane/audit/CheckpointBoard.h"
#include "control-plane/audit/LogReader.h"
#include "control-plane/audit/LogWriter.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Writer.h"

#include <QString>

#include <memory>
#include <optional>

namespace enigm::test {

/// The keys that sign a test's checkpoints.
struct LogKeys
{
    static LogKeys generate();
    /// Kept in a file, so that another process can open the same logs.
    static LogKeys keptIn(const QString &path);

    [[nodiscard]] controlplane::audit::LogSigners signers() const;

    std::unique_ptr<signing::PrivateKey> governance;
    std::unique_ptr<signing::PrivateKey> activity;
};

/// An activity entry as a job hands it to the sequencer, told apart by its number.
[[nodiscard]] log::ActivityEntry activityEntry(qint64 number);
/// A body that a test finds again by its number.
[[nodiscard]] log::ActivityBody activityBody(qint64 number);
[[nodiscard]] log::GovernanceEntry governanceEntry(qint64 number);

/// A database with its writer and both logs, opened as a control plane opens them.
class TestLogs
{
public:
    /// Borrows the keys; `vfs` as store::Database::open.
    [[nodiscard]] static Expected<std::unique_ptr<TestLogs>> open(const QString &directory, const LogKeys &keys,
                                                                  const QString &vfs = {});
    ~TestLogs();
    TestLogs(const TestLogs &) = delete;
    TestLogs &operator=(const TestLogs &) = delete;

    /// Appends, and calls `completion` on the writer's thread once that is durable or refused.
    void submitActivity(qint64 number, controlplane::store::Writer::Completion completion);
    /// Appends and waits until that is durable.
    [[nodiscard]] Expected<controlplane::audit::Appended> appendActivity(qint64 number);
    [[nodiscard]] Expected<qint64> appendGovernance(qint64 number);
    /// Passes over both logs from the first entry to the checkpoints.
    [[nodiscard]] Expected<void> check() const;

    controlplane::store::Database &database() { return *m_database; }
    controlplane::store::Writer &writer() { return *m_writer; }
    controlplane::audit::LogWriter &sequencer() { return m_sequencer; }
    [[nodiscard]] controlplane::audit::LogReader reader() const { return {*m_database, m_board}; }
    [[nodiscard]] const controlplane::audit::CheckpointBoard &board() const { return m_board; }

private:
    TestLogs(std::unique_ptr<controlplane::store::Database> database, const LogKeys &keys);

    const LogKeys &m_keys;
    std::unique_ptr<controlplane::store::Database> m_database;
    controlplane::audit::CheckpointBoard m_board;
    controlplane::audit::LogWriter m_sequencer;
    std::unique_ptr<controlplane::store::Writer> m_writer;
};

} // namespace enigm::test

#pragma once

#include "contract/changes/ChangeRecord.h"
#include "contract/evidence/Evidence.h"
#include "contract/fleet/DeviceState.h"
#include "contract/problems/Problem.h"
#include "control-plane/audit/LogReader.h"
#include "control-plane/identity/Caller.h"
#include "control-plane/store/Database.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace enigm::controlplane::changes {

/// A change as the store has it, for asking who may read it.
struct KnownChange
{
    const store::ChangeRow &row;
    const enigm::changes::SignedChange &change;
    const std::vector<store::ChangeSignatureRow> &signatures;
};

/// A change in a list: what was asked, by whom and when, as it was signed, and what became of it. No device is named in
/// it. Texts only for those who may read the change whole.
struct ChangeSummary
{
    QByteArray request; ///< compact JWS
    enigm::changes::ChangeState state = enigm::changes::ChangeState::Pending;
    std::optional<enigm::changes::FreeText> reason;
    std::optional<enigm::changes::FreeText> reference;
    enigm::changes::LogPosition requested;
    std::optional<enigm::changes::LogPosition> executed;
    std::vector<QString> signers; ///< whose decisions were logged, rejections among them, in that order

    /// As `ChangeSummary` of openapi.yaml.
    [[nodiscard]] json::Value toJson() const;
};

struct ChangePage
{
    std::vector<ChangeSummary> items; ///< newest first
    std::optional<QString> next;      ///< `after` of the next page
};

/// Serves changes out of the store, each call from one snapshot. Any thread.
class ChangeReader
{
public:
    /// Borrows database and logs.
    ChangeReader(const store::Database &database, const audit::LogReader &logs, identity::DirectoryView directory)
        : m_database(database)
        , m_logs(logs)
        , m_directory(std::move(directory))
    {}

    /// NotFound for an unknown reference.
    [[nodiscard]] Expected<enigm::changes::ChangeRecord> record(const QString &id) const;
    using Access = std::function<Expected<bool>(const KnownChange &)>;
    /// At most `limit` changes in any of `states` (empty: all) behind the change `after` (empty: from the newest), with
    /// the texts of those that `mayRead` says yes to. NotFound where there is no such change.
    [[nodiscard]] Expected<ChangePage> page(const std::vector<enigm::changes::ChangeState> &states,
                                            const QString &after, int limit, const Access &mayRead) const;
    /// The present states of the targets, in the order of the target list. NotFound.
    [[nodiscard]] Expected<std::vector<enigm::fleet::DeviceState>> targetStates(const QString &id) const;
    /// The evidence bundle of an executed change, under the latest checkpoints that cover it and that enough witnesses
    /// have co-signed, both of them; where there are none yet, under the latest. NotFound for an unknown reference or a
    /// change that was not executed; EvidenceIncomplete where retention has pruned a body that it needs.
    [[nodiscard]] Expected<evidence::EvidenceBundle> evidence(const QString &id) const;

private:
    const store::Database &m_database;
    const audit::LogReader &m_logs;
    identity::DirectoryView m_directory;
};

} // namespace enigm::controlplane::changes

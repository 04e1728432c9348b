#pragma once

#include "contract/policy/FindingAnswer.h"
#include "contract/policy/PolicyDocument.h"
#include "contract/problems/Problem.h"
#include "control-plane/policy/FleetReader.h"
#include "control-plane/store/Database.h"

#include <QString>

#include <optional>
#include <vector>

namespace enigm::controlplane::policy {

/// A policy that is to be, as somebody asks about it: {"assigned":{"all","groups"}|null,"document","policy"}.
struct PolicyProposal
{
    /// For whom it is to be in force.
    struct Assignment
    {
        bool isToAll = false;
        std::vector<QString> groups = {};
    };
    QString policy; ///< UUIDv7, of a policy or of none
    enigm::policy::PolicyDocument document;
    std::optional<Assignment> assigned = {}; ///< nothing: as the policy is assigned now, a new one to every device

    static Expected<PolicyProposal> fromJson(const json::Value &value);
};

/// Looks for what nobody is likely to mean in a policy, among those in force and for the devices there are. Any thread;
/// reads the whole fleet.
class AnalysisService
{
public:
    /// Borrows both.
    AnalysisService(const store::Database &database, const FleetReader &fleet);

    /// What is found about the proposal and about what it meets; nothing of others alone.
    [[nodiscard]] Expected<std::vector<enigm::policy::FindingAnswer>> analyse(PolicyProposal proposal) const;

private:
    /// The policies as they would be in force.
    [[nodiscard]] Expected<enigm::policy::PolicySet> policiesWith(PolicyProposal proposal) const;
    [[nodiscard]] Expected<enigm::policy::FleetColumns> columns(enigm::policy::GroupDictionary &groups) const;

    const store::Database &m_database;
    const FleetReader &m_fleet;
};

} // namespace enigm::controlplane::policy

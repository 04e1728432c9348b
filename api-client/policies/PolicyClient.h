#pragma once

#include "api-client/policies/FleetInputs.h"
#include "api-client/policies/Policies.h"
#include "api-client/session/Session.h"
#include "contract/fleet/DeviceHandle.h"
#include "contract/policy/PolicySet.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace enigm::client {

/// Policies, drafts and decisions, as served. What arrives is read strictly, and a version is what its digest says;
/// that a policy is what its change says is for who reads the log to find out.
class PolicyClient
{
public:
    explicit PolicyClient(Session &session);

    [[nodiscard]] Task<Expected<PolicyPage>> page(QString after, int limit);
    /// Every policy, page by page, by id.
    [[nodiscard]] Task<Expected<std::vector<ListedPolicy>>> all();
    /// NotFound.
    [[nodiscard]] Task<Expected<PolicyDetail>> policy(QString id);
    /// NotFound; UnexpectedAnswer where it has another digest than `digest`, which a list has named (empty: any).
    [[nodiscard]] Task<Expected<policy::PolicyVersion>> version(QString id, qint64 version, QByteArray digest = {});
    /// Every policy that is in force with its document, as decisions are made by them.
    [[nodiscard]] Task<Expected<policy::PolicySet>> inForce();

    [[nodiscard]] Task<Expected<PolicyDraftPage>> draftPage(QString after);
    /// Every draft, page by page, by id.
    [[nodiscard]] Task<Expected<std::vector<PolicyDraft>>> drafts();
    [[nodiscard]] Task<Expected<PolicyDraft>> draft(QString id); ///< NotFound
    /// Saves what is based on `revision` (0: on none) and answers it with its new one. PreconditionFailed where
    /// somebody has saved since; NotPermitted for those who are no administrators.
    [[nodiscard]] Task<Expected<PolicyDraft>> saveDraft(QString id, json::Value document, qint64 revision);
    /// NotFound; PreconditionFailed where it is not of this revision any more.
    [[nodiscard]] Task<Expected<void>> dropDraft(QString id, qint64 revision);

    /// What somebody is not likely to mean, of the proposal among the policies in force, for the devices there are.
    /// What cannot be read is refused with its place in the document.
    [[nodiscard]] Task<Expected<std::vector<policy::FindingAnswer>>> analyse(PolicyProposal proposal);

    /// Whether the device may do this now; with the reasons where they are asked for. NotFound; NotPermitted for those
    /// who ask why and may not know.
    [[nodiscard]] Task<Expected<policy::DecisionAnswer>> decision(fleet::DeviceHandle device,
                                                                  policy::ActionCategory action, log::Resource resource,
                                                                  std::optional<policy::NetworkPath> path = {},
                                                                  std::optional<AskWhy> why = {});
    [[nodiscard]] Task<Expected<DeviceDecisions>> decisions(fleet::DeviceHandle device, std::optional<AskWhy> why = {});

    /// The inputs of the whole fleet, page by page. `progress` is told how many devices there are so far, and ends it
    /// by false: Cancelled.
    [[nodiscard]] Task<Expected<FleetInputs>> fleetInputs(std::function<bool(std::size_t devices)> progress = {});

private:
    Session &m_session;
};

} // namespace enigm::client

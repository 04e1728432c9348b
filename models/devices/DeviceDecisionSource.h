#pragma once

#include "api-client/policies/PolicyClient.h"
#include "contract/operators/Role.h"
#include "models/session/SyncStatus.h"

#include <QObject>

#include <map>
#include <optional>
#include <vector>

namespace enigm::models::devices {

class DeviceDetailSource;

/// What the one device that the inspector shows may do, and, where a person asks for it, why. Follows the detail:
/// another device drops what is known, each answer about this one has its decisions read anew. That reasons are read is
/// written down, so that they are read when somebody asks and not before, and kept for as long as the decisions are the
/// same.
class DeviceDecisionSource : public QObject
{
    Q_OBJECT

public:
    /// The policies that reasons name, as they are in force; by id.
    using Policies = std::map<QString, policy::PolicyDocument>;
    enum class Reasons { NotAsked, Asked, Told };

    /// `session` and `detail` outlive this.
    DeviceDecisionSource(client::Session &session, DeviceDetailSource &detail, QObject *parent = nullptr);

    /// Nothing before the first answer.
    [[nodiscard]] const std::optional<std::vector<policy::DecisionAnswer>> &answers() const { return m_answers; }
    [[nodiscard]] const session::SyncStatus &status() const { return m_status; }

    /// Whether these roles are told why outside a review.
    [[nodiscard]] static bool mayAskWhy(operators::Roles roles);
    /// Asks why; does nothing while that is under way.
    void askWhy();
    [[nodiscard]] Reasons reasons() const { return m_reasons; }
    [[nodiscard]] const Policies &policies() const { return m_policies; }
    /// Why they could not be read.
    [[nodiscard]] const std::optional<Problem> &reasonsProblem() const { return m_reasonsProblem; }

Q_SIGNALS:
    void changed();

private:
    struct Explained
    {
        std::vector<policy::DecisionAnswer> answers;
        Policies policies;
    };
    [[nodiscard]] static client::Task<Expected<Explained>> explain(client::PolicyClient client,
                                                                   fleet::DeviceHandle device);
    void follow();
    void dropReasons();
    void take(int question, Expected<client::DeviceDecisions> answer);
    void takeReasons(int question, Expected<Explained> answer);

    client::Session &m_session;
    client::PolicyClient m_client;
    const DeviceDetailSource &m_detail;
    session::SyncStatus m_status;
    fleet::DeviceHandle m_handle;
    std::optional<std::vector<policy::DecisionAnswer>> m_answers;
    Reasons m_reasons = Reasons::NotAsked;
    Policies m_policies;
    std::optional<Problem> m_reasonsProblem;
    int m_question = 0;       ///< answers to an earlier one are dropped
    int m_reasonQuestion = 0; ///< the same of reasons
};

} // namespace enigm::models::devices

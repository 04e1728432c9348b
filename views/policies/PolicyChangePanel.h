#pragma once

#include "api-client/changes/ChangeClient.h"
#include "contract/policy/PolicySet.h"
#include "models/groups/GroupListSource.h"
#include "models/policies/FleetSource.h"

#include <QWidget>

#include <optional>

namespace enigm::views::design {
class Banner;
}

namespace enigm::views::policies {

class PolicyReview;

/// Of an open change of a policy, in its review: what the signed version says otherwise than the one that it replaces,
/// and what that does to the fleet, computed by this console over inputs that it streams itself. Hidden for every other
/// change.
class PolicyChangePanel final : public QWidget
{
    Q_OBJECT

public:
    /// `session` outlives this.
    explicit PolicyChangePanel(client::Session &session, QWidget *parent = nullptr);

    void show(const client::VerifiedChange &change);

Q_SIGNALS:
    void deviceChosen(const QString &handle);

private:
    void load();
    void render();

    client::Session &m_session;
    models::policies::FleetSource m_fleet;
    models::groups::GroupListSource m_groups;
    std::optional<client::PolicyChange> m_change;
    std::optional<Expected<policy::PolicySet>> m_inForce; ///< nothing: not asked for yet, or under way
    bool m_isLoading = false;
    design::Banner *m_trouble;
    PolicyReview *m_review;
};

} // namespace enigm::views::policies

#pragma once

#include "api-client/changes/ChangeClient.h"
#include "api-client/ota/ReleaseClient.h"
#include "api-client/ota/RolloutClient.h"
#include "models/groups/GroupListSource.h"
#include "models/ota/PlanDraft.h"
#include "models/ota/ReleaseListModel.h"
#include "models/ota/RolloutListModel.h"
#include "models/ota/RolloutSource.h"
#include "models/ota/ServedTrust.h"
#include "models/session/OperatorNames.h"
#include "views/ota/ReleasesPane.h"
#include "views/ota/RolloutsPane.h"
#include "views/ota/TrustPane.h"
#include "views/review/ComposeWindow.h"

class QSettings;

namespace enigm::views::ota {
class RolloutWizard;
}

namespace enigm::app {

/// Everything that one operator does with releases and rollouts, and sees of whom devices trust: the panes, the windows
/// that they open, and the changes that are asked for in them.
class UpdateDesk final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        client::Session &session;
        client::ChangeClient &changes;
        models::groups::GroupListSource &groups;
        models::session::OperatorNames &names;
        QSettings &settings;
        QWidget &window; ///< which owns the windows that open here
    };
    /// What the parts borrow outlives this.
    explicit UpdateDesk(const Parts &parts);

    [[nodiscard]] views::ota::ReleasesPane *newReleasesPane();
    [[nodiscard]] views::ota::RolloutsPane *newRolloutsPane();
    [[nodiscard]] views::ota::TrustPane *newTrustPane();
    [[nodiscard]] models::ota::ReleaseListModel &releases() { return m_releases; }
    [[nodiscard]] models::ota::RolloutListModel &rollouts() { return m_rollouts; }
    [[nodiscard]] models::ota::RolloutSource &rollout() { return m_rollout; }
    [[nodiscard]] models::ota::TrustSource &trust() { return m_trust; }

Q_SIGNALS:
    void composerOpened(enigm::views::review::ComposeWindow *composer);
    void changeOpened(const QString &reference);
    /// A change that one signature executes.
    void stopped(const QString &reference, enigm::changes::ChangeState state);
    /// The next version of a channel is composed, and waits for signatures or is in force.
    void published(enigm::ota::RolloutModel channel, qint64 version);
    void failed(const enigm::Problem &problem);

private:
    void import(const QString &release);
    void askForSigning(const QString &release, operators::SigningAuthority authority);
    void publish(const QString &release, ota::RolloutModel channel);
    void plan(const QString &release);
    void preview(views::ota::RolloutWizard *wizard, const models::ota::PlanDraft &draft);
    void start(views::ota::RolloutWizard *wizard, const models::ota::PlanDraft &draft);
    void act(const QString &rollout, views::ota::RolloutAct act, const QString &reason);
    void resume(const QString &rollout);
    void stop(changes::Parameters parameters, QLatin1StringView action, const QString &reason);
    /// Hands in the devices of a group that names them.
    [[nodiscard]] static client::Task<Expected<ota::RolloutMembers>> membersOf(client::Session &session,
                                                                               models::ota::PlannedGroup group);
    /// The plan with the members that its groups name, which the control plane is handed on the way.
    [[nodiscard]] static client::Task<Expected<ota::RolloutPlan>> planOf(client::Session &session,
                                                                         models::ota::PlanDraft draft);
    [[nodiscard]] static client::Task<Expected<ota::RolloutPreview>> previewOf(client::Session &session,
                                                                               models::ota::PlanDraft draft);

    Parts m_parts;
    models::ota::ReleaseListModel m_releases;
    models::ota::RolloutListModel m_rollouts;
    models::ota::RolloutSource m_rollout;
    models::ota::ServedTrust m_served;
    models::ota::TrustSource m_trust;
};

} // namespace enigm::app

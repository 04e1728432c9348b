#pragma once

#include "api-client/audit/LogFollower.h"
#include "api-client/audit/LogWitness.h"
#include "api-client/changes/ChangeClient.h"
#include "api-client/feed/FeedClient.h"
#include "api-client/session/Session.h"
#include "app/console/PolicyDesk.h"
#include "app/console/UpdateDesk.h"
#include "app/console/WitnessKeys.h"
#include "models/audit/AuditTableModel.h"
#include "models/changes/ChangeListModel.h"
#include "models/devices/DeviceDecisionSource.h"
#include "models/devices/DeviceDetailSource.h"
#include "models/devices/DeviceTableModel.h"
#include "models/devices/DeviceTimelineSource.h"
#include "models/groups/GroupDraft.h"
#include "models/groups/GroupListSource.h"
#include "models/network/EnforcementPointsModel.h"
#include "models/network/OutcomeSource.h"
#include "models/session/LogStateSource.h"
#include "models/session/OperatorNames.h"
#include "models/session/Refresher.h"
#include "models/session/WitnessState.h"
#include "views/main/ConsoleFrame.h"
#include "views/review/ReviewWindow.h"
#include "views/stepup/SheetStepUpPrompt.h"

#include <QHash>
#include <QPointer>
#include <QTimer>

#include <memory>

class QSettings;

namespace enigm::views::review {
class ComposeWindow;
}

namespace enigm::app {

/// Everything of one signed-in operator: the session, this console's view of the logs, models, panes and the windows
/// that they open. Ends with the session.
class OperatorConsole final : public QWidget
{
    Q_OBJECT

public:
    struct Parts
    {
        deployment::DeploymentFile deployment;
        QString operatorName;
        QString hint; ///< of samples only: where their passphrase and PIN are
        QString installation;
        QString witnessDirectory; ///< of samples only: where the stand-ins' keys are
        client::CheckpointStore &checkpoints;
        const time::Clock &clock;
        QSettings &settings;
    };
    explicit OperatorConsole(Parts parts, QWidget *parent = nullptr);
    ~OperatorConsole() override;

    /// Signs in with the key, which the secret opens; started() or failed() follows.
    void signIn(const QString &operatorId, std::shared_ptr<const signing::LockedKey> key, signing::Secret keySecret);
    void signOut();

Q_SIGNALS:
    void started();
    void failed(const enigm::Problem &problem);
    /// Back to the sign-in page; `sentence` says why where the person did not ask for it.
    void ended(const QString &sentence);

protected:
    bool event(QEvent *event) override;

private:
    void buildPanes();
    void addUpdatePanes();
    void buildCommands();
    void openFirstPane();
    void openReview(const QString &reference);
    void compose(const QString &action, const std::vector<client::Device> &devices);
    void askForAttestation(const std::vector<client::Device> &devices);
    void openWindow(views::review::ComposeWindow *composer);
    void defineGroup(const QString &group, const std::vector<client::Device> &selected);
    void openGroupEditor(const Expected<models::groups::GroupDraft> &draft);
    void defineResolution();
    void showDevice(const QString &handle);
    void composed(const QString &reference, changes::ChangeState state);
    void exportAudit();
    void writeAudit(const QString &path);
    void saveAlarmEvidence();
    void tell(const Problem &problem);
    void updateTopBar();
    void updateLogState();

    Parts m_parts;
    views::stepup::SheetStepUpPrompt m_prompt;
    client::Session m_session;
    client::LogFollower m_follower;
    client::LogWitness m_witness;
    WitnessKeys m_witnessKeys;
    client::ChangeClient m_changes;
    models::session::OperatorNames m_names;
    models::session::LogStateSource m_logState;
    models::session::WitnessState m_witnessState;
    models::devices::DeviceTableModel m_devices;
    models::devices::DeviceDetailSource m_deviceDetail;
    models::groups::GroupListSource m_groups;
    models::devices::DeviceTimelineSource m_deviceTimeline;
    models::devices::DeviceDecisionSource m_deviceDecisions;
    models::changes::ChangeListModel m_inbox;
    models::changes::ChangeListModel m_pending; ///< counts what waits for this person, whatever the inbox shows
    models::audit::AuditTableModel m_audit;
    PolicyDesk m_policies;
    UpdateDesk m_updates;
    models::network::EnforcementPointsModel m_points;
    models::network::OutcomeSource m_outcomes;
    client::FeedClient m_feed;
    models::session::Refresher m_refresher;
    views::main::ConsoleFrame *m_frame;
    QHash<QString, QPointer<views::review::ReviewWindow>> m_reviews;
    QTimer m_minute;
};

} // namespace enigm::app

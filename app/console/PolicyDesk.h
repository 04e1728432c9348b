#pragma once

#include "api-client/changes/ChangeClient.h"
#include "api-client/policies/PolicyClient.h"
#include "api-client/session/Session.h"
#include "models/groups/GroupListSource.h"
#include "models/policies/FleetSource.h"
#include "models/policies/PolicyListModel.h"
#include "models/policies/PolicySubject.h"
#include "models/policies/PolicyVersionsModel.h"
#include "views/policies/PoliciesPane.h"
#include "views/policies/PolicyEditor.h"
#include "views/review/ComposeWindow.h"

#include <QHash>
#include <QPointer>

class QSettings;

namespace enigm::app {

/// Everything that one operator does with policies: the pane, the windows that it opens, and the changes that are asked
/// for in them.
class PolicyDesk final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        client::Session &session;
        client::ChangeClient &changes;
        models::groups::GroupListSource &groups;
        QSettings &settings;
        QWidget &window; ///< which owns the windows that open here
    };
    /// What the parts borrow outlives this.
    explicit PolicyDesk(const Parts &parts);

    [[nodiscard]] views::policies::PoliciesPane *newPane();
    [[nodiscard]] models::policies::PolicyListModel &policies() { return m_policies; }
    [[nodiscard]] models::policies::PolicyVersionsModel &versions() { return m_versions; }

Q_SIGNALS:
    void composerOpened(enigm::views::review::ComposeWindow *composer);
    void changeOpened(const QString &reference);
    void deviceChosen(const QString &handle);
    void failed(const enigm::Problem &problem);

private:
    template <typename Window>
    void follow(Window *window);
    void edit(const QString &policy);
    void openEditor(models::policies::PolicySubject subject);
    void keep(views::policies::PolicyEditor *editor, const policy::PolicyDocument &document, qint64 revision);
    void drop(const QString &policy, qint64 revision);
    void publish(views::policies::PolicyEditor *editor, const policy::PolicyDocument &document);
    void composePublication(views::policies::PolicyEditor *editor, changes::PublishPolicyParameters parameters);
    void assign(const QString &policy);
    void composeAssignment(const QString &policy, const changes::AssignedGroups &groups);
    void rollBack(const QString &policy, qint64 version);
    void openRollBack(const policy::PolicyVersion &earlier, const QByteArray &replaces);
    [[nodiscard]] models::policies::PolicySubject subjectOf(const QString &policy) const;

    Parts m_parts;
    client::PolicyClient m_client;
    models::policies::PolicyListModel m_policies;
    models::policies::PolicyVersionsModel m_versions;
    models::policies::FleetSource m_fleet;
    QHash<QString, QPointer<views::policies::PolicyEditor>> m_editors; ///< by policy
};

} // namespace enigm::app

#pragma once

#include "api-client/changes/ChangeClient.h"
#include "api-client/groups/GroupClient.h"

#include <QString>
#include <QWidget>

#include <optional>
#include <set>
#include <vector>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QVBoxLayout;

namespace enigm::views::design {
class Banner;
class Button;
class ToneLabel;
} // namespace enigm::views::design

namespace enigm::views::review {

/// A window in which a change is composed: what it will do, to which devices if it is about any, why, and by when it
/// must be approved. Its one button steps up, signs and asks; it closes by itself once the log holds the request.
class ComposeWindow final : public QWidget
{
    Q_OBJECT

public:
    /// `client` outlives the window. The targets are as they were when the window opened.
    ComposeWindow(client::ChangeClient &client, QString action, changes::TargetSet targets, QWidget *parent = nullptr);
    /// Of a handle that is to be resolved.
    ComposeWindow(client::ChangeClient &client, changes::ResolveHandleParameters asked, QWidget *parent = nullptr);
    /// Of a group of devices, as it was defined.
    ComposeWindow(client::ChangeClient &client, changes::ChangeGroupParameters group, changes::TargetSet targets,
                  QWidget *parent = nullptr);

    /// Of a policy: a version of it as it was written, for whom it was said to be, or an earlier version.
    ComposeWindow(client::ChangeClient &client, changes::PublishPolicyParameters version, QWidget *parent = nullptr);
    ComposeWindow(client::ChangeClient &client, changes::AssignPolicyParameters assignment, QWidget *parent = nullptr);
    ComposeWindow(client::ChangeClient &client, changes::RollBackPolicyParameters earlier, QWidget *parent = nullptr);

    /// Of a release: its manifest, or its artifact, is to be signed.
    ComposeWindow(client::ChangeClient &client, changes::SignManifestParameters manifest, QWidget *parent = nullptr);
    ComposeWindow(client::ChangeClient &client, changes::SignProductionParameters artifact, QWidget *parent = nullptr);
    /// Of a rollout: its start, as it was planned, which devices obey for so many seconds; or that it goes on.
    ComposeWindow(client::ChangeClient &client, changes::StartRolloutParameters start, qint64 obeyWithin,
                  QWidget *parent = nullptr);
    ComposeWindow(client::ChangeClient &client, changes::ResumeRolloutParameters resumption, QWidget *parent = nullptr);

    /// Of an admission: the groups that the devices may join, of which that one is chosen that all of them enrolled
    /// for.
    void offerGroups(const std::vector<client::ListedGroup> &groups,
                     const std::set<std::optional<QString>> &enrolledFor);

Q_SIGNALS:
    /// The request is in the log.
    void composed(const QString &reference, enigm::changes::ChangeState state);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    ComposeWindow(client::ChangeClient &client, QString action, changes::TargetSet targets,
                  changes::Parameters parameters, QWidget *parent);
    void addFacts(QVBoxLayout *layout);
    [[nodiscard]] QWidget *buildForm();
    void addJoins(QFormLayout *layout);
    [[nodiscard]] changes::Parameters chosenParameters() const;
    [[nodiscard]] QWidget *buildTargets();
    [[nodiscard]] QWidget *buildFoot();
    void submit();
    void take(const Expected<changes::ChangeRecord> &record);
    void say(const Problem &problem);
    void setBusy(bool busy);

    client::ChangeClient &m_client;
    const QString m_action;
    const changes::TargetSet m_targets;
    const changes::Parameters m_parameters;  ///< unless they are chosen here
    std::optional<qint64> m_obeyWithin = {}; ///< seconds; nothing: what is usual

    design::Banner *m_news = nullptr;
    QLineEdit *m_reason = nullptr;
    QLineEdit *m_reference = nullptr;
    QComboBox *m_deadline = nullptr;
    QComboBox *m_returnTo = nullptr; ///< of a reactivation only
    QComboBox *m_joins = nullptr;    ///< of an admission only
    design::ToneLabel *m_joinsNote = nullptr;
    design::Button *m_sign = nullptr;
};

} // namespace enigm::views::review

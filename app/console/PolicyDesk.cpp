#include "app/console/PolicyDesk.h"

#include "contract/encoding/Uuid.h"
#include "models/policies/DraftDocument.h"
#include "models/policies/PolicyQuestions.h"
#include "views/policies/AssignWindow.h"
#include "views/policies/FleetStateText.h"
#include "views/policies/RollBackWindow.h"

#include <utility>

namespace enigm::app {

using models::policies::FleetSource;
using models::policies::PolicySubject;
using views::policies::PoliciesPane;
using views::policies::PolicyEditor;
using views::review::ComposeWindow;

PolicyDesk::PolicyDesk(const Parts &parts)
    : m_parts(parts)
    , m_client(parts.session)
    , m_policies(parts.session)
    , m_versions(parts.session)
    , m_fleet(parts.session)
{}

PoliciesPane *PolicyDesk::newPane()
{
    auto *const pane = new PoliciesPane({.session = m_parts.session,
                                         .policies = m_policies,
                                         .versions = m_versions,
                                         .fleet = m_fleet,
                                         .groups = m_parts.groups,
                                         .settings = m_parts.settings});
    connect(pane, &PoliciesPane::editRequested, this, &PolicyDesk::edit);
    connect(pane, &PoliciesPane::assignRequested, this, &PolicyDesk::assign);
    connect(pane, &PoliciesPane::rollBackRequested, this, &PolicyDesk::rollBack);
    connect(pane, &PoliciesPane::changeOpened, this, &PolicyDesk::changeOpened);
    return pane;
}

/// A window that computes over the fleet gets it, now and when another comes.
template <typename Window>
void PolicyDesk::follow(Window *window)
{
    const auto showState = [this, window] {
        window->setFleetState(views::policies::fleetState(m_fleet, m_parts.session.now()));
    };
    connect(&m_fleet, &FleetSource::progressed, window, showState);
    connect(&m_fleet.status(), &models::session::SyncStatus::changed, window, showState);
    connect(&m_fleet, &FleetSource::changed, window, [this, window] { window->setFleet(m_fleet.fleet()); });
    connect(window, &Window::fleetRequested, &m_fleet, &FleetSource::want);
    connect(window, &Window::deviceChosen, this, &PolicyDesk::deviceChosen);
    window->setFleet(m_fleet.fleet());
    m_fleet.want();
    showState();
}

PolicySubject PolicyDesk::subjectOf(const QString &policy) const
{
    PolicySubject subject{
        .policy = policy, .policies = m_policies.inForce(), .groups = views::policies::groupNames(m_parts.groups)};
    if (const policy::AssignedPolicy *const inForce = models::policies::find(subject.policies, policy)) {
        subject.inForce = inForce->policy;
        subject.document = inForce->policy.document;
        subject.assigned = inForce->groups;
    }
    return subject;
}

void PolicyDesk::edit(const QString &policy)
{
    if (const auto open = m_editors.value(policy)) {
        open->raise();
        open->activateWindow();
        return;
    }
    const bool isNew = policy.isEmpty();
    PolicySubject subject = subjectOf(isNew ? encoding::makeUuid7(m_parts.session.now() * 1000) : policy);
    if (const auto *const entry = m_policies.find(policy); entry && entry->draft) {
        subject.document = models::policies::readLeniently(entry->draft->document);
        subject.revision = entry->draft->revision;
    }
    openEditor(std::move(subject));
}

void PolicyDesk::openEditor(PolicySubject subject)
{
    const QString policy = subject.policy;
    auto *const editor = new PolicyEditor(
        std::move(subject), {.settings = m_parts.settings, .now = [this] { return m_parts.session.now(); }},
        &m_parts.window);
    connect(
        editor, &PolicyEditor::keepRequested, this,
        [this, editor](const policy::PolicyDocument &document, qint64 revision) { keep(editor, document, revision); });
    connect(editor, &PolicyEditor::dropRequested, this, [this, policy](qint64 revision) { drop(policy, revision); });
    connect(editor, &PolicyEditor::publicationRequested, this,
            [this, editor](const policy::PolicyDocument &document) { publish(editor, document); });
    m_editors.insert(policy, editor);
    follow(editor);
    editor->show();
}

void PolicyDesk::keep(PolicyEditor *editor, const policy::PolicyDocument &document, qint64 revision)
{
    auto task = m_client.saveDraft(editor->subject().policy, document.toJson(), revision);
    QCoro::connect(std::move(task), editor, [this, editor](const Expected<client::PolicyDraft> &draft) {
        if (!draft)
            return editor->say(draft.error());
        editor->noteKept(draft->revision);
        m_policies.refresh();
    });
}

void PolicyDesk::drop(const QString &policy, qint64 revision)
{
    QCoro::connect(m_client.dropDraft(policy, revision), this, [this](const Expected<void> &done) {
        if (!done)
            Q_EMIT failed(done.error());
        m_policies.refresh();
    });
}

void PolicyDesk::publish(PolicyEditor *editor, const policy::PolicyDocument &document)
{
    const QString policy = editor->subject().policy;
    if (editor->subject().isNew())
        return composePublication(editor,
                                  {.version = {.policy = policy, .version = 1, .document = document}, .replaces = {}});
    QCoro::connect(m_client.policy(policy), editor,
                   [this, editor, policy, document](const Expected<client::PolicyDetail> &detail) {
                       if (!detail)
                           return editor->say(detail.error());
                       const changes::PolicyStanding standing = client::standingOf(*detail);
                       composePublication(
                           editor, {.version = {.policy = policy, .version = standing.last + 1, .document = document},
                                    .replaces = standing.replacedBy()});
                   });
}

void PolicyDesk::composePublication(PolicyEditor *editor, changes::PublishPolicyParameters parameters)
{
    auto *const composer = new ComposeWindow(m_parts.changes, std::move(parameters), editor);
    connect(composer, &ComposeWindow::composed, editor, &PolicyEditor::finish, Qt::QueuedConnection);
    Q_EMIT composerOpened(composer);
}

void PolicyDesk::assign(const QString &policy)
{
    PolicySubject subject = subjectOf(policy);
    if (subject.isNew())
        return;
    auto *const window = new views::policies::AssignWindow(std::move(subject), m_parts.session.now(), &m_parts.window);
    connect(window, &views::policies::AssignWindow::defined, this,
            [this, policy](const changes::AssignedGroups &groups) { composeAssignment(policy, groups); });
    follow(window);
    window->show();
}

void PolicyDesk::composeAssignment(const QString &policy, const changes::AssignedGroups &groups)
{
    QCoro::connect(m_client.policy(policy), this, [this, policy, groups](const Expected<client::PolicyDetail> &detail) {
        if (!detail)
            return Q_EMIT failed(detail.error());
        changes::AssignPolicyParameters parameters{
            .policy = policy, .groups = groups, .replaces = client::standingOf(*detail).replacedBy()};
        Q_EMIT composerOpened(new ComposeWindow(m_parts.changes, std::move(parameters), &m_parts.window));
    });
}

void PolicyDesk::rollBack(const QString &policy, qint64 version)
{
    const auto &detail = m_versions.detail();
    const policy::PolicyVersion *const earlier = m_versions.version(version);
    if (detail && detail->policy.id == policy && earlier)
        openRollBack(*earlier, client::standingOf(*detail).replacedBy());
}

void PolicyDesk::openRollBack(const policy::PolicyVersion &earlier, const QByteArray &replaces)
{
    views::policies::PolicyReview::Subject subject{.inForce = m_policies.inForce(),
                                                   .after = {.policy = earlier},
                                                   .groups = views::policies::groupNames(m_parts.groups),
                                                   .now = m_parts.session.now()};
    if (const policy::AssignedPolicy *const inForce = models::policies::find(subject.inForce, earlier.policy)) {
        subject.before = *inForce;
        subject.after.groups = inForce->groups;
    }
    auto *const window = new views::policies::RollBackWindow(subject, &m_parts.window);
    connect(window, &views::policies::RollBackWindow::defined, this, [this, earlier, replaces] {
        Q_EMIT composerOpened(new ComposeWindow(
            m_parts.changes,
            changes::RollBackPolicyParameters{
                .policy = earlier.policy, .version = earlier.version, .digest = earlier.digest(), .replaces = replaces},
            &m_parts.window));
    });
    follow(&window->review());
    window->show();
}

} // namespace enigm::app

#include "app/console/UpdateDesk.h"

#include "api-client/ota/TufClient.h"
#include "contract/encoding/Uuid.h"
#include "models/ota/ReleaseQuestions.h"
#include "views/ota/ImportWindow.h"
#include "views/ota/RolloutWizard.h"
#include "views/policies/PoliciesPane.h"
#include "views/words/ActionText.h"

#include <algorithm>
#include <utility>

namespace enigm::app {

using models::ota::GroupBy;
using models::ota::PlanDraft;
using models::ota::PlannedGroup;
using operators::SigningAuthority;
using views::ota::ImportWindow;
using views::ota::ReleasesPane;
using views::ota::RolloutAct;
using views::ota::RolloutsPane;
using views::ota::RolloutWizard;
using views::review::ComposeWindow;

UpdateDesk::UpdateDesk(const Parts &parts)
    : m_parts(parts)
    , m_releases(parts.session)
    , m_rollouts(parts.session)
    , m_rollout(parts.session)
    , m_served(parts.session)
    , m_trust(m_served, parts.session)
{}

ReleasesPane *UpdateDesk::newReleasesPane()
{
    auto *const pane = new ReleasesPane(
        {.session = m_parts.session, .releases = m_releases, .names = m_parts.names, .settings = m_parts.settings});
    connect(pane, &ReleasesPane::importRequested, this, &UpdateDesk::import);
    connect(pane, &ReleasesPane::signingRequested, this, &UpdateDesk::askForSigning);
    connect(pane, &ReleasesPane::publicationRequested, this, &UpdateDesk::publish);
    connect(pane, &ReleasesPane::rolloutRequested, this, &UpdateDesk::plan);
    connect(pane, &ReleasesPane::changeOpened, this, &UpdateDesk::changeOpened);
    return pane;
}

RolloutsPane *UpdateDesk::newRolloutsPane()
{
    auto *const pane = new RolloutsPane({.session = m_parts.session,
                                         .rollouts = m_rollouts,
                                         .rollout = m_rollout,
                                         .names = m_parts.names,
                                         .settings = m_parts.settings});
    connect(pane, &RolloutsPane::planRequested, this, [this] { plan({}); });
    connect(pane, &RolloutsPane::actRequested, this, &UpdateDesk::act);
    connect(pane, &RolloutsPane::changeOpened, this, &UpdateDesk::changeOpened);
    return pane;
}

views::ota::TrustPane *UpdateDesk::newTrustPane()
{
    auto *const pane = new views::ota::TrustPane(m_trust, m_parts.session);
    connect(pane, &views::ota::TrustPane::changeOpened, this, &UpdateDesk::changeOpened);
    return pane;
}

void UpdateDesk::import(const QString &release)
{
    const ota::Release *const known = m_releases.find(release);
    auto *const window = new ImportWindow(m_parts.session, m_releases.rows(),
                                          known ? std::optional(*known) : std::nullopt, &m_parts.window);
    connect(window, &ImportWindow::progressed, &m_releases, &models::ota::ReleaseListModel::refresh);
    connect(window, &ImportWindow::signingRequested, this, &UpdateDesk::askForSigning);
    window->show();
}

/// Of the release as it is now: what is signed is what others will read.
void UpdateDesk::askForSigning(const QString &release, SigningAuthority authority)
{
    QCoro::connect(
        client::ReleaseClient(m_parts.session).release(release), this,
        [this, authority](const Expected<ota::Release> &found) {
            if (!found)
                return Q_EMIT failed(found.error());
            const ota::Manifest &manifest = found->manifest;
            auto *const composer =
                authority == SigningAuthority::Manifest
                    ? new ComposeWindow(m_parts.changes, changes::SignManifestParameters{manifest}, &m_parts.window)
                    : new ComposeWindow(m_parts.changes,
                                        changes::SignProductionParameters{.release = manifest.release,
                                                                          .manifest = manifest.digest(),
                                                                          .artifact = manifest.artifact.digest,
                                                                          .length = manifest.artifact.length},
                                        &m_parts.window);
            Q_EMIT composerOpened(composer);
        });
}

/// Nothing is published by that: the manifest authority has to sign the channel's next version.
void UpdateDesk::publish(const QString &release, ota::RolloutModel channel)
{
    using Standing = client::TufClient::Standing;
    QCoro::connect(client::TufClient(m_parts.session).publish(release, ota::toWord(channel)), this,
                   [this, channel](const Expected<Standing> &standing) {
                       if (!standing)
                           return Q_EMIT failed(standing.error());
                       m_trust.refresh();
                       m_releases.refresh();
                       Q_EMIT published(channel, standing->version);
                   });
}

void UpdateDesk::plan(const QString &release)
{
    auto *const wizard = new RolloutWizard({.releases = m_releases.rows(),
                                            .groups = views::policies::groupNames(m_parts.groups),
                                            .now = [this] { return m_parts.session.now(); }},
                                           release, &m_parts.window);
    connect(wizard, &RolloutWizard::previewRequested, this,
            [this, wizard](const PlanDraft &draft) { preview(wizard, draft); });
    connect(wizard, &RolloutWizard::defined, this, [this, wizard](const PlanDraft &draft) { start(wizard, draft); });
    wizard->show();
}

/// Never as one expression with its cases: g++ 12 destroys what such a one hands over twice.
client::Task<Expected<ota::RolloutMembers>> UpdateDesk::membersOf(client::Session &session, PlannedGroup group)
{
    client::RolloutClient client(session);
    if (group.by == GroupBy::DeviceGroup)
        co_return co_await client.membersOfGroup(std::move(group.deviceGroup));
    co_return co_await client.membersByHand(std::move(group.handles));
}

client::Task<Expected<ota::RolloutPlan>> UpdateDesk::planOf(client::Session &session, PlanDraft draft)
{
    std::vector<std::optional<ota::RolloutMembers>> members;
    for (const PlannedGroup &group : draft.groups) {
        if (group.by == GroupBy::Share) {
            members.emplace_back();
            continue;
        }
        PlannedGroup asked = group;
        auto named = co_await membersOf(session, std::move(asked));
        if (!named)
            co_return std::unexpected(named.error());
        members.emplace_back(std::move(*named));
    }
    // As the contract reads it: what it would refuse is refused before anybody signs it.
    co_return ota::RolloutPlan::fromJson(models::ota::planOf(draft, members).toJson(), QStringLiteral("/plan"));
}

client::Task<Expected<ota::RolloutPreview>> UpdateDesk::previewOf(client::Session &session, PlanDraft draft)
{
    const auto plan = co_await planOf(session, std::move(draft));
    if (!plan)
        co_return std::unexpected(plan.error());
    client::RolloutClient client(session);
    co_return co_await client.preview(*plan);
}

/// What groups are called makes no difference, so that they are counted before they have a name.
void UpdateDesk::preview(RolloutWizard *wizard, const PlanDraft &draft)
{
    if (!std::ranges::all_of(draft.groups, models::ota::hasDevices))
        return;
    PlanDraft counted = draft;
    for (std::size_t place = 0; place < counted.groups.size(); ++place)
        counted.groups[place].settings.name = QString::number(place);
    QCoro::connect(
        previewOf(m_parts.session, std::move(counted)), wizard,
        [wizard, draft](const Expected<ota::RolloutPreview> &preview) { wizard->setPreview(draft, preview); });
}

void UpdateDesk::start(RolloutWizard *wizard, const PlanDraft &draft)
{
    const ota::Release *const release = m_releases.find(draft.release);
    if (!release)
        return wizard->say({ProblemType::NotFound});
    const QByteArray manifest = release->manifest.digest();
    QCoro::connect(planOf(m_parts.session, draft), wizard,
                   [this, wizard, draft, manifest](const Expected<ota::RolloutPlan> &plan) {
                       if (!plan)
                           return wizard->say(plan.error());
                       auto *const composer = new ComposeWindow(
                           m_parts.changes,
                           changes::StartRolloutParameters{.rollout = encoding::makeUuid7(m_parts.session.now() * 1000),
                                                           .release = draft.release,
                                                           .manifest = manifest,
                                                           .plan = *plan},
                           draft.obeyWithin, wizard);
                       connect(composer, &ComposeWindow::composed, wizard, &RolloutWizard::finish,
                               Qt::QueuedConnection);
                       Q_EMIT composerOpened(composer);
                   });
}

void UpdateDesk::act(const QString &rollout, RolloutAct act, const QString &reason)
{
    switch (act) {
    case RolloutAct::Pause:
        return stop(changes::PauseRolloutParameters{{rollout}}, changes::rolloutPause, reason);
    case RolloutAct::Halt:
        return stop(changes::HaltRolloutParameters{{rollout}}, changes::rolloutHalt, reason);
    case RolloutAct::Withdraw:
        return stop(changes::WithdrawRolloutParameters{{rollout}}, changes::rolloutWithdraw, reason);
    case RolloutAct::Resume:
        return resume(rollout);
    }
    Q_UNREACHABLE();
}

/// It names how the rollout stands now, so that nobody resumes what is stopped again meanwhile.
void UpdateDesk::resume(const QString &rollout)
{
    QCoro::connect(client::RolloutClient(m_parts.session).rollout(rollout), this,
                   [this](const Expected<ota::RolloutRecord> &found) {
                       if (!found)
                           return Q_EMIT failed(found.error());
                       Q_EMIT composerOpened(new ComposeWindow(
                           m_parts.changes,
                           changes::ResumeRolloutParameters{.rollout = found->id, .standing = found->standing},
                           &m_parts.window));
                   });
}

/// One signature is enough: it happens as soon as it is made.
void UpdateDesk::stop(changes::Parameters parameters, QLatin1StringView action, const QString &reason)
{
    client::ChangeDraft draft;
    draft.action = action;
    draft.parameters = std::move(parameters);
    draft.reason = reason;
    const QString act = views::words::actionText(draft.action, 0).act;
    QCoro::connect(m_parts.changes.request(std::move(draft), act), this,
                   [this](const Expected<changes::ChangeRecord> &record) {
                       if (record) {
                           m_rollout.refresh();
                           Q_EMIT stopped(record->change.request.id, record->state);
                       } else if (record.error().type != ProblemType::Cancelled) {
                           Q_EMIT failed(record.error());
                       }
                   });
}

} // namespace enigm::app

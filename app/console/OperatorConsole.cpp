#include "app/console/OperatorConsole.h"

#include "api-client/audit/AuditClient.h"
#include "api-client/enrollment/AttestationClient.h"
#include "api-client/wire/PinnedTransport.h"
#include "contract/fleet/DeviceTransition.h"
#include "views/approvals/ApprovalsPane.h"
#include "views/audit/AuditPane.h"
#include "views/design/icons/Icon.h"
#include "views/design/shell/TopBar.h"
#include "views/devices/AttestationAsked.h"
#include "views/devices/DevicesPane.h"
#include "views/devices/ResolveWindow.h"
#include "views/enrollment/EnrollmentWindow.h"
#include "views/groups/GroupEditor.h"
#include "views/network/NetworkPane.h"
#include "views/panes/ContradictionFile.h"
#include "views/panes/FeedText.h"
#include "views/panes/LogStateText.h"
#include "views/panes/PathDialog.h"
#include "views/panes/WitnessText.h"
#include "views/review/ComposeWindow.h"
#include "views/words/ContradictionText.h"
#include "views/words/ProblemText.h"
#include "views/words/ReleaseText.h"
#include "views/words/TimeText.h"

#include <QAction>
#include <QApplication>
#include <QLocale>
#include <QMenu>
#include <QSaveFile>
#include <QToolButton>
#include <QVBoxLayout>

#include <chrono>
#include <set>

namespace enigm::app {

using namespace Qt::StringLiterals;
using views::design::Glyph;
using views::design::StateWord;
using views::design::Tone;

namespace {

constexpr std::chrono::seconds refreshInterval{5}; // while the feed is not heard
constexpr std::chrono::minutes minute{1};
constexpr qint64 hurryTime = 15 * 60; // seconds of the session left

const QString devicesPane = u"devices"_s;
const QString policiesPane = u"policies"_s;
const QString releasesPane = u"releases"_s;
const QString rolloutsPane = u"rollouts"_s;
const QString trustPane = u"trust"_s;
const QString networkPane = u"network"_s;
const QString approvalsPane = u"approvals"_s;
const QString auditPane = u"audit"_s;

} // namespace

OperatorConsole::OperatorConsole(Parts parts, QWidget *parent)
    : QWidget(parent)
    , m_parts(std::move(parts))
    , m_prompt([this] { return QApplication::activeWindow() ? QApplication::activeWindow() : window(); })
    , m_session(m_parts.deployment, std::make_unique<client::PinnedTransport>(m_parts.deployment.tlsDigest),
                m_parts.clock, m_prompt)
    , m_follower(m_session, m_parts.checkpoints)
    , m_witness(m_session, m_follower, m_parts.checkpoints)
    , m_witnessKeys(m_parts.deployment, m_parts.witnessDirectory)
    , m_changes(m_session, m_follower, m_parts.installation)
    , m_names(m_session)
    , m_logState(m_session, m_follower)
    , m_witnessState(m_witness, m_follower)
    , m_devices(m_session)
    , m_deviceDetail(m_session)
    , m_groups(m_session)
    , m_deviceTimeline(m_session, m_deviceDetail)
    , m_deviceDecisions(m_session, m_deviceDetail)
    , m_inbox(m_session, m_follower, m_names, m_parts.installation)
    , m_pending(m_session, m_follower, m_names, m_parts.installation)
    , m_audit(m_session, m_follower)
    , m_policies({.session = m_session,
                  .changes = m_changes,
                  .groups = m_groups,
                  .settings = m_parts.settings,
                  .window = *this})
    , m_updates({.session = m_session,
                 .changes = m_changes,
                 .groups = m_groups,
                 .names = m_names,
                 .settings = m_parts.settings,
                 .window = *this})
    , m_points(m_session)
    , m_outcomes(m_session)
    , m_feed(m_session)
    , m_refresher(m_session, m_feed, refreshInterval)
    , m_frame(new views::main::ConsoleFrame(m_parts.deployment.sample))
{
    m_prompt.setHint(m_parts.hint);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_frame);
    connect(&m_session, &client::Session::ended, this, [this](const std::optional<Problem> &problem) {
        Q_EMIT ended(problem ? views::words::problemText(*problem).title : QString());
    });
    connect(&m_logState, &models::session::LogStateSource::changed, this, &OperatorConsole::updateLogState);
    connect(&m_witnessState, &models::session::WitnessState::changed, this, &OperatorConsole::updateLogState);
    connect(&m_feed, &client::FeedClient::stateChanged, this, &OperatorConsole::updateLogState);
    connect(&m_witnessKeys, &WitnessKeys::found, this, [this](const client::WitnessKey &key) { m_witness.add(key); });
    m_witness.followRefreshes();
    connect(&m_logState, &models::session::LogStateSource::alarmRaised, this, [this](const Problem &problem) {
        const views::words::ProblemText text = views::words::contradictionText(problem);
        m_frame->raiseAlarm(text.title, text.sentence);
    });
    connect(&m_pending, &models::changes::ChangeListModel::waitingChanged, this,
            [this](int waiting) { m_frame->setWaiting(approvalsPane, waiting); });
    connect(m_frame, &views::main::ConsoleFrame::saveEvidenceRequested, this, &OperatorConsole::saveAlarmEvidence);
    m_minute.setInterval(minute);
    connect(&m_minute, &QTimer::timeout, this, &OperatorConsole::updateTopBar);
    // Whatever the feed says, or does not say: a server that hides an entry would be silent, and witnesses are due.
    connect(&m_minute, &QTimer::timeout, &m_logState, &models::session::LogStateSource::refresh);
}

OperatorConsole::~OperatorConsole()
{
    // Windows and panes go before what they show: the session breaks off what is under way when it goes, and nobody
    // should be there to look at the answer.
    qDeleteAll(findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
}

void OperatorConsole::signIn(const QString &operatorId, std::shared_ptr<const signing::LockedKey> key,
                             signing::Secret keySecret)
{
    auto task = m_session.signIn(operatorId, std::move(key), std::move(keySecret));
    QCoro::connect(std::move(task), this, [this](Expected<client::SessionInfo> info) {
        if (!info) {
            Q_EMIT failed(info.error());
            return;
        }
        m_witnessKeys.load();
        buildPanes();
        buildCommands();
        m_refresher.add(m_logState);
        m_refresher.add(m_names);
        m_refresher.add(m_pending);
        m_refresher.add(m_inbox);
        m_refresher.add(m_devices);
        m_refresher.add(m_deviceDetail);
        m_refresher.add(m_groups);
        m_refresher.add(m_policies.policies());
        m_refresher.add(m_policies.versions());
        m_refresher.add(m_updates.releases());
        m_refresher.add(m_updates.rollouts());
        m_refresher.add(m_updates.rollout());
        m_refresher.add(m_updates.trust());
        m_refresher.add(m_points);
        if (m_session.info()->roles.has(operators::Role::SecurityReviewer))
            m_refresher.add(m_audit);
        updateTopBar();
        updateLogState();
        m_minute.start();
        openFirstPane();
        Q_EMIT started();
    });
}

void OperatorConsole::signOut()
{
    auto task = m_session.signOut();
    QCoro::connect(std::move(task), this, [](const Expected<void> &) {});
}

void OperatorConsole::buildPanes()
{
    auto *const devices = new views::devices::DevicesPane({.session = m_session,
                                                           .changes = m_changes,
                                                           .table = m_devices,
                                                           .detail = m_deviceDetail,
                                                           .groups = m_groups,
                                                           .timeline = m_deviceTimeline,
                                                           .decisions = m_deviceDecisions,
                                                           .settings = m_parts.settings});
    connect(devices, &views::devices::DevicesPane::actionRequested, this, &OperatorConsole::compose);
    connect(devices, &views::devices::DevicesPane::enrollmentRequested, this, [this](const QString &replaced) {
        auto *const window = new views::enrollment::EnrollmentWindow(m_session, m_groups, replaced, this);
        m_refresher.add(window->profiles());
        window->show();
    });
    connect(devices, &views::devices::DevicesPane::changeOpened, this, &OperatorConsole::openReview);
    connect(devices, &views::devices::DevicesPane::groupRequested, this, &OperatorConsole::defineGroup);
    connect(devices, &views::devices::DevicesPane::resolutionRequested, this, &OperatorConsole::defineResolution);
    m_frame->addPane(devicesPane, Glyph::Devices, tr("Devices"), devices);
    m_frame->addPane(policiesPane, Glyph::Policies, tr("Policies"), m_policies.newPane());
    connect(&m_policies, &PolicyDesk::composerOpened, this, &OperatorConsole::openWindow);
    connect(&m_policies, &PolicyDesk::changeOpened, this, &OperatorConsole::openReview);
    connect(&m_policies, &PolicyDesk::deviceChosen, this, &OperatorConsole::showDevice);
    connect(&m_policies, &PolicyDesk::failed, this, &OperatorConsole::tell);
    addUpdatePanes();
    auto *const approvals =
        new views::approvals::ApprovalsPane({.session = m_session, .changes = m_inbox, .settings = m_parts.settings});
    connect(approvals, &views::approvals::ApprovalsPane::reviewRequested, this, &OperatorConsole::openReview);
    connect(approvals, &views::approvals::ApprovalsPane::cancelAllRequested, this,
            [this] { openWindow(new views::review::ComposeWindow(m_changes, changes::cancelAll, {}, this)); });
    m_frame->addPane(approvalsPane, Glyph::Approvals, tr("Approvals"), approvals);
    auto *const network = new views::network::NetworkPane({.session = m_session,
                                                           .policies = m_policies.policies(),
                                                           .groups = m_groups,
                                                           .points = m_points,
                                                           .outcomes = m_outcomes,
                                                           .settings = m_parts.settings});
    connect(network, &views::network::NetworkPane::changeOpened, this, &OperatorConsole::openReview);
    m_frame->addPane(networkPane, Glyph::Network, tr("Network"), network);
    auto *const audit = new views::audit::AuditPane(
        {.session = m_session, .trail = m_audit, .names = m_names, .settings = m_parts.settings});
    connect(audit, &views::audit::AuditPane::exportRequested, this, &OperatorConsole::exportAudit);
    connect(audit, &views::audit::AuditPane::evidenceRequested, this, &OperatorConsole::saveAlarmEvidence);
    m_frame->addPane(auditPane, Glyph::Audit, tr("Audit"), audit);
    m_frame->addPane(trustPane, Glyph::Trust, tr("Trust"), m_updates.newTrustPane());
}

void OperatorConsole::addUpdatePanes()
{
    m_frame->addPane(releasesPane, Glyph::Releases, tr("Releases"), m_updates.newReleasesPane());
    m_frame->addPane(rolloutsPane, Glyph::Rollouts, tr("Rollouts"), m_updates.newRolloutsPane());
    connect(&m_updates, &UpdateDesk::composerOpened, this, &OperatorConsole::openWindow);
    connect(&m_updates, &UpdateDesk::changeOpened, this, &OperatorConsole::openReview);
    connect(&m_updates, &UpdateDesk::stopped, this, &OperatorConsole::composed);
    connect(&m_updates, &UpdateDesk::failed, this, &OperatorConsole::tell);
    connect(&m_updates, &UpdateDesk::published, this, [this](ota::RolloutModel channel, qint64 version) {
        m_frame->say({Glyph::Sign,
                      tr("Version %1 of the channel %2 is composed: the manifest authority signs it next.")
                          .arg(version)
                          .arg(views::words::modelText(channel)),
                      Tone::Ok});
    });
}

void OperatorConsole::buildCommands()
{
    std::vector<views::main::Command> commands{
        {.glyph = Glyph::Refresh, .name = tr("Refresh now"), .run = [this] { m_refresher.refreshNow(); }},
        {.glyph = Glyph::SignOut, .name = tr("Sign out"), .run = [this] { signOut(); }}};
    if (changes::findAction(QString(changes::resolveHandle))->mayAsk.hasAny(m_session.info()->roles))
        commands.push_back(
            {.glyph = Glyph::Devices, .name = tr("Resolve a handle…"), .run = [this] { defineResolution(); }});
    m_frame->setCommands(std::move(commands));
    auto *const menu = new QMenu(this);
    menu->addAction(views::design::Icon::of(Glyph::SignOut), tr("Sign out"), this, &OperatorConsole::signOut);
    m_frame->topBar()->operatorButton()->setMenu(menu);
    m_frame->topBar()->operatorButton()->setPopupMode(QToolButton::InstantPopup);
    auto *const refresh = new QAction(this);
    refresh->setShortcut(QKeySequence::Refresh);
    connect(refresh, &QAction::triggered, &m_refresher, &models::session::Refresher::refreshNow);
    addAction(refresh);
}

/// Each persona opens on the pane that is its work.
void OperatorConsole::openFirstPane()
{
    const operators::Roles roles = m_session.info()->roles;
    if (roles.has(operators::Role::Administrator))
        m_frame->showPane(devicesPane);
    else if (roles.has(operators::Role::ReleaseManager))
        m_frame->showPane(releasesPane);
    else if (roles.has(operators::Role::SecurityReviewer))
        m_frame->showPane(auditPane);
    else
        m_frame->showPane(approvalsPane);
}

void OperatorConsole::updateTopBar()
{
    if (!m_session.info())
        return;
    const qint64 left = m_session.info()->expires - m_session.now();
    m_frame->topBar()->setDeployment(m_parts.deployment.name, m_parts.deployment.fingerprint());
    m_frame->topBar()->setOperator(m_parts.operatorName, tr("%1 left").arg(views::words::spanText(left)),
                                   left < hurryTime);
}

void OperatorConsole::updateLogState()
{
    const views::panes::LogStateText text = views::panes::logStateText(m_logState, m_session.now());
    const QString feed = views::panes::feedText(m_feed, m_session.now());
    const QStringList hover{text.hover, feed};
    m_frame->topBar()->setLogState(text.word, hover.join(u'\n').trimmed());
    const views::panes::LogStateText witnesses = views::panes::witnessText(m_witnessState, m_session.now());
    m_frame->topBar()->setWitnesses(witnesses.word, witnesses.hover);
    m_frame->warn(views::panes::forgetfulText(m_logState));
}

void OperatorConsole::openReview(const QString &reference)
{
    if (const auto open = m_reviews.value(reference)) {
        open->raise();
        open->activateWindow();
        return;
    }
    auto *const review = new views::review::ReviewWindow({.session = m_session,
                                                          .follower = m_follower,
                                                          .changes = m_changes,
                                                          .names = m_names.names(),
                                                          .installation = m_parts.installation},
                                                         reference, this);
    connect(review, &views::review::ReviewWindow::decided, this, [this](const QString &decided) {
        m_inbox.noteDecision(decided);
        m_pending.noteDecision(decided);
        m_refresher.refreshNow();
    });
    connect(review, &views::review::ReviewWindow::deviceChosen, this, &OperatorConsole::showDevice);
    m_refresher.add(review->results());
    m_reviews.insert(reference, review);
    review->show();
}

void OperatorConsole::compose(const QString &action, const std::vector<client::Device> &devices)
{
    if (action == client::AttestationClient::action)
        return askForAttestation(devices);
    std::vector<changes::TargetLeaf> leaves;
    for (const client::Device &device : devices)
        leaves.push_back(device.leaf());
    auto targets = changes::TargetSet::make(std::move(leaves));
    if (!targets)
        return tell(targets.error());
    auto *const composer = new views::review::ComposeWindow(m_changes, action, std::move(*targets), this);
    if (action == fleet::toAction(fleet::DeviceAct::Admit)) {
        std::set<std::optional<QString>> enrolledFor;
        for (const client::Device &device : devices)
            enrolledFor.insert(device.joins);
        composer->offerGroups(m_groups.groups(), enrolledFor);
    }
    openWindow(composer);
}

/// Routine, so that there is nothing to review and nothing to sign: it is asked for at once.
void OperatorConsole::askForAttestation(const std::vector<client::Device> &devices)
{
    std::vector<fleet::DeviceHandle> handles;
    for (const client::Device &device : devices)
        handles.push_back(device.handle);
    auto task = client::AttestationClient(m_session).ask(std::move(handles));
    QCoro::connect(std::move(task), this, [this](const Expected<client::AskedForAttestation> &asked) {
        if (!asked)
            return tell(asked.error());
        m_frame->say(views::devices::attestationAskedWord(*asked));
        m_refresher.refreshNow();
    });
}

void OperatorConsole::openWindow(views::review::ComposeWindow *composer)
{
    connect(composer, &views::review::ComposeWindow::composed, this, &OperatorConsole::composed);
    composer->show();
}

void OperatorConsole::defineGroup(const QString &group, const std::vector<client::Device> &selected)
{
    QCoro::connect(models::groups::loadGroupDraft(m_session, group, selected), this,
                   [this](const Expected<models::groups::GroupDraft> &draft) { openGroupEditor(draft); });
}

void OperatorConsole::openGroupEditor(const Expected<models::groups::GroupDraft> &draft)
{
    if (!draft)
        return tell(draft.error());
    auto *const editor = new views::groups::GroupEditor(*draft, this);
    connect(editor, &views::groups::GroupEditor::defined, this,
            [this](const changes::ChangeGroupParameters &group, const changes::TargetSet &targets) {
                openWindow(new views::review::ComposeWindow(m_changes, group, targets, this));
            });
    editor->show();
}

void OperatorConsole::defineResolution()
{
    auto *const window = new views::devices::ResolveWindow(m_session.now(), this);
    connect(window, &views::devices::ResolveWindow::defined, this,
            [this](const changes::ResolveHandleParameters &asked) {
                openWindow(new views::review::ComposeWindow(m_changes, asked, this));
            });
    window->show();
}

void OperatorConsole::showDevice(const QString &handle)
{
    m_frame->showPane(devicesPane);
    if (auto *const devices = m_frame->findChild<views::devices::DevicesPane *>())
        devices->setFilter({.tokens = {}, .text = handle});
    window()->activateWindow();
}

void OperatorConsole::composed(const QString &reference, changes::ChangeState state)
{
    const bool done = state == changes::ChangeState::Executed;
    m_frame->say({Glyph::Check,
                  done ? tr("Done, and in the log.")
                       : tr("%1 is in the log and waits for approval.")
                             .arg(models::changes::ChangeListModel::shortReference(reference)),
                  Tone::Ok});
    m_refresher.refreshNow();
}

void OperatorConsole::exportAudit()
{
    views::panes::askSavePath(
        this, {.title = tr("Export audit log"), .name = u"audit.jsonl"_s, .filter = tr("Audit exports (*.jsonl)")},
        [this](const QString &path) { writeAudit(path); });
}

void OperatorConsole::writeAudit(const QString &path)
{
    const auto file = std::make_shared<QSaveFile>(path);
    if (!file->open(QIODevice::WriteOnly))
        return tell({ProblemType::FileUnreadable, file->errorString(), path});
    const auto client = std::make_shared<client::AuditClient>(m_session);
    auto task = client->exportTo(*file, {});
    QCoro::connect(std::move(task), this, [this, file, client, path](const Expected<void> &done) {
        if (!done)
            return tell(done.error());
        if (!file->commit())
            return tell({ProblemType::FileUnreadable, file->errorString(), path});
        m_frame->say({Glyph::Export, tr("The log was exported to %1.").arg(path), Tone::Ok});
    });
}

void OperatorConsole::saveAlarmEvidence()
{
    views::panes::saveContradiction(this, m_session, m_follower);
}

void OperatorConsole::tell(const Problem &problem)
{
    m_frame->say({Glyph::Warning, views::words::problemText(problem).line(), Tone::Danger});
}

bool OperatorConsole::event(QEvent *event)
{
    if (event->type() == QEvent::WindowActivate || event->type() == QEvent::WindowDeactivate)
        m_refresher.setActive(event->type() == QEvent::WindowActivate || QApplication::activeWindow());
    return QWidget::event(event);
}

} // namespace enigm::app

#include "views/review/ReviewWindow.h"

#include "api-client/wire/ReadFailure.h"
#include "contract/fleet/DeviceTransition.h"
#include "models/changes/SigningEligibility.h"
#include "views/approvals/EligibilityText.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/Card.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/states/Banner.h"
#include "views/design/states/StateStack.h"
#include "views/enrollment/AcceptancePanel.h"
#include "views/enrollment/AdmissionPanel.h"
#include "views/panes/ContradictionFile.h"
#include "views/panes/PathDialog.h"
#include "views/panes/SyncText.h"
#include "views/policies/PolicyChangePanel.h"
#include "views/review/EffectPanel.h"
#include "views/review/ResultsPanel.h"
#include "views/review/SignersPanel.h"
#include "views/words/ActionText.h"
#include "views/words/ProblemText.h"
#include "views/words/ResolutionText.h"
#include "views/words/StateText.h"
#include "views/words/TimeText.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPointer>
#include <QSaveFile>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

#include <chrono>

namespace enigm::views::review {

using design::Banner;
using design::Button;
using design::ButtonRole;
using design::Glyph;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;

namespace {

constexpr int padding = 3 * design::metrics::grid;
constexpr std::chrono::seconds answerInterval{1};
constexpr int maxComment = 500;

QScrollArea *scrolling(QWidget *body)
{
    auto *const area = new QScrollArea;
    area->setWidget(body);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return area;
}

} // namespace

ReviewWindow::ReviewWindow(const ReviewContext &context, QString reference, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_context(context)
    , m_reference(std::move(reference))
    , m_results(context.session)
{
    setObjectName(QStringLiteral("reviewWindow"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Review change"));
    resize(1024, 680);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(new design::Separator);
    m_stack = new design::StateStack(buildContent());
    layout->addWidget(m_stack, 1);
    layout->addWidget(new design::Separator);
    layout->addWidget(buildFoot());
    connect(m_stack, &design::StateStack::retryRequested, this, &ReviewWindow::reload);
    connect(m_stack, &design::StateStack::saveEvidenceRequested, this,
            [this] { panes::saveContradiction(this, m_context.session, m_context.follower); });
    connect(&m_context.follower, &client::LogFollower::alarmRaised, this, &ReviewWindow::takeFailure);
    reload();
}

QWidget *ReviewWindow::buildHead()
{
    auto *const head = new QWidget;
    auto *const layout = new QHBoxLayout(head);
    layout->setContentsMargins(padding, 2 * design::metrics::grid, padding, 2 * design::metrics::grid);
    m_title = new ToneLabel({}, TextStyle::Title);
    m_title->setObjectName(QStringLiteral("reviewTitle"));
    m_state = new design::StateBadge;
    m_state->setObjectName(QStringLiteral("reviewState"));
    m_state->hide(); // until it is known
    m_waiting = new ToneLabel({}, TextStyle::Body, Tone::Muted);
    layout->addWidget(m_title);
    layout->addWidget(m_state);
    layout->addStretch(1);
    layout->addWidget(m_waiting);
    return head;
}

QWidget *ReviewWindow::buildContent()
{
    auto *const content = new QWidget;
    auto *const column = new QVBoxLayout(content);
    column->setContentsMargins(padding, 2 * design::metrics::grid, padding, 2 * design::metrics::grid);
    m_news = new Banner(Tone::Info);
    m_news->setObjectName(QStringLiteral("reviewNews"));
    m_news->hide();
    column->addWidget(m_news);
    m_sides = new QWidget;
    auto *const sides = new QHBoxLayout(m_sides);
    sides->setContentsMargins({});
    sides->setSpacing(padding);
    m_effect = new EffectPanel;
    m_signers = new SignersPanel;
    m_admissionPanel = new enrollment::AdmissionPanel;
    m_admissionPanel->hide();
    m_acceptancePanel = new enrollment::AcceptancePanel;
    m_acceptancePanel->hide();
    auto *const left = new QWidget;
    auto *const leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins({});
    leftColumn->setSpacing(padding);
    leftColumn->addWidget(m_admissionPanel);
    leftColumn->addWidget(m_acceptancePanel);
    m_policyPanel = new policies::PolicyChangePanel(m_context.session);
    connect(m_policyPanel, &policies::PolicyChangePanel::deviceChosen, this, &ReviewWindow::deviceChosen);
    leftColumn->addWidget(m_effect, 1);
    leftColumn->addWidget(m_policyPanel);
    m_resultsPanel = new ResultsPanel(m_results, m_context.session);
    m_resultsPanel->hide();
    leftColumn->addWidget(m_resultsPanel);
    m_leftColumn = leftColumn;
    sides->addWidget(scrolling(left), 3);
    sides->addWidget(new design::Separator(Qt::Vertical));
    sides->addWidget(scrolling(m_signers), 2);
    column->addWidget(m_sides, 1);
    return content;
}

QWidget *ReviewWindow::buildFoot()
{
    auto *const foot = new QWidget;
    auto *const layout = new QHBoxLayout(foot);
    layout->setContentsMargins(padding, 2 * design::metrics::grid, padding, 2 * design::metrics::grid);
    layout->setSpacing(design::metrics::grid);
    m_comment = new QLineEdit;
    m_comment->setObjectName(QStringLiteral("reviewComment"));
    m_comment->setMaxLength(maxComment);
    m_comment->setPlaceholderText(tr("Comment (goes into the log)"));
    m_comment->setAccessibleName(tr("Comment"));
    m_withdraw = new Button(ButtonRole::Secondary, Glyph::Minus, tr("Withdraw"));
    m_withdraw->setObjectName(QStringLiteral("reviewWithdraw"));
    m_evidence = new Button(ButtonRole::Primary, Glyph::Export, tr("Save evidence…"));
    m_evidence->setObjectName(QStringLiteral("reviewEvidence"));
    m_reject = new Button(ButtonRole::Secondary, Glyph::Blocked, tr("Reject…"));
    m_reject->setObjectName(QStringLiteral("reviewReject"));
    m_sign = new Button(ButtonRole::Primary, Glyph::Sign, tr("Step up and sign"));
    m_sign->setObjectName(QStringLiteral("reviewSign"));
    layout->addWidget(m_comment, 1000);
    layout->addStretch(1); // keeps the buttons at the far end where there is no comment to write
    for (Button *const button : {m_withdraw, m_evidence, m_reject, m_sign})
        layout->addWidget(button);
    connect(m_sign, &QAbstractButton::clicked, this, [this] { decide(changes::Decision::Approve); });
    connect(m_reject, &QAbstractButton::clicked, this, &ReviewWindow::reject);
    connect(m_withdraw, &QAbstractButton::clicked, this, &ReviewWindow::withdraw);
    connect(m_evidence, &QAbstractButton::clicked, this, &ReviewWindow::saveEvidence);
    for (QWidget *const widget : std::initializer_list<QWidget *>{m_comment, m_withdraw, m_evidence, m_reject, m_sign})
        widget->hide();
    return foot;
}

void ReviewWindow::reload()
{
    if (!m_change)
        m_stack->setState(design::pane::Loading{});
    auto task = m_context.changes.verified(m_reference);
    QCoro::connect(std::move(task), this, [this](Expected<client::VerifiedChange> change) { take(std::move(change)); });
}

void ReviewWindow::take(Expected<client::VerifiedChange> change)
{
    if (!change)
        return takeFailure(change.error());
    if (m_context.follower.alarm()) // found by somebody else meanwhile; it stays
        return;
    m_change = std::move(*change);
    m_verifiedAt = m_context.session.now();
    m_failure.reset();
    m_stack->setState(design::pane::Content{});
    render();
    judgeAdmission();
    compareAcceptance();
    // The answer comes by itself, once the fleet was searched.
    if (words::isBeingResolved(m_change->record))
        QTimer::singleShot(answerInterval, this, &ReviewWindow::reload);
}

bool ReviewWindow::asksForAdmission() const
{
    return changes::isOpen(m_change->record.state) &&
           m_change->record.change.request.action == fleet::toAction(fleet::DeviceAct::Admit);
}

/// Once: what it finds hangs on signed bytes, a chain and a clock, and not on when it is asked.
void ReviewWindow::judgeAdmission()
{
    if (!asksForAdmission() || m_admission || m_isJudging)
        return;
    m_isJudging = true;
    const changes::ChangeRecord &record = m_change->record;
    m_admissionPanel->setProgress(0, static_cast<qsizetype>(record.targets.leaves().size()));
    const QPointer<ReviewWindow> self(this);
    auto task = client::judgeAdmission(m_context.session, record.targets, *m_context.follower.directory(),
                                       [self](qsizetype done, qsizetype total) {
                                           if (self && done < total)
                                               self->m_admissionPanel->setProgress(done, total);
                                           return !self.isNull();
                                       });
    QCoro::connect(std::move(task), this, [this](const Expected<std::vector<client::AdmissionFinding>> &findings) {
        m_isJudging = false;
        m_admission = findings;
        m_admissionPanel->setFindings(findings);
        renderFoot();
    });
}

/// Each time: what is in force may be another by now.
void ReviewWindow::compareAcceptance()
{
    if (!client::setsAcceptance(m_change->record.change.request))
        return;
    m_acceptance.reset();
    m_acceptancePanel->setLoading();
    renderFoot();
    auto task = client::reviewAcceptance(m_context.session, *m_change, *m_context.follower.directory());
    QCoro::connect(std::move(task), this, [this](const Expected<client::AcceptanceReview> &review) {
        m_acceptance = review;
        m_acceptancePanel->setReview(review);
        renderFoot();
    });
}

/// Why this console does not sign what others may have signed.
std::optional<QString> ReviewWindow::ownDenial() const
{
    if (asksForAdmission())
        return enrollment::denialOf(m_admission);
    if (client::setsAcceptance(m_change->record.change.request))
        return enrollment::denialOf(m_acceptance);
    return std::nullopt;
}

/// Only what is merely not to be had leaves in sight what was verified before; in no case can it be acted on.
void ReviewWindow::takeFailure(const Problem &problem)
{
    const client::ReadFailure failure = client::readFailureOf(problem.type);
    m_failure = problem;
    if (failure == client::ReadFailure::Contradiction || failure == client::ReadFailure::Refused)
        m_change.reset();
    if (problem.type == ProblemType::NotPermitted)
        m_stack->setState(design::pane::Refused{
            .rule = tr("Your roles do not let you review this change."),
            .whoCould = tr("Whoever asked for it or may sign it can, and so can security reviewers.")});
    else
        m_stack->setState(panes::failureState(problem, words::shortTime(m_verifiedAt, m_context.session.now()),
                                              m_change.has_value()));
    if (!m_change) {
        m_title->setText(failure == client::ReadFailure::Contradiction ? tr("This change could not be verified")
                                                                       : tr("This change cannot be shown"));
        m_state->hide();
        m_waiting->clear();
        m_news->hide();
        m_sides->hide();
        m_effect->clear();
        m_signers->clear();
    }
    renderFoot();
}

void ReviewWindow::render()
{
    const changes::ChangeRecord &record = m_change->record;
    const qint64 now = m_context.session.now();
    const words::ActionText text = words::actionText(record.change.request.action, record.change.request.targets.count);
    m_title->setText(text.title);
    setWindowTitle(text.title);
    design::StateWord state = words::stateWord(record.state);
    if (!changes::isOpen(record.state) && !m_change->isEndProven())
        state = {Glyph::Ring, tr("%1, as served").arg(state.word), Tone::Muted};
    m_state->setState(state);
    m_state->show();
    m_sides->show();
    m_waiting->setText(waitingText(now));
    m_effect->show(*m_change, m_context.names);
    const bool hasResults = record.state == changes::ChangeState::Executed && !m_change->effect.shifts.empty();
    m_resultsPanel->setVisible(hasResults);
    m_leftColumn->setStretchFactor(m_effect, hasResults || m_change->policy ? 0 : 1);
    m_leftColumn->setStretchFactor(m_policyPanel, m_change->policy ? 1 : 0);
    m_leftColumn->setStretchFactor(m_resultsPanel, hasResults ? 1 : 0);
    if (hasResults)
        m_results.setChange(*m_change);
    m_admissionPanel->setVisible(asksForAdmission());
    m_acceptancePanel->setVisible(client::setsAcceptance(record.change.request));
    m_policyPanel->show(*m_change);
    m_signers->show(*m_change, m_context.names, now);
    renderFoot();
}

QString ReviewWindow::waitingText(qint64 now) const
{
    if (!changes::isOpen(m_change->record.state))
        return {};
    const QString left = words::spanText(m_change->record.change.request.approveBy - now);
    if (m_change->obstacle)
        return tr("cannot be carried out · %1 left").arg(left);
    int missing = 0;
    for (const changes::MissingSigners &signers : m_change->quorum.missing)
        missing += signers.count;
    return tr("waits for %n more signature(s) · %1 left", nullptr, missing).arg(left);
}

void ReviewWindow::denyActs(const QString &reason)
{
    for (Button *const button : {m_sign, m_reject, m_withdraw, m_evidence})
        button->deny(reason);
    m_comment->setEnabled(false);
}

void ReviewWindow::renderFoot()
{
    const bool shown = m_change && m_context.session.info();
    const bool open = shown && changes::isOpen(m_change->record.state);
    for (QWidget *const widget : std::initializer_list<QWidget *>{m_comment, m_withdraw, m_reject, m_sign})
        widget->setVisible(open);
    m_evidence->setVisible(shown && m_change->record.state == changes::ChangeState::Executed);
    if (!shown)
        return;
    const changes::ChangeRequest &request = m_change->record.change.request;
    const words::ActionText text = words::actionText(request.action, request.targets.count);
    m_sign->setText(text.signButton);
    m_sign->setRole(m_change->effect.isFinal ? ButtonRole::Danger : ButtonRole::Primary);
    if (m_failure)
        return denyActs(tr("This change could not be verified up to now. Try again first."));
    m_evidence->allow();

    using models::changes::SigningEligibility;
    const models::changes::SigningAnswer answer =
        models::changes::signingAnswer({.directory = m_context.follower.directory(),
                                        .activitySize = m_context.follower.activityHead().size,
                                        .hasAlarm = m_context.follower.alarm().has_value(),
                                        .session = *m_context.session.info(),
                                        .installation = m_context.installation,
                                        .now = m_context.session.now()},
                                       models::changes::SigningSubject::of(*m_change));
    const auto show = [&](Button *button, SigningEligibility act) {
        if (act == SigningEligibility::Yes)
            button->allow();
        else
            button->deny(approvals::denialText(answer, act, m_context.names, request.requester));
    };
    show(m_sign, answer.approve);
    if (const auto denial = ownDenial(); denial && answer.approve == SigningEligibility::Yes)
        m_sign->deny(*denial);
    show(m_reject, answer.reject);
    show(m_withdraw, answer.withdraw);
    const bool decides = answer.approve == SigningEligibility::Yes || answer.reject == SigningEligibility::Yes;
    m_comment->setEnabled(decides);
    if (decides && m_comment->isVisible())
        m_comment->setFocus();
}

void ReviewWindow::decide(changes::Decision decision)
{
    const changes::ChangeRequest &request = m_change->record.change.request;
    const words::ActionText text = words::actionText(request.action, request.targets.count);
    const QString act = decision == changes::Decision::Approve ? text.act : tr("Reject: %1").arg(text.title);
    setBusy(true);
    auto task = m_context.changes.decide(*m_change, decision, m_comment->text(), act);
    QCoro::connect(std::move(task), this, [this](Expected<changes::ChangeRecord> record) { settle(record); });
}

void ReviewWindow::reject()
{
    if (m_comment->text().trimmed().isEmpty()) {
        m_news->setTone(Tone::Warn);
        m_news->setText(tr("Say why you reject this, in the comment."));
        m_news->show();
        m_comment->setFocus();
        return;
    }
    decide(changes::Decision::Reject);
}

void ReviewWindow::withdraw()
{
    const changes::ChangeRequest &request = m_change->record.change.request;
    const QString act = tr("Withdraw: %1").arg(words::actionText(request.action, request.targets.count).title);
    setBusy(true);
    auto task = m_context.changes.withdraw(m_change->record.change, act);
    QCoro::connect(std::move(task), this, [this](Expected<changes::ChangeRecord> record) { settle(record); });
}

void ReviewWindow::settle(const Expected<changes::ChangeRecord> &record)
{
    setBusy(false);
    if (!record) {
        say(record.error());
        if (record.error().type != ProblemType::Cancelled)
            reload();
        return;
    }
    m_news->hide();
    m_comment->clear();
    Q_EMIT decided(m_reference);
    reload();
}

void ReviewWindow::saveEvidence()
{
    panes::askSavePath(this,
                       {.title = tr("Save evidence"),
                        .name = QStringLiteral("evidence-%1.json").arg(m_reference.right(6)),
                        .filter = tr("Evidence bundles (*.json)")},
                       [this](const QString &path) { writeEvidence(path); });
}

void ReviewWindow::writeEvidence(const QString &path)
{
    setBusy(true);
    auto task = m_context.changes.evidence(m_reference);
    QCoro::connect(std::move(task), this, [this, path](Expected<client::VerifiedEvidence> evidence) {
        setBusy(false);
        if (!evidence)
            return say(evidence.error());
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(evidence->bytes) < 0 || !file.commit())
            return say({ProblemType::FileUnreadable, file.errorString(), path});
        m_news->setTone(Tone::Ok);
        m_news->setGlyph(Glyph::Proof);
        m_news->setText(tr("The evidence was verified and saved to %1.").arg(path));
        m_news->show();
    });
}

void ReviewWindow::say(const Problem &problem)
{
    if (problem.type == ProblemType::Cancelled) {
        m_news->hide();
        return;
    }
    m_news->setTone(Tone::Danger);
    m_news->setGlyph(Glyph::Warning);
    m_news->setText(words::problemText(problem).line());
    m_news->show();
}

void ReviewWindow::setBusy(bool busy)
{
    for (QWidget *const widget : std::initializer_list<QWidget *>{m_comment, m_withdraw, m_evidence, m_reject, m_sign})
        widget->setDisabled(busy);
    if (!busy && m_change)
        renderFoot();
}

void ReviewWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event); // Enter is left alone: it never signs
}

} // namespace enigm::views::review

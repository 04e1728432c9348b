#include "views/review/ComposeWindow.h"

#include "contract/changes/Effect.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/Card.h"
#include "views/design/facts/KeyValueList.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/states/Banner.h"
#include "views/design/theme/Typography.h"
#include "views/words/ActionText.h"
#include "views/words/GroupText.h"
#include "views/words/ProblemText.h"
#include "views/words/ReleaseText.h"
#include "views/words/ResolutionText.h"
#include "views/words/StateText.h"
#include "views/words/TimeText.h"

#include <QComboBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollArea>
#include <QVBoxLayout>

namespace enigm::views::review {

using design::Button;
using design::ButtonRole;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;
using fleet::DeviceState;

namespace {

constexpr int padding = 3 * design::metrics::grid;
constexpr int maxText = 500;
constexpr int maxReference = 64;
constexpr qint64 hour = 3600;
constexpr int leastFactsHeight = 120;
constexpr int manyFactsHeight = 600;

bool isReactivation(const QString &action)
{
    return action == QLatin1StringView("device.reactivate");
}

bool isAdmission(const QString &action)
{
    return action == QLatin1StringView("device.admit");
}

/// What was defined before this window opened.
std::vector<design::Fact> factsOf(const changes::Parameters &parameters, qint64 targets)
{
    if (const auto *const group = std::get_if<changes::ChangeGroupParameters>(&parameters))
        return words::groupFacts(*group, targets);
    if (const auto *const asked = std::get_if<changes::ResolveHandleParameters>(&parameters))
        return words::resolutionFacts(*asked);
    if (const auto *const published = std::get_if<changes::PublishPolicyParameters>(&parameters))
        return {{.name = ComposeWindow::tr("Policy"), .value = published->version.document.name},
                {.name = ComposeWindow::tr("Version"), .value = QString::number(published->version.version)}};
    if (const auto *const earlier = std::get_if<changes::RollBackPolicyParameters>(&parameters))
        return {{.name = ComposeWindow::tr("Back to version"), .value = QString::number(earlier->version)}};
    if (const auto *const manifest = std::get_if<changes::SignManifestParameters>(&parameters))
        return words::releaseFacts(*manifest);
    if (const auto *const artifact = std::get_if<changes::SignProductionParameters>(&parameters))
        return words::releaseFacts(*artifact);
    if (const auto *const start = std::get_if<changes::StartRolloutParameters>(&parameters))
        return words::rolloutFacts(*start);
    if (const auto *const resumption = std::get_if<changes::ResumeRolloutParameters>(&parameters))
        return words::rolloutFacts(*resumption);
    return {};
}

/// What may be undone is an ordinary act; what may not wears the colour of danger.
bool isFinalAct(const QString &action)
{
    const changes::Action *const row = changes::findAction(action);
    return row && row->actionClass == changes::ActionClass::Final;
}

} // namespace

ComposeWindow::ComposeWindow(client::ChangeClient &client, QString action, changes::TargetSet targets, QWidget *parent)
    : ComposeWindow(client, std::move(action), std::move(targets), changes::NoParameters{}, parent)
{}

ComposeWindow::ComposeWindow(client::ChangeClient &client, changes::ResolveHandleParameters asked, QWidget *parent)
    : ComposeWindow(client, changes::resolveHandle, {}, std::move(asked), parent)
{}

ComposeWindow::ComposeWindow(client::ChangeClient &client, changes::ChangeGroupParameters group,
                             changes::TargetSet targets, QWidget *parent)
    : ComposeWindow(client, changes::groupChange, std::move(targets), std::move(group), parent)
{}

ComposeWindow::ComposeWindow(client::ChangeClient &client, changes::PublishPolicyParameters version, QWidget *parent)
    : ComposeWindow(client, changes::policyPublish, {}, std::move(version), parent)
{}

ComposeWindow::ComposeWindow(client::ChangeClient &client, changes::AssignPolicyParameters assignment, QWidget *parent)
    : ComposeWindow(client, changes::policyAssign, {}, std::move(assignment), parent)
{}

ComposeWindow::ComposeWindow(client::ChangeClient &client, changes::RollBackPolicyParameters earlier, QWidget *parent)
    : ComposeWindow(client, changes::policyRollback, {}, std::move(earlier), parent)
{}

ComposeWindow::ComposeWindow(client::ChangeClient &client, changes::SignManifestParameters manifest, QWidget *parent)
    : ComposeWindow(client, changes::releaseSignManifest, {}, std::move(manifest), parent)
{}

ComposeWindow::ComposeWindow(client::ChangeClient &client, changes::SignProductionParameters artifact, QWidget *parent)
    : ComposeWindow(client, changes::releaseSignProduction, {}, std::move(artifact), parent)
{}

ComposeWindow::ComposeWindow(client::ChangeClient &client, changes::StartRolloutParameters start, qint64 obeyWithin,
                             QWidget *parent)
    : ComposeWindow(client, changes::rolloutStart, {}, std::move(start), parent)
{
    m_obeyWithin = obeyWithin;
}

ComposeWindow::ComposeWindow(client::ChangeClient &client, changes::ResumeRolloutParameters resumption, QWidget *parent)
    : ComposeWindow(client, changes::rolloutResume, {}, std::move(resumption), parent)
{}

ComposeWindow::ComposeWindow(client::ChangeClient &client, QString action, changes::TargetSet targets,
                             changes::Parameters parameters, QWidget *parent)
    : QWidget(parent, Qt::Dialog)
    , m_client(client)
    , m_action(std::move(action))
    , m_targets(std::move(targets))
    , m_parameters(std::move(parameters))
{
    setObjectName(QStringLiteral("composeWindow"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    const auto count = static_cast<qint64>(m_targets.leaves().size());
    const words::ActionText text = words::actionText(m_action, count);
    setWindowTitle(text.title);
    resize(640, m_targets.leaves().empty() ? 320 : 560);

    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(padding, padding, padding, padding);
    layout->setSpacing(2 * design::metrics::grid);
    layout->addWidget(new ToneLabel(text.title, TextStyle::Title));
    auto *const consequence =
        new ToneLabel(words::consequence({.action = m_action, .count = count, .shifts = {}, .isFinal = false}),
                      TextStyle::Body, isFinalAct(m_action) ? Tone::Danger : Tone::Muted);
    consequence->setWordWrap(true);
    layout->addWidget(consequence);
    m_news = new design::Banner(Tone::Danger);
    m_news->setObjectName(QStringLiteral("composeNews"));
    m_news->hide();
    layout->addWidget(m_news);
    addFacts(layout);
    if (m_targets.leaves().empty())
        layout->addStretch(1);
    else
        layout->addWidget(buildTargets(), 1);
    layout->addWidget(buildForm());
    layout->addWidget(buildFoot());
    m_reason->setFocus();
}

/// Many of them scroll, so that the button stays in sight.
void ComposeWindow::addFacts(QVBoxLayout *layout)
{
    auto facts = factsOf(m_parameters, static_cast<qint64>(m_targets.leaves().size()));
    if (facts.empty())
        return;
    const bool areMany = std::holds_alternative<changes::StartRolloutParameters>(m_parameters) ||
                         std::holds_alternative<changes::SignManifestParameters>(m_parameters);
    auto *const list = new design::KeyValueList;
    list->setFacts(std::move(facts));
    if (!areMany)
        return layout->addWidget(list);
    auto *const area = new QScrollArea;
    area->setWidget(list);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setMinimumHeight(leastFactsHeight);
    layout->addWidget(area, 1);
    resize(width(), manyFactsHeight);
}

QWidget *ComposeWindow::buildTargets()
{
    auto *const list = new QListWidget;
    list->setObjectName(QStringLiteral("composeTargets"));
    list->setAccessibleName(tr("Devices of this change"));
    list->setUniformItemSizes(true);
    list->setFont(design::fontFor(TextStyle::MonoSmall));
    list->setLayoutDirection(Qt::LeftToRight);
    for (const changes::TargetLeaf &leaf : m_targets.leaves()) {
        new QListWidgetItem(QStringLiteral("%1   %2").arg(leaf.handle.grouped(), words::stateWord(leaf.state).word),
                            list);
    }
    return list;
}

QWidget *ComposeWindow::buildForm()
{
    auto *const form = new QWidget;
    auto *const layout = new QFormLayout(form);
    layout->setContentsMargins({});
    layout->setVerticalSpacing(design::metrics::grid);
    m_reason = new QLineEdit;
    m_reason->setObjectName(QStringLiteral("composeReason"));
    m_reason->setMaxLength(maxText);
    m_reason->setPlaceholderText(tr("Why, in words that name no person and no phone number"));
    layout->addRow(tr("Reason"), m_reason);
    m_reference = new QLineEdit;
    m_reference->setObjectName(QStringLiteral("composeReference"));
    m_reference->setMaxLength(maxReference);
    m_reference->setPlaceholderText(tr("Ticket or incident, if there is one"));
    layout->addRow(tr("Reference"), m_reference);
    if (isReactivation(m_action)) {
        m_returnTo = new QComboBox;
        m_returnTo->setObjectName(QStringLiteral("composeReturnTo"));
        for (const DeviceState state : {DeviceState::Trusted, DeviceState::Restricted})
            m_returnTo->addItem(words::stateWord(state).word, static_cast<int>(state));
        layout->addRow(tr("Return to"), m_returnTo);
    }
    if (isAdmission(m_action))
        addJoins(layout);
    m_deadline = new QComboBox;
    m_deadline->setObjectName(QStringLiteral("composeDeadline"));
    for (const qint64 hours : {4, 24, 72})
        m_deadline->addItem(words::spanText(hours * hour), hours * hour);
    m_deadline->setCurrentIndex(1);
    const changes::Action *const action = changes::findAction(m_action);
    if (action && changes::approverFloor(action->actionClass) > 0)
        layout->addRow(tr("Approve within"), m_deadline);
    else
        m_deadline->setParent(form); // kept for its default; it is not shown
    m_deadline->setVisible(layout->labelForField(m_deadline) != nullptr);
    return form;
}

void ComposeWindow::addJoins(QFormLayout *layout)
{
    m_joins = new QComboBox;
    m_joins->setObjectName(QStringLiteral("composeJoins"));
    m_joins->addItem(tr("None"));
    layout->addRow(tr("Joins group"), m_joins);
    m_joinsNote = new ToneLabel({}, TextStyle::Secondary, Tone::Warn);
    m_joinsNote->setObjectName(QStringLiteral("composeJoinsNote"));
    m_joinsNote->setWordWrap(true);
    m_joinsNote->hide();
    layout->addRow({}, m_joinsNote);
}

void ComposeWindow::offerGroups(const std::vector<client::ListedGroup> &groups,
                                const std::set<std::optional<QString>> &enrolledFor)
{
    for (const client::ListedGroup &group : groups) {
        if (!group.definition.rule)
            m_joins->addItem(group.definition.name, group.id);
    }
    if (enrolledFor.size() > 1) {
        m_joinsNote->setText(tr("These devices enrolled for different groups: choose one, or ask for them apart."));
        m_joinsNote->show();
    } else if (!enrolledFor.empty() && *enrolledFor.begin()) {
        m_joins->setCurrentIndex(std::max(0, m_joins->findData(**enrolledFor.begin())));
    }
}

changes::Parameters ComposeWindow::chosenParameters() const
{
    if (m_returnTo)
        return changes::ReactivateParameters{.to = static_cast<DeviceState>(m_returnTo->currentData().toInt())};
    if (m_joins && m_joins->currentData().isValid())
        return changes::AdmitParameters{.group = m_joins->currentData().toString()};
    return m_parameters;
}

QWidget *ComposeWindow::buildFoot()
{
    auto *const foot = new QWidget;
    auto *const layout = new QHBoxLayout(foot);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    const changes::Action *const action = changes::findAction(m_action);
    const int approvers = action ? changes::approverFloor(action->actionClass) : 0;
    auto *const note = new ToneLabel(approvers == 0 ? tr("This happens at once, by your signature alone.")
                                     : m_action == changes::resolveHandle
                                         ? tr("Nothing happens before an approver and a reviewer agree.")
                                         : tr("Nothing happens before somebody else approves it."),
                                     TextStyle::Secondary, Tone::Muted);
    note->setWordWrap(true);
    layout->addWidget(note, 1);
    auto *const cancel = new Button(ButtonRole::Secondary, tr("Cancel"));
    cancel->setObjectName(QStringLiteral("composeCancel"));
    connect(cancel, &QAbstractButton::clicked, this, &QWidget::close);
    layout->addWidget(cancel);
    m_sign = new Button(isFinalAct(m_action) ? ButtonRole::Danger : ButtonRole::Primary, design::Glyph::Sign,
                        words::actionText(m_action, 0).signButton);
    m_sign->setObjectName(QStringLiteral("composeSign"));
    connect(m_sign, &QAbstractButton::clicked, this, &ComposeWindow::submit);
    layout->addWidget(m_sign);
    return foot;
}

void ComposeWindow::submit()
{
    if (m_reason->text().trimmed().isEmpty()) {
        m_news->setText(tr("Say why: the reason goes into the log and is what the approver reads."));
        m_news->show();
        m_reason->setFocus();
        return;
    }
    client::ChangeDraft draft;
    draft.action = m_action;
    draft.targets = m_targets;
    draft.parameters = chosenParameters();
    draft.reason = m_reason->text().trimmed();
    draft.reference = m_reference->text().trimmed();
    draft.approveWithin = m_deadline->currentData().toLongLong();
    draft.executeWithin = 2 * draft.approveWithin;
    draft.obeyWithin = m_obeyWithin.value_or(draft.obeyWithin);
    setBusy(true);
    const QString act = words::actionText(m_action, static_cast<qint64>(m_targets.leaves().size())).act;
    auto task = m_client.request(std::move(draft), act);
    QCoro::connect(std::move(task), this, [this](Expected<changes::ChangeRecord> record) { take(record); });
}

void ComposeWindow::take(const Expected<changes::ChangeRecord> &record)
{
    setBusy(false);
    if (!record)
        return say(record.error());
    Q_EMIT composed(record->change.request.id, record->state);
    close();
}

void ComposeWindow::say(const Problem &problem)
{
    if (problem.type == ProblemType::Cancelled) {
        m_news->hide();
        return;
    }
    const words::ProblemText text = words::problemText(problem);
    m_news->setText(text.title + QStringLiteral(". ") + text.sentence);
    m_news->show();
    if (problem.where == QLatin1StringView("/reason"))
        m_reason->setFocus();
    else if (problem.where == QLatin1StringView("/reference"))
        m_reference->setFocus();
}

void ComposeWindow::setBusy(bool busy)
{
    for (QWidget *const widget : std::initializer_list<QWidget *>{m_reason, m_reference, m_deadline, m_sign})
        widget->setDisabled(busy);
}

void ComposeWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event); // Enter is left alone: it never signs
}

} // namespace enigm::views::review

#include "views/ota/RolloutWizard.h"

#include "views/design/controls/Button.h"
#include "views/design/facts/Card.h"
#include "views/design/facts/KeyValueList.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/states/Banner.h"
#include "views/ota/PlanGroupsEditor.h"
#include "views/ota/PlanLimitsForm.h"
#include "views/ota/PlanReleaseForm.h"
#include "views/ota/PlanText.h"
#include "views/words/ProblemText.h"
#include "views/words/ReleaseStageText.h"
#include "views/words/ReleaseText.h"
#include "views/words/TimeText.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace enigm::views::ota {

using design::Button;
using design::ButtonRole;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;
using enigm::ota::RolloutModel;
using models::ota::PlanDraft;
using models::ota::PlanFinding;
using namespace Qt::StringLiterals;
namespace metrics = design::metrics;

namespace {

constexpr int padding = 2 * metrics::grid;

void tellIn(ToneLabel &label, const QStringList &sentences)
{
    label.setText(sentences.join(u'\n'));
    label.setVisible(!sentences.isEmpty());
}

} // namespace

RolloutWizard::RolloutWizard(Context context, const QString &release, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_context(std::move(context))
    , m_release(new PlanReleaseForm(m_context.releases))
    , m_groups(new PlanGroupsEditor(m_context.groups, m_context.now()))
    , m_limits(new PlanLimitsForm)
    , m_pages(new QStackedWidget)
    , m_news(new design::Banner(Tone::Danger))
    , m_wrong(ToneLabel::wrapping({}, TextStyle::Secondary, Tone::Danger))
    , m_odd(ToneLabel::wrapping({}, TextStyle::Secondary, Tone::Warn))
    , m_facts(new design::KeyValueList)
    , m_back(new Button(ButtonRole::Secondary, tr("Back")))
    , m_next(new Button(ButtonRole::Primary, tr("Next")))
{
    setObjectName(u"rolloutWizard"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("New rollout"));
    resize(1160, 700);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(padding, padding, padding, padding);
    layout->setSpacing(metrics::grid);
    layout->addWidget(buildHead());
    layout->addWidget(new design::Separator);
    m_news->setObjectName(u"wizardNews"_s);
    m_news->setDismissible(true);
    m_news->hide();
    connect(m_news, &design::Banner::dismissed, m_news, &QWidget::hide);
    layout->addWidget(m_news);
    m_pages->setObjectName(u"wizardPages"_s);
    for (QWidget *const page : {static_cast<QWidget *>(m_release), static_cast<QWidget *>(m_groups),
                                static_cast<QWidget *>(m_limits), buildWhole()})
        m_pages->addWidget(page);
    layout->addWidget(m_pages, 1);
    m_wrong->setObjectName(u"wizardWrong"_s);
    m_odd->setObjectName(u"wizardOdd"_s);
    layout->addWidget(m_wrong);
    layout->addWidget(m_odd);
    layout->addWidget(new design::Separator);
    layout->addWidget(buildFoot());
    m_release->setRelease(release);
    m_release->setModel(m_model);
    m_groups->setGroups(usualGroups(), true);
    m_limits->setDraft({});
    m_preview.setSingleShot(true);
    m_preview.setInterval(previewDelay);
    connect(&m_preview, &QTimer::timeout, this, [this] { Q_EMIT previewRequested(draft()); });
    connect(m_release, &PlanReleaseForm::releaseChanged, this, &RolloutWizard::follow);
    connect(m_release, &PlanReleaseForm::modelChanged, this, &RolloutWizard::takeModel);
    connect(m_groups, &PlanGroupsEditor::changed, this, &RolloutWizard::follow);
    connect(m_limits, &PlanLimitsForm::changed, this, &RolloutWizard::showFindings);
    go(What);
    follow();
}

QString RolloutWizard::nameOf(Step step)
{
    switch (step) {
    case What:
        return tr("1  What goes out");
    case Who:
        return tr("2  To whom, and when");
    case Limits:
        return tr("3  Limits");
    case Whole:
        return tr("4  The whole plan");
    case StepCount:
        break;
    }
    Q_UNREACHABLE();
}

QWidget *RolloutWizard::buildHead()
{
    auto *const head = new QWidget;
    auto *const layout = new QVBoxLayout(head);
    layout->setContentsMargins({});
    layout->setSpacing(metrics::grid);
    layout->addWidget(new ToneLabel(windowTitle(), TextStyle::Title));
    auto *const steps = new QHBoxLayout;
    steps->setSpacing(3 * metrics::grid);
    for (int step = 0; step < StepCount; ++step) {
        m_steps[static_cast<std::size_t>(step)] = new ToneLabel(nameOf(static_cast<Step>(step)), TextStyle::BodyStrong);
        steps->addWidget(m_steps[static_cast<std::size_t>(step)]);
    }
    steps->addStretch(1);
    layout->addLayout(steps);
    return head;
}

QWidget *RolloutWizard::buildWhole()
{
    auto *const body = new QWidget;
    auto *const layout = new QVBoxLayout(body);
    layout->setContentsMargins({});
    layout->setSpacing(2 * metrics::grid);
    m_facts->setObjectName(u"wizardFacts"_s);
    layout->addWidget(m_facts);
    layout->addWidget(ToneLabel::wrapping(
        tr("Which device is in which group is computed from the change that others approve, so that nobody chooses who "
           "is first, and anyone can replay it. Devices that come later are not in it."),
        TextStyle::Secondary, Tone::Muted));
    layout->addStretch(1);
    auto *const area = new QScrollArea;
    area->setWidget(body);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return area;
}

QWidget *RolloutWizard::buildFoot()
{
    auto *const foot = new QWidget;
    auto *const layout = new QHBoxLayout(foot);
    layout->setContentsMargins({});
    layout->setSpacing(metrics::grid);
    layout->addWidget(ToneLabel::wrapping(tr("Nothing starts before somebody else has approved it."),
                                          TextStyle::Secondary, Tone::Muted),
                      1);
    auto *const cancel = new Button(ButtonRole::Quiet, tr("Cancel"));
    cancel->setObjectName(u"wizardCancel"_s);
    m_back->setObjectName(u"wizardBack"_s);
    m_next->setObjectName(u"wizardNext"_s);
    connect(cancel, &QAbstractButton::clicked, this, &QWidget::close);
    connect(m_back, &QAbstractButton::clicked, this, [this] { go(m_pages->currentIndex() - 1); });
    connect(m_next, &QAbstractButton::clicked, this, [this] {
        if (m_pages->currentIndex() == Whole)
            Q_EMIT defined(draft());
        else
            go(m_pages->currentIndex() + 1);
    });
    for (Button *const button : {cancel, m_back, m_next})
        layout->addWidget(button);
    return foot;
}

void RolloutWizard::go(int step)
{
    m_pages->setCurrentIndex(step);
    for (int other = 0; other < StepCount; ++other)
        m_steps[static_cast<std::size_t>(other)]->setTone(other == step ? Tone::Accent : Tone::Muted);
    m_back->setVisible(step > 0);
    m_next->setText(step == Whole ? tr("Propose the start…") : tr("Next"));
    if (step == Whole)
        showWhole();
    showFindings();
}

PlanDraft RolloutWizard::draft() const
{
    PlanDraft draft{.release = m_release->release(), .model = m_release->model(), .groups = m_groups->groups()};
    m_limits->writeTo(draft);
    return draft;
}

std::vector<models::ota::PlannedGroup> RolloutWizard::usualGroups() const
{
    auto groups = models::ota::usualGroups(m_model, m_context.now());
    const QStringList names =
        groups.size() == 1 ? QStringList{tr("Everybody")} : QStringList{tr("Pilot"), tr("Early"), tr("Everybody else")};
    for (std::size_t place = 0; place < groups.size(); ++place)
        groups[place].settings.name = names[static_cast<qsizetype>(place)];
    return groups;
}

/// Groups of a security rollout are others than those of any other; what was written for one is not taken to the other.
void RolloutWizard::takeModel()
{
    const bool wasSecurity = m_model == RolloutModel::Security;
    m_model = m_release->model();
    const bool isSecurity = m_model == RolloutModel::Security;
    if (isSecurity != wasSecurity)
        m_groups->setGroups(usualGroups(), !isSecurity);
    follow();
}

void RolloutWizard::follow()
{
    m_preview.start();
    showFindings();
}

void RolloutWizard::showFindings()
{
    const PlanDraft plan = draft();
    const std::vector<PlanFinding> findings = models::ota::findingsIn(plan, m_context.now());
    QStringList wrong;
    QStringList odd;
    for (const PlanFinding &finding : findings)
        (models::ota::isWrong(finding.problem) ? wrong : odd).append(findingText(finding, plan));
    const int step = m_pages->currentIndex();
    tellIn(*m_wrong, step == Who || step == Whole ? wrong : QStringList());
    tellIn(*m_odd, step == Who || step == Whole ? odd : QStringList());
    if (step == Whole && !wrong.isEmpty())
        m_next->deny(wrong.first());
    else if (step == What && plan.release.isEmpty())
        m_next->deny(tr("Choose a release."));
    else
        m_next->allow();
}

void RolloutWizard::showWhole()
{
    const PlanDraft plan = draft();
    std::vector<design::Fact> facts{{.name = tr("Release"), .value = m_release->version()},
                                    {.name = tr("Model", "of a rollout"), .value = words::modelText(plan.model)}};
    int row = 0;
    for (const models::ota::PlannedGroup &group : plan.groups) {
        const QString name = group.settings.name.isEmpty() ? tr("Unnamed") : group.settings.name;
        facts.push_back({.name = tr("%1. %2", "number; name of a group").arg(row + 1).arg(name),
                         .value = groupSentence(group, m_groups->devices(row), m_context.groups, m_context.now())});
        ++row;
    }
    facts.push_back(
        {.name = tr("Silent devices"), .value = tr("fail after %1").arg(words::spanText(plan.silentAfter))});
    facts.push_back({.name = tr("Attempts"),
                     .value = tr("%n, the second after %1", nullptr, static_cast<int>(plan.retry.attempts))
                                  .arg(words::spanText(plan.retry.after))});
    facts.push_back({.name = tr("Downloads"),
                     .value = plan.rate ? tr("%1 a second, all together").arg(words::sizeText(*plan.rate))
                                        : tr("as fast as they go")});
    facts.push_back({.name = tr("Obeyed for"), .value = words::spanText(plan.obeyWithin)});
    m_facts->setFacts(std::move(facts));
}

void RolloutWizard::setPreview(const PlanDraft &asked, const Expected<enigm::ota::RolloutPreview> &preview)
{
    const PlanDraft now = draft();
    if (asked.groups != now.groups || asked.model != now.model)
        return;
    m_groups->setPreview(preview ? std::optional(*preview) : std::nullopt);
    if (m_pages->currentIndex() == Whole)
        showWhole();
}

void RolloutWizard::say(const Problem &problem)
{
    m_news->setText(words::problemText(problem).line());
    m_news->show();
}

void RolloutWizard::finish()
{
    close();
}

void RolloutWizard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event); // Enter is left alone: it asks for nothing
}

} // namespace enigm::views::ota

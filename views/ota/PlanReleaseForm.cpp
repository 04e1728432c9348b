#include "views/ota/PlanReleaseForm.h"

#include "models/ota/ManifestCheck.h"
#include "models/ota/ReleaseQuestions.h"
#include "views/design/facts/KeyValueList.h"
#include "views/design/facts/SectionTitle.h"
#include "views/design/facts/ToneLabel.h"
#include "views/words/ReleaseStageText.h"
#include "views/words/ReleaseText.h"
#include "views/words/RolloutText.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QLocale>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace enigm::views::ota {

using design::TextStyle;
using design::Tone;
using design::ToneLabel;
using enigm::ota::Release;
using enigm::ota::RolloutModel;
using namespace Qt::StringLiterals;
namespace metrics = design::metrics;

namespace {

constexpr int choiceWidth = 480;

} // namespace

PlanReleaseForm::PlanReleaseForm(const std::vector<Release> &releases, QWidget *parent)
    : QWidget(parent)
    , m_release(new QComboBox)
    , m_facts(new design::KeyValueList)
    , m_models(new QButtonGroup(this))
{
    setObjectName(u"planRelease"_s);
    std::ranges::copy_if(releases, std::back_inserter(m_releases), &models::ota::isSignedByBoth);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(metrics::grid);
    layout->addWidget(new design::SectionTitle(tr("Release")));
    m_release->setObjectName(u"planReleaseChoice"_s);
    m_release->setAccessibleName(tr("Release"));
    m_release->setMaximumWidth(choiceWidth);
    for (const Release &release : m_releases)
        m_release->addItem(release.manifest.version, release.id());
    layout->addWidget(m_release);
    layout->addWidget(m_facts);
    if (m_releases.empty())
        layout->addWidget(ToneLabel::wrapping(
            tr("No release has been signed by both authorities yet: ask for that on the pane of releases."),
            TextStyle::Body, Tone::Warn));
    layout->addSpacing(metrics::grid);
    layout->addWidget(new design::SectionTitle(tr("Model", "of a rollout")));
    for (const RolloutModel model : enigm::ota::allOf<RolloutModel>()) {
        auto *const choice = new QRadioButton(words::modelText(model));
        choice->setObjectName(u"planModel%1"_s.arg(static_cast<int>(model)));
        m_models->addButton(choice, static_cast<int>(model));
        auto *const pair = new QVBoxLayout;
        pair->setSpacing(0);
        pair->addWidget(choice);
        auto *const sentence =
            ToneLabel::wrapping(words::rolloutModelSentence(model), TextStyle::Secondary, Tone::Muted);
        sentence->setIndent(3 * metrics::grid);
        pair->addWidget(sentence);
        layout->addLayout(pair);
    }
    layout->addStretch(1);
    connect(m_release, &QComboBox::currentIndexChanged, this, &PlanReleaseForm::showRelease);
    connect(m_models, &QButtonGroup::idClicked, this, &PlanReleaseForm::modelChanged);
    showRelease();
}

void PlanReleaseForm::setRelease(const QString &release)
{
    if (const int place = m_release->findData(release); place >= 0)
        m_release->setCurrentIndex(place);
}

QString PlanReleaseForm::release() const
{
    return m_release->currentData().toString();
}

QString PlanReleaseForm::version() const
{
    return m_release->currentText();
}

void PlanReleaseForm::setModel(RolloutModel model)
{
    m_models->button(static_cast<int>(model))->setChecked(true);
}

RolloutModel PlanReleaseForm::model() const
{
    return static_cast<RolloutModel>(m_models->checkedId());
}

void PlanReleaseForm::showRelease()
{
    const auto shown = std::ranges::find(m_releases, release(), &Release::id);
    if (shown != m_releases.end()) {
        const enigm::ota::Manifest &manifest = shown->manifest;
        m_facts->setFacts({{.name = tr("Stage"), .value = {}, .state = words::stageWord(shown->stage())},
                           {.name = tr("Security patch"), .value = models::ota::patchText(manifest.securityPatch)},
                           {.name = tr("Rollback index"), .value = QLocale().toString(manifest.rollbackIndex)},
                           {.name = tr("For builds"),
                            .value = QStringList(manifest.builds.begin(), manifest.builds.end()).join(u", "_s)},
                           {.name = tr("Size"), .value = words::sizeText(manifest.artifact.length)}});
    }
    Q_EMIT releaseChanged();
}

} // namespace enigm::views::ota

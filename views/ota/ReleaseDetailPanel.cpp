#include "views/ota/ReleaseDetailPanel.h"

#include "models/ota/ManifestCheck.h"
#include "models/ota/ReleaseQuestions.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/KeyValueList.h"
#include "views/design/facts/ToneLabel.h"
#include "views/ota/DeviceChecks.h"
#include "views/ota/SignatureCards.h"
#include "views/ota/StageTrack.h"
#include "views/words/ReleaseStageText.h"
#include "views/words/ReleaseText.h"
#include "views/words/RolloutText.h"
#include "views/words/TimeText.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QScrollArea>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace enigm::views::ota {

using design::Button;
using design::ButtonRole;
using design::TextStyle;
using design::Tone;
using design::ToneLabel;
using enigm::ota::Publication;
using enigm::ota::RolloutModel;
using namespace Qt::StringLiterals;
namespace metrics = design::metrics;

namespace {

constexpr int padding = 2 * metrics::grid;

/// A page that scrolls where it does not fit, with these below one another.
QScrollArea *page(std::initializer_list<QWidget *> parts)
{
    auto *const body = new QWidget;
    auto *const layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, metrics::grid, 0, 0);
    layout->setSpacing(2 * metrics::grid);
    for (QWidget *const part : parts)
        layout->addWidget(part);
    layout->addStretch(1);
    auto *const area = new QScrollArea;
    area->setWidget(body);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return area;
}

} // namespace

ReleaseDetailPanel::ReleaseDetailPanel(QWidget *parent)
    : QWidget(parent)
    , m_title(ToneLabel::wrapping({}, TextStyle::Section, Tone::Neutral))
    , m_subtitle(ToneLabel::wrapping({}, TextStyle::Secondary, Tone::Muted))
    , m_continue(new Button(ButtonRole::Secondary, tr("Continue import")))
    , m_sign(new Button(ButtonRole::Secondary, tr("Ask for signing…")))
    , m_publish(new Button(ButtonRole::Secondary, tr("Publish")))
    , m_channels(new QMenu(this))
    , m_rollOut(new Button(ButtonRole::Secondary, tr("Roll out…")))
    , m_tabs(new QTabWidget)
    , m_track(new StageTrack)
    , m_signatures(new SignatureCards)
    , m_facts(new design::KeyValueList)
    , m_checks(new design::KeyValueList)
{
    setObjectName(u"releaseDetail"_s);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(padding, padding, padding, padding);
    layout->setSpacing(metrics::grid);
    layout->addWidget(buildHead());
    m_tabs->setObjectName(u"releaseTabs"_s);
    m_tabs->setDocumentMode(true);
    m_facts->setObjectName(u"releaseFacts"_s);
    m_checks->setObjectName(u"releaseChecks"_s);
    auto *const note =
        ToneLabel::wrapping(tr("Before a device takes it, the device itself finds that all of this is so:"),
                            TextStyle::Secondary, Tone::Muted);
    m_tabs->addTab(page({m_track}), tr("Stages"));
    m_tabs->addTab(page({m_signatures}), tr("Signatures"));
    m_tabs->addTab(page({m_facts}), tr("Manifest"));
    m_tabs->addTab(page({note, m_checks}), tr("Device checks"));
    layout->addWidget(m_tabs, 1);
    connect(m_signatures, &SignatureCards::changeOpened, this, &ReleaseDetailPanel::changeOpened);
}

QWidget *ReleaseDetailPanel::buildHead()
{
    auto *const head = new QWidget;
    auto *const layout = new QVBoxLayout(head);
    layout->setContentsMargins({});
    layout->setSpacing(metrics::half);
    m_title->setObjectName(u"releaseTitle"_s);
    layout->addWidget(m_title);
    layout->addWidget(m_subtitle);
    auto *const acts = new QHBoxLayout;
    acts->setSpacing(metrics::grid);
    acts->setContentsMargins(0, metrics::grid, 0, metrics::half);
    m_continue->setObjectName(u"releaseContinue"_s);
    m_sign->setObjectName(u"releaseSign"_s);
    m_publish->setObjectName(u"releasePublish"_s);
    m_publish->setMenu(m_channels);
    m_rollOut->setObjectName(u"releaseRollOut"_s);
    for (Button *const act : {m_continue, m_sign, m_publish, m_rollOut})
        acts->addWidget(act);
    acts->addStretch(1);
    layout->addLayout(acts);
    connect(m_continue, &QAbstractButton::clicked, this, [this] { Q_EMIT continueRequested(m_release->id()); });
    connect(m_sign, &QAbstractButton::clicked, this,
            [this] { Q_EMIT signingRequested(m_release->id(), models::ota::nextAuthority(*m_release).value()); });
    connect(m_rollOut, &QAbstractButton::clicked, this, [this] { Q_EMIT rolloutRequested(m_release->id()); });
    fillPublishMenu();
    return head;
}

void ReleaseDetailPanel::fillPublishMenu()
{
    for (const RolloutModel channel : enigm::ota::allOf<RolloutModel>()) {
        QAction *const act = m_channels->addAction(words::modelText(channel));
        act->setObjectName(u"publish:"_s + enigm::ota::toWord(channel));
        act->setData(static_cast<int>(channel));
        connect(act, &QAction::triggered, this,
                [this, channel] { Q_EMIT publicationRequested(m_release->id(), channel); });
    }
}

void ReleaseDetailPanel::show(const enigm::ota::Release &release, qint64 now)
{
    if (m_release == release && m_now == now)
        return;
    m_release = release;
    m_now = now;
    refill();
}

void ReleaseDetailPanel::setNames(const QMap<QString, QString> &names)
{
    m_names = names;
    refill();
}

void ReleaseDetailPanel::setDenial(const QString &reason)
{
    m_denial = reason;
    updateActs();
}

void ReleaseDetailPanel::refill()
{
    if (!m_release)
        return;
    m_title->setText(m_release->manifest.version);
    QStringList parts{words::stageText(m_release->stage()), words::sizeText(m_release->manifest.artifact.length)};
    if (m_release->installed > 0)
        parts.append(tr("on %n devices", nullptr, static_cast<int>(m_release->installed)));
    m_subtitle->setText(parts.join(u" · "_s));
    m_track->show(*m_release, m_now);
    m_signatures->show(*m_release, m_names, m_now);
    m_checks->setFacts(deviceChecks(*m_release));
    fillFacts();
    updateActs();
}

void ReleaseDetailPanel::fillFacts()
{
    const enigm::ota::Manifest &manifest = m_release->manifest;
    QStringList channels;
    for (const Publication &publication : m_release->published)
        channels.append(tr("%1, %2", "a channel; when it was published there")
                            .arg(words::modelText(publication.channel), words::relativeTime(publication.time, m_now)));
    const QString &creator = m_release->importedBy;
    m_facts->setFacts({
        {.name = tr("Published"), .value = channels.isEmpty() ? tr("nowhere yet") : channels.join(u'\n')},
        {.name = tr("Security patch"), .value = models::ota::patchText(manifest.securityPatch)},
        {.name = tr("Rollback index"), .value = QLocale().toString(manifest.rollbackIndex)},
        {.name = tr("From build"), .value = m_release->build},
        {.name = tr("For builds"), .value = QStringList(manifest.builds.begin(), manifest.builds.end()).join(u'\n')},
        {.name = tr("Artifact"), .value = m_release->manifest.artifact.name},
        {.name = tr("SHA-256"),
         .value = QString::fromLatin1(m_release->manifest.artifact.digest.toHex()),
         .code = true},
        {.name = tr("Imported"),
         .value = tr("%1 by %2", "when; who")
                      .arg(words::relativeTime(m_release->begun, m_now), m_names.value(creator, creator)),
         .hover = words::exactTime(m_release->begun)},
        {.name = tr("Notes"), .value = manifest.notes.isEmpty() ? tr("none", "notes") : manifest.notes},
    });
}

/// What brings it further; nothing once a rollout has begun.
const Button *ReleaseDetailPanel::nextAct() const
{
    if (!m_release->isComplete())
        return m_continue;
    if (!models::ota::isSignedByBoth(*m_release))
        return m_sign;
    if (m_release->published.empty())
        return m_publish;
    return m_release->stage() == enigm::ota::ReleaseStage::Registration ? m_rollOut : nullptr;
}

void ReleaseDetailPanel::updateActs()
{
    if (!m_release)
        return;
    const auto offer = [this](Button *button, const QString &obstacle) {
        const QString &reason = m_denial.isEmpty() ? obstacle : m_denial;
        if (reason.isEmpty())
            button->allow();
        else
            button->deny(reason);
    };
    const bool isSigned = models::ota::isSignedByBoth(*m_release);
    const QString unsignedYet = isSigned ? QString() : tr("Both authorities have to sign it first.");
    m_continue->setVisible(!m_release->isComplete());
    const Button *const next = nextAct();
    for (Button *const act : {m_continue, m_sign, m_publish, m_rollOut})
        act->setRole(act == next && m_denial.isEmpty() ? ButtonRole::Primary : ButtonRole::Secondary);
    offer(m_continue, {});
    offer(m_sign, models::ota::nextAuthority(*m_release) ? QString()
                  : isSigned                             ? tr("Both authorities have signed.")
                                                         : tr("All of its bytes have to arrive first."));
    offer(m_publish, unsignedYet);
    offer(m_rollOut, unsignedYet);
    for (QAction *const act : m_channels->actions()) {
        const auto channel = static_cast<RolloutModel>(act->data().toInt());
        const auto &published = m_release->published;
        act->setEnabled(std::ranges::find(published, channel, &Publication::channel) == published.end());
    }
}

} // namespace enigm::views::ota

#include "views/ota/ManifestForm.h"

#include "views/design/facts/ToneLabel.h"
#include "views/design/theme/Typography.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>
#include <utility>

namespace enigm::views::ota {

using design::TextStyle;
using design::Tone;
using design::ToneLabel;
using models::ota::ManifestFinding;
using namespace Qt::StringLiterals;

namespace {

constexpr int buildsHeight = 72;
constexpr int notesHeight = 64;

bool isMissing(ManifestFinding finding)
{
    return finding == ManifestFinding::VersionMissing || finding == ManifestFinding::BuildMissing ||
           finding == ManifestFinding::BuildsMissing || finding == ManifestFinding::PatchMissing;
}

void say(ToneLabel &label, const QStringList &sentences)
{
    label.setText(sentences.join(u'\n'));
    label.setVisible(!sentences.isEmpty());
}

} // namespace

QString findingText(ManifestFinding finding)
{
    switch (finding) {
    case ManifestFinding::VersionMissing:
        return ManifestForm::tr("Say which version it is.");
    case ManifestFinding::VersionMalformed:
        return ManifestForm::tr("A version has at most 40 letters, digits and . - + _, such as 2026.11.2.");
    case ManifestFinding::VersionTaken:
        return ManifestForm::tr("There is a release of this version already.");
    case ManifestFinding::BuildMissing:
        return ManifestForm::tr("Name the build that it came from.");
    case ManifestFinding::BuildsMissing:
        return ManifestForm::tr("Name a build at least that may take it.");
    case ManifestFinding::BuildMalformed:
        return ManifestForm::tr("A build has at most 120 characters and no spaces.");
    case ManifestFinding::PatchMissing:
        return ManifestForm::tr("Say its security patch level.");
    case ManifestFinding::PatchMalformed:
        return ManifestForm::tr("A patch level is a month, such as 2026-11.");
    case ManifestFinding::PatchGoesBack:
        return ManifestForm::tr("Its patch level is older than that of the newest release.");
    case ManifestFinding::RollbackGoesBack:
        return ManifestForm::tr("Its rollback index is lower than that of the newest release: devices that have the "
                                "newest will refuse it.");
    case ManifestFinding::NotesTooLong:
        return ManifestForm::tr("Notes have at most 2,000 characters.");
    }
    Q_UNREACHABLE();
}

ManifestForm::ManifestForm(std::vector<enigm::ota::Release> known, QWidget *parent)
    : QWidget(parent)
    , m_known(std::move(known))
    , m_version(new QLineEdit)
    , m_build(new QLineEdit)
    , m_builds(new QPlainTextEdit)
    , m_patch(new QLineEdit)
    , m_rollback(new QSpinBox)
    , m_notes(new QPlainTextEdit)
    , m_missing(ToneLabel::wrapping({}, TextStyle::Secondary, Tone::Muted))
    , m_wrong(ToneLabel::wrapping({}, TextStyle::Secondary, Tone::Danger))
    , m_odd(ToneLabel::wrapping({}, TextStyle::Secondary, Tone::Warn))
{
    setObjectName(u"manifestForm"_s);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(design::metrics::grid);
    auto *const form = new QFormLayout;
    form->setVerticalSpacing(design::metrics::grid);
    buildFields(*form);
    layout->addLayout(form);
    m_missing->setObjectName(u"manifestMissing"_s);
    m_wrong->setObjectName(u"manifestWrong"_s);
    m_odd->setObjectName(u"manifestOdd"_s);
    for (ToneLabel *const label : {m_wrong, m_odd, m_missing})
        layout->addWidget(label);
    if (!m_known.empty()) {
        m_patch->setText(models::ota::patchText(m_known.front().manifest.securityPatch));
        m_rollback->setValue(static_cast<int>(m_known.front().manifest.rollbackIndex));
    }
    look();
}

void ManifestForm::buildFields(QFormLayout &form)
{
    m_version->setObjectName(u"manifestVersion"_s);
    m_version->setPlaceholderText(tr("such as 2026.11.2"));
    m_build->setObjectName(u"manifestBuild"_s);
    m_build->setPlaceholderText(tr("the build that it came from"));
    m_builds->setObjectName(u"manifestBuilds"_s);
    m_builds->setPlaceholderText(tr("One build a line"));
    m_builds->setTabChangesFocus(true);
    m_builds->setFixedHeight(buildsHeight);
    m_builds->setFont(design::fontFor(TextStyle::MonoSmall));
    m_patch->setObjectName(u"manifestPatch"_s);
    m_patch->setPlaceholderText(tr("such as 2026-11"));
    m_rollback->setObjectName(u"manifestRollback"_s);
    m_rollback->setRange(0, std::numeric_limits<int>::max());
    m_notes->setObjectName(u"manifestNotes"_s);
    m_notes->setPlaceholderText(tr("What is new, for those who approve it"));
    m_notes->setTabChangesFocus(true);
    m_notes->setFixedHeight(notesHeight);
    form.addRow(tr("Version"), m_version);
    form.addRow(tr("From build"), m_build);
    form.addRow(tr("For builds"), m_builds);
    form.addRow(tr("Security patch"), m_patch);
    form.addRow(tr("Rollback index"), m_rollback);
    form.addRow(tr("Notes"), m_notes);
    for (QLineEdit *const edit : {m_version, m_build, m_patch})
        connect(edit, &QLineEdit::textChanged, this, &ManifestForm::look);
    for (QPlainTextEdit *const edit : {m_builds, m_notes})
        connect(edit, &QPlainTextEdit::textChanged, this, &ManifestForm::look);
    connect(m_rollback, &QSpinBox::valueChanged, this, &ManifestForm::look);
}

client::ReleaseDraft ManifestForm::draft() const
{
    static const QRegularExpression separator(u"[\\s,;]+"_s);
    const QStringList lines = m_builds->toPlainText().split(separator, Qt::SkipEmptyParts);
    std::vector<QString> builds(lines.begin(), lines.end());
    std::ranges::sort(builds);
    builds.erase(std::unique(builds.begin(), builds.end()), builds.end());
    return {.build = m_build->text().trimmed(),
            .version = m_version->text().trimmed(),
            .builds = std::move(builds),
            .rollbackIndex = m_rollback->value(),
            .securityPatch = models::ota::patchFromText(m_patch->text()),
            .notes = m_notes->toPlainText().trimmed()};
}

void ManifestForm::setRelease(const enigm::ota::Release &release)
{
    const enigm::ota::Manifest &manifest = release.manifest;
    std::erase_if(m_known, [&](const enigm::ota::Release &known) { return known.id() == release.id(); });
    m_version->setText(manifest.version);
    m_build->setText(release.build);
    m_builds->setPlainText(QStringList(manifest.builds.begin(), manifest.builds.end()).join(u'\n'));
    m_patch->setText(models::ota::patchText(manifest.securityPatch));
    m_rollback->setValue(static_cast<int>(manifest.rollbackIndex));
    m_notes->setPlainText(manifest.notes);
}

bool ManifestForm::isSound() const
{
    return m_isSound;
}

void ManifestForm::look()
{
    QStringList missing;
    QStringList wrong;
    QStringList odd;
    m_isSound = true;
    for (const ManifestFinding finding : models::ota::findingsIn(draft(), m_known)) {
        const bool refuses = models::ota::isWrong(finding);
        m_isSound = m_isSound && !refuses;
        (isMissing(finding) ? missing : refuses ? wrong : odd).append(findingText(finding));
    }
    say(*m_missing, missing);
    say(*m_wrong, wrong);
    say(*m_odd, odd);
    Q_EMIT changed();
}

} // namespace enigm::views::ota

#include "views/words/ReleaseStageText.h"

#include "models/ota/ReleaseQuestions.h"

#include <QCoreApplication>
#include <QLocale>

namespace enigm::views::words {

using design::Glyph;
using design::StateWord;
using design::Tone;
using enigm::ota::Release;
using operators::SigningAuthority;
using Stage = enigm::ota::ReleaseStage;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ReleaseStageText)
};

} // namespace

QString stageText(Stage stage)
{
    switch (stage) {
    case Stage::Build:
        return Words::tr("Build");
    case Stage::Artifact:
        return Words::tr("Artifact");
    case Stage::Manifest:
        return Words::tr("Manifest");
    case Stage::Signing:
        return Words::tr("Signing");
    case Stage::Registration:
        return Words::tr("Registration");
    case Stage::Validation:
        return Words::tr("Validation");
    case Stage::ControlledRollout:
        return Words::tr("Controlled rollout");
    case Stage::Stable:
        return Words::tr("Stable");
    case Stage::Installation:
        return Words::tr("Installation");
    }
    Q_UNREACHABLE();
}

StateWord stageWord(Stage stage)
{
    const QString word = stageText(stage);
    switch (stage) {
    case Stage::Build:
    case Stage::Artifact:
    case Stage::Manifest:
        return {Glyph::Dot, word, Tone::Muted};
    case Stage::Signing:
        return {Glyph::Sign, word, Tone::Info};
    case Stage::Registration:
        return {Glyph::Log, word, Tone::Info};
    case Stage::Validation:
        return {Glyph::Eye, word, Tone::Info};
    case Stage::ControlledRollout:
        return {Glyph::Rollouts, word, Tone::Info};
    case Stage::Stable:
    case Stage::Installation:
        return {Glyph::Check, word, Tone::Ok};
    }
    Q_UNREACHABLE();
}

QString gateText(Stage stage)
{
    switch (stage) {
    case Stage::Build:
        return Words::tr("A release manager begins to import it.");
    case Stage::Artifact:
        return Words::tr("Every byte has to arrive, and the whole to have the digest that was announced.");
    case Stage::Manifest:
        return Words::tr("A change has to be approved, and the manifest authority to sign what it is and for whom.");
    case Stage::Signing:
        return Words::tr("Another change has to be approved, and the production authority to sign the bytes.");
    case Stage::Registration:
        return Words::tr("It has to be published in the repository.");
    case Stage::Validation:
        return Words::tr("An approved change has to start a rollout to devices that try it.");
    case Stage::ControlledRollout:
        return Words::tr("An approved change has to start a limited rollout.");
    case Stage::Stable:
        return Words::tr("An approved change has to start a rollout to the fleet.");
    case Stage::Installation:
        return Words::tr("A device has to confirm that it runs it.");
    }
    Q_UNREACHABLE();
}

QString authorityText(SigningAuthority authority)
{
    switch (authority) {
    case SigningAuthority::Manifest:
        return Words::tr("Manifest authority");
    case SigningAuthority::Production:
        return Words::tr("Production authority");
    }
    Q_UNREACHABLE();
}

StateWord signatureWord(const Release &release)
{
    if (models::ota::isSignedByBoth(release))
        return {Glyph::ShieldCheck, Words::tr("Signed by both"), Tone::Ok};
    const auto next = models::ota::nextAuthority(release);
    if (!next)
        return {Glyph::Hourglass, Words::tr("Bytes missing"), Tone::Muted};
    return *next == SigningAuthority::Manifest ? StateWord{Glyph::Minus, Words::tr("Unsigned"), Tone::Muted}
                                               : StateWord{Glyph::Key, Words::tr("Manifest only"), Tone::Warn};
}

QString sizeText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 1024 ? 0 : 1);
}

} // namespace enigm::views::words

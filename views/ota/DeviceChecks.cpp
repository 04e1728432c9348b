#include "views/ota/DeviceChecks.h"

#include "views/words/ReleaseStageText.h"

#include <QCoreApplication>
#include <QLocale>

namespace enigm::views::ota {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(DeviceChecks)
};

} // namespace

std::vector<design::Fact> deviceChecks(const enigm::ota::Release &release)
{
    const enigm::ota::Manifest &manifest = release.manifest;
    const QStringList builds(manifest.builds.begin(), manifest.builds.end());
    return {
        {.name = Words::tr("Manifest"),
         .value = Words::tr("Signed by a key that governance names for the manifest authority.")},
        {.name = Words::tr("Artifact"),
         .value = Words::tr("Signed by another key, which governance names for the production authority.")},
        {.name = Words::tr("People"),
         .value = Words::tr("Each signature rests on a change that one person asked for and others approved. The "
                            "device counts them by itself.")},
        {.name = Words::tr("Bytes"),
         .value = Words::tr("%1 with this digest:", "a size").arg(words::sizeText(manifest.artifact.length))},
        {.name = Words::tr("SHA-256"), .value = QString::fromLatin1(manifest.artifact.digest.toHex()), .code = true},
        {.name = Words::tr("Its build"), .value = Words::tr("Is one of %1.").arg(builds.join(u", "_s))},
        {.name = Words::tr("Rollback"),
         .value = Words::tr("What it has is at index %1 or below.").arg(QLocale().toString(manifest.rollbackIndex))},
        {.name = Words::tr("Version"), .value = Words::tr("It does not run %1 already.").arg(manifest.version)},
        {.name = Words::tr("Rollout"),
         .value = Words::tr("The start was approved, names this device's group, and the group's time has come.")},
        {.name = Words::tr("Freshness"),
         .value = Words::tr("The start is not past the time up to which it is obeyed, and later than any that the "
                            "device has obeyed.")},
    };
}

} // namespace enigm::views::ota

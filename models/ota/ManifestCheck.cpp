#include "models/ota/ManifestCheck.h"

#include "contract/fleet/GroupRule.h"

#include <algorithm>

namespace enigm::models::ota {

using enigm::ota::Manifest;
using enigm::ota::Release;

namespace {

bool isVersionCharacter(QChar character)
{
    return (character.unicode() < 0x80 && character.isLetterOrNumber()) || QStringView(u".-+_").contains(character);
}

bool isBuild(const QString &build)
{
    return !build.isEmpty() && build.size() <= Manifest::maxBuild &&
           std::ranges::none_of(build, [](QChar character) { return character.isSpace(); });
}

} // namespace

bool isWrong(ManifestFinding finding)
{
    switch (finding) {
    case ManifestFinding::VersionMissing:
    case ManifestFinding::VersionMalformed:
    case ManifestFinding::VersionTaken:
    case ManifestFinding::BuildMissing:
    case ManifestFinding::BuildsMissing:
    case ManifestFinding::BuildMalformed:
    case ManifestFinding::PatchMissing:
    case ManifestFinding::PatchMalformed:
    case ManifestFinding::NotesTooLong:
        return true;
    case ManifestFinding::PatchGoesBack:
    case ManifestFinding::RollbackGoesBack:
        return false;
    }
    Q_UNREACHABLE();
}

std::vector<ManifestFinding> findingsIn(const client::ReleaseDraft &manifest, const std::vector<Release> &known)
{
    std::vector<ManifestFinding> findings;
    const auto note = [&findings](bool holds, ManifestFinding finding) {
        if (holds)
            findings.push_back(finding);
    };
    const auto isSameVersion = [&](const Release &other) { return other.manifest.version == manifest.version; };
    const bool hasVersion = !manifest.version.isEmpty();
    note(!hasVersion, ManifestFinding::VersionMissing);
    note(manifest.version.size() > Manifest::maxVersion || !std::ranges::all_of(manifest.version, isVersionCharacter),
         ManifestFinding::VersionMalformed);
    note(hasVersion && std::ranges::any_of(known, isSameVersion), ManifestFinding::VersionTaken);
    note(manifest.build.isEmpty(), ManifestFinding::BuildMissing);
    note(manifest.builds.empty(), ManifestFinding::BuildsMissing);
    note(!std::ranges::all_of(manifest.builds, isBuild) || (!manifest.build.isEmpty() && !isBuild(manifest.build)),
         ManifestFinding::BuildMalformed);
    note(manifest.securityPatch == 0, ManifestFinding::PatchMissing);
    note(manifest.securityPatch != 0 && !fleet::isPatchLevel(manifest.securityPatch), ManifestFinding::PatchMalformed);
    if (!known.empty()) {
        note(manifest.securityPatch != 0 && manifest.securityPatch < known.front().manifest.securityPatch,
             ManifestFinding::PatchGoesBack);
        note(manifest.rollbackIndex < known.front().manifest.rollbackIndex, ManifestFinding::RollbackGoesBack);
    }
    note(manifest.notes.size() > Manifest::maxNotes, ManifestFinding::NotesTooLong);
    return findings;
}

int patchFromText(const QString &text)
{
    QString digits = text.trimmed();
    if (digits.isEmpty())
        return 0;
    bool isNumber = false;
    const int patch = digits.remove(u'-').toInt(&isNumber);
    return isNumber && patch != 0 ? patch : -1;
}

QString patchText(int patch)
{
    return QString::number(patch).insert(4, u'-');
}

} // namespace enigm::models::ota

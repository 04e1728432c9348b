#include "app/enigmctl/output/ReleaseWords.h"

#include "app/enigmctl/output/PlainText.h"
#include "app/enigmctl/output/Table.h"
#include "contract/encoding/Base64Url.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

using ota::Release;

QString artifactText(const Release &release)
{
    const ota::Artifact &artifact = release.manifest.artifact;
    if (release.isComplete())
        return u"%1, %2 bytes"_s.arg(artifact.name).arg(artifact.length);
    return u"%1, %2 of %3 bytes are here"_s.arg(artifact.name).arg(release.received).arg(artifact.length);
}

void addSignatures(Table &facts, const Release &release)
{
    for (const ota::ReleaseSignature &signature : release.signatures) {
        facts.addRow({u"signed"_s, u"%1, by the %2 authority with key %3; change %4, asked by %5, approved by %6"_s.arg(
                                       timeText(signature.time), operators::toWord(signature.authority), signature.key,
                                       signature.change, signature.askedBy, joined(signature.approvedBy))});
    }
}

} // namespace

Answer describeReleases(const std::vector<Release> &releases)
{
    Table table({u"RELEASE"_s, u"VERSION"_s, u"STAGE"_s, u"ARTIFACT"_s, u"IMPORTED"_s, u"DEVICES"_s});
    json::Array documents;
    for (const Release &release : releases) {
        table.addRow({release.id(), release.manifest.version, ota::toWord(release.stage()), artifactText(release),
                      timeText(release.begun), QString::number(release.installed)});
        documents.push_back(release.toJson());
    }
    return {.document = json::Object{{"releases"_L1, std::move(documents)}}, .text = table.toText()};
}

Answer describeRelease(const Release &release)
{
    const ota::Manifest &manifest = release.manifest;
    Table facts;
    facts.addRow({u"release"_s, release.id()});
    facts.addRow({u"version"_s, manifest.version});
    facts.addRow({u"made by"_s, release.build});
    facts.addRow({u"artifact"_s, artifactText(release)});
    facts.addRow({u"digest"_s, QString::fromLatin1(encoding::toBase64Url(manifest.artifact.digest))});
    facts.addRow({u"for builds"_s, joined(manifest.builds)});
    facts.addRow({u"rollback index"_s, QString::number(manifest.rollbackIndex)});
    facts.addRow({u"security patch"_s, QString::number(manifest.securityPatch)});
    if (!manifest.notes.isEmpty())
        facts.addRow({u"notes"_s, manifest.notes});
    facts.addRow({u"manifest"_s, QString::fromLatin1(encoding::toBase64Url(manifest.digest()))});
    facts.addRow({u"imported by"_s, release.importedBy});
    for (const ota::ReachedStage &reached : release.stages)
        facts.addRow({u"stage %1"_s.arg(ota::toWord(reached.stage)), timeText(reached.time)});
    addSignatures(facts, release);
    for (const ota::Publication &publication : release.published)
        facts.addRow(
            {u"published"_s, u"%1, in channel %2"_s.arg(timeText(publication.time), ota::toWord(publication.channel))});
    facts.addRow({u"confirmed by"_s, u"%1 devices"_s.arg(release.installed)});
    return {.document = release.toJson(), .text = facts.toText()};
}

} // namespace enigm::ctl

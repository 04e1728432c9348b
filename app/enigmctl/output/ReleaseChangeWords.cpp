#include "app/enigmctl/output/ReleaseChangeWords.h"

#include "app/enigmctl/output/PlainText.h"
#include "contract/encoding/Base64Url.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

QString digestText(const QByteArray &digest)
{
    return QString::fromLatin1(encoding::toBase64Url(digest));
}

QString groupText(const ota::RolloutGroup &group)
{
    const QString who = group.share ? u"%1 permille"_s.arg(*group.share) : u"%1 devices"_s.arg(group.members->count);
    return u"%1 (%2)"_s.arg(group.name, who);
}

QString thumbprints(const std::vector<signing::PublicKey> &keys)
{
    QStringList list;
    for (const signing::PublicKey &key : keys)
        list.append(key.thumbprint());
    return list.isEmpty() ? u"nothing"_s : list.join(u", "_s);
}

} // namespace

QString releaseText(const changes::SignManifestParameters &change)
{
    const ota::Manifest &manifest = change.manifest;
    return u"release %1 is version %2, rollback index %3, patch level %4, for %5, and installs %6 (%7 bytes, SHA-256 %8)"_s
        .arg(manifest.release, manifest.version, QString::number(manifest.rollbackIndex),
             QString::number(manifest.securityPatch),
             QStringList(manifest.builds.begin(), manifest.builds.end()).join(u", "_s), manifest.artifact.name,
             QString::number(manifest.artifact.length), digestText(manifest.artifact.digest));
}

QString releaseText(const changes::SignProductionParameters &change)
{
    return u"the artifact of release %1 (%2 bytes, SHA-256 %3) may be signed for production"_s.arg(
        change.release, QString::number(change.length), digestText(change.artifact));
}

QString rolloutText(const changes::StartRolloutParameters &change)
{
    QStringList groups;
    for (const ota::RolloutGroup &group : change.plan.groups)
        groups.append(groupText(group));
    return u"rollout %1 offers release %2 as %3 to %4"_s.arg(change.rollout, change.release,
                                                             ota::toWord(change.plan.model), groups.join(u", "_s));
}

QString rolloutText(const changes::ResumeRolloutParameters &change)
{
    return u"rollout %1 goes on from where it stood"_s.arg(change.rollout);
}

QString rolloutText(const changes::StopRolloutParameters &change)
{
    return u"rollout %1 offers nothing any more"_s.arg(change.rollout);
}

QString updateKeysText(const operators::UpdateKeys &keys)
{
    const QString root = keys.tufRoot ? u", the repository's root is %1"_s.arg(digestText(*keys.tufRoot)) : QString();
    return u"manifests are signed with %1, artifacts with %2%3"_s.arg(thumbprints(keys.manifest),
                                                                      thumbprints(keys.production), root);
}

} // namespace enigm::ctl

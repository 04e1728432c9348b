#include "contract/changes/ReleaseParameters.h"

#include "contract/operators/Members.h"

using namespace Qt::StringLiterals;

namespace enigm::changes {

using operators::valueOf;

namespace {

Expected<ota::Manifest> parseManifest(const json::Value &value, const QString &pointer)
{
    return ota::Manifest::fromJson(value, pointer);
}

} // namespace

SignManifestParameters SignManifestParameters::read(json::ObjectReader &reader)
{
    return {.manifest = reader.with("manifest"_L1, parseManifest)};
}

json::Value SignManifestParameters::toJson() const
{
    return json::Object{{"manifest"_L1, manifest.toJson()}};
}

SignProductionParameters SignProductionParameters::read(json::ObjectReader &reader)
{
    json::ObjectReader artifact(reader.value("artifact"_L1), reader.pointerTo("artifact"_L1));
    SignProductionParameters parameters{
        .release = reader.uuid("release"_L1),
        .manifest = reader.bytes("manifest"_L1, 32),
        .artifact = artifact.bytes("digest"_L1, 32),
        .length = artifact.integer("length"_L1, 1, ota::Artifact::mostBytes),
    };
    if (auto done = artifact.finish(); !done)
        reader.fail(done.error());
    return parameters;
}

json::Value SignProductionParameters::toJson() const
{
    return json::Object{{"artifact"_L1, json::Object{{"digest"_L1, valueOf(artifact)}, {"length"_L1, length}}},
                        {"manifest"_L1, valueOf(manifest)},
                        {"release"_L1, release}};
}

ota::Production SignProductionParameters::production(const QByteArray &deployment) const
{
    return {.deployment = deployment, .release = release, .manifest = manifest, .artifact = artifact, .length = length};
}

Expected<void> checkSignManifest(const SignManifestParameters &change, QByteArrayView deployment, bool isKnown)
{
    if (change.manifest.deployment != deployment)
        return refuse(ProblemType::WrongDeployment, u"The manifest is of another deployment."_s,
                      u"/parameters/manifest/deployment"_s);
    if (isKnown)
        return refuse(ProblemType::AlreadyExists,
                      u"A manifest of this release was signed off before; what is corrected is another release."_s,
                      change.manifest.release);
    return {};
}

Expected<void> checkSignProduction(const SignProductionParameters &change, const std::optional<ota::Manifest> &manifest,
                                   bool isSigned)
{
    if (!manifest)
        return refuse(ProblemType::NotFound, u"No manifest of this release was signed off."_s, change.release);
    if (ota::Production::of(*manifest) != change.production(manifest->deployment))
        return refuse(ProblemType::Drifted, u"The release was signed off with another manifest or artifact."_s,
                      change.release);
    if (isSigned)
        return refuse(ProblemType::AlreadyExists, u"The artifact of this release was signed off before."_s,
                      change.release);
    return {};
}

Expected<void> ReleaseFold::apply(const SignManifestParameters &change)
{
    const QString &release = change.manifest.release;
    if (auto sound = checkSignManifest(change, m_deployment, m_releases.contains(release)); !sound)
        return sound;
    m_releases.insert(release, {.manifest = change.manifest});
    return {};
}

Expected<void> ReleaseFold::apply(const SignProductionParameters &change)
{
    if (isDark(change.release))
        return {}; // what it has to name is withheld
    const auto known = m_releases.find(change.release);
    const bool isKnown = known != m_releases.end();
    if (auto sound = checkSignProduction(change, isKnown ? std::optional(known->manifest) : std::nullopt,
                                         isKnown && known->isForProduction);
        !sound)
        return sound;
    known->isForProduction = true;
    return {};
}

void ReleaseFold::forget(const QString &release)
{
    m_releases.remove(release);
    m_forgotten.insert(release);
}

void ReleaseFold::forgetAll()
{
    m_releases.clear();
    m_isAnyForgotten = true;
}

std::optional<ReleaseFold::Release> ReleaseFold::find(const QString &release) const
{
    const auto known = m_releases.constFind(release);
    return known == m_releases.constEnd() ? std::nullopt : std::optional(*known);
}

bool ReleaseFold::isDark(const QString &release) const
{
    return !m_releases.contains(release) && (m_isAnyForgotten || m_forgotten.contains(release));
}

} // namespace enigm::changes

#include "contract/ota/ProductionSignature.h"

#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"
#include "contract/signing/SignedValue.h"

using namespace Qt::StringLiterals;

namespace enigm::ota {

using operators::valueOf;

Production Production::of(const Manifest &manifest)
{
    return {.deployment = manifest.deployment,
            .release = manifest.release,
            .manifest = manifest.digest(),
            .artifact = manifest.artifact.digest,
            .length = manifest.artifact.length};
}

Expected<Production> Production::fromJson(const json::Value &payload)
{
    json::ObjectReader reader(payload);
    operators::readVersion1(reader);
    json::ObjectReader artifact(reader.value("artifact"_L1), reader.pointerTo("artifact"_L1));
    Production production{
        .deployment = reader.bytes("deployment"_L1, 32),
        .release = reader.uuid("release"_L1),
        .manifest = reader.bytes("manifest"_L1, 32),
        .artifact = artifact.bytes("digest"_L1, 32),
        .length = artifact.integer("length"_L1, 1, Artifact::mostBytes),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (auto done = artifact.finish(); !done)
        return std::unexpected(done.error());
    return production;
}

json::Value Production::toJson() const
{
    return json::Object{
        {"artifact"_L1, json::Object{{"digest"_L1, valueOf(artifact)}, {"length"_L1, length}}},
        {"deployment"_L1, valueOf(deployment)},
        {"manifest"_L1, valueOf(manifest)},
        {"release"_L1, release},
        {"v"_L1, 1},
    };
}

Expected<SignedProduction> SignedProduction::parse(QByteArrayView compact)
{
    return signing::parseSignedValue<SignedProduction, Production>(compact, productionTyp);
}

Expected<signing::UnsignedJws> SignedProduction::prepare(const Production &production, const signing::PublicKey &key)
{
    return signing::prepareValue(production, productionTyp, key);
}

Expected<SignedProduction> SignedProduction::sign(const Production &production, const signing::Signer &signer)
{
    return signing::signValue<SignedProduction>(production, signer);
}

} // namespace enigm::ota

#include "control-plane/ota/ReleaseImport.h"

#include "contract/encoding/SafeText.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

namespace {

using enigm::ota::Artifact;
using enigm::ota::Manifest;

Expected<QString> parseBuild(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A build is a text."_s, pointer);
    const QString &build = value.text();
    if (build.isEmpty())
        return refuse(ProblemType::OutOfRange, u"Say which build the artifact comes of."_s, pointer);
    if (const auto sound = encoding::checkFreeText(build, ReleaseImport::maxBuild); !sound)
        return std::unexpected(sound.error().under(pointer));
    return build;
}

Expected<json::Object> parseObject(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Object)
        return refuse(ProblemType::WrongType, u"An object is expected."_s, pointer);
    return value.object();
}

} // namespace

Expected<ReleaseImport> ReleaseImport::fromJson(const json::Value &value, const QByteArray &deployment,
                                                const QString &release)
{
    json::ObjectReader reader(value);
    const Artifact artifact = reader.with("artifact"_L1, Artifact::fromJson);
    ReleaseImport import{.manifest = {}, .build = reader.with("build"_L1, parseBuild)};
    json::Object members = reader.with("manifest"_L1, parseObject);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    for (const auto &name : {u"artifact"_s, u"deployment"_s, u"release"_s, u"v"_s}) {
        if (members.find(name))
            return refuse(ProblemType::UnknownMember, u"This member is not known here."_s, u"/manifest/"_s + name);
    }
    members.insert(u"artifact"_s, artifact.toJson());
    members.insert(u"deployment"_s, operators::valueOf(deployment));
    members.insert(u"release"_s, release);
    members.insert(u"v"_s, 1);
    auto manifest = Manifest::fromJson(json::Value(std::move(members)), u"/manifest"_s);
    if (!manifest)
        return std::unexpected(manifest.error());
    import.manifest = std::move(*manifest);
    return import;
}

} // namespace enigm::controlplane::ota

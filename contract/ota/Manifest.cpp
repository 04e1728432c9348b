#include "contract/ota/Manifest.h"

#include "contract/encoding/SafeText.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"
#include "contract/signing/Secret.h"
#include "contract/signing/SignedValue.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ota {

namespace {

using operators::valueOf;

constexpr int firstPatch = 200'001;
constexpr int lastPatch = 999'912;

/// ASCII letters, digits and these; not more than `maxLength`, nor nothing.
bool isMadeOf(QStringView text, QLatin1StringView more, qsizetype maxLength)
{
    return !text.isEmpty() && text.size() <= maxLength && std::ranges::all_of(text, [more](QChar character) {
        const char16_t unit = character.unicode();
        return (unit < 128 && character.isLetterOrNumber()) || more.contains(character);
    });
}

/// It becomes part of a path and of a header field.
Expected<QString> parseName(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A name is a text."_s, pointer);
    if (!isMadeOf(value.text(), "._-"_L1, Artifact::maxName) || value.text().startsWith(u'.'))
        return refuse(ProblemType::OutOfRange,
                      u"The name of a file is made of letters, digits, '.', '_' and '-', at most %1, and begins "
                      "with no '.'."_s.arg(Artifact::maxName),
                      pointer);
    return value.text();
}

Expected<QString> parseVersion(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A version is a text."_s, pointer);
    if (!isMadeOf(value.text(), ".-+_"_L1, Manifest::maxVersion))
        return refuse(
            ProblemType::OutOfRange,
            u"A version is made of letters, digits, '.', '-', '+' and '_', at most %1."_s.arg(Manifest::maxVersion),
            pointer);
    return value.text();
}

Expected<QString> parseBuild(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A build is a text."_s, pointer);
    if (!isMadeOf(value.text(), ".-+_:/"_L1, Manifest::maxBuild))
        return refuse(ProblemType::OutOfRange,
                      u"A build is made of letters, digits, '.', '-', '+', '_', ':' and '/', at most %1."_s.arg(
                          Manifest::maxBuild),
                      pointer);
    return value.text();
}

Expected<QString> parseNotes(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"Notes are a text."_s, pointer);
    if (auto sound = encoding::checkFreeText(value.text(), Manifest::maxNotes); !sound)
        return std::unexpected(sound.error().under(pointer));
    return value.text();
}

std::vector<QString> readBuilds(json::ObjectReader &reader)
{
    std::vector<QString> builds = reader.list("builds"_L1, parseBuild);
    if (reader.hasFailed())
        return {};
    if (builds.empty() || builds.size() > Manifest::mostBuilds)
        reader.fail({ProblemType::OutOfRange, u"A release is for one to %1 builds."_s.arg(Manifest::mostBuilds),
                     reader.pointerTo("builds"_L1)});
    else if (std::ranges::adjacent_find(builds, std::ranges::greater_equal()) != builds.end())
        reader.fail({ProblemType::NotCanonical, u"Builds are sorted, each once."_s, reader.pointerTo("builds"_L1)});
    return builds;
}

int readPatch(json::ObjectReader &reader)
{
    const auto patch = static_cast<int>(reader.integer("security_patch"_L1, firstPatch, lastPatch));
    if (!reader.hasFailed() && (patch % 100 < 1 || patch % 100 > 12))
        reader.fail({ProblemType::OutOfRange, u"A security patch level is a year and a month, such as 202611."_s,
                     reader.pointerTo("security_patch"_L1)});
    return patch;
}

} // namespace

Expected<Artifact> Artifact::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    Artifact artifact{.digest = reader.bytes("digest"_L1, 32),
                      .length = reader.integer("length"_L1, 1, mostBytes),
                      .name = reader.with("name"_L1, parseName)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return artifact;
}

json::Value Artifact::toJson() const
{
    return json::Object{{"digest"_L1, valueOf(digest)}, {"length"_L1, length}, {"name"_L1, name}};
}

Expected<Manifest> Manifest::fromJson(const json::Value &payload, const QString &pointer)
{
    json::ObjectReader reader(payload, pointer);
    operators::readVersion1(reader);
    Manifest manifest{
        .deployment = reader.bytes("deployment"_L1, 32),
        .release = reader.uuid("release"_L1),
        .version = reader.with("version"_L1, parseVersion),
        .artifact = reader.with("artifact"_L1, Artifact::fromJson),
        .builds = readBuilds(reader),
        .rollbackIndex = reader.integer("rollback_index"_L1),
        .securityPatch = readPatch(reader),
        .notes = reader.with("notes"_L1, parseNotes),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return manifest;
}

json::Value Manifest::toJson() const
{
    return json::Object{
        {"artifact"_L1, artifact.toJson()},
        {"builds"_L1, valueOf(builds)},
        {"deployment"_L1, valueOf(deployment)},
        {"notes"_L1, notes},
        {"release"_L1, release},
        {"rollback_index"_L1, rollbackIndex},
        {"security_patch"_L1, securityPatch},
        {"v"_L1, 1},
        {"version"_L1, version},
    };
}

QByteArray Manifest::digest() const
{
    return signing::sha256(json::canonical(toJson()));
}

Expected<SignedManifest> SignedManifest::parse(QByteArrayView compact)
{
    return signing::parseSignedValue<SignedManifest, Manifest>(compact, manifestTyp);
}

Expected<signing::UnsignedJws> SignedManifest::prepare(const Manifest &manifest, const signing::PublicKey &key)
{
    return signing::prepareValue(manifest, manifestTyp, key);
}

Expected<SignedManifest> SignedManifest::sign(const Manifest &manifest, const signing::Signer &signer)
{
    return signing::signValue<SignedManifest>(manifest, signer);
}

} // namespace enigm::ota

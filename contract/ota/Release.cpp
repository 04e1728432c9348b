#include "contract/ota/Release.h"

#include "contract/json/ObjectReader.h"
#include "contract/json/WordReader.h"
#include "contract/operators/Members.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ota {

namespace {

using operators::valueOf;

json::Value valueOf(const ReleaseSignature &signature)
{
    return json::Object{{"approved_by"_L1, valueOf(signature.approvedBy)},
                        {"asked_by"_L1, signature.askedBy},
                        {"authority"_L1, operators::toWord(signature.authority)},
                        {"change"_L1, signature.change},
                        {"key"_L1, signature.key},
                        {"time"_L1, signature.time}};
}

Expected<ReleaseSignature> readSignature(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    ReleaseSignature signature{.authority = reader.with("authority"_L1, json::wordBy([](const QString &word) {
                                                            return operators::signingAuthorityOf(word);
                                                        })),
                               .key = operators::readThumbprint(reader, "key"_L1),
                               .change = reader.uuid("change"_L1),
                               .askedBy = reader.text("asked_by"_L1),
                               .approvedBy = reader.texts("approved_by"_L1),
                               .time = reader.integer("time"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return signature;
}

json::Value valueOf(const Publication &publication)
{
    return json::Object{{"channel"_L1, toWord(publication.channel)}, {"time"_L1, publication.time}};
}

Expected<Publication> readPublication(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    const Publication publication{.channel = reader.with("channel"_L1, json::wordBy(fromWord<RolloutModel>)),
                                  .time = reader.integer("time"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return publication;
}

json::Value valueOf(const ReachedStage &reached)
{
    return json::Object{{"stage"_L1, toWord(reached.stage)}, {"time"_L1, reached.time}};
}

Expected<ReachedStage> readReached(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    const ReachedStage reached{.stage = reader.with("stage"_L1, json::wordBy(releaseStageOf)),
                               .time = reader.integer("time"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return reached;
}

template <typename T>
json::Array listOf(const std::vector<T> &items)
{
    json::Array values;
    for (const T &item : items)
        values.push_back(valueOf(item));
    return values;
}

json::Value jwsValue(const QByteArray &jws)
{
    return jws.isEmpty() ? json::Value() : json::Value(QString::fromLatin1(jws));
}

QByteArray readJws(json::ObjectReader &reader, QLatin1StringView name)
{
    return reader.textOrNull(name).value_or(QString()).toLatin1();
}

/// The artifact as the list shows it, and how much of it is here.
struct ArtifactState
{
    Artifact artifact;
    qint64 received = 0;
};

Expected<ArtifactState> readArtifact(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    ArtifactState state{.artifact = {.digest = reader.bytes("digest"_L1, 32),
                                     .length = reader.integer("length"_L1, 1, Artifact::mostBytes),
                                     .name = reader.text("name"_L1)},
                        .received = reader.integer("received"_L1, 0, Artifact::mostBytes)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return state;
}

struct Begun
{
    QString by;
    qint64 time = 0;
};

Expected<Begun> readBegun(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    Begun begun{.by = reader.text("by"_L1), .time = reader.integer("time"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return begun;
}

Expected<void> checkOneMind(const Release &release, const QString &id, const Artifact &artifact, ReleaseStage stage)
{
    const auto inOrder = [](const ReachedStage &left, const ReachedStage &right) { return left.stage >= right.stage; };
    const bool isOne = release.id() == id && release.manifest.artifact == artifact && !release.stages.empty() &&
                       release.stages.back().stage == stage && release.received <= artifact.length &&
                       std::ranges::adjacent_find(release.stages, inOrder) == release.stages.end();
    if (!isOne)
        return refuse(ProblemType::UnexpectedAnswer, u"The release says two things of one."_s);
    return {};
}

} // namespace

std::optional<qint64> Release::reached(ReleaseStage stage) const
{
    const auto found = std::ranges::find(stages, stage, &ReachedStage::stage);
    return found == stages.end() ? std::nullopt : std::optional(found->time);
}

json::Value Release::toJson() const
{
    json::Object artifact = manifest.artifact.toJson().object();
    artifact.insert(u"received"_s, received);
    return json::Object{{"artifact"_L1, std::move(artifact)},
                        {"build"_L1, build},
                        {"created"_L1, json::Object{{"by"_L1, importedBy}, {"time"_L1, begun}}},
                        {"id"_L1, id()},
                        {"installed"_L1, installed},
                        {"manifest"_L1, manifest.toJson()},
                        {"manifest_jws"_L1, jwsValue(manifestJws)},
                        {"production_jws"_L1, jwsValue(productionJws)},
                        {"published"_L1, listOf(published)},
                        {"signatures"_L1, listOf(signatures)},
                        {"stage"_L1, toWord(stage())},
                        {"stages"_L1, listOf(stages)}};
}

Expected<Release> Release::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    const ArtifactState artifact = reader.with("artifact"_L1, readArtifact);
    const Begun begun = reader.with("created"_L1, readBegun);
    const QString id = reader.uuid("id"_L1);
    const ReleaseStage stage = reader.with("stage"_L1, json::wordBy(releaseStageOf));
    Release release{.manifest = reader.with("manifest"_L1, Manifest::fromJson),
                    .build = reader.text("build"_L1),
                    .received = artifact.received,
                    .importedBy = begun.by,
                    .begun = begun.time,
                    .manifestJws = readJws(reader, "manifest_jws"_L1),
                    .productionJws = readJws(reader, "production_jws"_L1),
                    .signatures = reader.list("signatures"_L1, readSignature),
                    .published = reader.list("published"_L1, readPublication),
                    .stages = reader.list("stages"_L1, readReached),
                    .installed = reader.integer("installed"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (const auto one = checkOneMind(release, id, artifact.artifact, stage); !one)
        return std::unexpected(one.error().under(pointer));
    return release;
}

} // namespace enigm::ota

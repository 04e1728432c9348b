#include "contract/device/UpdateOffer.h"

#include "contract/changes/TargetSet.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"
#include "contract/ota/Manifest.h"

using namespace Qt::StringLiterals;

namespace enigm::device {

namespace {

using operators::valueOf;

constexpr qsizetype digestSize = 32;
/// A path of more hashes proves nothing about a tree of less than 2^63 leaves.
constexpr std::size_t longestPath = 63;

Expected<std::optional<ota::MemberProof>> parseProof(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<ota::MemberProof>();
    json::ObjectReader reader(value, pointer);
    const qint64 leaf = reader.integer("leaf"_L1);
    const std::vector<QByteArray> hashes = reader.list("path"_L1, operators::parseDigest);
    if (!reader.hasFailed() && hashes.size() > longestPath)
        reader.fail({ProblemType::TooLarge, u"The path is too long."_s, reader.pointerTo("path"_L1)});
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    auto path = log::proofFromBytes(hashes);
    if (!path)
        return std::unexpected(path.error().under(pointer));
    return std::optional(ota::MemberProof{.leaf = leaf, .path = std::move(*path)});
}

json::Value proofValue(const std::optional<ota::MemberProof> &proof)
{
    if (!proof)
        return {};
    return json::Object{{"leaf"_L1, proof->leaf}, {"path"_L1, valueOf(log::proofToBytes(proof->path))}};
}

Expected<UpdateAssignment> parseAssignment(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    UpdateAssignment assignment{.rollout = reader.uuid("rollout"_L1),
                                .handle = reader.with("handle"_L1, changes::parseConsoleHandle),
                                .group = reader.integer("group"_L1),
                                .proof = reader.with("proof"_L1, parseProof)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return assignment;
}

struct OfferedBytes
{
    QByteArray digest;
    qint64 length = 0;
    QString url;
};

Expected<OfferedBytes> parseArtifact(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    OfferedBytes artifact{.digest = reader.bytes("digest"_L1, digestSize),
                          .length = reader.integer("length"_L1, 1, ota::Artifact::mostBytes),
                          .url = reader.text("url"_L1)};
    // Never elsewhere: whoever is asked learns that the device is there.
    if (!reader.hasFailed() && (!artifact.url.startsWith(u'/') || artifact.url.startsWith("//"_L1)))
        reader.fail({ProblemType::OutOfRange, u"An absolute path is expected."_s, reader.pointerTo("url"_L1)});
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return artifact;
}

} // namespace

Expected<UpdateOffer> UpdateOffer::parse(QByteArrayView bytes)
{
    const auto value = json::parseSigned(bytes, {.depth = 6, .bytes = maxBytes});
    if (!value)
        return std::unexpected(value.error());
    json::ObjectReader reader(*value);
    OfferedBytes artifact = reader.with("artifact"_L1, parseArtifact);
    UpdateOffer offer{.digest = std::move(artifact.digest),
                      .length = artifact.length,
                      .url = std::move(artifact.url),
                      .assignment = reader.with("assignment"_L1, parseAssignment),
                      .manifest = reader.text("manifest"_L1).toUtf8(),
                      .production = reader.text("production"_L1).toUtf8(),
                      .manifestEvidence = reader.bytes("manifest_evidence"_L1),
                      .productionEvidence = reader.bytes("production_evidence"_L1),
                      .startEvidence = reader.bytes("start_evidence"_L1),
                      .target = reader.text("target"_L1)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return offer;
}

// Members are sorted by name: those of the device come first.

QByteArray UpdateOffer::ownBytes() const
{
    const QByteArray object = json::canonical(json::Object{
        {"artifact"_L1, json::Object{{"digest"_L1, valueOf(digest)}, {"length"_L1, length}, {"url"_L1, url}}},
        {"assignment"_L1, json::Object{{"group"_L1, assignment.group},
                                       {"handle"_L1, assignment.handle.text()},
                                       {"proof"_L1, proofValue(assignment.proof)},
                                       {"rollout"_L1, assignment.rollout}}},
    });
    return object.chopped(1);
}

QByteArray UpdateOffer::sharedBytes() const
{
    const QByteArray object = json::canonical(json::Object{
        {"manifest"_L1, QString::fromUtf8(manifest)},
        {"manifest_evidence"_L1, valueOf(manifestEvidence)},
        {"production"_L1, QString::fromUtf8(production)},
        {"production_evidence"_L1, valueOf(productionEvidence)},
        {"start_evidence"_L1, valueOf(startEvidence)},
        {"target"_L1, target},
    });
    return ',' + object.sliced(1);
}

} // namespace enigm::device

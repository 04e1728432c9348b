#include "contract/evidence/BundleFrame.h"
#include "contract/evidence/Evidence.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::evidence {

namespace {

using operators::valueOf;

constexpr json::Limits limits{.depth = 32, .bytes = 64 * 1024 * 1024};
constexpr qsizetype saltSize = 16;

Expected<QByteArray> canonicalOf(const json::Value &value, const QString &)
{
    return json::canonical(value);
}

Expected<ProvenRecord> parseRecord(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, u"evidence record "_s + pointer.section(u'/', -1));
    ProvenRecord record{
        .leaf = json::canonical(reader.value("leaf"_L1)),
        .body = {.salt = reader.bytes("salt"_L1, saltSize), .value = reader.value("body"_L1)},
        .proof = reader.list("proof"_L1, operators::parseDigest),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return record;
}

/// {"checkpoint"} of the activity log.
Expected<QByteArray> parseActivity(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    const QByteArray note = reader.text("checkpoint"_L1).toUtf8();
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return note;
}

struct Governance
{
    QByteArray checkpoint;
    std::vector<QByteArray> leaves;
};

Expected<Governance> parseGovernance(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    Governance governance{.checkpoint = reader.text("checkpoint"_L1).toUtf8(),
                          .leaves = reader.list("entries"_L1, canonicalOf)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return governance;
}

QByteArray joined(const std::vector<QByteArray> &parts)
{
    QByteArray result;
    for (const QByteArray &part : parts) {
        if (!result.isEmpty())
            result += ',';
        result += part;
    }
    return result;
}

QByteArray recordBytes(const ProvenRecord &record)
{
    return R"({"body":)" + json::canonical(record.body.value) + R"(,"leaf":)" + record.leaf + R"(,"proof":)" +
           json::canonical(valueOf(record.proof)) + R"(,"salt":)" + json::canonical(valueOf(record.body.salt)) + '}';
}

QByteArray noteBytes(const QByteArray &note)
{
    return json::canonical(json::Object{{"checkpoint"_L1, QString::fromUtf8(note)}}).chopped(1);
}

Problem notCanonical(QByteArrayView bytes, QByteArrayView canonical)
{
    const auto [given, expected] = std::ranges::mismatch(bytes, canonical);
    return {ProblemType::NotCanonical, u"The bundle is not in its canonical form."_s,
            u"offset %1"_s.arg(given - bytes.begin())};
}

} // namespace

Expected<EvidenceBundle> EvidenceBundle::parse(QByteArrayView bytes)
{
    const auto value = json::parse(bytes, limits);
    if (!value)
        return std::unexpected(value.error());
    json::ObjectReader reader(*value);
    operators::readVersion1(reader);
    EvidenceBundle bundle;
    bundle.deployment = reader.bytes("deployment"_L1, 32);
    auto governance = reader.with("governance"_L1, parseGovernance);
    bundle.governanceCheckpoint = std::move(governance.checkpoint);
    bundle.governanceLeaves = std::move(governance.leaves);
    bundle.activityCheckpoint = reader.with("activity"_L1, parseActivity);
    bundle.records = reader.list("records"_L1, parseRecord);
    if (auto done = reader.finish(); !done) {
        const bool isInFrame = done.error().where.startsWith(u'/');
        return std::unexpected(isInFrame ? done.error().under(placeInFrame(bytes)) : done.error());
    }
    if (const QByteArray canonical = bundle.toBytes(); canonical != bytes)
        return std::unexpected(notCanonical(bytes, canonical));
    return bundle;
}

QByteArray EvidenceBundle::toBytes() const
{
    std::vector<QByteArray> recordTexts;
    std::ranges::transform(records, std::back_inserter(recordTexts), recordBytes);
    return R"({"activity":)" + noteBytes(activityCheckpoint) + R"(},"deployment":)" +
           json::canonical(valueOf(deployment)) + R"(,"governance":)" + noteBytes(governanceCheckpoint) +
           R"(,"entries":[)" + joined(governanceLeaves) + R"(]},"records":[)" + joined(recordTexts) + R"(],"v":1})";
}

} // namespace enigm::evidence

#include "contract/ota/tuf/Snapshot.h"

#include "contract/json/ObjectReader.h"
#include "contract/ota/tuf/Limits.h"
#include "contract/ota/tuf/Root.h"
#include "contract/signing/Secret.h"

using namespace Qt::StringLiterals;

namespace enigm::ota::tuf {

namespace {

constexpr auto suffix = ".json"_L1;
constexpr auto snapshotFile = "snapshot.json"_L1;

} // namespace

MetaFile MetaFile::of(qint64 version, QByteArrayView text)
{
    return {
        .version = version, .length = text.size(), .hashes = FileHashes{.sha256 = signing::sha256(text), .sha512 = {}}};
}

Expected<MetaFile> MetaFile::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(onlyKnown(value, {"version"_L1, "length"_L1, "hashes"_L1}), pointer);
    MetaFile file{.version = reader.integer("version"_L1, 1), .length = {}, .hashes = {}};
    const bool isObject = value.kind() == json::Value::Kind::Object;
    if (isObject && value.object().find("length"_L1))
        file.length = reader.integer("length"_L1, 1);
    if (isObject && value.object().find("hashes"_L1))
        file.hashes = reader.with("hashes"_L1, FileHashes::fromJson);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return file;
}

json::Value MetaFile::toJson() const
{
    json::Object result{{"version"_L1, version}};
    if (length)
        result.insert(u"length"_s, *length);
    if (hashes)
        result.insert(u"hashes"_s, hashes->toJson());
    return result;
}

Expected<Timestamp> Timestamp::fromJson(const json::Value &value)
{
    json::ObjectReader reader(onlyKnown(value, {"_type"_L1, "spec_version"_L1, "version"_L1, "expires"_L1, "meta"_L1}));
    Timestamp timestamp{.heading = readHeading(reader, timestampRole), .snapshot = {}};
    // It names the snapshot and nothing else, as section 4.6 has it.
    json::ObjectReader meta(reader.value("meta"_L1), u"/meta"_s);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    timestamp.snapshot = meta.with(snapshotFile, MetaFile::fromJson);
    if (const auto done = meta.finish(); !done)
        return std::unexpected(done.error());
    return timestamp;
}

json::Value Timestamp::toJson() const
{
    json::Object result{{"meta"_L1, json::Object{{snapshotFile, snapshot.toJson()}}}};
    insertHeading(result, heading, timestampRole);
    return result;
}

Expected<Snapshot> Snapshot::fromJson(const json::Value &value)
{
    json::ObjectReader reader(onlyKnown(value, {"_type"_L1, "spec_version"_L1, "version"_L1, "expires"_L1, "meta"_L1}));
    Snapshot snapshot{.heading = readHeading(reader, snapshotRole), .roles = {}};
    const json::Value meta = reader.value("meta"_L1);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    const QString pointer = u"/meta"_s;
    if (meta.kind() != json::Value::Kind::Object)
        return refuse(ProblemType::WrongType, u"The files are an object"_s, pointer);
    for (const json::Object::Member &member : meta.object()) {
        if (!member.name.endsWith(suffix))
            return refuse(ProblemType::OutOfRange, u"A metadata file is named ROLE.json"_s, pointer);
        const auto file = MetaFile::fromJson(member.value, pointer + u'/' + member.name);
        if (!file)
            return std::unexpected(file.error());
        snapshot.roles.insert(member.name.chopped(suffix.size()), *file);
    }
    if (!snapshot.roles.contains(targetsRole))
        return refuse(ProblemType::MissingMember, u"The snapshot names no targets"_s, pointer);
    return snapshot;
}

json::Value Snapshot::toJson() const
{
    json::Object meta;
    for (auto role = roles.begin(); role != roles.end(); ++role)
        meta.insert(role.key() + suffix, role->toJson());
    json::Object result{{"meta"_L1, std::move(meta)}};
    insertHeading(result, heading, snapshotRole);
    return result;
}

} // namespace enigm::ota::tuf

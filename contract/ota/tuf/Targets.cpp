#include "contract/ota/tuf/Targets.h"

#include "contract/json/ObjectReader.h"
#include "contract/ota/tuf/Root.h"

using namespace Qt::StringLiterals;

namespace enigm::ota::tuf {

namespace {

Expected<QMap<QString, TargetFile>> parseFiles(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Object)
        return refuse(ProblemType::WrongType, u"Targets are an object of paths"_s, pointer);
    QMap<QString, TargetFile> files;
    for (const json::Object::Member &member : value.object()) {
        auto file = TargetFile::fromJson(member.value, pointer + u'/' + member.name);
        if (!file)
            return std::unexpected(file.error());
        files.insert(member.name, std::move(*file));
    }
    return files;
}

} // namespace

Expected<TargetFile> TargetFile::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(onlyKnown(value, {"length"_L1, "hashes"_L1, "custom"_L1}), pointer);
    TargetFile file{.length = reader.integer("length"_L1),
                    .hashes = reader.with("hashes"_L1, FileHashes::fromJson),
                    .custom = reader.optional("custom"_L1).value_or(json::Value())};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return file;
}

json::Value TargetFile::toJson() const
{
    json::Object result{{"hashes"_L1, hashes.toJson()}, {"length"_L1, length}};
    if (!custom.isNull())
        result.insert(u"custom"_s, custom);
    return result;
}

Expected<Targets> Targets::fromJson(const json::Value &value)
{
    json::ObjectReader reader(
        onlyKnown(value, {"_type"_L1, "spec_version"_L1, "version"_L1, "expires"_L1, "targets"_L1, "delegations"_L1}));
    Targets targets{
        .heading = readHeading(reader, targetsRole), .files = reader.with("targets"_L1, parseFiles), .delegations = {}};
    if (value.kind() == json::Value::Kind::Object && value.object().find("delegations"_L1))
        targets.delegations = reader.with("delegations"_L1, Delegations::fromJson);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return targets;
}

json::Value Targets::toJson() const
{
    json::Object list;
    for (auto file = files.begin(); file != files.end(); ++file)
        list.insert(file.key(), file->toJson());
    json::Object result{{"targets"_L1, std::move(list)}};
    if (delegations)
        result.insert(u"delegations"_s, delegations->toJson());
    insertHeading(result, heading, targetsRole);
    return result;
}

} // namespace enigm::ota::tuf

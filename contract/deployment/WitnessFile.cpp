#include "contract/deployment/WitnessFile.h"

#include "contract/deployment/FileLine.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/log/SignedNote.h"
#include "contract/operators/Members.h"

using namespace Qt::StringLiterals;

namespace enigm::deployment {

namespace {

using Key = std::shared_ptr<const signing::LockedKey>;

/// Notes are signed with Ed25519 only.
Expected<Key> readKey(const json::Value &value, const QString &pointer)
{
    auto key = signing::LockedKey::fromJson(value, pointer);
    if (key && (*key)->publicKey().kind() != signing::PublicKey::Kind::Ed25519)
        return refuse(ProblemType::MalformedKey, u"A witness key is one of Ed25519."_s, pointer + u"/public"_s);
    return key;
}

} // namespace

Expected<WitnessFile> WitnessFile::parse(QByteArrayView bytes)
{
    const auto line = lineOfFile(bytes);
    if (!line)
        return std::unexpected(line.error());
    const auto value = json::parseSigned(*line);
    if (!value)
        return std::unexpected(value.error());
    json::ObjectReader reader(*value);
    operators::readVersion1(reader);
    const QString name = reader.text("name"_L1);
    auto key = reader.with("key"_L1, readKey);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (!log::isKeyName(name.toUtf8()))
        return refuse(ProblemType::OutOfRange, u"A witness's name has no spaces and no plus."_s, u"/name"_s);
    return WitnessFile{.name = name, .key = std::move(key)};
}

QByteArray WitnessFile::toBytes() const
{
    return json::canonical(json::Object{{"key"_L1, key->toJson()}, {"name"_L1, name}, {"v"_L1, 1}}) + '\n';
}

} // namespace enigm::deployment
